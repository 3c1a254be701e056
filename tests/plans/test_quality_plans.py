"""The list of work reads its pages from an index, whatever the size of the register."""

import pytest
from django.db import connection
from django.http import QueryDict

from facilities.models import WorkItem
from facilities.quality.queue import Queue
from tests.builders_facilities import new_facility, registered

pytestmark = pytest.mark.django_db


def test_a_block_of_one_matter_is_read_in_the_order_of_its_index() -> None:
    facilities = registered(*(new_facility(None) for _ in range(300)))
    items = [
        WorkItem(facility=one, matter="unplaced", found_at="2026-01-01T00:00Z", weight=one.pk) for one in facilities
    ]
    WorkItem.objects.bulk_create(items)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE facilities_workitem")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    queue = Queue.parse(QueryDict("matter=unplaced"))
    plan = queue.block(hazardous=False, with_open=False)[:50].explain()
    assert "work_item_by_weight" in plan
    assert "Sort" not in plan.replace("enable_sort", "")

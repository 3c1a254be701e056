"""The dossier of a facility lists the inspections it is planned in."""

import pytest
from django.test import Client

from tests.builders_inspections import a_plan, a_planner, a_site

pytestmark = pytest.mark.django_db


def test_planned_inspections_stand_in_the_dossier_for_those_who_may_see_plans(client: Client) -> None:
    site, other = a_site(1), a_site(2)
    plan = a_plan(site)
    address = plan.get_absolute_url()
    assert address not in client.get(f"/facilities/{site.pk}/").content.decode()
    client.force_login(a_planner())
    assert address in client.get(f"/facilities/{site.pk}/").content.decode()
    assert address not in client.get(f"/facilities/{other.pk}/").content.decode()

"""Where hazard classes come from is said in words."""

import pytest

from facilities import hazard
from facilities.models import FactoryType
from facilities.reference import load_factory_types


@pytest.mark.django_db
def test_every_source_of_the_loaded_types_has_words() -> None:
    load_factory_types()
    sources = set(FactoryType.objects.exclude(hazard_source="").values_list("hazard_source", flat=True))
    assert sources
    assert sources <= set(hazard.SOURCES)

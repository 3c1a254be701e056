"""Licences that belong to another place get a site of their own."""

import pytest

from facilities.models import Facility, Licence
from facilities.new_facility import NewLicence
from facilities.sites.merging import merge_sites
from facilities.sites.splitting import split_site
from geo.errors import BadInput
from geo.models import Change
from tests.builders_facilities import HERE, TESTER, new_facility, registered

pytestmark = pytest.mark.django_db


def a_site() -> Facility:
    """One with two licences, the second of type 42(2), 300 hp."""
    second = NewLicence("จ3-42(2)-2/51ปจ", factory_class=3, types=(4202,), horsepower=300.0)
    (site,) = registered(new_facility(licences=(NewLicence("จ3-9(1)-1/51ปจ"), second)))
    return site


def split(site: Facility, *numbers: str) -> Facility:
    """The new site."""
    chosen = list(Licence.objects.filter(facility=site, canonical__in=numbers))
    return split_site(site, chosen, actor=TESTER, reason="other road", key="k")


def test_the_new_site_holds_the_licence_at_the_same_point() -> None:
    site = a_site()
    new = split(site, "จ3-42(2)-2/51ปจ")
    assert [licence.canonical for licence in new.licences.all()] == ["จ3-42(2)-2/51ปจ"]
    assert (new.position.x, new.position_method, new.name_th) == (HERE.lon, "inherited", site.name_th)
    assert (new.hazard, new.factory.horsepower, site.licences.count()) == (True, 300, 1)
    assert Change.objects.get(action="facility.split").after["new_id"] == new.pk


def test_merging_brings_it_back() -> None:
    site = a_site()
    merge_sites(site, split(site, "จ3-42(2)-2/51ปจ"), actor=TESTER, reason="one road")
    assert site.licences.count() == 2
    assert list(Facility.objects.all()) == [site]


@pytest.mark.parametrize("numbers", [(), ("จ3-9(1)-1/51ปจ", "จ3-42(2)-2/51ปจ")])
def test_neither_none_nor_all_are_split_off(numbers: tuple[str, ...]) -> None:
    site = a_site()
    with pytest.raises(BadInput):
        split(site, *numbers)
    assert Facility.objects.count() == 1


def test_licences_of_another_site_are_refused() -> None:
    site = a_site()
    (other,) = registered(new_facility())
    with pytest.raises(BadInput):
        split_site(site, list(other.licences.all()), actor=TESTER, reason="x")

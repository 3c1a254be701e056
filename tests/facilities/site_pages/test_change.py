"""Officers change a site from its dossier; what is refused is said beside the field."""

from typing import Any

import pytest
from django.test import Client

from facilities.corrections import correct, standing
from facilities.models import Facility
from facilities.new_facility import NewLicence
from facilities.sites.merging import merge_sites
from facilities.sites.substances import NewSubstance, add_substance
from geo.coordinates import LonLat
from geo.models import Change, Level
from tests.builders_facilities import HERE, TESTER, new_facility, registered
from tests.builders_geo import an_area, an_edition
from tests.builders_officers import as_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    """A client logged in as one."""
    return as_officer(client)


def sent(client: Client, path: str, **form: Any) -> Any:
    """The answer, after the redirection."""
    return client.post(path, form, follow=True)


def test_a_field_is_corrected_and_withdrawn(officer: Client) -> None:
    (mill,) = registered(new_facility(name_th="เดิม"))
    answer = sent(officer, f"/facilities/{mill.pk}/change/correct/?field=name_th", value="ใหม่", reason="ป้ายหน้าโรงงาน")
    assert answer.redirect_chain[-1][0] == f"/facilities/{mill.pk}/"
    mill.refresh_from_db()
    assert (mill.name_th, standing(mill)["name_th"].made_by_label) == ("ใหม่", "somchai")
    sent(officer, f"/facilities/{mill.pk}/take-back/correction/{standing(mill)['name_th'].pk}/", reason="ผิด")
    mill.refresh_from_db()
    assert mill.name_th == "เดิม"


def test_a_kind_is_chosen_from_the_kinds(officer: Client) -> None:
    (mill,) = registered(new_facility())
    sent(officer, f"/facilities/{mill.pk}/change/correct/?field=kind", value="mine", reason="เป็นเหมือง")
    mill.refresh_from_db()
    assert mill.kind == "mine"


@pytest.mark.parametrize(
    ("field", "value", "reason"), [("name_th", "", "x"), ("name_th", "ก", ""), ("subdistrict_code", "12", "x")]
)
def test_a_refused_correction_keeps_what_was_typed(officer: Client, field: str, value: str, reason: str) -> None:
    (mill,) = registered(new_facility())
    answer = sent(officer, f"/facilities/{mill.pk}/change/correct/?field={field}", value=value, reason=reason)
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert not Change.objects.filter(action="facility.corrected").exists()


def test_a_status_is_entered_with_day_and_ground(officer: Client) -> None:
    (mill,) = registered(new_facility())
    sent(officer, f"/facilities/{mill.pk}/change/status/", status="closed", on="2025-03-10", ground="ม.39 วรรคสาม")
    mill.refresh_from_db()
    assert (mill.status, mill.status_entries.get().note) == ("closed", "ม.39 วรรคสาม")


def test_a_day_to_come_is_refused_at_its_field(officer: Client) -> None:
    (mill,) = registered(new_facility())
    answer = sent(officer, f"/facilities/{mill.pk}/change/status/", status="closed", on="2999-01-01", ground="x")
    assert list(answer.context["form"].errors) == ["on"]


def test_a_substance_is_entered_and_removed(officer: Client) -> None:
    (mill,) = registered(new_facility())
    form = {"name_th": "แอมโมเนีย", "quantity": "2.5", "unit": "ตัน", "source": "ตรวจ", "as_of": "2025-01-01"}
    sent(officer, f"/facilities/{mill.pk}/change/substance/", **form)
    substance = mill.substances.get()
    assert (substance.quantity, substance.unit) == (2.5, "ตัน")
    sent(officer, f"/facilities/{mill.pk}/take-back/substance/{substance.pk}/", reason="ขนออกแล้ว")
    assert not mill.substances.exists()


def test_a_success_case_is_entered(officer: Client) -> None:
    (mill,) = registered(new_facility())
    sent(officer, f"/facilities/{mill.pk}/change/success/", programme_th="พี่เลี้ยง", year_be="2568", story_th="ดีขึ้น")
    assert mill.success_cases.get().year_be == 2568


@pytest.mark.parametrize("by", ["pk", "number"])
def test_sites_are_merged_by_either_number_and_parted_again(officer: Client, by: str) -> None:
    one, other = registered(new_facility(), new_facility(licences=(NewLicence("จ3-9(1)-999/51ปจ"),)))
    named = str(other.pk) if by == "pk" else "จ๓-๙(๑)-๙๙๙/๕๑ปจ"
    sent(officer, f"/facilities/{one.pk}/change/merge/", other=named, reason="รั้วเดียวกัน")
    assert list(Facility.objects.all()) == [one]
    merging = Change.objects.get(action="facility.merged")
    sent(officer, f"/facilities/{one.pk}/take-back/merging/{merging.pk}/", reason="คนละรั้ว")
    assert Facility.objects.count() == 2


@pytest.mark.parametrize("typed", ["999999", "no such", "จ3-9(1)-999/51ปจ"])
def test_a_merge_names_exactly_one_other_site(officer: Client, typed: str) -> None:
    one, *_ = registered(new_facility(), *(new_facility(licences=(NewLicence("จ3-9(1)-999/51ปจ"),)) for _ in range(2)))
    answer = sent(officer, f"/facilities/{one.pk}/change/merge/", other=typed, reason="x")
    assert "other" in answer.context["form"].errors
    assert Facility.objects.count() == 3


def test_a_licence_is_split_off_and_the_new_site_is_shown(officer: Client) -> None:
    (site,) = registered(new_facility(licences=(NewLicence("จ3-9(1)-1/51ปจ"), NewLicence("จ3-9(1)-2/51ปจ"))))
    chosen = site.licences.last()
    assert chosen is not None
    answer = sent(officer, f"/facilities/{site.pk}/change/split/", licences=[chosen.pk], reason="อีกถนน")
    new = Facility.objects.exclude(pk=site.pk).get()
    assert answer.redirect_chain[-1][0] == f"/facilities/{new.pk}/"
    assert site.licences.count() == new.licences.count() == 1


def test_the_page_of_a_merged_site_leads_to_the_other(client: Client) -> None:
    one, other = registered(new_facility(), new_facility())
    merge_sites(one, other, actor=TESTER, reason="x")
    assert client.get(f"/facilities/{other.pk}/")["Location"] == f"/facilities/{one.pk}/"
    assert as_officer(client).get(f"/facilities/{other.pk}/change/status/").status_code == 404


def test_what_is_taken_back_belongs_to_the_site(officer: Client) -> None:
    one, other = registered(new_facility(), new_facility())
    correct(other, "name_en", "Mill", actor=TESTER, reason="x")
    substance = add_substance(other, NewSubstance(name_th="ก", source="ข"), actor=TESTER)
    correction = standing(other)["name_en"]
    for what, key in (("correction", correction.pk), ("substance", substance.pk), ("merging", 1), ("merging", 10**30)):
        assert officer.get(f"/facilities/{one.pk}/take-back/{what}/{key}/").status_code == 404


def test_a_subdistrict_is_offered_by_its_name(officer: Client) -> None:
    an_edition(an_area("250101", name_th="ท่าตูม"), an_area("240101", west=102), level=Level.SUBDISTRICT)
    (mill,) = registered(new_facility())
    html = officer.get(f"/facilities/{mill.pk}/change/correct/?field=subdistrict_code").content.decode()
    assert '<option value="250101">ท่าตูม</option>' in html
    assert "240101" not in html


def test_near_sites_are_offered_for_merging(officer: Client) -> None:
    own, near, _far = registered(
        new_facility(), new_facility(LonLat(HERE.lon, HERE.lat + 0.0005)), new_facility(LonLat(101.7, 13.9))
    )
    answer = officer.get(f"/facilities/{own.pk}/change/merge/")
    assert answer.context["candidates"] == [near]
    assert f'value="{near.pk}"' in officer.get(f"/facilities/{own.pk}/change/merge/?other={near.pk}").content.decode()

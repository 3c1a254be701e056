"""An officer's word on the site a report is about."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from facilities.models import Facility, Kind
from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.layers import Viewer
from incidents import likely
from incidents.models import Confirmation, Report, StateChange, StepKind, Verdict
from incidents.site_verdict import confirm
from tests.builders_incidents import NOW, PRACHIN_BURI, a_crew, a_factory, a_report, an_officer

OFFICER = Actor("officer")
FARTHER = LonLat(PRACHIN_BURI.lon + 0.004, PRACHIN_BURI.lat)


def _said(report: Report, verdict: Verdict, facility: Facility | None = None) -> Confirmation:
    return confirm(report, verdict, facility=facility, actor=OFFICER, reason="ตรวจที่ตั้งแล้ว", now=NOW)


@pytest.mark.usefixtures("country")
def test_a_correction_moves_the_report_to_the_other_site() -> None:
    presumed, other = a_factory(), a_factory(FARTHER, key="2")
    report = a_report()
    assert list(Report.objects.about(presumed.pk)) == [report]
    _said(report, Verdict.SITE, other)
    assert list(Report.objects.about(other.pk)) == [report]
    assert not Report.objects.about(presumed.pk).exists()


@pytest.mark.usefixtures("country")
def test_the_word_is_a_sealed_step_and_an_audit_line_and_keeps_its_rank_on_the_nearest_list() -> None:
    a_factory()
    other, report = a_factory(FARTHER, key="2"), a_report()
    confirmation = _said(report, Verdict.SITE, other)
    step = StateChange.objects.filter(report=report).last()
    assert step is not None
    assert (step.kind, step.data["facility"]) == (StepKind.SITE, other.pk)
    assert confirmation.nearest_rank == 2


@pytest.mark.usefixtures("country")
def test_no_registered_site_enters_a_suspected_one_once() -> None:
    report = a_report()
    first = _said(report, Verdict.UNLICENSED).facility
    assert first is not None
    assert (first.kind, first.position.x) == (Kind.SUSPECTED, PRACHIN_BURI.lon)
    assert _said(report, Verdict.UNLICENSED).facility == first
    assert list(Report.objects.about(first.pk)) == [report]


@pytest.mark.usefixtures("country")
def test_about_no_site_leaves_the_report_about_none() -> None:
    factory, report = a_factory(), a_report()
    _said(report, Verdict.NO_SITE)
    assert not Report.objects.about(factory.pk).exists()


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(("verdict", "named"), [(Verdict.SITE, False), (Verdict.NO_SITE, True)])
def test_a_site_is_named_where_there_is_one_and_nowhere_else(verdict: Verdict, named: bool) -> None:
    factory, report = a_factory(), a_report()
    with pytest.raises(BadInput):
        _said(report, verdict, factory if named else None)


@pytest.mark.usefixtures("country")
def test_a_merged_site_stands_for_the_one_that_took_it_in() -> None:
    kept, gone, report = a_factory(), a_factory(FARTHER, key="2"), a_report()
    Facility.objects.filter(pk=gone.pk).update(merged_into=kept)
    assert _said(report, Verdict.SITE, Facility.everything.get(pk=gone.pk)).facility == kept


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("permissions", "source", "status"),
    [((), "unlicensed", 403), (("change_facility", "view_facility"), "unlicensed", 302), ((), "no_site", 302)],
)
def test_entering_a_suspected_site_asks_for_the_right_to(
    client: Client, permissions: tuple[str, ...], source: str, status: int
) -> None:
    report, officer = a_report(), an_officer()
    officer.user_permissions.add(
        *Permission.objects.filter(codename__in=permissions, content_type__app_label="facilities")
    )
    client.force_login(officer)
    answer = client.post(f"/incidents/{report.pk}/site/", {"source": source, "reason": "ไปดูแล้ว"})
    assert answer.status_code == status


@pytest.mark.usefixtures("country")
def test_the_page_confirms_a_site_and_says_what_was_wrong(client: Client) -> None:
    factory, report = a_factory(), a_report()
    client.force_login(an_officer())
    wrong = client.post(f"/incidents/{report.pk}/site/", {"source": "", "reason": "ไปดูแล้ว"})
    assert wrong.status_code == 400
    client.post(f"/incidents/{report.pk}/site/", {"source": str(factory.pk), "reason": "ไปดูแล้ว"})
    report.attribution.refresh_from_db()
    assert (report.attribution.verdict, report.attribution.confirmed_id) == ("site", factory.pk)


@pytest.mark.usefixtures("country")
def test_without_the_script_a_search_brings_up_the_sites(client: Client) -> None:
    a_factory(key="77")
    report = a_report()
    client.force_login(an_officer("view_exactplace"))
    page = client.post(f"/incidents/{report.pk}/site/", {"search": "โรงงานทดสอบ 77"})
    assert "โรงงานทดสอบ 77" in page.content.decode()


@pytest.mark.usefixtures("country")
def test_a_suspected_site_is_named_without_the_tracking_code() -> None:
    report = a_report()
    site = _said(report, Verdict.UNLICENSED).facility
    assert site is not None
    assert report.tracking_code not in f"{site.name_th} {site.source_key} {site.search_text}"
    assert str(report.pk) in site.name_th


@pytest.mark.usefixtures("country")
def test_the_suspected_site_of_a_report_is_a_source_for_others_but_not_for_itself() -> None:
    a_factory(FARTHER)
    report = a_report()
    site = _said(report, Verdict.UNLICENSED).facility
    assert site is not None
    assert not report.attribution.likely.filter(facility=site).exists()
    assert a_report().attribution.likely.filter(facility=site).exists()


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize("listed", [True, False])
def test_one_line_at_most_is_marked_as_confirmed(listed: bool) -> None:
    other = a_factory(FARTHER, kind=Kind.SUSPECTED, number="", factory=None, activities=()) if listed else None
    report = a_report()
    confirmed = _said(report, Verdict.UNLICENSED, other).facility
    shown = likely.context(Report.objects.get(pk=report.pk), Viewer(superuser=True))["likely"]
    marked = [one.facility for one in shown if one.confirmed]
    assert marked == ([confirmed] if listed else [None])


FAR_AWAY = LonLat(PRACHIN_BURI.lon + 0.415, PRACHIN_BURI.lat)
"""45 km to the east."""


@pytest.mark.usefixtures("country")
def test_a_site_far_off_is_confirmed_only_when_chosen_once_more(client: Client) -> None:
    far, report = a_factory(FAR_AWAY), a_report()
    client.force_login(an_officer())
    sent = {"source": str(far.pk), "reason": "ตามรถขนของเสียไป", "doing": "site"}
    asked = client.post(f"/incidents/{report.pk}/site/", sent).content.decode()
    assert not Confirmation.objects.exists()
    assert "อยู่ห่าง 44.9 กม." in asked
    assert "ตามรถขนของเสียไป" in asked
    client.post(f"/incidents/{report.pk}/site/", sent | {"sure": str(far.pk)})
    assert Confirmation.objects.get().facility == far


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(("permissions", "distance"), [(("view_exactplace",), "44.9 กม."), ((), "")])
def test_found_sites_show_their_distance_to_those_who_may_see_the_place(
    client: Client, permissions: tuple[str, ...], distance: str
) -> None:
    far, report = a_factory(FAR_AWAY, key="77"), a_report()
    client.force_login(a_crew(*permissions))
    (item,) = client.get(f"/incidents/{report.pk}/sites/", {"q": "โรงงานทดสอบ 77"}).json()["items"]
    assert (item["id"], item["distance"]) == (far.pk, distance)
    page = client.post(f"/incidents/{report.pk}/site/", {"search": "โรงงานทดสอบ 77"}).content.decode()
    found = page.split('class="likely-found"')[1].split("</div>")[0]
    assert "โรงงานทดสอบ 77" in found
    assert ("44.9 กม." in found) == bool(distance)


@pytest.mark.usefixtures("country")
def test_who_may_not_see_the_place_is_not_told_that_a_site_is_far_from_it(client: Client) -> None:
    far, report = a_factory(FAR_AWAY), a_report()
    client.force_login(a_crew())
    client.post(f"/incidents/{report.pk}/site/", {"source": str(far.pk), "reason": "ตามรถไป"})
    assert Confirmation.objects.get().facility == far

"""One step for many reports, views that are kept, episodes and duplicates on their pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client

from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import BadInput, NotFound
from geo.layers import Viewer
from geo.models import OfficeMember
from incidents import episodes, saved_views
from incidents.many import Order, Step, do_many
from incidents.models import Episode, Report, SavedView
from incidents.operations import change_state
from incidents.states import State
from tests.builders_incidents import NOW, a_crew, a_report, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
OFFICER = Viewer(frozenset({"incidents.view_report", "incidents.change_report"}))
ACTOR = Actor("officer")


def many(reports: list[Report], step: Step, **changes: str) -> Any:
    order = Order(step, reason="พิจารณาพร้อมกัน", **changes)
    return do_many([report.pk for report in reports], order, OFFICER, actor=ACTOR, now=NOW)


def test_what_can_be_done_is_done_and_the_rest_is_listed_with_its_reason() -> None:
    first, second, refused = a_report(), a_report(), a_report()
    change_state(refused, State.TRIAGED, actor=ACTOR, reason="คัดแล้ว", now=NOW)
    outcome = many([first, second, refused], Step.TRIAGE)
    assert (outcome.done, [one.report for one in outcome.refused]) == ([first, second], [refused])
    assert "คัดแยก" in str(outcome.refused[0].why)
    assert Report.objects.filter(state=State.TRIAGED).count() == 3


def test_many_go_to_one_body() -> None:
    reports = [a_report(), a_report()]
    assert len(many(reports, Step.TRANSFER, to_office="diw").done) == 2
    assert len(many(reports, Step.TRANSFER, to_office="nobody").refused) == 2
    assert set(Report.objects.values_list("handled_by", flat=True)) == {"diw"}


def test_reports_that_the_viewer_may_not_know_are_left_alone() -> None:
    hidden = a_report(category="staff_conduct")
    outcome = many([hidden], Step.TRIAGE)
    assert (outcome.done, outcome.refused) == ([], [])
    assert Report.objects.get(pk=hidden.pk).state == State.RECEIVED


def test_nothing_chosen_or_no_main_case_is_refused_as_a_whole() -> None:
    with pytest.raises(BadInput):
        many([], Step.TRIAGE)
    with pytest.raises(BadInput):
        many([a_report()], Step.MERGE, into="PU-XXXX-XXXX")


def test_the_page_says_what_came_of_it_and_goes_back_to_the_board_as_it_stood(client: Client) -> None:
    client.force_login(an_officer())
    report = a_report()
    said = {"ids": [report.pk], "step": "triage", "reason": "ครบถ้วน", "back": "state=open&lead=pio-25"}
    answer = client.post("/incidents/many/", said)
    assert answer["Location"] == "/incidents/?state=open&lead=pio-25"
    assert len(list(get_messages(answer.wsgi_request))) == 1


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "state=lost"])
def test_no_form_leads_elsewhere(client: Client, back: str) -> None:
    client.force_login(an_officer())
    assert client.post("/incidents/many/", {"back": back})["Location"].startswith("/incidents/")


def test_who_may_only_look_changes_nothing(client: Client) -> None:
    looker = an_officer()
    looker.user_permissions.remove(*looker.user_permissions.filter(codename="change_report"))
    client.force_login(looker)
    for path in ("many/", f"{a_report().pk}/merge/", f"{a_report().pk}/unmerge/"):
        assert client.post(f"/incidents/{path}").status_code == 403


def save(user: User, title: str = "ของฉัน", *, shared: bool = False) -> SavedView:
    query = "state=open&lead=mine&sort=due"
    return saved_views.save_view(user, title=title, query=query, shared=shared, actor=ACTOR, now=NOW)


def test_a_view_is_kept_under_its_name_once() -> None:
    user = an_officer()
    save(user)
    assert save(user, shared=True).query == "state=open&lead=mine&sort=due"
    assert list(SavedView.objects.values_list("title", "shared")) == [("ของฉัน", True)]


def test_a_view_without_a_name_or_of_no_board_is_refused() -> None:
    user = an_officer()
    with pytest.raises(BadInput):
        save(user, " ")
    with pytest.raises(BadInput):
        saved_views.save_view(user, title="x", query="state=lost", shared=False, actor=ACTOR, now=NOW)


def test_shared_views_are_for_the_same_office() -> None:
    mine, near, far = (an_officer(name=name) for name in ("mine", "near", "far"))
    for user, office in ((mine, "pio-25"), (near, "pio-25"), (far, "pio-24")):
        OfficeMember.objects.create(user=user, office_id=office)
    shared, own = save(mine, "ร่วม", shared=True), save(mine, "ส่วนตัว")
    assert set(saved_views.views_for(mine)) == {shared, own}
    assert list(saved_views.views_for(near)) == [shared]
    assert list(saved_views.views_for(far)) == []


def test_nobody_removes_the_view_of_another() -> None:
    saved = save(an_officer())
    with pytest.raises(NotFound):
        saved_views.forget_view(an_officer(name="other"), saved.pk, actor=ACTOR)


def test_an_episode_shows_its_reports_and_sends_them_on_together(client: Client) -> None:
    reports = [a_report(LonLat(101.5 + n * 0.003, 13.5), now=NOW + timedelta(minutes=n)) for n in range(3)]
    episodes.regroup_lately(actor=ACTOR, now=NOW)
    episode = Episode.objects.get()
    client.force_login(an_officer())
    text = client.get(f"/incidents/episodes/{episode.pk}/").content.decode()
    assert all(report.tracking_code in text for report in reports)
    board = client.get(f"/incidents/?state=&episode={episode.pk}").content.decode()
    assert board.count("data-mark=") == 3
    client.post(f"/incidents/episodes/{episode.pk}/remove/", {"into": reports[0].tracking_code, "reason": "คนละเรื่อง"})
    assert episode.reports.count() == 2
    assert client.get("/incidents/episodes/999999999999999999999/").status_code == 404


def test_reports_are_joined_and_parted_on_the_dossier(client: Client) -> None:
    main, other = a_report(), a_report(LonLat(101.501, 13.5))
    client.force_login(an_officer())
    dossier = client.get(f"/incidents/{other.pk}/").content.decode()
    assert f'value="{main.tracking_code}"' in dossier
    client.post(f"/incidents/{other.pk}/merge/", {"into": main.tracking_code, "reason": "เรื่องเดียวกัน"})
    assert Report.objects.get(pk=other.pk).duplicate_of == main
    assert other.tracking_code in client.get(f"/incidents/{main.pk}/").content.decode()
    client.post(f"/incidents/{other.pk}/unmerge/", {"reason": "คนละเรื่อง"})
    assert Report.objects.get(pk=other.pk).state == State.RECEIVED


def test_what_is_measured_from_an_exact_place_is_kept_from_who_may_not_see_it(client: Client) -> None:
    a_report(description="บ้านเลขที่ 99/1 โทร 0812345678")
    other = a_report(LonLat(101.501, 13.5))
    client.force_login(a_crew())
    text = client.get(f"/incidents/{other.pk}/").content.decode()
    assert "0812345678" not in text
    assert "108 ม." not in text


def test_the_reporter_of_a_joined_report_sees_how_far_the_main_case_is_but_not_its_code(client: Client) -> None:
    main, other = a_report(), a_report(LonLat(101.501, 13.5))
    change_state(main, State.TRIAGED, actor=ACTOR, reason="คัดแล้ว", now=NOW)
    many([other], Step.MERGE, into=main.tracking_code)
    text = client.get(f"/report/{other.tracking_code}/").content.decode()
    assert "data-main-case" in text
    assert "คัดแยกแล้ว" in text
    assert main.tracking_code not in text

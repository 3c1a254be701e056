"""Who asked to be told is told: once, by the way asked for, of what they may know; and again where it failed."""

import hashlib
import hmac
import json
from datetime import timedelta
from ipaddress import ip_network
from itertools import pairwise
from typing import Any

import httpx
import pytest
from django.contrib.auth.models import User
from django.contrib.gis.geos import Point
from django.core import mail
from django.db import transaction
from django.test import Client

from geo.models import OfficeMember
from incidents.models import Notice, Report, StepKind, Subscription
from incidents.notices import EVENTS, tell
from incidents.notices.sending import send_again, send_waiting
from incidents.notices.webhooks import NotSent, post, resolve
from incidents.notices.wording import trial_message
from incidents.states import State
from incidents.steps import add_step, locked
from tests.builders_incidents import ACTOR, BANGKOK, NOW, PRACHIN_BURI, a_crew, a_report, an_officer

pytestmark = pytest.mark.usefixtures("country")


def a_subscription(user: User | None = None, **changes: Any) -> Subscription:
    """By e-mail to an officer, of everything everywhere."""
    user = user or User.objects.filter(username="officer").first() or an_officer()
    values = {"title": "มาบตาพุด", "way": "email", "address": "o@example.com", "user": user, "created_at": NOW}
    made: Subscription = Subscription.objects.create(created_by=user.get_username(), **{**values, **changes})
    return made


def told(subscription: Subscription) -> list[str]:
    """The events of its notices, oldest first."""
    return list(Notice.objects.filter(subscription=subscription).order_by("pk").values_list("event", flat=True))


@transaction.atomic
def step(report: Report, state: State) -> None:
    add_step(locked(report), StepKind.STATE, actor=ACTOR, now=NOW, to_state=state)


def test_a_new_report_is_told() -> None:
    subscription = a_subscription()
    a_report()
    assert told(subscription) == ["filed"]


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        ({"events": ["filed"]}, True),
        ({"events": ["overdue"]}, False),
        ({"categories": ["odour", "mining"]}, True),
        ({"categories": ["mining"]}, False),
        ({"areas": ["25"]}, True),
        ({"areas": ["2506"]}, True),
        ({"areas": ["10", "24"]}, False),
        ({"centre": Point(101.5, 13.51, srid=4326), "radius_m": 1_200}, True),
        ({"centre": Point(101.5, 13.51, srid=4326), "radius_m": 1_000}, False),
        ({"active": False}, False),
    ],
)
def test_only_what_was_asked_for(asked: dict[str, Any], is_told: bool) -> None:
    subscription = a_subscription(**asked)
    a_report(PRACHIN_BURI)
    assert bool(told(subscription)) is is_told


def test_steps_are_told_as_they_are_taken() -> None:
    subscription, report = a_subscription(), a_report()
    for state in (State.TRIAGED, State.ASSIGNED, State.RESOLVED, State.REOPENED):
        step(report, state)
    assert told(subscription) == ["filed", "assigned", "resolved", "reopened"]


def test_a_step_is_told_once() -> None:
    a_subscription()
    report = a_report()
    assert tell(report, "overdue", 7) == 1
    assert tell(report, "overdue", 7) == 0
    assert tell(report, "overdue", 8) == 1


def test_an_office_is_told_of_the_cases_it_has() -> None:
    mine = a_report(PRACHIN_BURI)
    subscription = a_subscription(user=an_officer(), office_id=mine.handled_by_id)
    Subscription.objects.update(user=None)
    a_report(PRACHIN_BURI)
    a_report(BANGKOK)
    assert told(subscription) == ["filed"]


def test_a_restricted_report_is_told_to_its_circle_only() -> None:
    plain, circle = a_subscription(), a_subscription(an_officer("view_restrictedreport", name="auditor"))
    a_report(category="staff_conduct")
    assert (told(plain), told(circle)) == ([], ["filed"])


def test_who_may_no_longer_see_reports_is_told_nothing() -> None:
    user = an_officer()
    subscription = a_subscription(user)
    user.user_permissions.clear()
    a_report()
    assert told(subscription) == []


def test_circles_of_the_crew_are_measured_from_the_blurred_place() -> None:
    """Else the exact place could be found by drawing circles around it."""
    circle = {"centre": Point(PRACHIN_BURI.lon, PRACHIN_BURI.lat, srid=4326), "radius_m": 30}
    crew, officer = a_subscription(a_crew(), **circle), a_subscription(an_officer(), **circle)
    a_report(PRACHIN_BURI)
    assert (told(crew), told(officer)) == ([], ["filed"])


def test_without_subscriptions_telling_is_one_small_statement(django_assert_num_queries: Any) -> None:
    report = a_report()
    with django_assert_num_queries(1):
        tell(report, "filed", 1)


def test_a_mail_names_the_case_and_nothing_personal() -> None:
    a_subscription()
    report = a_report(description="เหม็นมากที่บ้าน", contact="0812345678")
    assert send_waiting(NOW) == {"sent": 1, "put_off": 0, "given_up": 0}
    (sent,) = mail.outbox
    notice = Notice.objects.get()
    assert report.tracking_code in sent.subject
    assert f"/incidents/{report.pk}/?notice={notice.token}" in sent.body
    assert "ปราจีนบุรี" in sent.body
    assert not [secret for secret in ("เหม็นมากที่บ้าน", "0812345678", "101.5", "13.5") if secret in sent.body]
    assert notice.state == "sent"


def test_what_was_sent_is_not_sent_again() -> None:
    a_subscription()
    a_report()
    send_waiting(NOW)
    assert send_waiting(NOW + timedelta(days=2))["sent"] == 0


def failing(*_args: Any, **_options: Any) -> None:
    raise NotSent("no such host")


def test_what_fails_is_tried_with_growing_pauses_for_a_day_and_given_up() -> None:
    a_subscription()
    a_report()
    now, tries = NOW, []
    while Notice.objects.get().state == "waiting":
        send_waiting(now, deliver=failing)
        tries.append(now)
        now = Notice.objects.get().next_try_at or now
    pauses = [after - before for before, after in pairwise(tries)]
    assert pauses == sorted(pauses)
    assert timedelta(days=1) <= tries[-1] - NOW < timedelta(hours=29)
    assert (Notice.objects.get().state, Notice.objects.get().problem) == ("failed", "no such host")


def test_one_failure_lets_the_others_of_the_same_address_wait() -> None:
    a_subscription()
    for _number in range(3):
        a_report()
    assert send_waiting(NOW, deliver=failing) == {"sent": 0, "put_off": 1, "given_up": 0}


def test_a_given_up_notice_can_be_sent_again() -> None:
    a_subscription()
    a_report()
    send_waiting(NOW + timedelta(days=2), deliver=failing)
    send_again(Notice.objects.get(), now=NOW)
    assert send_waiting(NOW)["sent"] == 1


SECRET, MESSAGE = "k" * 64, trial_message("T", "https://maps.example.go.th")


def posted(url: str, address: str, status: int = 204, allowed: tuple[str, ...] = ()) -> httpx.Request:
    """What arrived at a server under that address."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(status, headers={"Location": "http://10.0.0.1/"})

    networks = [ip_network(network) for network in allowed]
    transport, resolve = httpx.MockTransport(answer), lambda host, port: [address]
    post(url, SECRET, MESSAGE, now=NOW, allowed=networks, resolve=resolve, transport=transport)
    (request,) = seen
    return request


def test_a_webhook_is_signed_over_time_and_body() -> None:
    request = posted("https://hooks.example.com:8443/in?a=1", "93.184.216.34")
    stamp = request.headers["X-Phangut-Timestamp"]
    told = hmac.new(SECRET.encode(), f"{stamp}.".encode() + request.content, hashlib.sha256).hexdigest()
    assert request.headers["X-Phangut-Signature"] == f"sha256={told}"
    assert json.loads(request.content)["event"] == "test"
    assert (request.url.host, request.headers["Host"]) == ("93.184.216.34", "hooks.example.com:8443")
    assert request.extensions["sni_hostname"] == "hooks.example.com"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "fe80::1",
        "::ffff:10.0.0.1",
        "0.0.0.0",
        "64:ff9b::a00:1",
    ],
)
def test_no_webhook_enters_our_own_network(address: str) -> None:
    with pytest.raises(NotSent, match="private network"):
        posted("http://inside.example.com/", address)


def test_a_named_network_may_be_called() -> None:
    assert posted("http://inside.example.com/", "10.1.2.3", allowed=("10.0.0.0/8",)).method == "POST"


@pytest.mark.parametrize("status", [302, 400, 500])
def test_only_a_good_answer_counts_and_no_redirect_is_followed(status: int) -> None:
    with pytest.raises(NotSent, match=str(status)):
        posted("https://hooks.example.com/", "93.184.216.34", status)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example.com/",
        "https://u:p@a.example.com/",
        "file:///etc/passwd",
        "https://a.example.com:99999/",
        "https://[::1/",
        "https://a.example.com/\x7f",
    ],
)
def test_an_address_that_is_no_web_address_is_not_called(url: str) -> None:
    with pytest.raises(NotSent):
        posted(url, "93.184.216.34")


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "..example"])
def test_a_name_that_no_host_can_have_is_not_sent_to(host: str) -> None:
    with pytest.raises(NotSent, match="cannot be the name"):
        resolve(host, 443)


def test_opening_the_link_says_who_has_seen_it(client: Client) -> None:
    a_subscription()
    report = a_report()
    notice = Notice.objects.get()
    link = f"/incidents/{report.pk}/?notice={notice.token}"
    client.get(link)
    assert Notice.objects.get().seen_by == ""
    client.force_login(an_officer(name="mali"))
    client.get(link)
    client.force_login(an_officer(name="somsri"))
    client.get(link)
    assert (Notice.objects.get().state, Notice.objects.get().seen_by) == ("seen", "mali")


@pytest.mark.parametrize("token", ["x", "00000000-0000-0000-0000-000000000000", "' OR 1=1"])
def test_a_guessed_token_does_nothing(client: Client, token: str) -> None:
    a_subscription()
    report = a_report()
    client.force_login(an_officer(name="mali"))
    assert client.get(f"/incidents/{report.pk}/", {"notice": token}).status_code == 200
    assert Notice.objects.get().seen_by == ""


FORM = {"title": "ของฉัน", "way": "email", "address": "o@example.com", "events": ["filed", "overdue"]}


def test_an_officer_subscribes_on_the_page(client: Client) -> None:
    client.force_login(an_officer())
    assert client.post("/incidents/subscriptions/", {**FORM, "areas": ["25"]}).status_code == 302
    made = Subscription.objects.get()
    assert (made.events, made.areas, made.user.get_username()) == (["filed", "overdue"], ["25"], "officer")
    assert "ของฉัน" in client.get("/incidents/subscriptions/").content.decode()


def test_a_circle_is_given_by_a_place_in_any_form(client: Client) -> None:
    client.force_login(an_officer())
    client.post("/incidents/subscriptions/", {**FORM, "place": "13.5, 101.5", "radius_km": "2.5"})
    made = Subscription.objects.get()
    assert (made.radius_m, made.centre.coords) == (2_500, (101.5, 13.5))


def test_the_secret_of_a_webhook_is_shown_once(client: Client) -> None:
    client.force_login(an_officer())
    answer = client.post("/incidents/subscriptions/", {**FORM, "way": "webhook", "address": "https://a.example.com/x"})
    secret = Subscription.objects.get().secret
    assert len(secret) == 64
    assert secret in answer.content.decode()
    assert secret not in client.get("/incidents/subscriptions/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "nobody"},
        {"way": "webhook", "address": "o@example.com"},
        {"way": "webhook", "address": "https://u:p@a.example.com/"},
        {"place": "13.5, 101.5"},
        {"radius_km": "5"},
        {"place": "ที่ไหนไม่รู้", "radius_km": "5"},
        {"events": ["everything"]},
        {"title": ""},
    ],
)
def test_what_cannot_be_carried_out_is_refused(client: Client, wrong: dict[str, Any]) -> None:
    client.force_login(an_officer())
    assert client.post("/incidents/subscriptions/", {**FORM, **wrong}).status_code == 400
    assert not Subscription.objects.exists()


def test_colleagues_manage_what_belongs_to_the_office_and_nobody_elses(client: Client) -> None:
    office = a_report().handled_by_id
    maker, colleague, stranger = (an_officer(name=name) for name in ("maker", "colleague", "stranger"))
    OfficeMember.objects.bulk_create(OfficeMember(user=user, office_id=office) for user in (maker, colleague))
    client.force_login(maker)
    client.post("/incidents/subscriptions/", {**FORM, "for_office": "on"})
    made = Subscription.objects.get()
    client.force_login(stranger)
    assert client.post(f"/incidents/subscriptions/{made.pk}/", {"do": "end"}).status_code == 404
    client.force_login(colleague)
    client.post(f"/incidents/subscriptions/{made.pk}/", {"do": "pause"})
    assert not Subscription.objects.get().active


def test_a_test_message_goes_out_at_once(client: Client) -> None:
    client.force_login(an_officer())
    client.post("/incidents/subscriptions/", FORM)
    client.post(f"/incidents/subscriptions/{Subscription.objects.get().pk}/", {"do": "try"})
    assert "ของฉัน" in mail.outbox[0].subject


def test_the_page_of_notices_shows_states_and_sends_again(client: Client) -> None:
    a_subscription()
    report = a_report()
    send_waiting(NOW + timedelta(days=2), deliver=failing)
    client.force_login(User.objects.get(username="officer"))
    text = client.get("/incidents/notices/?state=failed").content.decode()
    assert report.tracking_code in text
    assert "no such host" in text
    assert client.post(f"/incidents/notices/{Notice.objects.get().pk}/again/").status_code == 302
    assert Notice.objects.get().state == "waiting"


def test_strangers_see_no_subscriptions(client: Client) -> None:
    for path in ("/incidents/subscriptions/", "/incidents/notices/", "/incidents/readings/"):
        assert client.get(path)["Location"].startswith("/login/")


def test_every_event_has_its_name() -> None:
    assert set(EVENTS) == {"filed", "assigned", "transferred", "warning", "overdue", "resolved", "reopened"}

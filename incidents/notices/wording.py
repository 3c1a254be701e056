"""The words of a notice: which case, what happened, where to read it. No description, no contact, no exact place."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from geo import area_names
from geo.models import Level
from geo.thai import buddhist_date
from incidents.models import Notice, Report, ReportArea
from incidents.models.report import STATE_NAMES
from incidents.notices.events import Event
from incidents.states import State

_LEVELS = (Level.DISTRICT, Level.PROVINCE)


@dataclass(frozen=True, slots=True)
class Message:
    """A notice ready to go. `text` is Thai, then English; `facts` is what a webhook carries."""

    token: str
    subject: str
    text: str
    facts: dict[str, Any]


def message(notice: Notice, site: str) -> Message:
    """`site` is the address of this service without a slash at its end."""
    report = notice.report
    link = f"{site}/incidents/{report.pk}/?notice={notice.token}"
    thai, english = _paragraphs(notice, report)
    text = f"{thai}\n\n{english}\n\n{link}\n"
    return Message(str(notice.token), _subject(notice, report), text, _facts(notice, report, link))


def trial_message(title: str, site: str) -> Message:
    """What a test sends."""
    link = f"{site}/incidents/subscriptions/"
    text = f"ทดสอบการแจ้งเตือนของ {title}\n\nA test of the notices of {title}\n\n{link}\n"
    facts = {"notice": "", "event": "test", "title": title, "link": link}
    return Message("", f"[ผังอุต] ทดสอบ · {title}", text, facts)


def _subject(notice: Notice, report: Report) -> str:
    with translation.override("th"):
        return f"[ผังอุต] {Event(notice.event).label} · {report.tracking_code} · {report.category.name}"


def _paragraphs(notice: Notice, report: Report) -> list[str]:
    written = []
    for language in ("th", "en"):
        with translation.override(language):
            written.append("\n".join(f"{name}: {value}" for name, value in _lines(notice, report) if value))
    return written


def _lines(notice: Notice, report: Report) -> list[tuple[str, object]]:
    return [
        (_("What happened"), Event(notice.event).label),
        (_("Tracking code"), report.tracking_code),
        (_("Subject"), report.category.name),
        (_("Area"), " ".join(_name(area) for area in _areas(report))),
        (_("State"), STATE_NAMES[State(report.state)]),
        (_("Has it now"), report.handled_by.name),
        (_("Received on"), _day(report.received_at)),
        (_("To be done by"), _day(report.finish_by)),
    ]


def _day(moment: Any) -> str:
    if moment is None:
        return ""
    day = timezone.localtime(moment).date()
    return buddhist_date(day) if translation.get_language() == "th" else day.isoformat()


def _areas(report: Report) -> list[ReportArea]:
    found = {area.level: area for area in report.areas.all()}
    return [found[level] for level in _LEVELS if level in found]


def _name(area: ReportArea) -> str:
    english = translation.get_language() == "en" and area.name_en
    return area_names.full_name(Level(area.level), area.code, english or area.name_th)


def _facts(notice: Notice, report: Report, link: str) -> dict[str, Any]:
    return {
        "notice": str(notice.token),
        "event": notice.event,
        "step": notice.step,
        "at": notice.created_at.isoformat(),
        "tracking_code": report.tracking_code,
        "category": report.category_id,
        "state": report.state,
        "handled_by": report.handled_by_id,
        "received_at": report.received_at.isoformat(),
        "finish_by": report.finish_by.isoformat() if report.finish_by else None,
        "areas": [{"level": area.level, "code": area.code, "name_th": area.name_th} for area in _areas(report)],
        "link": link,
    }

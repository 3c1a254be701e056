"""An officer's word on which site a report is about: it corrects the ranking, and what the ranking learns from."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from facilities.models import Facility, Kind
from facilities.sites.founding import SOURCE, Finding, found_site
from geo.changes import Actor, record
from geo.coordinates import LonLat
from geo.errors import BadInput
from incidents.amending import Amended
from incidents.competence.rerun import rerun
from incidents.life import carry, stated
from incidents.models import Attribution, Confirmation, Report, StepKind, Verdict
from incidents.steps import add_step, locked

_UNSTATED_M = 200.0
"""How far off a suspected site may be where neither device nor officer said."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was stored, and what it did to the competence."""

    confirmation: Confirmation
    amended: Amended


def confirm(
    report: Report, verdict: Verdict, *, facility: Facility | None = None, actor: Actor, reason: str, now: datetime
) -> Confirmation:
    """Store the word, as a step of the case; see `confirm_and_ask`."""
    return confirm_and_ask(report, verdict, facility=facility, actor=actor, reason=reason, now=now).confirmation


@transaction.atomic
def confirm_and_ask(
    report: Report, verdict: Verdict, *, facility: Facility | None = None, actor: Actor, reason: str, now: datetime
) -> Confirmed:
    """Store which site the report is about, and ask anew who is competent.

    A site is named with `SITE`, may be with `UNLICENSED` (without one a suspected site is entered at the place), and is
    not with `NO_SITE`. A merged site stands for the one that took it in. Raises `BadInput` for the wrong combination
    or too short a reason.
    """
    said, stored = stated(reason), locked(report)
    site = _site(stored, verdict, facility, actor, said)
    attribution = Attribution.objects.select_for_update(of=("self",)).get(report=stored)
    before = {"verdict": attribution.verdict, "site": attribution.site_id}
    confirmation = _confirmation(stored, attribution, verdict, site, actor, said, now)
    attribution.verdict, attribution.confirmed, attribution.site = verdict, site, site
    attribution.save(update_fields=["verdict", "confirmed", "site"])
    data = {"verdict": verdict.value, "facility": site.pk if site else None, "rank": confirmation.rank}
    step = add_step(stored, StepKind.SITE, actor=actor, now=now, reason=said, data=data)
    after = {"verdict": verdict.value, "site": site.pk if site else None}
    record(actor, "report.site_confirmed", stored, reason=said, before=before, after=after)
    changed = rerun(stored, cause="site", actor=actor, now=now)
    carry(stored, report)
    return Confirmed(confirmation, Amended(step, changed))


def _site(stored: Report, verdict: Verdict, facility: Facility | None, actor: Actor, reason: str) -> Facility | None:
    if verdict == Verdict.NO_SITE:
        if facility is not None:
            raise BadInput(_("A report about no site names none"), field="facility", value=facility.pk)
        return None
    if facility is None and verdict == Verdict.SITE:
        raise BadInput(_("Choose the site"), field="facility", value=None)
    found = facility if facility is not None else _suspected(stored, actor, reason)
    return Facility.everything.get(pk=found.merged_into_id) if found.merged_into_id else found


def _suspected(stored: Report, actor: Actor, reason: str) -> Facility:
    """The suspected site of this report: entered once, however often officers change their minds.

    It bears the report's number: whoever holds the tracking code may answer for the reporter.
    """
    key = f"report-{stored.pk}"
    known: Facility | None = Facility.everything.filter(source=SOURCE, source_key=key).first()
    if known is not None:
        return known
    finding = Finding(
        kind=Kind.SUSPECTED,
        name_th=f"สถานที่ต้องสงสัย (เรื่องที่ {stored.pk})",
        place=LonLat(stored.position.x, stored.position.y),
        error_radius_m=stored.error_radius_m or stored.accuracy_m or _UNSTATED_M,
    )
    return found_site(finding, actor=actor, reason=reason, key=key)


def _confirmation(
    stored: Report,
    attribution: Attribution,
    verdict: Verdict,
    site: Facility | None,
    actor: Actor,
    reason: str,
    now: datetime,
) -> Confirmation:
    listed: dict[int | None, int] = dict(attribution.likely.values_list("facility_id", "rank"))
    nearest = dict(attribution.candidates.values_list("facility_id", "rank"))
    # "No registered site" is on the list as the entry without one, wherever a suspected site is entered for it.
    held = None if verdict != Verdict.SITE else site.pk if site else None
    return Confirmation.objects.create(
        report=stored,
        verdict=verdict,
        facility=site,
        category_id=stored.category_id,
        rank=listed.get(held) if verdict != Verdict.NO_SITE else None,
        nearest_rank=nearest.get(held) if held else None,
        listed=len(listed),
        model_version=attribution.model_version,
        at=now,
        actor_label=actor.label,
        reason=reason,
    )

"""What runs, their steps and their findings are called on the page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from facilities.imports.profiles import PROFILES
from facilities.imports.waiting import waited
from facilities.models import ImportRun, RunState
from geo.layers import Text

_EXPLANATIONS = {
    "diw-factory-data": gettext_lazy("The national feed of factories, about 240,000 rows in 46 columns (CSV)"),
    "diw-business-location": gettext_lazy("Names, addresses and positions by registration number (CSV)"),
    "diw-permit": gettext_lazy("Licence dates and statuses by registration number (CSV)"),
    "diw-shapefile": gettext_lazy("A province's factories with Thai column names cut at ten letters (Shapefile)"),
    "dpim-concession": gettext_lazy("Mining concessions with their ground, holder, mineral and dates (polygons)"),
    "tisi-certificate": gettext_lazy("Certificates with their standard, scope and dates (CSV or XLSX)"),
    "ieat-estate": gettext_lazy("Industrial estates, zones and parks, as polygons or points"),
    "generic": gettext_lazy("Any other table: you choose on the next page which column is what"),
}
_STEPS = {
    "reading": pgettext_lazy("step of a load", "Reading and checking the rows"),
    "comparing": pgettext_lazy("step of a load", "Comparing with what the source said last"),
    "applying": pgettext_lazy("step of a load", "Writing into the register"),
    "looking": pgettext_lazy("step of a load", "Looking for doubtful sites"),
}
ACTIVE = (RunState.WAITING, RunState.READING, RunState.APPLYING)
_TONES = {
    RunState.HELD: "open",
    RunState.FAILED: "open",
    RunState.COMPARED: "working",
    RunState.APPLIED: "done",
    RunState.REJECTED: "refused",
    RunState.STOPPED: "refused",
}


_MACHINES = {
    "import_facilities": gettext_lazy("a command on the server"),
    "public": gettext_lazy("somebody who was not logged in"),
}
_COUNTS = {
    "read": gettext_lazy("Rows read"),
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "refused": gettext_lazy("Refused"),
    "absent": gettext_lazy("No longer in the file"),
}


@dataclass(frozen=True, slots=True)
class ProfileChoice:
    """One kind of file, to choose from."""

    name: str
    title: Text
    explanation: Text


def profiles() -> list[ProfileChoice]:
    """Every profile in the order of their declaration."""
    return [ProfileChoice(name, title_of(name), _EXPLANATIONS.get(name, "")) for name in PROFILES]


def title_of(profile: str) -> Text:
    """The profile in words; its name where it exists no more."""
    return _(PROFILES[profile].title) if profile in PROFILES else profile


def step_words(run: ImportRun) -> Text:
    """What a run is at. Before its first row the areas in force and the last rows of the source are laid out."""
    if run.state == RunState.READING and not run.step:
        return pgettext("step of a load", "Getting ready: areas, and what the source said last")
    return _STEPS.get(run.step, run.get_state_display())


def tone(run: ImportRun) -> str:
    """Which dot the state has."""
    return _TONES.get(RunState(run.state), "working")


def is_active(run: ImportRun) -> bool:
    """Whether something is being done, so that the page is worth looking at again."""
    return run.state in ACTIVE or is_accepted(run) or (run.state == RunState.APPLIED and bool(run.step))


def is_accepted(run: ImportRun) -> bool:
    """Whether it is compared and decided on, and only has to be written."""
    return run.state == RunState.COMPARED and run.wants_apply


def is_decidable(run: ImportRun) -> bool:
    """Whether a person has to say yes or no to it."""
    return run.state == RunState.HELD or (run.state == RunState.COMPARED and not run.wants_apply)


def state_words(run: ImportRun) -> Text:
    """The state; an accepted run has one of its own."""
    return _("Accepted; waiting to be written") if is_accepted(run) else run.get_state_display()


def machine_or_person(label: str) -> Text:
    """Who did something: a user's name, or a program by what it is."""
    return _MACHINES.get(label, label)


def progress_numbers(run: ImportRun) -> str:
    """`12,345 of 240,000 (5%)`; empty before anything is counted, and between two parts of the work."""
    if not run.step:
        return ""
    if run.total:
        done = min(run.done, run.total)
        numbers = {"done": number(done), "total": number(run.total), "percent": done * 100 // run.total}
        return _("%(done)s of %(total)s (%(percent)d%%)") % numbers
    return _so_far(run) if run.done else ""


def _so_far(run: ImportRun) -> str:
    """A CSV file does not say how many rows it has; the load before it gives an idea."""
    same = ImportRun.objects.filter(profile=run.profile, state=RunState.APPLIED, applied_at__isnull=False)
    last = same.order_by("-applied_at").values_list("counts__read", flat=True).first()
    if not last:
        return _("%(done)s rows so far") % {"done": number(run.done)}
    return _("%(done)s rows so far; the last load had %(last)s") % {"done": number(run.done), "last": number(last)}


def took(run: ImportRun, now: datetime) -> str:
    """How long it took from the start, or has taken so far, without the time it waited for a person."""
    end = now if is_active(run) else run.finished_at or run.applied_at
    return duration(end - run.started_at - waited(run)) if end else "–"


def row_counts(run: ImportRun) -> list[tuple[Text, str]]:
    """The columns of the list: title and number."""
    return [(title, number(run.counts.get(name))) for name, title in _COUNTS.items()]


def difference_count(run: ImportRun) -> str:
    """New, changed and absent together; empty while nothing is known or nothing differs."""
    counts = run.counts
    found = sum(counts.get(name) or 0 for name in ("new", "changed", "absent"))
    return number(found) if found else ""


def problem_count(run: ImportRun) -> str:
    """Matters with rows; empty without any."""
    found = (run.counts.get("problems") or 0) + (run.counts.get("refused") or 0)
    return number(found) if found else ""


def number(value: object) -> str:
    """With thousands marked; a dash for what is not known."""
    return "–" if value is None else number_format(value, use_l10n=True, force_grouping=True)  # type: ignore[arg-type]


def size(number_of_bytes: int) -> str:
    """In decimal megabytes, as file managers in Thai and English write them: `39.9 MB`, `4.2 kB`."""
    if number_of_bytes < 1_000_000:
        return f"{number_format(number_of_bytes / 1000, 1, use_l10n=True)} kB"
    return f"{number_format(number_of_bytes / 1_000_000, 1, use_l10n=True)} MB"


def duration(span: timedelta) -> str:
    """`12 s`, `3 min 5 s`, `2 h 4 min`."""
    seconds = max(int(span.total_seconds()), 0)
    if seconds < 60:
        return _("%(seconds)d s") % {"seconds": seconds}
    if seconds < 3600:
        return _("%(minutes)d min %(seconds)d s") % {"minutes": seconds // 60, "seconds": seconds % 60}
    return _("%(hours)d h %(minutes)d min") % {"hours": seconds // 3600, "minutes": seconds % 3600 // 60}


def summary(run: ImportRun) -> list[str]:
    """What the run found, in sentences; empty before it has compared."""
    counts = run.counts
    if "read" not in counts:
        return []
    said = [_rows(counts["read"]), *_found(run)]
    if not (counts.get("new") or counts.get("changed")):
        said.append(_("Nothing in it is new, and nothing has changed."))
    return said


def _rows(read: int) -> str:
    return ngettext("%(rows)s row was read.", "%(rows)s rows were read.", read) % {"rows": number(read)}


def _found(run: ImportRun) -> list[str]:
    done = run.state == RunState.APPLIED
    sentences = {
        "new": _("%(n)s were new and have been entered.") if done else _("%(n)s are new and would be entered."),
        "changed": _("%(n)s had changed and were brought up to date.")
        if done
        else _("%(n)s have changed and would be brought up to date."),
        "refused": _("%(n)s rows were refused; nothing of them is taken over."),
        "absent": _("%(n)s that the source named before are missing from this file. They stay as they are."),
    }
    return [words % {"n": number(run.counts[name])} for name, words in sentences.items() if run.counts.get(name)]

"""The licences of a site as its dossier writes them: every writing of the number, explained, with what it allows."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from facilities.models import Licence
from facilities.registration import parse
from facilities.registration_words import FORMS, PROBLEMS, explain


@dataclass(frozen=True)
class Writing:
    """One writing of a number and its parts, each with its meaning."""

    title: str
    number: str
    parts: list[tuple[str, str]]


@dataclass(frozen=True)
class ExplainedLicence:
    """A licence with its number in words, in the language of the moment. `types` are written like 9(6)."""

    licence: Licence
    form: str
    writings: list[Writing]
    types: list[str]
    problems: list[str]


def explained(licence: Licence) -> ExplainedLicence:
    """All that its numbers say."""
    language = get_language() or "th"
    others = [number for number in (licence.fourteen, licence.eleven) if number and number != licence.canonical]
    return ExplainedLicence(
        licence=licence,
        form=FORMS[licence.form].said(language) if licence.form in FORMS else licence.get_form_display(),
        writings=[_writing(number, language) for number in (licence.number, *others)],
        types=[f"{code // 100}({code % 100})" if code % 100 else str(code // 100) for code in licence.types],
        problems=[PROBLEMS[code].said(language) for code in licence.problems if code in PROBLEMS],
    )


def _writing(number: str, language: str) -> Writing:
    parsed = parse(number)
    parts = [(part.text, part.meaning.said(language)) for part in explain(parsed)]
    title = FORMS[parsed.form].said(language) if parsed.form in FORMS else _("Number")
    return Writing(title, number, parts)

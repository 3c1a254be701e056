"""The short lists of grounds that some steps need beside the officer's words. Stored in the step as `grounds`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Refusal(TextChoices):
    """Why a report is not taken up. `NOT_OURS` names whose it is and is a transfer."""

    NOT_OURS = "not_ours", _("It belongs to another body")
    NO_FAULT = "no_fault", _("What is described breaks no rule and harms nobody")
    UNCLEAR = "unclear", _("Too unclear to act on, and the reporter cannot be asked")
    SETTLED = "settled", _("Already decided, and nothing is new")
    PRIVATE = "private", _("A private dispute, no matter for a public body")
    NO_REPORT = "no_report", _("No report at all: a test, advertising, an insult")
    OUTSIDE = "outside", _("The system it came from says so")


class NoVisit(TextChoices):
    """Why no visit can be shown for a case that is resolved."""

    PAPERS = "papers", _("Decided on papers: orders, tests or records in the file")
    OTHER_BODY = "other_body", _("Another body visited; its report is in the file")
    ENDED = "ended", _("It was over before anybody could go, and left no trace")
    NO_PLACE = "no_place", _("There is no place to visit")
    OUTSIDE = "outside", _("The system it came from says so")


class Closing(TextChoices):
    """On whose word a resolved case was closed."""

    REPORTER = "reporter", _("The reporter says it is solved")
    UNANSWERED = "unanswered", _("The reporter did not answer in time")
    OFFICER = "officer", _("By an officer, before the reporter's time was over")
    OUTSIDE = "outside", _("The system it came from says so")


OF_PROGRAMMES = frozenset({Refusal.OUTSIDE.value})
"""Grounds that no page offers: programmes give them."""

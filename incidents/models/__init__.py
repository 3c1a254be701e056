"""Reports: what is reported, what it is attributed to, how it is handled."""

from incidents.models.attribution import Attribution, Candidate, ReportArea
from incidents.models.category import Category, Urgency
from incidents.models.history import StateChange
from incidents.models.intake import StoredAnswer
from incidents.models.report import Channel, Report, ReporterContact

__all__ = [
    "Attribution",
    "Candidate",
    "Category",
    "Channel",
    "Report",
    "ReportArea",
    "ReporterContact",
    "StateChange",
    "StoredAnswer",
    "Urgency",
]

"""Reports: what is reported, what it is attributed to, how it is handled."""

from incidents.models.attribution import Attribution, Candidate, ReportArea
from incidents.models.category import Category, Urgency
from incidents.models.competence import CompetenceChange, CompetenceRule, CompetenceSupport, LegalGround
from incidents.models.contact import ReporterContact
from incidents.models.deadlines import Deadline, SpecialDay, Stage
from incidents.models.episode import Episode
from incidents.models.figures import CaseTimes, KeptFigures, Pace, ProvinceCount, WeekCount
from incidents.models.history import ChainSeal, StateChange, StepKind
from incidents.models.intake import StoredAnswer
from incidents.models.notices import Notice, NoticeState, SavedView, Subscription, Way
from incidents.models.outside import ApiClient, FileImport, InboundEvent, OutsideSystem, OutsideTicket
from incidents.models.photo import Photo, PhotoKind, Visit
from incidents.models.report import Channel, Report, ReporterSays
from incidents.models.retention import Kept, RetentionRule, Tombstone
from incidents.models.site import Cause, Confirmation, Likely, Verdict, WaterCourse, WindReading

__all__ = [
    "ApiClient",
    "Attribution",
    "Candidate",
    "CaseTimes",
    "Category",
    "Cause",
    "ChainSeal",
    "Channel",
    "CompetenceChange",
    "CompetenceRule",
    "CompetenceSupport",
    "Confirmation",
    "Deadline",
    "Episode",
    "FileImport",
    "InboundEvent",
    "Kept",
    "KeptFigures",
    "LegalGround",
    "Likely",
    "Notice",
    "NoticeState",
    "OutsideSystem",
    "OutsideTicket",
    "Pace",
    "Photo",
    "PhotoKind",
    "ProvinceCount",
    "Report",
    "ReportArea",
    "ReporterContact",
    "ReporterSays",
    "RetentionRule",
    "SavedView",
    "SpecialDay",
    "Stage",
    "StateChange",
    "StepKind",
    "StoredAnswer",
    "Subscription",
    "Tombstone",
    "Urgency",
    "Verdict",
    "Visit",
    "WaterCourse",
    "Way",
    "WeekCount",
    "WindReading",
]

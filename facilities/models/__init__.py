"""The register's tables."""

from facilities.models.certificate import Certificate, Scheme
from facilities.models.correction import Correction, Matter, WorkItem
from facilities.models.details import FactoryActivity, FactoryDetails, FactoryType, MineDetails, SmeDetails
from facilities.models.estate import Estate, EstateKind, PointQuality
from facilities.models.facility import Facility, Kind, Status
from facilities.models.imports import ImportProblem, ImportRun, RunState, SourceRecord
from facilities.models.licence import Licence, LicenceForm
from facilities.models.site_facts import StatusEntry, Substance, SuccessCase

__all__ = [
    "Certificate",
    "Correction",
    "Estate",
    "EstateKind",
    "Facility",
    "FactoryActivity",
    "FactoryDetails",
    "FactoryType",
    "ImportProblem",
    "ImportRun",
    "Kind",
    "Licence",
    "LicenceForm",
    "Matter",
    "MineDetails",
    "PointQuality",
    "RunState",
    "Scheme",
    "SmeDetails",
    "SourceRecord",
    "Status",
    "StatusEntry",
    "Substance",
    "SuccessCase",
    "WorkItem",
]

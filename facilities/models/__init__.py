"""The register's tables."""

from facilities.models.details import FactoryActivity, FactoryDetails, FactoryType, MineDetails, SmeDetails
from facilities.models.facility import Facility, Kind, Status
from facilities.models.licence import Licence, LicenceForm

__all__ = [
    "Facility",
    "FactoryActivity",
    "FactoryDetails",
    "FactoryType",
    "Kind",
    "Licence",
    "LicenceForm",
    "MineDetails",
    "SmeDetails",
    "Status",
]

"""Areas in editions, offices, neighbouring land, and the record of every change."""

from geo.models.areas import Area, AreaEdition, AreaPart, AreaTileShape, Quality
from geo.models.changes import Change
from geo.models.ground import GroundEdition, GroundPlace, GroundShape, GroundTheme
from geo.models.levels import Level
from geo.models.local import LocalGovernment, LocalKind
from geo.models.neighbours import NeighbourLand
from geo.models.offices import Office, OfficeKind, OfficeMember
from geo.models.positions import PositionMethod

__all__ = [
    "Area",
    "AreaEdition",
    "AreaPart",
    "AreaTileShape",
    "Change",
    "GroundEdition",
    "GroundPlace",
    "GroundShape",
    "GroundTheme",
    "Level",
    "LocalGovernment",
    "LocalKind",
    "NeighbourLand",
    "Office",
    "OfficeKind",
    "OfficeMember",
    "PositionMethod",
    "Quality",
]

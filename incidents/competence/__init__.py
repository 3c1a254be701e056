"""Who is competent: rules as rows, matched in SQL. A situation in; lead, supporting bodies and reasons out."""

from incidents.competence.match import decide, decide_many
from incidents.competence.office import office_of
from incidents.competence.situation import (
    Beyond,
    Competence,
    Ground,
    Local,
    Plot,
    Role,
    Site,
    Situation,
    Support,
    WouldChange,
)

__all__ = [
    "Beyond",
    "Competence",
    "Ground",
    "Local",
    "Plot",
    "Role",
    "Site",
    "Situation",
    "Support",
    "WouldChange",
    "decide",
    "decide_many",
    "office_of",
]

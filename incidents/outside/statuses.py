"""What the labels of Traffy's agencies mean: data, because agencies define their own. Pure but for reading the file."""

import csv
from functools import cache
from pathlib import Path

from geo.thai import tidy

TYPES = ("start", "inprogress", "forward", "follow", "finish", "irrelevant")
"""The state types of the public feed. The exchange calls the first one `waiting`, an older dump `report`."""

_FILE = Path(__file__).parent.parent / "data" / "traffy_statuses.csv"
_ALSO = {"waiting": "start", "report": "start"}


def type_of(label: str, stated: str = "") -> str:
    """The type of a label; for one that is not known, the type the source states, if it is a type at all.

    The label goes first: an old dump says `inprogress` beside the label for waiting.
    """
    known = _labels().get(tidy(label))
    stated = _ALSO.get(stated, stated)
    return known or (stated if stated in TYPES else "")


@cache
def _labels() -> dict[str, str]:
    return {row["state_th"]: row["state_type"] for row in _rows() if row["state_th"]}


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with _FILE.open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))

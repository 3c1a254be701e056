"""What a compared load would change, site by site, for a person who decides on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from facilities.models import ImportRun

Kind = Literal["new", "changed", "absent"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One key of the source. `fields` maps a field to what the source said before and what it says now."""

    key: str
    facility_id: int | None
    name: str
    kind: Kind
    fields: Mapping[str, tuple[Any, Any]]


def differences(run: ImportRun, limit: int = 100, after: str = "", kind: Kind | None = None) -> list[Difference]:
    """The differences in order of key, those after the key `after`; empty while the load is not compared yet.

    `kind` gives those of one kind only.
    """
    from facilities.imports import comparing

    return comparing.differences(run, limit, after, kind)

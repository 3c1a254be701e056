"""Answers of Traffy's exchange API: the token, lists of issues, one issue, the CSV. Pure.

Their documentation: traffy-nectec/exchange-api-doc, docs/query-apis.md. Times are Thai; positions are two numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from geo.errors import BadInput
from incidents.outside import moments, places, statuses
from incidents.outside.tickets import StatedArea, Ticket, description_of, facts, names, required, words
from incidents.outside.traffy.numbers import ticket_id

Row = Mapping[str, Any]
NO_QUOTA = "Running out of API usage quota"
"""Their words for an empty quota; `Almost running out ...` is only a warning."""

_COLUMNS = {"organization", "latitude", "longitude", "timestamp_inprogress", "last_activity"}
_SHORT_LIFE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Token:
    """What calls are made with, until it ends."""

    text: str
    ends_at: datetime


def is_download(header: set[str]) -> bool:
    """Whether a CSV is `download-issues`: no other file of theirs has these columns."""
    return header >= _COLUMNS


def token(answer: Row, now: datetime) -> Token:
    """Of `get-auth`: `results.token`, or `results[0].token` as older accounts get it."""
    results = answer.get("results")
    first = results[0] if isinstance(results, list) and results else results
    if not isinstance(first, dict) or not isinstance(first.get("token"), str):
        raise BadInput("get-auth gave no token", field="results.token", value=type(results).__name__)
    ends = first.get("expire_timestamp")
    return Token(first["token"], moments.bangkok(ends, "expire_timestamp") if ends else now + _SHORT_LIFE)


def refusal(answer: object) -> str:
    """What a failed answer says is wrong; empty for a good one, and for one that only warns."""
    if not isinstance(answer, dict):
        return "The answer is no JSON object"
    if answer.get("status") == "fail" or (answer.get("status") != "success" and out_of_quota(answer)):
        return words(answer.get("message")) or "refused without a reason"
    return ""


def out_of_quota(answer: Row) -> bool:
    """Whether nothing more is answered until the first of next month."""
    return words(answer.get("message")).startswith(NO_QUOTA)


def rows(answer: Row) -> list[Row]:
    """The issues of a list, or the one of `get-issue`."""
    results = answer.get("results")
    found = results if isinstance(results, list) else [results]
    return [row for row in found if isinstance(row, dict)]


def parse_issue(row: Row) -> Ticket:
    """One row of `get-issues`, `get-issue` or the CSV. Raises `BadInput` naming what is wrong in it."""
    label = words(row.get("status"))[:80]
    stated = words(row.get("status_type"))
    at = moments.bangkok(required(row, "timestamp"), "timestamp")
    return Ticket(
        key=ticket_id(row),
        description=description_of(row.get("description"), names(row.get("type"))),
        reported_at=at,
        state_at=moments.stated([at, *(_moment(row, name) for name in _LATER)]),
        types=names(row.get("type")),
        place=places.of_numbers(row.get("longitude"), row.get("latitude")),
        area=_area(row),
        address=words(row.get("address"))[:300],
        state_type=statuses.type_of(label, stated),
        state_text=label,
        organisations=names(row.get("organization")),
        details=facts(
            star=row.get("star"), reopened=row.get("count_reopen"), photos=row.get("photo"), type=row.get("type")
        ),
    )


_LATER = ("timestamp_inprogress", "timestamp_finished", "last_activity")


def _moment(row: Row, name: str) -> datetime | None:
    value = row.get(name)
    return moments.bangkok(value, name) if value not in (None, "") else None


def _area(row: Row) -> StatedArea:
    return StatedArea(*(words(row.get(name)) for name in ("province", "district", "subdistrict")))

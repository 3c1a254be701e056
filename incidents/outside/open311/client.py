"""Reading another Open311 server: the requests updated since the last time, page by page."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from geo.errors import BadInput, Unavailable
from incidents.models import OutsideSystem
from incidents.outside.calling import Caller
from incidents.outside.open311.reading import Row, parse_request, rows
from incidents.outside.polled import Polled
from incidents.outside.reading import take
from incidents.outside.secret_names import secret
from incidents.outside.subjects import Subjects

FIRST_WINDOW = timedelta(days=90)
"""The longest span a server must answer (GeoReport v2, GET Service Requests)."""

OVERLAP = timedelta(hours=1)
MOST_PAGES = 200


def poll(system: OutsideSystem, caller: Caller, clock: Callable[[], datetime]) -> Polled:
    """Take in what was updated; bad requests are named. A server that does not know `updated_after` answers by its own
    window, and what has not changed is left as it is.
    """
    began, found, subjects = clock(), Polled(), Subjects.now()
    since = max(system.read_until - OVERLAP, began - FIRST_WINDOW) if system.read_until else began - FIRST_WINDOW
    for row in _pages(system, caller, since, began):
        try:
            ticket = parse_request(row)
        except BadInput as error:
            found.refuse(str(row.get("service_request_id", "")), error)
            continue
        found.count(ticket.key, take(system, ticket, "poll", now=clock(), subjects=subjects))
    system.read_until = began
    return found


def _pages(system: OutsideSystem, caller: Caller, since: datetime, until: datetime) -> Iterator[Row]:
    """Until a page brings nothing new: a server that knows no pages gives the first one again and again."""
    seen: set[str] = set()
    for page in range(1, MOST_PAGES + 1):
        asked = {"updated_after": _written(since), "updated_before": _written(until), "page": str(page)}
        if system.organisation:
            asked["jurisdiction_id"] = system.organisation
        if system.secret_name:
            asked["api_key"] = secret(system.secret_name)
        fresh = [row for row in _read(system, caller, asked) if str(row.get("service_request_id")) not in seen]
        if not fresh:
            return
        seen.update(str(row.get("service_request_id")) for row in fresh)
        yield from fresh


def _read(system: OutsideSystem, caller: Caller, asked: dict[str, str]) -> list[Row]:
    answer = caller.call("GET", f"{system.address.rstrip('/')}/requests.json", params=asked)
    if answer.status_code != 200:
        raise Unavailable(f"The server answered {answer.status_code}")
    try:
        return rows(answer.content)
    except BadInput as error:
        raise Unavailable(f"The server's answer cannot be read: {error.detail}") from None


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")

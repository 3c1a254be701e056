"""The list of facilities: filters from the address, a page by key."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from facilities.models import Facility, Kind, Status
from facilities.provinces import BY_CODE
from facilities.querysets import FacilityQuerySet
from geo.errors import BadInput

PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What the address asks for. Empty means everything; `after` is the last key of the page before.

    The words are `find`, not `q`: that one belongs to the search box above every page.
    """

    find: str = ""
    kind: str = ""
    status: str = ""
    province: str = ""
    after: int = 0

    @classmethod
    def parse(cls, query: QueryDict) -> Self:
        """Raises `BadInput` naming the parameter that is none of the allowed values."""
        return cls(
            find=query.get("find", "").strip()[:200],
            kind=_one_of("kind", query.get("kind", ""), Kind.values),
            status=_one_of("status", query.get("status", ""), Status.values),
            province=_one_of("province", query.get("province", ""), list(BY_CODE)),
            after=_key(query.get("after", "")),
        )

    def address(self, **changes: object) -> str:
        """The query string of the same list with some parameters changed; empty ones are left out."""
        held = {name: getattr(self, name) for name in ("find", "kind", "status", "province")}
        return "?" + urlencode({name: value for name, value in {**held, **changes}.items() if value})


@dataclass(frozen=True)
class Listing:
    """One page. `next_address` is empty on the last one; a search has one page only, its best answers."""

    filters: Filters
    facilities: list[Facility]
    next_address: str = ""
    total: int | None = None

    @property
    def placed(self) -> list[Facility]:
        """Those of the page that can be shown on its map."""
        return [facility for facility in self.facilities if facility.position]


def listing(filters: Filters) -> Listing:
    """The page that the filters ask for."""
    chosen = _chosen(filters)
    shown = chosen.prefetch_related("licences").defer("footprint", "shape", "mercator", "search_text")
    if filters.find:
        return Listing(filters, list(shown.search(filters.find)[:PAGE]))
    page = list(shown.filter(pk__gt=filters.after).order_by("pk")[: PAGE + 1])
    more = len(page) > PAGE
    following = filters.address(after=page[PAGE - 1].pk) if more else ""
    return Listing(filters, page[:PAGE], following, chosen.count())


def _chosen(filters: Filters) -> FacilityQuerySet:
    wanted = {"kind": filters.kind, "status": filters.status, "province_code": filters.province}
    return Facility.objects.filter(**{name: value for name, value in wanted.items() if value})


def _one_of(name: str, value: str, allowed: list[str]) -> str:
    if value and value not in allowed:
        raise BadInput(
            _("The filter %(name)s has a value it does not know") % {"name": name},
            allowed=allowed,
            field=name,
            value=value,
        )
    return value


def _key(value: str) -> int:
    if value and not (value.isascii() and value.isdigit() and len(value) < 19):
        raise BadInput(_("The page asked for does not begin at a facility"), field="after", value=value)
    return int(value or 0)

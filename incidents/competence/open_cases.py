"""The open cases as situations, from what is stored of each: for asking what other rules would say of them."""

from collections.abc import Iterator
from datetime import date
from itertools import batched

from geo.coordinates import LonLat
from geo.models import Level
from incidents.competence.situation import Beyond, Situation
from incidents.models import Attribution, Report, Urgency
from incidents.registered import Standing, standing

_AT_ONCE = 2_000


def open_cases(on: date) -> Iterator[tuple[Report, Situation]]:
    """Every open report by its key, as if it had come in that day at its place and about its site."""
    rows = Report.objects.open().filter(attribution__isnull=False).order_by("pk")
    joined = rows.select_related("category", "handled_by", "attribution").prefetch_related("areas")
    for some in batched(joined.iterator(chunk_size=_AT_ONCE), _AT_ONCE):
        sites = standing(key for report in some if (key := report.attribution.site_id) is not None)
        for report in some:
            if (situation := _situation(report, sites, on)) is not None:
                yield report, situation


def _situation(report: Report, sites: dict[int, Standing], on: date) -> Situation | None:
    areas = {area.level: area for area in report.areas.all()}
    province = areas.get(Level.PROVINCE)
    if province is None:
        return None
    site = sites.get(report.attribution.site_id or 0)
    place = LonLat(report.position.x, report.position.y)
    situation = Situation(
        province_code=province.code,
        province_th=province.name_th,
        province_en=province.name_en,
        on=on,
        category=report.category_id,
        emergency=report.category.urgency == Urgency.EMERGENCY,
        site=site.site if site else None,
        beyond=_beyond(report, report.attribution),
        district_code=areas[Level.DISTRICT].code if Level.DISTRICT in areas else "",
        subdistrict_code=areas[Level.SUBDISTRICT].code if Level.SUBDISTRICT in areas else "",
        at=(site.at if site else None) or place,
    )
    return site.confirmed_for(situation) if site and report.attribution.verdict else situation


def _beyond(report: Report, said: Attribution) -> Beyond | None:
    if said.border_distance_m is None:
        return None
    error_m = said.boundary_error_m + (report.error_radius_m or 0.0)
    return Beyond(said.border_beyond, said.border_beyond_th, said.border_beyond_en, said.border_distance_m, error_m)

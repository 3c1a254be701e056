"""The day a licence was issued says since when a site stands, and the day an entry was recorded from when it counts."""

from django.db import migrations

from geo.touches.watching import Watched, unwatch, watch


def _part(table: str, *columns: str) -> Watched:
    return Watched("facilities", table, ("facility_id", *columns), "mercator", "facilities_facility", "facility_id")


_BEFORE = (
    _part("facilities_licence", "issuer"),
    _part("facilities_statusentry", "status", '"on"', "licence_id"),
)
_NOW = (
    _part("facilities_licence", "issuer", "issued_on"),
    _part("facilities_statusentry", "status", '"on"', "recorded_at", "licence_id"),
)


class Migration(migrations.Migration):
    dependencies = [("facilities", "0012_past_and_covering_place"), ("geo", "0012_touches")]
    operations = [
        migrations.RunSQL(unwatch(before) + watch(now), unwatch(now) + watch(before))
        for before, now in zip(_BEFORE, _NOW, strict=True)
    ]

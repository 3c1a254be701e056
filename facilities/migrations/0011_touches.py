"""Changes of the register are noted by place: see `geo.touches`."""

from django.db import migrations

from geo.touches.watching import Watched, unwatch, watch

_FACILITY = (
    "kind", "status", "hazard", "name_th", "name_en", "position", "position_method", "error_radius_m", "shape",
    "merged_into_id", "province_code", "subdistrict_code", "district_th", "subdistrict_th", "estate_name_th",
)  # fmt: skip
_ESTATE = ("kind", "name_th", "name_en", "boundary", "point", "point_quality")


def _part(table: str, *columns: str, where: str = "") -> Watched:
    names = ("facility_id", *columns)
    return Watched("facilities", table, names, "mercator", "facilities_facility", "facility_id", where)


_WATCHED = (
    Watched("facilities", "facilities_facility", _FACILITY, "mercator"),
    _part("facilities_licence", "issuer"),
    _part("facilities_factoryactivity", "factory_type_id", "sub_item"),
    _part("facilities_factorydetails", "factory_class"),
    _part("facilities_certificate", "scheme"),
    _part("facilities_statusentry", "status", '"on"', "licence_id"),
    _part("facilities_workitem", "matter", "settled_at", where="changed.matter = 'outside'"),
    Watched("estates", "facilities_estate", _ESTATE),
)


class Migration(migrations.Migration):
    dependencies = [("facilities", "0010_positions_by_officers"), ("geo", "0012_touches")]
    operations = [migrations.RunSQL(watch(watched), unwatch(watched)) for watched in _WATCHED]

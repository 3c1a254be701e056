"""The columns of a staging table: what the row is, what it makes of the site, and of its one licence."""

RECORD = {
    "row": "integer",
    "key": "varchar(80)",
    "digest": "bytea",
    "raw": "jsonb",
    "geometry": "bytea",
    "said_on": "date",
    "plain": "boolean",
}
"""What is kept of the row itself. `plain` rows are written by the database alone, others by `facilities.settling`."""

_TEXT = {"name_th": 300, "name_en": 300, "operator_th": 300, "address_th": 400, "estate_name_th": 200}
_AREAS = {"subdistrict_th": 120, "district_th": 120, "province_th": 120, "subdistrict_code": 6, "province_code": 2}
_POSITION = {"position_source": 80, "position_method": 10, "position_raw": 200}

FACILITY = {
    **dict.fromkeys(("kind", "status"), "varchar(10)"),
    **{name: f"varchar({longest})" for name, longest in {**_TEXT, **_AREAS, **_POSITION}.items()},
    "error_radius_m": "double precision",
    "site_key": "varchar(32)",
    "search_text": "text",
    "hazard": "boolean",
    "position": "geometry(Point, 4326)",
    "footprint": "geometry(MultiPolygon, 4326)",
}
"""As in the table of facilities."""

LICENCE = {
    "number": "varchar(80)",
    "canonical": "varchar(80)",
    "form": "varchar(12)",
    "issuer": "varchar(8)",
    "year_be": "smallint",
    "problems": "jsonb",
    "types": "integer[]",
    "issued_on": "date",
    "expires_on": "date",
    "fourteen": "varchar(14)",
    "eleven": "varchar(11)",
    "holder_th": "varchar(300)",
    "status": "varchar(10)",
    "factory_class": "smallint",
    "activity_th": "text",
    "horsepower": "double precision",
    "workers": "integer",
    "capital_baht": "double precision",
}
"""As in the table of licences."""

PREFIX = "licence_"
NAMES = (*RECORD, *FACILITY, *(PREFIX + name for name in LICENCE), "isic")
"""In the order of COPY. `isic` is null where the row says nothing that only a factory has."""


def definitions() -> str:
    """For CREATE TABLE. `n` numbers the rows without gaps: identities of new rows are counted by it."""
    columns = {**RECORD, **FACILITY, **{PREFIX + name: kind for name, kind in LICENCE.items()}, "isic": "varchar(8)"}
    return ", ".join(
        [f'"{name}" {kind}' for name, kind in columns.items()] + ["n integer GENERATED ALWAYS AS IDENTITY"]
    )

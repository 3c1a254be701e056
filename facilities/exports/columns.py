"""The columns of an export: each is declared once, with its title and with what the database is asked for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.gis.db.models.functions import GeoFunc
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    F,
    FloatField,
    Func,
    OuterRef,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, NullIf, TruncDate
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from facilities import written
from facilities.correctable import POSITION, TITLES
from facilities.hazard import SEES_SUBSTANCES
from facilities.history import fact_title
from facilities.models import (
    Certificate,
    Correction,
    Kind,
    Matter,
    Status,
    Substance,
    WorkItem,
)
from geo.layers import Text, Viewer
from geo.models import PositionMethod

CellKind = Literal["text", "list", "integer", "number", "boolean", "date"]

OFFICERS = "facilities.view_facility"
"""Who may have what stands behind the register's words."""


@dataclass(frozen=True)
class Column:
    """`name` in files for programs, `title` for people; `getter` yields a value of `kind`, a list one of texts.

    Where `words` are given the values are codes, which files for people have in words. With `permission`, only viewers
    who hold it have the column.
    """

    name: str
    title: Text
    getter: Combinable
    kind: CellKind = "text"
    words: tuple[tuple[str, Text], ...] = ()
    permission: str = ""
    each: tuple["QuerySet[Any]", str] | None = None
    """Of a list of codes: the rows that have them, and in which field."""

    def expression(self, *, in_words: bool) -> Combinable:
        """What the database is asked. Words are those of the language of the moment."""
        if not (in_words and self.words):
            return self.getter
        rows, field = self.each or (None, self.name)
        cases = (When(**{field: code}, then=Value(str(word))) for code, word in self.words)
        said = Case(*cases, default=F(field), output_field=TextField())
        return said if rows is None else _mine(rows, said)


class _X(GeoFunc):
    function, output_field = "ST_X", FloatField()


class _Y(GeoFunc):
    function, output_field = "ST_Y", FloatField()


class _Quantity(Func):
    """`1200 kg`, nothing where no quantity is known."""

    function, output_field = "CONCAT_WS", TextField()
    template = "NULLIF(%(function)s(' ', %(expressions)s), '')"


def _mine(rows: "QuerySet[Any]", value: str | Combinable) -> ArraySubquery:
    """Values of rows that belong to the facility."""
    own = rows.filter(facility=OuterRef("pk"))
    return ArraySubquery(own.values_list(value, flat=True) if isinstance(value, str) else own.values_list(value))


def _substance() -> Combinable:
    amount = _Quantity(F("name_th"), Cast("quantity", CharField()), NullIf(F("unit"), Value("")))
    return Cast(amount, TextField())


def _codes(
    name: str, title: Text, rows: "QuerySet[Any]", field: str, words: Iterable[tuple[str, Text]], permission: str
) -> Column:
    """A column of lists of codes, which are in `field` of rows that belong to the facility."""
    each = rows.order_by(field), field
    return Column(name, title, _mine(*each), "list", tuple(words), permission, each)


COLUMNS: tuple[Column, ...] = (
    Column("id", _("Number in this service"), F("pk"), "integer"),
    Column("registrations", _("Registrations"), written.registrations(), "list"),
    Column("name_th", _("Name"), F("name_th")),
    Column("name_en", _("Name in English"), F("name_en")),
    Column("operator_th", _("Operator"), F("operator_th")),
    Column("kind", _("Kind"), F("kind"), words=tuple(Kind.choices)),
    Column("status", _("Status"), F("status"), words=tuple(Status.choices)),
    Column("hazard", _("High hazard"), F("hazard"), "boolean"),
    Column("factory_class", _("Factory class"), F("factory__factory_class"), "integer"),
    Column("types", _("Factory types"), written.types(), "list"),
    Column("activity_th", _("Activity"), F("factory__activity_th")),
    Column("isic", _("ISIC code"), F("factory__isic")),
    Column("horsepower", _("Horsepower"), F("factory__horsepower"), "number"),
    Column("workers", _("Workers"), F("factory__workers"), "integer"),
    Column("capital_baht", _("Capital (baht)"), F("factory__capital_baht"), "number"),
    Column("mineral_th", _("Mineral"), F("mine__mineral_th")),
    Column("approved_on", _("Approved on"), F("mine__approved_on"), "date"),
    Column("expires_on", _("Expires on"), F("mine__expires_on"), "date"),
    Column("product_th", _("Product"), F("sme__product_th")),
    Column("certificates", _("Certificates"), _mine(Certificate.objects.order_by("pk"), "number"), "list"),
    Column("address_th", _("Address"), F("address_th")),
    Column("subdistrict_th", _("Subdistrict"), F("subdistrict_th")),
    Column("district_th", _("District"), F("district_th")),
    Column("province_th", _("Province"), F("province_th")),
    Column("subdistrict_code", _("Subdistrict code"), F("subdistrict_code")),
    Column("province_code", _("Province code"), F("province_code")),
    Column("estate_name_th", _("Industrial estate or zone"), F("estate_name_th")),
    Column("lon", _("Longitude"), _X("position"), "number"),
    Column("lat", _("Latitude"), _Y("position"), "number"),
    Column(
        "position_method", _("How the position was found"), F("position_method"), words=tuple(PositionMethod.choices)
    ),
    Column("position_source", _("Source of the position"), F("position_source")),
    Column("error_radius_m", _("Error radius (m)"), F("error_radius_m"), "number"),
    Column("approximate", _("Approximate position"), F("approximate"), "boolean"),
    Column("changed_on", _("Last changed on"), TruncDate("updated_at"), "date"),
    Column("source", _("Source"), F("source")),
    Column("source_key", _("Key in the source"), F("source_key"), permission=OFFICERS),
    Column("position_raw", _("Position as written in the source"), F("position_raw"), permission=OFFICERS),
    Column(
        "substances", _("Hazardous substances"), _mine(Substance.objects.order_by("pk"), _substance()), "list",
        permission=SEES_SUBSTANCES,
    ),
    _codes(
        "matters", _("Open quality matters"), WorkItem.objects.filter(settled_at__isnull=True), "matter",
        Matter.choices, OFFICERS,
    ),
    _codes(
        "corrected", _("Fields corrected by officers"), Correction.objects.filter(withdrawn_at__isnull=True), "field",
        ((field, fact_title(field)) for field in (*TITLES, POSITION, "status")), OFFICERS,
    ),
)  # fmt: skip


def columns_for(viewer: Viewer) -> tuple[Column, ...]:
    """The columns this viewer may have, in order."""
    return tuple(column for column in COLUMNS if not column.permission or viewer.may(column.permission))


def titles(columns: Iterable[Column], language: str) -> list[str]:
    """The columns' titles in one language."""
    with translation.override(language):
        return [str(column.title) for column in columns]

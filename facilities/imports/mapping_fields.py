"""The fields that columns of a file of no known kind can be mapped to, as data: the page offers this list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import pgettext_lazy

from facilities.imports import cells
from facilities.imports.numbers import class_number, type_code
from geo.layers import Text

Content = Literal["text", "number", "date", "choice"]


@dataclass(frozen=True, slots=True)
class MappedField:
    """One field. `group` is where the page shows it; `content` says what its cells hold."""

    name: str
    title: Text
    group: Literal["identity", "register", "address", "position", "other"]
    content: Content = "text"
    read: Callable[[Any], Any] = cells.text


def _title(words: str) -> Text:
    return pgettext_lazy("field of a mapping", words)


FACILITY_FIELDS = (
    MappedField("id", _title("Key in the source"), "identity"),
    MappedField("number", _title("Registration number"), "identity"),
    MappedField("fourteen", _title("14-digit number"), "identity", read=cells.digits),
    MappedField("eleven", _title("11-digit key"), "identity", read=cells.digits),
    MappedField("certificate", _title("Certificate number"), "identity"),
    MappedField("name", _title("Name"), "identity", read=cells.name),
    MappedField("name_en", _title("Name in English"), "identity"),
    MappedField("operator", _title("Operator"), "identity", read=cells.name),
    MappedField("kind", _title("Kind"), "register", "choice"),
    MappedField("status", _title("Status"), "register", "choice"),
    MappedField("class", _title("Class (1-3)"), "register", "number", class_number),
    MappedField("type", _title("Factory type"), "register", "number", type_code),
    MappedField("activity", _title("Activity"), "register"),
    MappedField("isic", _title("ISIC code"), "register", read=cells.text_or_zero),
    MappedField("horsepower", _title("Horsepower"), "register", "number", cells.amount),
    MappedField("workers", _title("Workers"), "register", "number", cells.count),
    MappedField("capital", _title("Capital (baht)"), "register", "number", cells.amount),
    MappedField("mineral", _title("Mineral"), "register"),
    MappedField("product", _title("Product"), "register"),
    MappedField("standard", _title("Standard"), "register"),
    MappedField("scheme", _title("Mark of the certificate"), "register", "choice"),
    MappedField("issued_on", _title("Issued on"), "register", "date"),
    MappedField("expires_on", _title("Expires on"), "register", "date"),
    MappedField("house", _title("House number"), "address", read=cells.text_or_zero),
    MappedField("moo", _title("Moo"), "address", read=cells.text_or_zero),
    MappedField("soi", _title("Soi"), "address", read=cells.text_or_zero),
    MappedField("road", _title("Road"), "address", read=cells.text_or_zero),
    MappedField("postcode", _title("Postcode"), "address", read=cells.text_or_zero),
    MappedField("address", _title("Address in one column"), "address"),
    MappedField("subdistrict", _title("Subdistrict"), "address"),
    MappedField("district", _title("District"), "address"),
    MappedField("province", _title("Province"), "address"),
    MappedField("estate_name", _title("Industrial estate"), "address"),
    MappedField("lat", _title("Latitude, or northing"), "position"),
    MappedField("lon", _title("Longitude, or easting"), "position"),
    MappedField("position", _title("Both coordinates in one column"), "position"),
    MappedField("said_on", _title("Day of the row"), "other", "date"),
)

ESTATE_FIELDS = (
    MappedField("id", _title("Key in the source"), "identity"),
    MappedField("name", _title("Name"), "identity"),
    MappedField("name_en", _title("Name in English"), "identity"),
    MappedField("kind", _title("Kind"), "register", "choice"),
    MappedField("operator", _title("Run by"), "register"),
    MappedField("quality", _title("What the point is worth"), "position", "choice"),
    MappedField("point_source", _title("Source of the position"), "position"),
    MappedField("province", _title("Province"), "address"),
    MappedField("province_code", _title("Province code"), "address", read=cells.digits),
    MappedField("lat", _title("Latitude, or northing"), "position"),
    MappedField("lon", _title("Longitude, or easting"), "position"),
    MappedField("position", _title("Both coordinates in one column"), "position"),
    MappedField("said_on", _title("Day of the row"), "other", "date"),
)

FIELDS = {"facility": FACILITY_FIELDS, "estate": ESTATE_FIELDS}
"""By what the rows are."""

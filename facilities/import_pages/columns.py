"""The form in which the columns of an unknown file are mapped to fields, and the mapping that comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import yaml
from django.http import QueryDict
from django.utils.translation import gettext as _

from facilities.import_pages.likeness import suggested
from facilities.import_pages.reader_words import said
from facilities.imports import mapping as mappings
from facilities.imports.mapping_fields import FIELDS, MappedField
from geo.errors import BadInput
from geo.thai import tidy

MOST = 400
"""Columns that the page offers. A wider table is mapped in a YAML file."""

_SETTINGS = ("target", "source", "kind", "dates", "order", "crs")
_DEFAULTS = {"target": "facility", "source": "", "kind": "factory", "dates": "buddhist", "order": "lat_lon", "crs": ""}


@dataclass(slots=True)
class ColumnForm:
    """What is chosen for each column (`fields`, by column), the settings beside it, and what is wrong by place.

    `base` is a mapping that was sent as a file: what the page cannot show of it stays as long as the column does.
    """

    columns: Sequence[str]
    fields: dict[str, str]
    settings: dict[str, str] = field(default_factory=lambda: dict(_DEFAULTS))
    base: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def blank(cls, columns: Sequence[str], target: str = "") -> Self:
        """Prefilled by likeness, for rows that are sites unless `target` is `estate`."""
        rows_are = "estate" if target == "estate" else "facility"
        kind = "estate" if rows_are == "estate" else "factory"
        return cls(columns, suggested(columns[:MOST], rows_are), {**_DEFAULTS, "target": rows_are, "kind": kind})

    @classmethod
    def sent(cls, columns: Sequence[str], post: QueryDict, base: dict[str, Any]) -> Self:
        """As a person filled it in."""
        settings = {name: tidy(post.get(name, _DEFAULTS[name]))[:200] for name in _SETTINGS}
        chosen = {column: post.get(f"field-{at}", "")[:40] for at, column in enumerate(columns[:MOST])}
        return cls(columns, {column: name for column, name in chosen.items() if name}, settings, base)

    @classmethod
    def of_mapping(cls, columns: Sequence[str], given: Mapping[str, Any]) -> Self:
        """From a checked mapping. Columns that this file lacks are said as an error."""
        fields = {column: str(mappings.column_spec(spec)["field"]) for column, spec in given["columns"].items()}
        constants, places = given.get("constants") or {}, given.get("coordinates") or {}
        stated = {
            "target": given.get("target"),
            "source": given.get("source"),
            "kind": constants.get("kind"),
            "dates": given.get("dates"),
            "order": places.get("order"),
            "crs": places.get("crs"),
        }
        settings = {name: str(stated[name] or default) for name, default in _DEFAULTS.items()}
        form = cls(columns, {name: fields[name] for name in columns if name in fields}, settings, dict(given))
        if lacking := [name for name in fields if name not in columns]:
            words = _("The mapping names columns that the file lacks: %(columns)s")
            form.errors["mapping"] = [words % {"columns": ", ".join(lacking)}]
        return form

    def mapping(self) -> dict[str, Any] | None:
        """The mapping, checked; None with `errors` filled where it cannot be used."""
        self._check()
        if self.errors:
            return None
        try:
            return mappings.check(self._built())
        except BadInput as error:
            self.errors["mapping"] = [
                said(error.detail) or _("The mapping cannot be used (%(rule)s)") % {"rule": error.detail}
            ]
            return None

    def _built(self) -> dict[str, Any]:
        settings, held = self.settings, self.base.get("columns", {})
        kept: dict[str, Any] = {name: self.base[name] for name in ("title", "key") if name in self.base}
        built: dict[str, Any] = {"target": settings["target"], **kept, "dates": settings["dates"]}
        if settings["source"]:
            built["source"] = settings["source"]
        built["columns"] = {name: _entry(held.get(name), chosen) for name, chosen in self.fields.items()}
        constants = self._constants()
        if constants:
            built["constants"] = constants
        places = {"order": settings["order"], **({"crs": settings["crs"]} if settings["crs"] else {})}
        return {**built, "coordinates": places}

    def _constants(self) -> dict[str, Any]:
        constants = {
            name: value
            for name, value in (self.base.get("constants") or {}).items()
            if name not in self.fields.values()
        }
        if "kind" not in self.fields.values():
            constants["kind"] = self.settings["kind"]
        return constants

    def _check(self) -> None:
        """What a person can easily get wrong here, in words; the rest is said by the mapping itself."""
        chosen = list(self.fields.values())
        titles = {one.name: one.title for one in self.offered()}
        if twice := sorted({str(titles.get(name, name)) for name in chosen if chosen.count(name) > 1}):
            self._complain("columns", _("One column only can be: %(fields)s") % {"fields": ", ".join(twice)})
        if ("lat" in chosen) != ("lon" in chosen):
            self._complain("columns", _("Latitude and longitude are chosen together"))
        if "position" in chosen and {"lat", "lon"} & set(chosen):
            self._complain("columns", _("Coordinates stand in one column or in two, not both"))
        if not self._names_rows(set(chosen)):
            words = _("Choose the column that names a row: a key, a registration number or a certificate number")
            self._complain("columns", words)

    def _names_rows(self, chosen: set[str]) -> bool:
        facility = {"id", "number", "fourteen", "certificate"}
        return bool(chosen & (facility if self.settings["target"] == "facility" else {"id", "name", "name_en"}))

    def _complain(self, place: str, words: str) -> None:
        self.errors.setdefault(place, []).append(words)

    def offered(self) -> Sequence[MappedField]:
        """The fields to choose from."""
        return FIELDS.get(self.settings["target"], FIELDS["facility"])


def as_yaml(mapping: Mapping[str, Any]) -> str:
    """As a file to keep and send again."""
    text: str = yaml.safe_dump(dict(mapping), allow_unicode=True, sort_keys=False, width=120)
    return text


def _entry(held: Any, chosen: str) -> Any:
    """The entry of the mapping that was sent, where the column still is that field; else the bare field."""
    return held if held is not None and mappings.column_spec(held)["field"] == chosen else chosen

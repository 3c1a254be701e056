"""A mapping: which column of a file of no known kind is which field. Checked whole before any row is read.

target: facility
source: rayong-community          # tells two such files apart
key: id
columns:
  รหัส: id
  ชื่อร้าน: name
  สถานะ: {field: status, values: {เปิด: operating, ปิด: stopped}}
  วันที่: {field: issued_on, dates: christian}
constants: {kind: sme, province: ระยอง}
dates: buddhist
coordinates: {order: lat_lon, crs: EPSG:24047}
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pyproj import CRS
from pyproj.exceptions import CRSError

from facilities.imports.mapping_fields import FIELDS, MappedField
from facilities.models import EstateKind, Kind, Scheme, Status
from geo.errors import BadInput

_KEYS = ("target", "source", "title", "key", "columns", "constants", "dates", "coordinates")
_COLUMN_KEYS = ("field", "values", "dates", "zero")
_DATES = ("buddhist", "christian")
_ORDERS = ("lat_lon", "lon_lat")
_SOURCE = re.compile(r"^[a-z0-9][a-z0-9-]{0,30}$")
_LARGEST = 64 * 1024
_CHOICES: dict[str, dict[str, Sequence[str]]] = {
    "facility": {"kind": Kind.values, "status": Status.values, "scheme": Scheme.values},
    "estate": {"kind": EstateKind.values, "quality": ("own", "shared", "wrong")},
}


def in_file(path: Path | None) -> Any:
    """What a YAML file says, unchecked; None without a file. Raises `BadInput` where it cannot be read."""
    if path is None:
        return None
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise BadInput(f"the mapping cannot be read: {error}", field="mapping", value=path) from None


def from_yaml(text: str) -> dict[str, Any]:
    """The mapping of a YAML file. Raises `BadInput` naming line, key and rule."""
    if len(text) > _LARGEST:
        raise BadInput("A mapping is at most 64 KB", field="mapping", value=f"{len(text)} characters")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise BadInput("A mapping holds no references (&, *)", field="mapping", value="")
        node, data = yaml.compose(text, yaml.SafeLoader), yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _refused(f"line {line}", error.problem or "this is no YAML", "", line=line) from None
    except (yaml.YAMLError, ValueError) as error:
        raise BadInput(f"The mapping is no YAML: {error}", field="mapping", value="") from None
    lines: dict[str, int] = {}
    _note_lines(node, "", lines)
    try:
        return check(data)
    except BadInput as error:
        line = _line_of(str(error.fields["field"]), lines)
        raise BadInput(f"line {line}, {error.detail}", **{**error.fields, "line": line}) from None


def check(mapping: object) -> dict[str, Any]:
    """The mapping, with every key known and every field real. Raises `BadInput` naming the key and the rule."""
    found = _mapping("mapping", mapping)
    _only("", found, _KEYS)
    target = found.get("target", "facility")
    _one_of("target", target, tuple(FIELDS))
    fields = {field.name: field for field in FIELDS[str(target)]}
    _check_source(found)
    _one_of("dates", found.get("dates", "buddhist"), _DATES)
    _check_columns(found, fields, target)
    _check_constants(found, fields, target)
    _check_coordinates(found)
    _check_key(found, target)
    return found


def column_spec(spec: object) -> dict[str, Any]:
    """A column's entry in its long form: a bare word is the field."""
    return {"field": spec} if isinstance(spec, str) else dict(spec) if isinstance(spec, Mapping) else {"field": spec}


def mapped(found: Mapping[str, Any]) -> set[str]:
    """Every field that a column or a constant fills."""
    columns = {str(column_spec(spec)["field"]) for spec in found["columns"].values()}
    return columns | {str(name) for name in found.get("constants") or {}}


def _check_source(found: Mapping[str, Any]) -> None:
    source = found.get("source", "")
    if source and not (isinstance(source, str) and _SOURCE.match(source)):
        raise _refused("source", "a source is named in small Latin letters, digits and hyphens, at most 31", source)


def _check_columns(found: dict[str, Any], fields: Mapping[str, MappedField], target: str) -> None:
    columns = _mapping("columns", found.get("columns"))
    if not columns:
        raise _refused("columns", "at least one column is mapped", "")
    taken: dict[str, str] = {}
    for column, spec in columns.items():
        path, entry = f"columns.{column}", column_spec(spec)
        _only(path, entry, _COLUMN_KEYS)
        name = entry.get("field")
        if name not in fields:
            raise _refused(path, f"a field is one of: {', '.join(fields)}", name)
        if name in taken:
            raise _refused(path, f"the field {name} is filled by the column {taken[name]} already", name)
        taken[str(name)] = str(column)
        _check_column(path, entry, fields[str(name)], target)
    found["columns"] = {str(column): spec for column, spec in columns.items()}


def _check_column(path: str, entry: Mapping[str, Any], field: MappedField, target: str) -> None:
    if "dates" in entry:
        _one_of(f"{path}.dates", entry["dates"], _DATES)
        if field.content != "date":
            raise _refused(f"{path}.dates", f"the field {field.name} holds no days", entry["dates"])
    if "zero" in entry:
        _one_of(f"{path}.zero", entry["zero"], ("empty", "stated"))
    for written, value in _mapping(f"{path}.values", entry.get("values") or {}).items():
        _choice(f"{path}.values.{written}", target, field.name, value)


def _check_constants(found: Mapping[str, Any], fields: Mapping[str, MappedField], target: str) -> None:
    filled = {column_spec(spec)["field"] for spec in found["columns"].values()}
    for name, value in _mapping("constants", found.get("constants") or {}).items():
        path = f"constants.{name}"
        if name not in fields:
            raise _refused(path, f"a field is one of: {', '.join(fields)}", name)
        if name in filled:
            raise _refused(path, "a column fills this field already", value)
        if value is None or isinstance(value, list | dict):
            raise _refused(path, "a constant is one word or number", value)
        _choice(path, target, str(name), value)


def _check_coordinates(found: Mapping[str, Any]) -> None:
    given = _mapping("coordinates", found.get("coordinates") or {})
    _only("coordinates", given, ("order", "crs"))
    _one_of("coordinates.order", given.get("order", "lat_lon"), _ORDERS)
    if "crs" in given:
        try:
            CRS.from_user_input(str(given["crs"]))
        except CRSError:
            raise _refused("coordinates.crs", "a reference system such as EPSG:32647", given["crs"]) from None
    names = mapped(found)
    if "position" in names and names & {"lat", "lon"}:
        raise _refused("columns", "coordinates stand in one column or in two, not both", "position")
    if ("lat" in names) != ("lon" in names):
        raise _refused("columns", "latitude and longitude are mapped together", "lat" if "lat" in names else "lon")


def _check_key(found: Mapping[str, Any], target: str) -> None:
    key, names = found.get("key"), mapped(found)
    usable = ("id", "number", "fourteen", "certificate") if target == "facility" else ("id", "name", "name_en")
    if key is not None and key not in names:
        raise _refused("key", "the key is a field that a column fills", key)
    if key is None and not names & set(usable):
        raise _refused("columns", f"rows are named by one of: {', '.join(usable)}", "")


def _choice(path: str, target: str, name: str, value: object) -> None:
    allowed = _CHOICES[target].get(name)
    if allowed is not None:
        _one_of(path, value, tuple(allowed))


def _mapping(path: str, value: object) -> dict[Any, Any]:
    if not isinstance(value, Mapping):
        raise _refused(path, "keys and values are wanted here", value)
    return dict(value)


def _only(path: str, value: Mapping[Any, Any], keys: tuple[str, ...]) -> None:
    for key in value:
        if key not in keys:
            raise _refused(f"{path}.{key}".strip("."), f"a key is one of: {', '.join(keys)}", key)


def _one_of(path: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise _refused(path, f"the value is one of: {', '.join(allowed)}", value)


def _refused(path: str, rule: str, value: object, **more: object) -> BadInput:
    return BadInput(f"{path}: {rule}", field=path, value=value, **more)


def _note_lines(node: yaml.Node | None, path: str, lines: dict[str, int]) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in _unique(node):
            inner = f"{path}.{key.value}".strip(".")
            lines[inner] = key.start_mark.line + 1
            _note_lines(value, inner, lines)


def _unique(node: yaml.MappingNode) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """The keys and values. YAML lets a second key hide the first; a mapping does not."""
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise _refused(f"line {line}", "a key is one word", "", line=line)
        if key.value in seen:
            raise _refused(f"line {line}, {key.value}", "this key stands here twice", key.value, line=line)
        seen.add(key.value)
        yield key, value


def _line_of(path: str, lines: Mapping[str, int]) -> int:
    while path and path not in lines:
        path = path.rpartition(".")[0]
    return lines.get(path, 1)

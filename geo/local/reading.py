"""From a file to local governments that can be stored, and a finding for every row that is not simply good."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo import thai
from geo.areas import locate
from geo.boundaries import source
from geo.boundaries.gather import Finding
from geo.boundaries.repair import repair
from geo.boundaries.source import SourceRow
from geo.coordinates import LonLat
from geo.errors import BadInput, OutsideThailand
from geo.models import LocalKind

_SPELLINGS = {
    "code": ("code", "lao_code", "lgo_code", "opt_code", "local_code", "รหัส", "รหัสอปท"),
    "name_th": ("name_th", "lao_name", "opt_name", "local_name", "name", "ชื่อ", "ชื่ออปท"),
    "name_en": ("name_en", "lao_name_e", "opt_name_e", "name_e"),
    "kind": ("kind", "type", "lao_type", "opt_type", "ประเภท"),
    "province": ("province_code", "prov_code", "pv_code", "prov_id", "changwat_code"),
}
_CODE_LENGTH = 10
_WORDS = (
    ("กรุงเทพมหานคร", LocalKind.BMA),
    ("เมืองพัทยา", LocalKind.PATTAYA),
    ("pattaya", LocalKind.PATTAYA),
    ("เทศบาล", LocalKind.MUNICIPALITY),
    ("municipality", LocalKind.MUNICIPALITY),
    ("องค์การบริหารส่วนตำบล", LocalKind.SAO),
    ("อบต", LocalKind.SAO),
    ("subdistrict", LocalKind.SAO),
)


@dataclass(frozen=True, slots=True)
class LocalDraft:
    """One local government as a file states it. `boundary` is a shapely multipolygon, WGS84."""

    code: str
    kind: str
    name_th: str
    name_en: str
    province_code: str
    boundary: Any


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a file comes to. `notes` are about the file as a whole."""

    read: int
    drafts: tuple[LocalDraft, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    @property
    def refused(self) -> int:
        """Rows left out."""
        return sum(finding.refused for finding in self.findings)


def gather(path: Path, *, crs: str = "", encoding: str = "") -> Gathered:
    """Read a file and judge each row; nothing is stored. Raises `BadInput` where no column of code or name is."""
    found = source.read(path, encoding=encoding or None, crs=crs or None)
    columns = recognise(found.columns)
    judge = _Judge(columns)
    judge.all(found.rows())
    return Gathered(judge.read, tuple(judge.drafts.values()), tuple(judge.findings), found.notes)


def recognise(names: tuple[str, ...]) -> dict[str, str]:
    """The file's columns by what they hold, empty where it has none."""
    by_lower = {name.lower(): name for name in names}
    found = {
        what: next((by_lower[spelling] for spelling in known if spelling in by_lower), "")
        for what, known in _SPELLINGS.items()
    }
    for what in ("code", "name_th"):
        if not found[what]:
            rule = f"The file needs a column for {what}: one of {', '.join(_SPELLINGS[what])}"
            raise BadInput(rule, field=what, value=", ".join(names))
    return found


def kind_of(*texts: str) -> LocalKind | None:
    """From a stated kind or, without one, from the name; None where the words say neither."""
    for text in texts:
        if text in LocalKind.values:
            return LocalKind(text)
        if found := next((kind for word, kind in _WORDS if word in text.lower()), None):
            return found
    return None


class _Judge:
    """Takes rows one after the other; a code is taken once."""

    def __init__(self, columns: dict[str, str]) -> None:
        self._columns = columns
        self.read = 0
        self.drafts: dict[str, LocalDraft] = {}
        self.findings: list[Finding] = []

    def all(self, rows: Iterable[SourceRow]) -> None:
        for row in rows:
            self.read += 1
            said = {what: self._value(row, column) for what, column in self._columns.items()}
            label = f"{said['code']} {said['name_th']}".strip()
            if refused := self._take(row, said, label):
                self.findings.append(Finding(row.number, label, refused, refused=True))

    def _take(self, row: SourceRow, said: dict[str, str], label: str) -> str:
        """Why the row is refused; empty where it is taken."""
        kind, outcome = kind_of(said["kind"], said["name_th"]), repair(row.geometry, row.problem)
        if refused := self._named(said) or outcome.refused:
            return refused
        if kind is None:
            return "neither kind nor name says municipality, Pattaya or subdistrict organisation"
        province = said["province"] if len(said["province"]) == 2 else _province(outcome.boundary)
        if not province:
            return "no province is stated, and its middle lies in none"
        if outcome.wrong:
            self.findings.append(Finding(row.number, label, outcome.wrong, outcome.done))
        names = (said["name_th"], said["name_en"])
        self.drafts[said["code"]] = LocalDraft(said["code"], kind.value, *names, province, outcome.boundary)
        return ""

    def _named(self, said: dict[str, str]) -> str:
        code = said["code"]
        if not code or len(code) > _CODE_LENGTH or not (code.isascii() and code.isalnum()):
            return f"the code is 1 to {_CODE_LENGTH} ASCII letters and digits"
        if code in self.drafts:
            return "duplicate code"
        return "" if said["name_th"] else "no name"

    @staticmethod
    def _value(row: SourceRow, column: str) -> str:
        value = row.values.get(column) if column else None
        return "" if value is None else thai.tidy(str(value))


def _province(boundary: Any) -> str:
    inside = boundary.representative_point()
    try:
        found = locate(LonLat(inside.x, inside.y)).province
    except OutsideThailand:
        return ""
    return found.code if found else ""

"""Which columns of a file hold the codes and names, by the spellings that public files use."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.errors import BadInput
from geo.models import Level

_CODE = {
    Level.PROVINCE: (
        "adm1_pcode", "prov_code", "province_code", "pv_code", "prov_id", "pro_c", "dopa_code", "code", "code_hasc"
    ),
    Level.DISTRICT: ("adm2_pcode", "amp_code", "amphoe_code", "district_code", "ap_code", "amp_c", "dopa_code", "code"),
    Level.SUBDISTRICT: (
        "adm3_pcode", "tam_code", "tambon_code", "subdistrict_code", "tb_code", "tam_c", "dopa_code", "code"
    ),
}  # fmt: skip
_NAME_TH = {
    Level.PROVINCE: ("adm1_th", "prov_namt", "prov_nam_t", "pv_tn", "province_th", "name_th", "จังหวัด"),
    Level.DISTRICT: ("adm2_th", "amphoe_t", "amp_nam_t", "ap_tn", "district_th", "name_th", "อำเภอ"),
    Level.SUBDISTRICT: ("adm3_th", "tambon_t", "tam_nam_t", "tb_tn", "subdistrict_th", "name_th", "ตำบล"),
}
_NAME_EN = {
    Level.PROVINCE: ("adm1_en", "prov_name", "prov_nam_e", "pv_en", "province_en", "name_en", "name"),
    Level.DISTRICT: ("adm2_en", "amphoe_e", "amp_nam_e", "ap_en", "district_en", "name_en", "name"),
    Level.SUBDISTRICT: ("adm3_en", "tambon_e", "tam_nam_e", "tb_en", "subdistrict_en", "name_en", "name"),
}
_BELOW = {
    Level.PROVINCE: (Level.SUBDISTRICT, Level.DISTRICT),
    Level.DISTRICT: (Level.SUBDISTRICT,),
    Level.SUBDISTRICT: (),
}
_ABOVE = {Level.PROVINCE: (), Level.DISTRICT: (Level.PROVINCE,), Level.SUBDISTRICT: (Level.PROVINCE, Level.DISTRICT)}


@dataclass(frozen=True)
class Columns:
    """Column names of a file, empty where it has none. `above` holds (Thai, English) names of the parents."""

    code: str
    name_th: str
    name_en: str
    above: tuple[tuple[Level, str, str], ...]


def recognise(names: tuple[str, ...], level: Level, *, code: str = "", name_th: str = "", name_en: str = "") -> Columns:
    """Stated columns come first, then known spellings in any case. Raises `BadInput` where neither is there.

    A file of a lower level names its parents too, and each parent once per child: read as the parents' level it would
    give the first child's polygon for the whole. Such a file is refused, unless the columns are stated.
    """
    for option, stated in (("--code-column", code), ("--name-th-column", name_th), ("--name-en-column", name_en)):
        if stated and stated not in names:
            raise BadInput(f"The file has no such column; it has: {', '.join(names)}", field=option, value=stated)
    if not (code or name_th or name_en):
        _refuse_lower(names, level)
    found = Columns(
        code or _first(names, _CODE[level]),
        name_th or _first(names, _NAME_TH[level]),
        name_en or _first(names, _NAME_EN[level]),
        tuple((above, _first(names, _NAME_TH[above]), _first(names, _NAME_EN[above])) for above in _ABOVE[level]),
    )
    if not (found.code or found.name_th or found.name_en):
        raise BadInput(
            f"No column of {level} codes or names is recognised; name one with --code-column or --name-th-column",
            field="columns",
            value=", ".join(names),
        )
    return found


def _refuse_lower(names: tuple[str, ...], level: Level) -> None:
    for lower in _BELOW[level]:
        column = _first(names, _own(_CODE, lower) + _own(_NAME_TH, lower))
        if column:
            raise BadInput(
                f"The file holds areas of the level {lower}; read it with --level {lower}", field=column, value=level
            )


def _own(spellings: Mapping[Level, tuple[str, ...]], level: Level) -> tuple[str, ...]:
    """Spellings that belong to this level alone."""
    others = {word for other, words in spellings.items() if other != level for word in words}
    return tuple(word for word in spellings[level] if word not in others)


def _first(names: tuple[str, ...], known: tuple[str, ...]) -> str:
    by_lower = {name.lower(): name for name in names}
    return next((by_lower[spelling] for spelling in known if spelling in by_lower), "")

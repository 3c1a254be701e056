"""The words of an answer, in Thai and English: a rule's reason filled in, the border, what would change it.

No sentence names a facility or says that anybody broke a law: the site is a presumption.
"""

from incidents.competence.situation import Beyond, Local, Plot, Site, Situation

_IF_OTHERWISE = {
    "beyond_border": (
        "หากที่เกิดเหตุอยู่อีกฝั่งของแนวเขต ใน{beyond_th}",
        "if the place lies beyond the border, in {beyond_en}",
    ),
    "not_in_estate": (
        "หากสถานที่ไม่ได้อยู่ในนิคมอุตสาหกรรมของ กนอ.",
        "if the site does not stand in an estate of the IEAT",
    ),
    "in_estate": ("หากสถานที่อยู่ในนิคมอุตสาหกรรมของ กนอ.", "if the site stands in an estate of the IEAT"),
    "municipality": ("หากที่เกิดเหตุอยู่ในเขตเทศบาลหรือเมืองพัทยา", "if the place lies in a municipality or Pattaya"),
    "not_municipality": (
        "หากที่เกิดเหตุอยู่นอกเขตเทศบาลและเมืองพัทยา",
        "if the place lies outside municipalities and Pattaya",
    ),
    "class_1_2": ("หากเป็นโรงงานจำพวกที่ 1 หรือ 2", "if it is a factory of class 1 or 2"),
    "class_1_2_municipality": (
        "หากเป็นโรงงานจำพวกที่ 1 หรือ 2 ในเขตเทศบาลหรือเมืองพัทยา",
        "if it is a factory of class 1 or 2 in a municipality or Pattaya",
    ),
    "class_3": ("หากเป็นโรงงานจำพวกที่ 3", "if it is a factory of class 3"),
    "without_site": ("หากเรื่องนี้ไม่เกี่ยวกับสถานประกอบการที่สันนิษฐาน", "if it is not about the presumed site"),
    "emergency": ("หากเป็นเหตุฉุกเฉินที่กำลังเกิดขึ้น", "if it is an emergency going on now"),
    "no_emergency": ("เมื่อเหตุฉุกเฉินสิ้นสุดแล้ว", "once the emergency is over"),
}


def thai(template: str, s: Situation, plots: tuple[Plot, ...], local: Local) -> str:
    """A reason with its placeholders filled in."""
    province = s.province_th if s.in_bangkok else f"จังหวัด{s.province_th}"
    plot = next((plot.name_th for plot in plots if plot.name_th), "ที่ดินแปลงนี้")
    return _filled(template, s, province=province, plot=plot, local=local.name_th or _UNNAMED_TH[local.kind])


def english(template: str, s: Situation, plots: tuple[Plot, ...], local: Local) -> str:
    """The same in English; Thai names stand where there is no English one."""
    plot = next((plot.name_en or plot.name_th for plot in plots if plot.name_th), "this ground")
    named = local.name_en or local.name_th or _UNNAMED_EN[local.kind]
    return _filled(template, s, province=s.province_en, plot=plot, local=named)


def beyond(border: Beyond) -> tuple[str, str]:
    """The condition of the body beyond a province border."""
    metres = f"{border.distance_m:,.0f}"
    return (
        f"หากที่เกิดเหตุอยู่อีกฝั่งของแนวเขต ({border.name_th} ห่าง {metres} เมตร)",
        f"if the place lies beyond the border ({border.name_en}, {metres} m away)",
    )


def if_otherwise(what: str, s: Situation) -> tuple[str, str]:
    """What would have to be otherwise, by the code that match.sql gives it."""
    thai, english = _IF_OTHERWISE[what]
    if s.beyond is None:
        return thai, english
    return thai.replace("{beyond_th}", s.beyond.name_th), english.replace("{beyond_en}", s.beyond.name_en)


_UNNAMED_TH = {
    "bma": "กรุงเทพมหานคร",
    "municipality": "เขตเทศบาล",
    "pattaya": "เมืองพัทยา",
    "sao": "เขตองค์การบริหารส่วนตำบล",
    "unknown": "ท้องถิ่น",
}
_UNNAMED_EN = {
    "bma": "Bangkok",
    "municipality": "a municipality",
    "pattaya": "Pattaya",
    "sao": "the area of a subdistrict organisation",
    "unknown": "local government",
}


def _filled(template: str, s: Situation, **words: str) -> str:
    # Not str.format: rules are edited by people, and a brace of theirs must not break an answer.
    words |= {"factory_class": str(s.factory_class or ""), "types": _types(s.site)}
    for name, value in words.items():
        if "{" in template:
            template = template.replace(f"{{{name}}}", value)
    return template


def _types(site: Site | None) -> str:
    if site is None:
        return ""
    return ", ".join(f"{number}({item})" if item else str(number) for number, item in site.types)

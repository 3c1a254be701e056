"""Addresses on the net: e-mail, LINE and the like; and places given as coordinates, codes or links to a map."""

from incidents.masking.rule import Hide, verbose

_MAIL, _ACCOUNT, _PLACE = "อีเมล", "บัญชีออนไลน์", "พิกัด"
_LAT, _LON = r"(?:[5-9]|1\d|20)\.\d{3,}\s*°?\s*n?", r"(?:9[7-9]|10[0-6])\.\d{3,}\s*°?\s*e?"
_MAPS = r"goo\.gl|google\.[a-z.]+/maps|maps\.google\.[a-z.]+|maps\.apple\.com|openstreetmap\.org|osm\.org"
_PLUS = "23456789cfghjmpqrvwx"

RULES = (
    Hide(_MAIL, ("@",), verbose(r"(?P<it>(?<![a-z0-9._%+-])[a-z0-9._%+-]+\s?@\s?[a-z0-9-]+(?:\.[a-z0-9-]+)+)")),
    Hide(
        _PLACE,
        ("goo.gl", "google.", "maps.", "openstreetmap", "osm.org"),
        verbose(rf"(?P<it>(?:https?://|(?<![a-z0-9.-]))(?:[a-z0-9-]+\.){{0,4}}(?:{_MAPS})/?[^\s\u0e00-\u0e7f]*)"),
    ),
    Hide(_PLACE, ("geo:",), verbose(r"(?P<it>geo:[^\s\u0e00-\u0e7f]+)")),
    Hide(_PLACE, (".",), verbose(rf"(?P<it>(?<![\d.]){_LAT}[\s,;/]+{_LON})")),
    Hide(_PLACE, (".",), verbose(rf"(?P<it>(?<![\d.]){_LON}[\s,;/]+{_LAT})")),
    Hide(_PLACE, ("°",), verbose(r"(?P<it>\d{1,3}\s?°\s?\d{1,2}\s?['′’]\s?[\d.]+\s?(?:[\"″”]|'')\s?[nsew]?)")),
    Hide(_PLACE, ("+",), verbose(rf"(?P<it>(?<![0-9a-z+])[{_PLUS}]{{4,8}}\+[{_PLUS}]{{2,3}}(?![0-9a-z]))")),
)

HANDLES = (
    Hide(
        _ACCOUNT,
        ("ไลน์",),
        verbose(
            r"""(?:ไอดีไลน์|ไลน์)\s*(?:ไอดี|id)?\s*(?:[:=]|คือ)?\s*
            (?P<it>@?(?=[a-z0-9._-]*[a-z])[a-z0-9._-]{4,30})"""
        ),
    ),
    Hide(
        _ACCOUNT,
        ("line",),
        verbose(
            r"""(?<![a-z])(?:line\s?(?:id|ไอดี)|id\s?line|line\s?(?=[:@]))\s*(?:[:=]|คือ)?\s*
            (?P<it>@?[a-z0-9._-]{3,30})"""
        ),
    ),
    Hide(
        _ACCOUNT,
        ("เฟส", "facebook", "fb", "ig", "ไอจี"),
        verbose(
            r"""(?:เฟส(?:บุ๊?[คก])?|facebook|(?<![a-z])(?:fb|ig)|ไอจี)\s*(?:[:=]|ชื่อ|คือ)?\s*
            (?P<it>[a-z][a-z0-9._-]{3,40})"""
        ),
    ),
    Hide(_ACCOUNT, ("@",), verbose(r"(?<![a-z0-9._%+-])(?P<it>@[a-z0-9._-]{3,30})")),
)

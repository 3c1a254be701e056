"""Whether the several writings of one registration say the same. Pure."""

from facilities.registration import FOURTEEN_ISSUER, Registration, broken, luhn_digit

_FOURTEEN_DIGIT = {"": "1", "จ": "2", "ศ": "0", "น": "7"}
"""The issuer's digit that goes with a prefix, as found in every pair seen; other prefixes are not known to have one."""


def agree(
    old: Registration, fourteen: Registration | None = None, eleven: Registration | None = None
) -> tuple[str, ...]:
    """What the writings of one registration contradict each other in, as problem codes; empty where they agree.

    `old` may be any printed form. Running numbers are compared with the 11-digit key only: since about B.E. 2561 those
    of the 14-digit number are a sequence of their own.
    """
    found: list[str] = []
    if fourteen is not None and fourteen.form == "fourteen" and old.form in ("old", "ieat"):
        issuer = _FOURTEEN_DIGIT.get(old.prefix if old.issuer != "ieat" else "น")
        found += broken(
            fourteen_issuer_differs=issuer is not None and fourteen.prefix != issuer,
            fourteen_province_differs=_apart(old.province_code, fourteen.province_code),
            fourteen_year_differs=_apart(old.year_be, fourteen.year_be),
        )
    if eleven is not None and eleven.form == "eleven" and old.form in ("old", "ieat"):
        found += broken(
            eleven_class_differs=_apart(old.factory_class, eleven.factory_class),
            eleven_type_differs=old.type_code is not None
            and (old.type_code, old.sub_item) != (eleven.type_code, eleven.sub_item),
            eleven_year_differs=_apart(old.year_be, eleven.year_be),
            eleven_running_differs=_apart(old.running and old.running % 1000, eleven.running),
        )
    return tuple(found)


def in_accord(old: Registration, fourteen: str, eleven: str) -> bool:
    """Whether the two other writings (digits, or empty) bear out an old number in every part. The quick yes.

    False says only that something may be wrong: parsing them and `agree` then tell what.
    """
    return (
        old.form == "old"
        and (not fourteen or _fourteen_accords(old, fourteen))
        and (not eleven or _eleven_accords(old, eleven))
    )


def _fourteen_accords(old: Registration, digits: str) -> bool:
    return (
        len(digits) == 14
        and digits[2:4] == old.province_code
        and digits[9:13] == str(old.year_be)
        and digits[0] == (_FOURTEEN_DIGIT.get(old.prefix) or digits[0])
        and digits[0] in FOURTEEN_ISSUER
        and luhn_digit(digits[:13]) == int(digits[13])
    )


def _eleven_accords(old: Registration, digits: str) -> bool:
    running, year_be = old.running or 0, old.year_be or 0
    written = f"{old.type_code:03d}{old.sub_item or 0:02d}{old.factory_class}{running % 1000:03d}{year_be % 100:02d}"
    return digits == written


def _apart(one: object, other: object) -> bool:
    """Whether both are stated and differ."""
    return bool(one and other and one != other)

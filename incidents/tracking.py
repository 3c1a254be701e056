"""Tracking codes such as `PU-7K3M-9QXR`: easy to read out on the telephone, hard to mistype, not guessable in order.

31 signs without 0, O, 1, I and L. Seven are drawn at random; the eighth checks them. 31 is prime, so that the
weighted sum modulo 31 finds every single wrong sign and every swap of two neighbours.
"""

import re
import secrets
from collections.abc import Callable, Sequence

from geo.thai import arabic_digits

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RANDOM_SIGNS = 7
_CODE = re.compile(f"^PU([{ALPHABET}]{{{RANDOM_SIGNS + 1}}})$")
_BETWEEN = re.compile(r"[\s\-–—_.]+")

Choose = Callable[[Sequence[str]], str]
"""Draws one of the signs: `secrets.choice`, or a seeded `random.Random(...).choice` for demo data and tests."""


def new_code(choose: Choose = secrets.choice) -> str:
    """A fresh code. Two draws collide about once in 27 thousand million; the table's constraint has the last word."""
    signs = "".join(choose(ALPHABET) for _ in range(RANDOM_SIGNS))
    return _printed(signs + _check_sign(signs))


def parse_code(text: str) -> str | None:
    """The code as printed, from what a person typed (any case, blanks, no dashes, Thai digits); None if it is none."""
    found = _CODE.match(_BETWEEN.sub("", arabic_digits(text)).upper())
    if found is None or _check_sign(found[1][:-1]) != found[1][-1]:
        return None
    return _printed(found[1])


def _printed(signs: str) -> str:
    return f"PU-{signs[:4]}-{signs[4:]}"


def _check_sign(signs: str) -> str:
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, start=2))
    return ALPHABET[-total % len(ALPHABET)]

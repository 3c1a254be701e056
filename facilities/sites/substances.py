"""Hazardous substances that an officer knows of at a site, with the day and the source."""

import re
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from facilities.models import Facility, Substance
from geo import versions
from geo.changes import Actor, record
from geo.errors import BadInput
from geo.thai import arabic_digits

_ADDED, _REMOVED = "facility.substance_added", "facility.substance_removed"
ACTIONS = (_ADDED, _REMOVED)
"""What is recorded here, in histories."""

_CAS = re.compile(r"^(\d{2,7})-(\d{2})-(\d)\Z", re.ASCII)
_UN = re.compile(r"^\d{4}\Z", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubstance:
    """One substance as stated, its numbers in Arabic digits. Raises `BadInput` naming the field.

    The last digit of a CAS number checks the others: each times its place from the right, summed, modulo 10.
    """

    name_th: str
    source: str
    as_of: date | None = None
    quantity: float | None = None
    unit: str = ""
    name_en: str = ""
    cas_number: str = ""
    un_number: str = ""

    def __post_init__(self) -> None:
        for name in ("cas_number", "un_number"):
            object.__setattr__(self, name, arabic_digits(getattr(self, name)).strip())
        for name, longest in (("name_th", 200), ("source", 200), ("unit", 20), ("name_en", 200)):
            if len(getattr(self, name)) > longest:
                rule = _("A text of at most %(longest)d letters") % {"longest": longest}
                raise BadInput(rule, field=name, value=getattr(self, name))
        for name in ("name_th", "source"):
            if not getattr(self, name).strip():
                raise BadInput(_("It cannot be left empty"), field=name, value="")
        self._check_amount()
        self._check_numbers()

    def _check_amount(self) -> None:
        if self.quantity is not None and not 0 < self.quantity < 1e12:
            raise BadInput(_("A quantity is more than nothing"), field="quantity", value=self.quantity)
        if (self.quantity is None) != (not self.unit):
            raise BadInput(_("A quantity has a unit, and a unit a quantity"), field="unit", value=self.unit)

    def _check_numbers(self) -> None:
        if self.cas_number and not _is_cas(self.cas_number):
            rule = _("A CAS number reads like 7664-41-7, its last digit checking the others")
            raise BadInput(rule, field="cas_number", value=self.cas_number)
        if self.un_number and not _UN.match(self.un_number):
            raise BadInput(_("A UN number has four digits"), field="un_number", value=self.un_number)


@transaction.atomic
def add_substance(facility: Facility, new: NewSubstance, *, actor: Actor, reason: str = "") -> Substance:
    """Enter one more substance held at a site."""
    substance = Substance.objects.create(facility=facility, **asdict(new))
    record(actor, _ADDED, facility, reason=reason or new.source, after=_facts(substance))
    versions.bump("facilities")
    return substance


@transaction.atomic
def remove_substance(substance: Substance, *, actor: Actor, reason: str) -> None:
    """Take a substance that is not held there any more off the site; the history keeps it. Raises `BadInput`."""
    if not reason.strip():
        raise BadInput(_("Say how you know it"), field="reason", value=reason)
    record(actor, _REMOVED, substance.facility, reason=reason, before=_facts(substance), after={})
    substance.delete()
    versions.bump("facilities")


def _facts(substance: Substance) -> dict[str, object]:
    amount = f"{substance.quantity:g} {substance.unit}" if substance.quantity is not None else ""
    return {"substance": " ".join(filter(None, [substance.name_th, substance.cas_number, amount]))}


def _is_cas(text: str) -> bool:
    match = _CAS.match(text)
    if not match:
        return False
    digits = match[1] + match[2]
    return sum(int(digit) * place for place, digit in enumerate(reversed(digits), 1)) % 10 == int(match[3])

"""Which sites concern which office. A site may concern several; who is competent in a case is for incidents to say.

- `pio-25`: every site of the province, except those that IEAT has licensed.
- `diw`: factories in Bangkok, which has no provincial office, except those that IEAT has licensed; and factories
  anywhere that hold a licence of the department itself or a type it keeps in hand (101, 105, 106; domain notes 5).
- `ieat`: sites that hold an IEAT number. The estate in an address proves nothing: zones and parks are called so too.
- `dpim`: mines, and sites that hold a number under the Minerals Act.
- `tisi`: SME and community sites, and sites that hold a certificate of the institute.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities.models import Certificate, FactoryActivity, Kind, Licence
from facilities.provinces import BANGKOK_CODE
from geo.filters import Choice, Filter, refused
from geo.models import Office, OfficeKind

_DIW_TYPES = (101, 105, 106)


def _licensed_by(issuer: str) -> Q:
    return Q(Exists(Licence.objects.filter(facility=OuterRef("pk"), issuer=issuer)))


def _provincial(province_code: str) -> Q:
    return Q(province_code=province_code) & ~_licensed_by("ieat")


def _diw() -> Q:
    central = Exists(FactoryActivity.objects.filter(facility=OuterRef("pk"), factory_type__in=_DIW_TYPES))
    in_bangkok = Q(province_code=BANGKOK_CODE) & ~_licensed_by("ieat")
    return Q(kind=Kind.FACTORY) & (in_bangkok | _licensed_by("diw") | Q(central))


def _tisi() -> Q:
    return Q(kind=Kind.SME) | Q(Exists(Certificate.objects.filter(facility=OuterRef("pk"))))


_NATIONAL: dict[str, Callable[[], Q]] = {
    "diw": _diw,
    "ieat": lambda: _licensed_by("ieat"),
    "dpim": lambda: Q(kind=Kind.MINE) | _licensed_by("dpim"),
    "tisi": _tisi,
}


def _offices() -> list[Office]:
    kinds = (OfficeKind.PIO, *_NATIONAL)
    order = {kind: place for place, kind in enumerate((*_NATIONAL, OfficeKind.PIO))}
    return sorted(Office.objects.filter(kind__in=kinds), key=lambda office: (order[office.kind], office.code))


def _read(value: str) -> Choice:
    office = Office.objects.filter(code=value.lower()[:30]).first()
    if office is None or (office.kind != OfficeKind.PIO and office.code not in _NATIONAL):
        raise refused("office", value, _("must be diw, ieat, dpim, tisi or pio- with a province code, such as pio-25"))
    national = _NATIONAL.get(office.code)
    return Choice("office", office.code, office.name, national() if national else _provincial(office.province_code))


OFFICE = Filter("office", gettext_lazy("Office"), _read, lambda: [(office.code, office.name) for office in _offices()])

"""Reports of an area, as each viewer may know: by the code kept with the report, or by where its blurred place lies.

Beside a border the kept code says on which side the exact place is; who may not know the place is told by its cell.
"""

from functools import cache

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.db.models.functions import Transform
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.crs import WEB_MERCATOR
from geo.filters import Choice, Filter, refused
from geo.layers import Viewer
from geo.models import Area
from incidents.models import ReportArea
from incidents.shown_place import sees_place


def area(viewer: Viewer) -> Filter:
    """`area`, a DOPA code."""
    return _filter(sees_place(viewer))


@cache
def _filter(exact: bool) -> Filter:
    def read(value: str) -> Choice:
        if not (value.isascii() and value.isdigit() and len(value) in (2, 4, 6)):
            raise refused("area", value, _("must be the code of a province, district or subdistrict"))
        named = Area.objects.in_force(timezone.localdate()).filter(code=value).defer("boundary").first()
        return Choice("area", value, named.name_th if named else value, _kept(value) if exact else _drawn(value))

    return Filter("area", gettext_lazy("Area"), read)


def _kept(code: str) -> Q:
    return Q(Exists(ReportArea.objects.filter(report=OuterRef("pk"), code=code)))


def _drawn(code: str) -> Q:
    """The boundary is fetched inside the statement: it may weigh megabytes."""
    found = Area.objects.in_force(timezone.localdate()).filter(code=code)
    shape = found.values(shape=Cast(Transform("boundary", WEB_MERCATOR), GeometryField(srid=WEB_MERCATOR)))[:1]
    return Q(blurred__coveredby=Subquery(shape))

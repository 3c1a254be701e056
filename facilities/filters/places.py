"""Where a site stands: in an estate, in a box, near a place, inside a shape."""

from django.contrib.gis.geos import Point, Polygon
from django.contrib.gis.measure import D
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities.models import Estate, Facility
from geo.bbox import Bbox
from geo.crs import WGS84
from geo.errors import BadInput
from geo.filters import Choice, Filter, refused
from geo.place_filters import inside, near, near_title
from geo.thai import tidy


def _estate(value: str) -> Choice:
    """By number or name: the sites that state it, and where its ground is known those that stand on it."""
    text = tidy(value)
    estate = _known_estate(text) if text else None
    if estate is None:
        if text and Facility.objects.filter(estate_name_th=text).exists():
            return Choice("estate", text, text, Q(estate_name_th=text))
        raise refused("estate", value, _("must be the number or the name of an estate, zone or park"))
    stated = Q(estate_name_th=estate.name_th)
    on_it = Q(position__coveredby=estate.boundary) if estate.boundary else Q()
    return Choice("estate", str(estate.pk), estate.name, stated | on_it)


def _known_estate(text: str) -> Estate | None:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return Estate.objects.filter(pk=int(text)).first()
    return Estate.objects.filter(Q(name_th=text) | Q(name_en__iexact=text)).order_by("pk").first()


def _bbox(value: str) -> Choice:
    """`west,south,east,north` in degrees; positions on its edge are inside."""
    try:
        box = Bbox.parse(value)
    except BadInput as error:
        raise refused("bbox", value, error.detail) from None
    ring = Polygon.from_bbox((box.west, box.south, box.east, box.north))
    ring.srid = WGS84
    return Choice("bbox", str(box), _("In the box %(box)s") % {"box": box}, Q(position__coveredby=ring))


def _near(value: str) -> Choice:
    """`lon,lat` or `lon,lat,metres`, of 1,000 m where it is not said; to the footprint where it is known."""
    place, radius_m = near(value)
    centre = Point(place.lon, place.lat, srid=WGS84)
    condition = Q(shape__dwithin=(centre, D(m=radius_m)))
    return Choice("near", f"{place},{radius_m:g}", near_title(place, radius_m), condition)


ESTATE = Filter("estate", gettext_lazy("Estate"), _estate, whole=True)
BBOX = Filter("bbox", gettext_lazy("Box"), _bbox, whole=True)
NEAR = Filter("near", gettext_lazy("Near a place"), _near, whole=True)
INSIDE = inside("mercator")

"""The form of a subscription."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo import area_names
from geo.errors import BadInput
from geo.layers import Viewer
from geo.models import Area, Level
from incidents.draft import parse_place
from incidents.models import Category, Way
from incidents.notices.events import Event
from incidents.notices.subscribing import Wish

MOST_RADIUS_KM = 100


class SubscriptionForm(forms.Form):
    """Fields in the words of the page; `wish()` once it is valid."""

    title = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    way = forms.ChoiceField(label=gettext_lazy("Way"), choices=Way.choices)
    address = forms.CharField(
        label=gettext_lazy("E-mail address, or address of the webhook"), max_length=300, strip=True
    )
    events = forms.MultipleChoiceField(
        label=gettext_lazy("News"),
        choices=Event.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: all of them"),
    )
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("Subjects"), required=False, help_text=gettext_lazy("None chosen: all of them")
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Provinces"), required=False, help_text=gettext_lazy("None chosen: the whole country")
    )
    place = forms.CharField(
        label=gettext_lazy("Around a place"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Coordinates, a link to a map, or the name of an area or a facility"),
    )
    radius_km = forms.FloatField(
        label=gettext_lazy("Radius (km)"), required=False, min_value=0.1, max_value=MOST_RADIUS_KM
    )
    for_office = forms.BooleanField(
        label=gettext_lazy("For my office"),
        required=False,
        help_text=gettext_lazy("Without a place it is about the cases your office has. Colleagues may change it."),
    )

    def __init__(self, *args: Any, viewer: Viewer, has_office: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        self.fields["categories"].choices = [(one.code, one.name) for one in Category.objects.all()]  # type: ignore[attr-defined]
        self.fields["areas"].choices = _provinces()  # type: ignore[attr-defined]
        if not has_office:
            del self.fields["for_office"]

    def clean(self) -> dict[str, Any]:
        """The address fits the way; place and radius come together."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("address"):
            self._check_address(told.get("way", ""), told["address"])
        if bool(told.get("place")) != bool(told.get("radius_km")):
            missing = "radius_km" if told.get("place") else "place"
            self.add_error(missing, _("A place and a radius belong together"))
        elif told.get("place"):
            self._find_place(told)
        return told

    def wish(self) -> Wish:
        """What was asked for."""
        told = self.cleaned_data
        return Wish(
            title=told["title"],
            way=Way(told["way"]),
            address=told["address"],
            events=tuple(told["events"]),
            categories=tuple(told["categories"]),
            areas=tuple(told["areas"]),
            centre=told.get("centre"),
            radius_m=round(told["radius_km"] * 1_000) if told.get("centre") else None,
            for_office=told.get("for_office", False),
        )

    def _check_address(self, way: str, address: str) -> None:
        try:
            if way == Way.EMAIL:
                validate_email(address)
            elif not _is_web(address):
                self.add_error("address", _("A webhook begins with https:// or http:// and names a host"))
        except ValidationError:
            self.add_error("address", _("This is no e-mail address"))

    def _find_place(self, told: dict[str, Any]) -> None:
        try:
            told["centre"] = parse_place(told["place"], self.viewer).place
        except BadInput as error:
            self.add_error("place", error.detail)


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username and parts.port != 0
    except ValueError:
        return False


def _provinces() -> list[tuple[str, str]]:
    rows = Area.objects.in_force(timezone.localdate()).filter(level=Level.PROVINCE).defer("boundary")
    return [(area.code, area_names.full_name(Level.PROVINCE, area.code, area.name_th)) for area in rows]

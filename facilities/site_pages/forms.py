"""The forms by which officers change a site. The operations hold the rules; forms only read what was typed."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from facilities.correctable import SUBDISTRICT, TITLES
from facilities.models import Facility, Kind, Licence, Status
from facilities.quality.straying import Straying, straying
from facilities.registration import parse
from facilities.site_pages.day_field import DayField
from facilities.sites.founding import KINDS
from facilities.stated_area import stated
from geo import coordinate_text
from geo.coordinates import LonLat
from geo.templatetags.phangut import metres
from geo.thai import arabic_digits

RADII = ((10, "10"), (50, "50"), (200, "200"), (500, "500"), (2000, "2,000"))
"""How far off a position may be, in metres: gate surveyed, roof seen, plot, neighbourhood, village."""


def _text(label: Any, *, rows: int = 0, longest: int = 200, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, widget=widget, **options)


def _describe(fields: dict[str, forms.Field]) -> None:
    """Ids without Django's prefix, and the hint told to screen readers."""
    for name, field in fields.items():
        hint = {"aria-describedby": f"{name}-hint"} if field.help_text else {}
        field.widget.attrs.update({"id": name, **hint})


class SiteForm(forms.Form):
    """A form about one site. Every change is kept with its reason."""

    def __init__(self, *args: Any, facility: Facility, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facility = facility
        self.prepare()
        _describe(self.fields)

    def prepare(self) -> None:
        """For forms whose fields hang on the site."""


def _reason() -> forms.CharField:
    return _text(
        gettext_lazy("How do you know it?"),
        rows=2,
        longest=500,
        help_text=gettext_lazy("Such as a visit, a letter or a deed. It is kept with the change and your name."),
    )


class CorrectForm(SiteForm):
    """One field, chosen before."""

    value = forms.CharField()
    reason = _reason()

    def __init__(self, *args: Any, field: str, **kwargs: Any) -> None:
        self.field = field
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        title = TITLES[self.field]
        if self.field == "kind":
            self.fields["value"] = forms.ChoiceField(label=title, choices=Kind.choices)
        else:
            help_text = gettext_lazy("The six digits of the Department of Provincial Administration")
            hint = help_text if self.field == SUBDISTRICT else ""
            self.fields["value"] = _text(title, longest=400, required=self.field == "name_th", help_text=hint)
        if self.field == SUBDISTRICT:
            self.fields["value"].widget.attrs["list"] = "options"
        self.fields["value"].initial = getattr(self.facility, self.field)
        self.order_fields(["value", "reason"])


class ReasonForm(SiteForm):
    """Only why: for taking something back."""

    reason = _reason()


class StatusForm(SiteForm):
    """What became of the site."""

    status = forms.ChoiceField(
        label=gettext_lazy("Status"), choices=[choice for choice in Status.choices if choice[0] != Status.UNKNOWN]
    )
    on = DayField(label=gettext_lazy("From which day?"))
    ground = _text(
        gettext_lazy("Ground"),
        rows=2,
        longest=300,
        help_text=gettext_lazy("The order with its number and section, such as Factory Act s.39, or what was seen"),
    )


class SubstanceForm(SiteForm):
    """A substance with its amount, source and day."""

    name_th = _text(gettext_lazy("Substance"))
    name_en = _text(gettext_lazy("Name in English"), required=False)
    cas_number = _text(
        gettext_lazy("CAS number"), longest=12, required=False, help_text=gettext_lazy("Such as 7664-41-7")
    )
    un_number = _text(gettext_lazy("UN number"), longest=4, required=False, help_text=gettext_lazy("Four digits"))
    quantity = forms.FloatField(label=gettext_lazy("Quantity"), required=False)
    unit = _text(gettext_lazy("Unit"), longest=20, required=False, help_text=gettext_lazy("Such as kg, t, l or drums"))
    as_of = DayField(label=gettext_lazy("As of"), required=False)
    source = _text(gettext_lazy("Source"), help_text=gettext_lazy("Who says so: a permit, an inspection, the operator"))


class SuccessCaseForm(SiteForm):
    """What a programme brought the site."""

    programme_th = _text(gettext_lazy("Programme"))
    year_be = forms.IntegerField(label=gettext_lazy("Buddhist year"), help_text=gettext_lazy("Such as 2568"))
    story_th = _text(gettext_lazy("What came of it"), rows=5, longest=10_000)
    story_en = _text(gettext_lazy("The same in English"), rows=3, longest=10_000, required=False)
    source = _text(gettext_lazy("Source"), required=False)


class MergeForm(SiteForm):
    """The other site, by its number here or by a registration number it holds."""

    other = _text(
        gettext_lazy("Which site is the same place?"),
        help_text=gettext_lazy("Its number in the address of its page, or one of its registration numbers"),
    )
    reason = _reason()

    def clean_other(self) -> Facility:
        """The one standing site that is meant."""
        typed = arabic_digits(self.cleaned_data["other"].strip())
        found = Facility.objects.filter(licences__canonical=parse(typed).canonical).distinct()
        if typed.isascii() and typed.isdigit() and len(typed) < 11:
            found = Facility.objects.filter(pk=int(typed))
        candidates = list(found[:2])
        if len(candidates) != 1:
            raise forms.ValidationError(
                _("More than one site holds this number; give the number in the address of its page")
                if candidates
                else _("No site has this number")
            )
        return candidates[0]


class SplitForm(SiteForm):
    """The licences that belong to another place."""

    reason = _reason()

    def prepare(self) -> None:
        self.held = {str(licence.pk): licence for licence in self.facility.licences.all()}
        choices = [(key, licence.number) for key, licence in self.held.items()]
        self.fields["licences"] = forms.MultipleChoiceField(
            label=gettext_lazy("Which licences belong to another place?"),
            widget=forms.CheckboxSelectMultiple,
            choices=choices,
        )
        self.order_fields(["licences", "reason"])

    def clean_licences(self) -> list[Licence]:
        """The licences themselves."""
        return [self.held[key] for key in self.cleaned_data["licences"]]


class PlaceField(forms.CharField):
    """Coordinates in any form; a `LonLat`."""

    def clean(self, value: Any) -> LonLat:
        """Raises where the text names no place in Thailand."""
        text = super().clean(value)
        place = coordinate_text.parse(text)
        if place is None:
            raise forms.ValidationError(
                _("This names no place in Thailand. Write it like 13.787, 101.651, or set the pin on the map.")
            )
        return place


def place_fields() -> dict[str, forms.Field]:
    """Where, and how far off that may be: for a form with a map."""
    return {
        "place": PlaceField(
            label=gettext_lazy("Coordinates"),
            max_length=200,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            help_text=gettext_lazy("In any form your map or device gives. The pin on the map writes them here."),
        ),
        "error_radius_m": forms.FloatField(
            label=gettext_lazy("How far off may it be, in metres?"),
            min_value=1,
            max_value=50_000,
            widget=forms.NumberInput(attrs={"list": "radii", "step": "any"}),
            help_text=gettext_lazy("10 at the gate, 50 if the roof is seen, 500 for the neighbourhood"),
        ),
    }


class PlaceForm(SiteForm):
    """The right position of a site. One outside the stated area has to be confirmed, for that very place."""

    strays: Straying | None = None

    def prepare(self) -> None:
        self.fields.update(place_fields())
        self.fields["reason"] = _reason()

    def clean(self) -> dict[str, Any]:
        """Asks for the tick where the place lies outside what the site states."""
        given = super().clean() or self.cleaned_data
        if "place" in given:
            self.strays = straying(stated(self.facility), given["place"], given.get("error_radius_m"))
        if self.strays and self.data.get("elsewhere") != self.strays.mark:
            self.add_error(None, _strays_words(self.strays))
        return given


def _strays_words(found: Straying) -> str:
    english = (get_language() or "").startswith("en")
    values = {
        "distance": metres(found.metres),
        "area": (english and found.area.name_en) or found.area.name_th,
        "there": found.there(),
    }
    if values["there"]:
        said = _("This place lies %(distance)s outside the stated area (%(area)s): it is in %(there)s.")
    else:
        said = _("This place lies %(distance)s outside the stated area (%(area)s).")
    what_now = _("Nothing is saved yet. Move the pin, or tick the box above the button and save again.")
    return f"{said % values} {what_now}"


class FoundingForm(forms.Form):
    """A site that no register knows."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=forms.RadioSelect,
    )
    name_th = _text(
        gettext_lazy("What shall it be called?"),
        longest=300,
        help_text=gettext_lazy("Name the place and not a person, such as Warehouse behind Wat Nong Ki"),
    )
    operator_th = _text(gettext_lazy("Operator"), longest=300, required=False)
    address_th = _text(gettext_lazy("Address"), longest=400, required=False)
    reason = _reason()
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(place_fields())
        self.order_fields(["kind", "name_th", "place", "error_radius_m", "address_th", "operator_th", "reason", "key"])
        _describe(self.fields)

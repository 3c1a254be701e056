"""The forms of a rule and of a body beside it: codes that exist, lists written with commas."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities.models import Kind
from geo.models import LocalKind, Office
from incidents.competence import Role
from incidents.competence.editing import BODY, CONDITIONS, PLACEHOLDERS, TEXTS
from incidents.models import Category, CompetenceRule, CompetenceSupport
from incidents.words import role_name

_KNOWN = {
    "kinds": {*Kind.values, "none"},
    "classes": {"0", "1", "2", "3"},
    "issuers": {"diw", "pio", "ieat", "zone", "unknown"},
    "grounds_kinds": {"estate", "zone", "park", "promotion", "concession", "none", "said"},
    "local_kinds": {*LocalKind.values, "unknown"},
}
_LABELS = {"ground": gettext_lazy("Legal ground"), "position": gettext_lazy("Order"), "why": gettext_lazy("Reason")}
_ROLES = [(role.value, role_name(role)) for role in Role]


class Conditions(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What a rule and a body have in common."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=_ROLES)

    def clean(self) -> Any:
        """Values that no situation has would make a rule that never fits."""
        given = super().clean() or self.cleaned_data
        for name, known in {**_KNOWN, "categories": _categories(), "not_categories": _categories()}.items():
            unknown = sorted(set(given.get(name) or ()) - known)
            if unknown:
                rule = _("Not known: %(values)s. One of: %(known)s")
                self.add_error(name, rule % {"values": ", ".join(unknown), "known": ", ".join(sorted(known))})
        self._digits(given, ("areas", "not_areas"), (2, 4, 6))
        self._digits(given, ("types",), (3, 5))
        return given

    def _digits(self, given: dict[str, Any], names: tuple[str, ...], lengths: tuple[int, ...]) -> None:
        for name in names:
            if any(not code.isdigit() or len(code) not in lengths for code in given.get(name) or ()):
                rule = _("Codes of %(lengths)s digits, with commas between them")
                self.add_error(name, rule % {"lengths": ", ".join(map(str, lengths))})

    def _office(self, name: str, tokens: frozenset[str]) -> str:
        code: str = self.cleaned_data[name].strip()
        if code not in tokens and not Office.objects.filter(code=code).exists():
            raise ValidationError(_("There is no office with this code"))
        return code

    def _columns(self, names: tuple[str, ...]) -> dict[str, Any]:
        return {
            name: self.cleaned_data["ground"].pk if name == "ground_id" else self.cleaned_data[name] for name in names
        }


class RuleForm(Conditions):
    """A rule, with the day from which the change holds and the reason for it."""

    from_day = forms.DateField(label=gettext_lazy("Holds from"), initial=timezone.localdate)
    why = forms.CharField(
        label=gettext_lazy("Reason for the change"), min_length=3, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        model = CompetenceRule
        labels = _LABELS
        fields = ["rule", *(name.removesuffix("_id") for name in TEXTS), *CONDITIONS, "valid_to", "why"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The reason is of this change, not of the last one.
        self.initial["why"] = ""

    def clean_lead(self) -> str:
        """An office, or one that depends on the place."""
        return self._office("lead", PLACEHOLDERS - {"{regulator}"})

    def columns(self) -> dict[str, Any]:
        """As `RuleDraft` takes them."""
        return self._columns((*TEXTS, *CONDITIONS))


class BodyForm(Conditions):
    """A body beside the lead."""

    class Meta:
        model = CompetenceSupport
        labels = _LABELS
        fields = [*(name.removesuffix("_id") for name in BODY), *CONDITIONS]

    def clean_office(self) -> str:
        """An office, or one that depends on the place or the rule."""
        return self._office("office", PLACEHOLDERS)

    def is_filled(self) -> bool:
        """Not an empty line left at the end."""
        return bool(self.cleaned_data.get("office"))

    def columns(self) -> dict[str, Any]:
        """As `RuleDraft` takes them."""
        return self._columns((*BODY, *CONDITIONS))


def _categories() -> set[str]:
    return set(Category.objects.values_list("code", flat=True))

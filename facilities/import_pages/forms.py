"""What a person sends about a load: the file with its kind, and a decision with its reason."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities.imports.profiles import PROFILES
from geo.thai import tidy

LONGEST_REASON = 500
_CHOOSE = {"required": gettext_lazy("Choose a file"), "empty": gettext_lazy("The file is empty")}


class UploadForm(forms.Form):
    """A new load. `then` is `look` (compare only) or `apply`, which needs a reason."""

    file = forms.FileField(error_messages={**_CHOOSE, "invalid": _CHOOSE["required"], "missing": _CHOOSE["required"]})
    profile = forms.ChoiceField(
        choices=lambda: [(name, name) for name in PROFILES],
        error_messages={
            "required": gettext_lazy("Choose what kind of file it is"),
            "invalid_choice": gettext_lazy("Choose one of the kinds of file"),
        },
    )
    then = forms.ChoiceField(choices=[("look", "look"), ("apply", "apply")], required=False)
    reason = forms.CharField(max_length=LONGEST_REASON, required=False)

    def clean_reason(self) -> str:
        """Tidied."""
        return tidy(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        """Writing at once needs a reason."""
        given: dict[str, Any] = self.cleaned_data
        if self.wants_apply and not given.get("reason"):
            self.add_error("reason", ValidationError(_("Write why it is loaded: it is written at once")))
        return given

    @property
    def wants_apply(self) -> bool:
        """Whether to write unless something holds the load."""
        return bool(self.cleaned_data.get("then") == "apply")


class DecisionForm(forms.Form):
    """Why a load is taken over or refused; the tick is the confirmation."""

    reason = forms.CharField(
        max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("Write the reason: it stays in the history")},
    )
    sure = forms.BooleanField(
        error_messages={
            "required": gettext_lazy("Tick that you have looked at it, so that nothing happens by accident")
        }
    )

    def clean_reason(self) -> str:
        """Tidied; a reason of invisible letters is none."""
        reason = tidy(self.cleaned_data["reason"])
        if not reason:
            raise ValidationError(self.fields["reason"].error_messages["required"])
        return reason

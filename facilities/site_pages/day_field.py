"""A day as officers write it: browsers' own date fields show years of the Common Era only."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from geo.day_text import parse_day
from geo.errors import BadInput
from geo.templatetags.phangut import thai_date

_YEARS = range(1850, 2200)


class DayField(forms.DateField):
    """Takes `12 มี.ค. 2568`, `12/3/2568`, `12 Mar 2025`, `2025-03-12`; shows a stored day as pages write it."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Such as 12/3/2568 or 12 Mar 2025; years of either era"))
        wrong = gettext_lazy("A day is written like 12/3/2568, 12 Mar 2025 or 2025-03-12")
        super().__init__(error_messages={"invalid": wrong}, **options)
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: Any) -> date | None:
        """None for nothing. Raises `ValidationError` with the ways of writing it."""
        if isinstance(value, date) or value in self.empty_values:
            return super().to_python(value)
        try:
            day = parse_day(str(value), "day")
        except BadInput:
            day = date.min
        if day.year not in _YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day

    def prepare_value(self, value: Any) -> Any:
        """A stored day in the reader's era; what was typed stays as typed."""
        return thai_date(value) if isinstance(value, date) else value

"""What can be wrong with a row: each rule by its code, with its words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

RULES = {
    # The row is refused.
    "key_missing": _("A row needs a registration number: nothing else names it"),
    "key_repeated": _("A registration number stands in one row only"),
    "value_refused": _("The value cannot be stored"),
    # The row is kept, and the matter listed.
    "number_problem": _("The registration number breaks a rule of its form"),
    "class_differs": _("The class in the row is not the class in the number"),
    "type_differs": _("The factory type in the row is not the type in the number"),
    "type_missing": _("The factory type is not one of the 107"),
    "year_differs": _("The licence is dated in another year than the number says"),
    "date_unreadable": _("The date cannot be read"),
    "date_in_buddhist_era": _("The date was a Buddhist year written as a Christian one; 543 years were taken off"),
    "number_unreadable": _("The number cannot be read"),
    "positions_differ": _("The two positions in the row lie more than 50 m apart; the geometry was taken"),
    "position_swapped": _("Latitude and longitude were exchanged; they were put right"),
    "position_missing": _("There is no usable position"),
    "position_shared": _("Other rows have exactly this position"),
    "position_outside_thailand": _("The position lies outside Thailand"),
    "outside_subdistrict": _("The position lies outside the stated subdistrict"),
    "plotted_elsewhere": _("The address names another area than the one the row says the point lies in"),
    "province_differs": _("The province of the address is not the one in the number"),
    "province_unknown": _("The province is not one of the 77"),
    "name_missing": _("The facility has no name of its own"),
    "position_kept": _("The position was placed by an officer and stays; the row has another"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One matter with one row. `rule` is a key of `RULES`; `detail` says what was found beside the value."""

    row: int
    key: str
    field: str
    value: str
    rule: str
    detail: str = ""

    @property
    def words(self) -> str:
        """The rule in words."""
        return str(RULES[self.rule]) + (f" ({self.detail})" if self.detail else "")

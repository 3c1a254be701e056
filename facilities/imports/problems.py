"""What can be wrong with a row: each rule by its code, with its words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

RULES = {
    # The row is refused.
    "key_missing": _("A row needs a registration number: nothing else names it"),
    "key_repeated": _("A registration number stands in one row only"),
    "value_refused": _("The value cannot be stored"),
    "row_broken": _("The row cannot be read as a row of the table"),
    "head_office": _("A head office is no estate"),
    # The row is kept, and the matter listed.
    "number_problem": _("The registration number breaks a rule of its form"),
    "numbers_disagree": _("Two writings of the registration number contradict each other"),
    "class_differs": _("The class in the row is not the class in the number"),
    "type_differs": _("The factory type in the row is not the type in the number"),
    "type_missing": _("The factory type is not one of the 107"),
    "year_differs": _("The licence is dated in another year than the number says"),
    "year_in_future": _("The year lies in the future"),
    "date_unreadable": _("The date cannot be read"),
    "date_in_buddhist_era": _("The date was a Buddhist year written as a Christian one; 543 years were taken off"),
    "dates_reversed": _("It expires before it was issued"),
    "number_unreadable": _("The number cannot be read"),
    "status_unknown": _("The status is none that this register is known to use; it was taken as not stated"),
    "kind_unknown": _("The kind is none of the register's; it was taken as a factory"),
    "scheme_unknown": _("The mark of the certificate is not มอก., มอก.เอส or มผช."),
    "juristic_check_digit": _("The last digit of the juristic person's number does not fit the others"),
    "operator_hidden": _("The operator's name was replaced by a digest of it; it was left out"),
    "footprint_mended": _("The ground's outline crosses itself; it was mended"),
    "positions_differ": _("The two positions in the row lie more than 50 m apart; the geometry was taken"),
    "position_swapped": _("Latitude and longitude were exchanged; they were put right"),
    "position_repaired": _("The position was written in another way; it was repaired, and lies in its stated area"),
    "repair_outside": _("Every reading of the damaged position lies outside its stated area; none was taken"),
    "repair_ambiguous": _("The damaged position can be read as several places in its stated area; none was taken"),
    "repair_unchecked": _("A damaged position is repaired only where its district or subdistrict can be checked"),
    "position_missing": _("There is no usable position"),
    "position_unreadable": _("The position cannot be read"),
    "position_coarse": _("The position is written too coarsely to tell the place"),
    "position_shared": _("Other rows have exactly this position"),
    "site_placeholder": _(
        "More rows have this operator and address than any site has licences; each is a site by itself"
    ),
    "site_scattered": _("Rows of one operator and address lie too far apart for one site; they were taken as several"),
    "position_outside_thailand": _("The position lies outside Thailand"),
    "outside_subdistrict": _("The position lies outside its stated area"),
    "plotted_elsewhere": _("The address names another area than the one the row says the point lies in"),
    "province_differs": _("The province of the address is not the one in the number"),
    "province_unknown": _("The province is not one of the 77"),
    "area_unknown": _("The stated district or subdistrict is not among the areas in force"),
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

"""What an officer can do to a site from its dossier: each action a title, a form and the operation it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from facilities.models import Facility
from facilities.site_pages import forms
from facilities.sites.merging import merge_sites
from facilities.sites.splitting import split_site
from facilities.sites.status import enter_status
from facilities.sites.substances import NewSubstance, add_substance
from facilities.sites.success_cases import add_success_case
from geo.changes import Actor
from geo.layers import Text

Values = dict[str, Any]


@dataclass(frozen=True)
class Action:
    """`perform(facility, values, actor)` returns the site whose dossier comes next."""

    title: Text
    lead: Text
    done: Text
    form: type[forms.SiteForm]
    perform: Callable[[Facility, Values, Actor], Facility]


def _enter_status(facility: Facility, values: Values, actor: Actor) -> Facility:
    enter_status(facility, values["status"], on=values["on"], ground=values["ground"], actor=actor)
    return facility


def _add_substance(facility: Facility, values: Values, actor: Actor) -> Facility:
    add_substance(facility, NewSubstance(**values), actor=actor)
    return facility


def _add_success_case(facility: Facility, values: Values, actor: Actor) -> Facility:
    add_success_case(facility, **values, actor=actor)
    return facility


def _merge(facility: Facility, values: Values, actor: Actor) -> Facility:
    return merge_sites(facility, values["other"], actor=actor, reason=values["reason"])


def _split(facility: Facility, values: Values, actor: Actor) -> Facility:
    return split_site(facility, values["licences"], actor=actor, reason=values["reason"])


ACTIONS: dict[str, Action] = {
    "status": Action(
        gettext_lazy("Enter a status"),
        gettext_lazy("It is added to the status history, and holds whatever a load says until it is taken back."),
        gettext_lazy("The status is entered."),
        forms.StatusForm,
        _enter_status,
    ),
    "substance": Action(
        gettext_lazy("Add a hazardous substance"),
        gettext_lazy("What is held on the site, how much, who says so and of which day."),
        gettext_lazy("The substance is entered."),
        forms.SubstanceForm,
        _add_substance,
    ),
    "success": Action(
        gettext_lazy("Add a success case"),
        gettext_lazy("What a programme of the ministry brought this site."),
        gettext_lazy("The success case is entered."),
        forms.SuccessCaseForm,
        _add_success_case,
    ),
    "merge": Action(
        gettext_lazy("Merge with another site"),
        gettext_lazy(
            "Everything of the other site comes here; the other leaves the map and the list. The history can undo it."
        ),
        gettext_lazy("The two sites are one now."),
        forms.MergeForm,
        _merge,
    ),
    "split": Action(
        gettext_lazy("Split licences off"),
        gettext_lazy("The chosen licences get a site of their own. Merging the two brings them back."),
        gettext_lazy("This is the new site. Put it where it stands."),
        forms.SplitForm,
        _split,
    ),
}

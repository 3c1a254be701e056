"""The words of the layer tree, the filters and the search."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def text() -> dict[str, str]:
    """By key, as `tiles.words.text`."""
    return _tree() | _filters() | _menu() | {"wentTo": _("The map shows {name}")}


def _tree() -> dict[str, str]:
    return {
        "groundLayers": pgettext("of a map", "Ground"),
        "legendOf": _("Signs of {name}"),
        "only": pgettext("nothing else", "only"),
        "onlyThis": _("Show only {name}"),
    }


def _filters() -> dict[str, str]:
    return {
        "or": pgettext("between values", "or"),
        "andMore": pgettext("values", "and {count} more"),
        "filterChange": pgettext("a filter", "Change"),
        "filterRemove": _("Remove the filter {title}"),
        "filterWithheld": _("Not applied: this filter is not open to you."),
        "inAll": _("{name}: {count} in all"),
        "asList": _("List"),
        "listsToday": _("Lists and files hold today only."),
    }


def _menu() -> dict[str, str]:
    return {
        "filterFind": _("Find a filter or a value"),
        "filterNothing": _("Nothing is called that."),
        "filterDone": _("Close the filters"),
        "filterAll": _("All filters"),
        "filterFailed": _("The choices did not load."),
        "filterValue": _("Find in {title}"),
        "filterSuggestions": _("Suggestions"),
        "filterType": _("{title}: type, then press Use"),
        "filterUse": pgettext("a filter", "Use"),
        "filterUseThis": _("Use “{value}”"),
    }

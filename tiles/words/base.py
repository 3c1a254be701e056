"""The words of the map itself: panels, states, the thing selected."""

from django.utils.translation import gettext as _


def text() -> dict[str, str]:
    """By key; `{name}` marks are filled in by the script."""
    return _panels() | _report_states() | _states() | _selection() | _picking()


def _panels() -> dict[str, str]:
    return {
        "inView": _("{count} in view"),
        "show": _("Show {name}"),
        "listEmpty": _("Nothing in view. Move the map, or zoom out."),
        "listZoom": _("Zoom in to list single ones. There are {count} here."),
        "listMore": _("and {count} more"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "locate": _("My position"),
        "locateFailed": _("Your position could not be found. Allow it in the browser, or move the map by hand."),
        "aggregate": _("Several in one place; the number says how many. Click to see them."),
    }


def _report_states() -> dict[str, str]:
    """By the colour that stands for them: whose turn it is."""
    return {
        "--state-open": _("Waiting"),
        "--state-working": _("In hand"),
        "--state-done": _("Settled"),
        "--state-refused": _("Not taken up"),
    }


def _states() -> dict[str, str]:
    return {
        "tilesFailed": _("Part of the map did not load."),
        "retry": _("Try again"),
        "panelFailed": _("The details did not load."),
        "panelFailedHelp": _("Check the connection and try again."),
        "panelHidden": _("You may not see the details of this one."),
        "panelHiddenHelp": _("They are open to officers. Log in to see them."),
        "panelGone": _("This is no longer in the register, or is not open to you."),
        "login": _("Log in"),
    }


def _selection() -> dict[str, str]:
    return {
        "choose": _("{count} at this place"),
        "many": _("{count} here, zoom in"),
        "here": _("This place"),
        "responsible": _("Responsible here"),
        "nearest": _("Nearest facility"),
        "grounds": _("Grounds, and what would change this"),
        "beside": _("Beside it"),
        "wouldChange": _("Another body would lead"),
        "ruleVersion": _("Rule {rule}, version {version}; boundaries: {edition}"),
        "locateError": _("Who is responsible here could not be found."),
        "outside": _("This place is outside Thailand and its territorial sea."),
        "report": _("Report a problem here"),
        "copied": _("Copied"),
        "border": _("Border with {name} in {distance}"),
        "backdrop": _("Decided by boundaries of backdrop quality, which may be off by {distance}."),
    }


def _picking() -> dict[str, str]:
    return {
        "trayRemove": _("Take {name} out"),
    }

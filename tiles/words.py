"""The words of the map's script, in the language of the page."""

from django.utils.translation import gettext as _


def text() -> dict[str, str]:
    """By key; `{name}` marks are filled in by the script."""
    return _panels() | _states() | _selection() | _picking()


def _panels() -> dict[str, str]:
    return {
        "layers": _("Layers"),
        "inView": _("{count} in view"),
        "legend": _("What the signs mean"),
        "show": _("Show {name}"),
        "hide": _("Hide the panel"),
        "open": _("Open the panel"),
        "filters": _("Show only"),
        "clearFilters": _("Show all"),
        "list": _("List of what is in view"),
        "listEmpty": _("Nothing in view. Move the map, or zoom out."),
        "listZoom": _("Zoom in to list single ones. There are {count} here."),
        "listMore": _("and {count} more"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "locate": _("My position"),
        "locateFailed": _("Your position could not be found. Allow it in the browser, or move the map by hand."),
        "hazard": _("High hazard"),
        "approximate": _("Approximate position"),
        "aggregate": _("Several in one place; the number says how many. Click to zoom in."),
        "sheet": _("Drag or tap to change the height"),
    }


def _states() -> dict[str, str]:
    return {
        "loading": _("Loading"),
        "tilesFailed": _("Part of the map did not load."),
        "retry": _("Try again"),
        "panelFailed": _("The details did not load."),
        "panelFailedHelp": _("Check the connection and try again."),
        "panelHidden": _("You may not see the details of this one."),
        "panelHiddenHelp": _("They are open to officers. Log in to see them."),
        "panelGone": _("This is no longer in the register, or is not open to you."),
        "login": _("Log in"),
        "close": _("Close"),
    }


def _selection() -> dict[str, str]:
    return {
        "choose": _("{count} at this place"),
        "unnamed": _("No name"),
        "many": _("{count} here, zoom in"),
        "here": _("This place"),
        "responsible": _("Responsible here"),
        "nearest": _("Nearest facility"),
        "locateError": _("Who is responsible here could not be found."),
        "outside": _("This place is outside Thailand and its territorial sea."),
        "report": _("Report a problem here"),
        "copyLink": _("Copy the link to this view"),
        "copied": _("Copied"),
        "border": _("Border with {name} in {distance}"),
    }


def _picking() -> dict[str, str]:
    return {
        "tray": _("Chosen for inspection"),
        "trayEmpty": _("Click the facilities to visit on the map."),
        "trayRemove": _("Take {name} out"),
        "trayClear": _("Take all out"),
        "trayPlan": _("Make a plan of {count}"),
        "trayEnd": _("Stop choosing"),
    }

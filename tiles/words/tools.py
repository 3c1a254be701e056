"""The words of measuring, drawing, printing and of the map without a connection."""

from django.utils.translation import gettext as _


def text() -> dict[str, str]:
    """By key, as `tiles.words.text`."""
    return _common() | _measuring()


def _common() -> dict[str, str]:
    return {
        "toolFailed": _("The tool did not load."),
        "toolMiddle": _("Set a point in the middle"),
        "toolUndo": _("Take back the last point"),
        "toolEnd": _("Done"),
        "toolCopy": _("Copy the result"),
        "toolAgain": _("Start anew"),
        "toolCorner": _("Corner {number}"),
        "toolCrossing": _("The lines may not cross each other: such a figure has no inside. Set the point elsewhere."),
        "toolRai": _("{rai} rai {ngan} ngan {wa} square wa"),
        "toolSquareMetres": _("m²"),
        "toolSquareKilometres": _("km²"),
    }


def _measuring() -> dict[str, str]:
    return {
        "toolDistance": _("Measure a distance"),
        "toolDistanceHint": _(
            "Click the map point by point; double click ends. With the keyboard: arrows move the map, Enter sets a "
            "point in its middle, Backspace takes one back, Escape ends."
        ),
        "toolArea": _("Measure an area"),
        "toolAreaHint": _(
            "Click the corners one after the other; a click on the first one closes the figure. With the keyboard: "
            "arrows move the map, Enter sets a corner in its middle, Backspace takes one back, Escape ends."
        ),
        "toolSum": _("Distance {length}"),
        "toolLeg": _("Leg {number}: {length}"),
        "toolRound": _("Circumference {length}"),
    }

"""The words of measuring, drawing, printing and of the map without a connection."""

from django.utils.translation import gettext as _


def text() -> dict[str, str]:
    """By key, as `tiles.words.text`."""
    return _common() | _measuring() | _drawing() | _listing() | _place() | _printing() | _offline()


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


def _drawing() -> dict[str, str]:
    return {
        "toolCircle": _("What is inside a circle"),
        "toolCircleHint": _(
            "Click the middle of the circle. With the keyboard: arrows move the map, Enter sets the middle. "
            "Then drag the rim, or type the radius."
        ),
        "toolFigure": _("What is inside an area you draw"),
        "toolFigureHint": _(
            "Click the corners one after the other; a click on the first one closes the figure. Corners can be "
            "dragged. With the keyboard: arrows move the map, Enter sets a corner in its middle, Escape closes it."
        ),
        "toolWithin": _("Within {length}"),
        "toolCentre": _("Middle of the circle"),
        "toolRim": _("Rim of the circle"),
        "toolRadius": _("Radius"),
        "toolRadiusRule": _("Type a number of metres, or kilometres such as 1.5 km, up to 100 km."),
        "toolOnly": _("Show only these on the map"),
    }


def _listing() -> dict[str, str]:
    return {
        "toolNoLayer": _("No layer is shown. Switch one on to see what is inside."),
        "toolNothing": _("Nothing inside, as the filters stand."),
        "toolListFailed": _("The list did not load."),
        "toolMore": _("{count} more"),
        "toolExport": _("Save as {format}"),
        "toolExports": _("Save as"),
        "toolQuick": _("Struck off, with hazardous stock"),
    }


def _place() -> dict[str, str]:
    return {
        "placeCopy": _("Copy"),
        "placeForms": _("Other forms of the coordinates"),
        "placeDecimal": _("Degrees"),
        "placeDegrees": _("Degrees, minutes, seconds"),
        "placeUtm": "UTM (WGS84)",
        "placeMgrs": "MGRS",
        "placeWithin": _("What is within 1 km"),
    }


def _printing() -> dict[str, str]:
    return {
        "printSheet": _("Sheet to be printed"),
        "printTitle": _("Title of the sheet"),
        "printTitleHint": _("Such as: Factories around the school"),
        "printUntitled": _("Map of industry"),
        "printPaper": _("Paper"),
        "print-a4-landscape": _("A4 landscape"),
        "print-a4-portrait": _("A4 portrait"),
        "print-a3-landscape": _("A3 landscape"),
        "print-a3-portrait": _("A3 portrait"),
        "printScale": _("Scale"),
        "printFit": _("What the screen showed"),
        "printNow": _("Print"),
        "printHelp": _("Drag the map to move it. To get a PDF, choose “Save as PDF” as the printer."),
        "printSources": _("Boundaries: {sources}"),
        "printBackdrop": _("Boundaries of backdrop quality: not for legal use"),
    } | _on_the_sheet()


def _on_the_sheet() -> dict[str, str]:
    return {
        "printScaleNumber": _("Scale 1:{number} at the middle of the map"),
        "printNorth": _("North is up"),
        "printN": _("N"),
        "printLegend": _("Legend"),
        "printMany": _("Several in one place"),
        "printFilters": _("Shown are"),
        "printUnfiltered": _("All that the layers hold."),
        "printDay": _("Printed on {day}"),
        "printOffice": _("Printed by {office}"),
        "printFrom": _("from {day}"),
        "printTo": _("until {day}"),
        "printAsOf": _("as of {day}"),
        "printInside": _("inside the drawn area"),
        "printNear": _("within {length} of {place}"),
    }


def _offline() -> dict[str, str]:
    return {
        "offlineAsOf": _(
            "No connection. What you see is of {time}; it is brought up to date once the connection is back."
        ),
        "offlineUpdate": _("A new version of the map is ready."),
        "offlineReload": _("Load it"),
    }

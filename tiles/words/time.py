"""The words of the time bar."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def text() -> dict[str, str]:
    """By key, as `tiles.words.text`."""
    return _bar() | _playing() | _past()


def _bar() -> dict[str, str]:
    return {
        "timePresets": _("Usual periods"),
        "timeDays": _("{count} days"),
        "timeThisYear": _("Year {year}"),
        "timeAll": _("All time"),
        "timeSteps": _("One bar is"),
        "timeByDay": pgettext("one bar of a chart", "Day"),
        "timeByWeek": pgettext("one bar of a chart", "Week"),
        "timeByMonth": pgettext("one bar of a chart", "Month"),
        "timeEarlier": pgettext("days", "Earlier"),
        "timeLater": pgettext("days", "Later"),
        "timeFold": _("Hide the time bar"),
        "timeOpen": _("Show the time bar. Now shown: {span}"),
        "timeFrom": _("From {from} on"),
        "timeTo": _("Until {to}"),
        "timeCount": pgettext("reports of a period", "{count} in view"),
        "timeMost": pgettext("of the tallest bar", "most {count}"),
        "timeFirst": _("First day"),
        "timeLast": _("Last day"),
        "timeTold": _("Shown: {span}"),
    }


def _playing() -> dict[str, str]:
    return {
        "timePlay": _("Play"),
        "timePause": _("Pause"),
        "timeNext": _("One step on"),
    }


def _past() -> dict[str, str]:
    return {
        "asOf": _("As of a day"),
        "asOfDay": _("Show the map as it stood at the end of"),
        "asOfShow": pgettext("a day on the map", "Show"),
        "asOfNot": _("Cancel"),
        "asOfNow": _("As it stood at the end of {day}"),
        "asOfOthers": _("As today: {names}"),
        "asOfChange": _("Another day"),
        "asOfBack": _("Back to today"),
        "asOfToday": _("The map shows today again"),
    }

"""The words of saving the view as one file."""

from django.utils.translation import gettext as _


def text() -> dict[str, str]:
    """By key, as `tiles.words.text`."""
    return {
        "takeawayMaking": _("The file is being made."),
        "takeawayFailed": _("The file could not be made. Check the connection and try again."),
        "takeawayCapped": _("{name}: {count} in view, of which the file will hold the {most} nearest to the middle."),
    }

"""What the search box looks through: one line per facility, in the form that queries are brought to as well."""

from collections.abc import Iterable

from facilities.registration import Registration
from geo.thai import search_form


def compose(words: Iterable[str], registrations: Iterable[Registration]) -> str:
    """Names, places and numbers, each in search form, divided by blanks (which search form never holds).

    A number is there as written without blanks, and as its digits alone, the way a caller reads it out.
    """
    numbers = [text for number in registrations for text in (number.canonical, number.digits)]
    return " ".join(dict.fromkeys(filter(None, map(search_form, [*words, *numbers]))))

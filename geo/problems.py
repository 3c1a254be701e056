"""Errors in words for people: what happened, what it means, what to do. Machines get problem details instead."""

from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from geo import thai
from geo.errors import PhangUtError
from geo.layers import Text


@dataclass(frozen=True)
class Words:
    """One problem page. `detail` is the broken rule where it can be said in the page's language."""

    title: Text
    meaning: Text
    advice: Text
    icon: str = "warning"
    login: bool = False
    retry: bool = False
    detail: str = ""
    raw: str = ""


_OURS = Words(
    _lazy("Something went wrong on our side"),
    _lazy("The service could not finish this. What you sent before this page is safe; this step was not stored."),
    _lazy("Try again in a moment. If it happens again, tell the system administrator what you were doing."),
    retry=True,
)
_BY_STATUS = {
    400: Words(
        _lazy("The address or the form has a value we cannot use"),
        _lazy("One value breaks a rule, so nothing was done."),
        _lazy("Go back and correct the value, or start again from the map."),
    ),
    403: Words(
        _lazy("You may not open this page"),
        _lazy("It is for people with another role, or you are not logged in."),
        _lazy("Log in with an account that may, or ask the head of your office for the right."),
        icon="lock",
        login=True,
    ),
    404: Words(
        _lazy("This page does not exist"),
        _lazy("The address may be mistyped, or what it showed has been removed or is not open to you."),
        _lazy("Search with the box above, or open the map."),
        icon="compass",
    ),
    405: Words(
        _lazy("There is no page at this address"),
        _lazy("The address belongs to a button of a form. Opened as a link it does nothing, and nothing was changed."),
        _lazy("Go back to the page with the form and press the button there, or open the map."),
        icon="compass",
    ),
    409: Words(
        _lazy("Somebody was here before you"),
        _lazy("What you wanted to change is no longer in the state you saw, so nothing was changed."),
        _lazy("Go back, reload the page, and look again before you repeat the step."),
    ),
    413: Words(
        _lazy("What was sent is too large"),
        _lazy("The files together are larger than this page takes, so nothing was stored."),
        _lazy("Go back and send fewer or smaller files."),
    ),
    429: Words(
        _lazy("Too much at once from your connection"),
        _lazy("To keep the service open for everybody, one connection may send only so much in a few minutes."),
        _lazy("Wait a few minutes and try again."),
        retry=True,
    ),
    422: Words(
        _lazy("This place is outside what the service covers"),
        _lazy("The service covers Thailand and its territorial sea."),
        _lazy("Check the coordinates: latitude lies between 5 and 21, longitude between 97 and 106."),
        icon="compass",
    ),
    503: Words(
        _lazy("The service is not available at the moment"),
        _lazy("A part we depend on does not answer. Nothing is lost."),
        _lazy("Wait a minute and try again. For an emergency, call your provincial industry office."),
        icon="offline",
        retry=True,
    ),
}


def words_for(error: PhangUtError) -> Words:
    """The words for an error; the general ones for a status without words of its own."""
    words = _BY_STATUS.get(error.status, _OURS)
    # A rule is stated in English in the code. Without a translation, a Thai page keeps it for the administrator.
    said = _(error.detail) if error.detail else ""
    known = said != error.detail or thai.is_thai(said) or (get_language() or "").startswith("en")
    return replace(words, detail=said if known else "", raw="" if known else error.detail)

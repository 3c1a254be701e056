"""Which language a page is in: the one the visitor chose, else Thai."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation.trans_real import get_supported_language_variant


class ChosenLanguageMiddleware(LocaleMiddleware):
    """The choice is a cookie set at `/i18n/`.

    Accept-Language is not asked: office computers in Thailand commonly run an English system, and their users
    would be shown English without having asked for it.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activates the language for this request."""
        language = chosen(request.COOKIES)
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Names the language to the reader's software."""
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


def chosen(cookies: Mapping[str, str]) -> str:
    """The language that the visitor chose, else that of the service."""
    try:
        return get_supported_language_variant(cookies.get(settings.LANGUAGE_COOKIE_NAME, ""))
    except LookupError:
        return settings.LANGUAGE_CODE

"""The typed JSON API. Apps add their routers by dotted name in `geo.urls`; errors become problem details."""

from typing import Any

from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError, ValidationErrorContext
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from geo.apidocs import DocsPage
from geo.described_problems import with_problems
from geo.errors import InvalidFields, NotAllowed, NotFound, PhangUtError, Unavailable, Unreadable
from geo.middleware import problem_response, unstorable
from geo.patience import patient_with_strangers


class ReadableJson(JSONRenderer):
    """Thai letters as they are, not as escapes; NaN, which is not JSON, is refused."""

    json_dumps_params = {"ensure_ascii": False, "allow_nan": False}


class ProblemAPI(NinjaAPI):
    """A NinjaAPI that keeps the offending value, which ninja drops, so that the answer can name it."""

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """One `{field, value, rule}` per broken rule."""
        return ValidationError([broken for context in error_contexts for broken in _broken_rules(context)])

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The description, with the problems of every operation."""
        schema = super().get_openapi_schema(**options)
        with_problems(schema)
        return schema


api = ProblemAPI(
    title="ผังอุต / Phang-Ut",
    version="1",
    description="Register, reports, competence and inspection plans. Coordinates are longitude, latitude in WGS84.",
    urls_namespace="api",
    docs=DocsPage(),
    docs_url="/docs",
    renderer=ReadableJson(),
)
api.add_decorator(patient_with_strangers, mode="view")


@api.exception_handler(PhangUtError)
def our_error(request: HttpRequest, error: PhangUtError) -> HttpResponse:
    """The error tree, as it is."""
    return problem_response(error)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """400 naming each field, its value and the rule."""
    return problem_response(InvalidFields(error.errors))


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """404."""
    return problem_response(NotFound("There is nothing here by that name or number"))


@api.exception_handler(InterfaceError)
@api.exception_handler(OperationalError)
def database_away(request: HttpRequest, error: Exception) -> HttpResponse:
    """503, and the service is back when the database is."""
    return problem_response(Unavailable("The database does not answer"))


@api.exception_handler(DataError)
def refused_by_database(request: HttpRequest, error: Exception) -> HttpResponse:
    """400: NUL in a text, a number beyond its column."""
    return problem_response(unstorable())


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What ninja itself refuses: a body that is not JSON (400), a caller it cannot admit (401, 403)."""
    ours = NotAllowed if error.status_code in (401, 403) else Unreadable
    return problem_response(ours(error.message))


def _broken_rules(context: ValidationErrorContext[Any]) -> list[dict[str, Any]]:
    names = context.model.__ninja_flatten_map_reverse__
    found = []
    for error in context.pydantic_validation_error.errors(include_url=False):
        place = names.get(error["loc"], error["loc"])
        field = ".".join(str(part) for part in place[1:] or place)
        # Where a field is missing, pydantic's input is what surrounds it: nothing that the sender wrote there.
        value = None if error["type"] == "missing" else error["input"]
        found.append({"field": field, "value": value, "rule": error["msg"]})
    return found

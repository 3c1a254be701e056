"""One error tree for every door: a stable code, an HTTP status, data fields, a message that states the rule.

`geo.middleware` turns these into RFC 9457 problem details for machines and a plain page for people.
"""

from typing import Any, ClassVar


class PhangUtError(Exception):
    """The root. `detail` states the rule that was broken; `fields` name what broke it."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "The service could not do this"

    def __init__(self, detail: str, **fields: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fields = fields

    def problem(self) -> dict[str, Any]:
        """RFC 9457 members, with `code` and the data fields beside them."""
        return {
            **self.fields,
            "type": f"urn:phang-ut:error:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }


class BadInput(PhangUtError):
    """A value that breaks a stated rule; names `field` and `value`."""

    code = "bad_input"
    status = 400
    title = "The request breaks a rule"

    def __init__(self, detail: str, *, field: str, value: object, **fields: Any) -> None:
        super().__init__(detail, field=field, value=_shown(value), **fields)


class InvalidFields(PhangUtError):
    """Several values at once. `errors` holds one `{field, value, rule}` each; the first is repeated at the top."""

    code = "bad_input"
    status = 400
    title = "The request breaks a rule"

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        shown = [{**error, "value": _shown(error["value"])} for error in errors]
        first = shown[0]
        detail = "; ".join(f"{error['field']}: {error['rule']}" for error in shown)
        super().__init__(detail, field=first["field"], value=first["value"], errors=shown)


class Unreadable(PhangUtError):
    """The request as a whole cannot be used, such as a body that is not JSON, or a value no database can hold."""

    code = "bad_input"
    status = 400
    title = "The request cannot be read"


class OutsideThailand(BadInput):
    """A place we cannot serve: beyond the territorial sea or inside a neighbouring country."""

    code = "outside_thailand"
    status = 422
    title = "The place is outside Thailand"


class NotFound(PhangUtError):
    """Nothing by that name or number, or nothing this viewer may know of."""

    code = "not_found"
    status = 404
    title = "There is nothing here"


class WrongMethod(PhangUtError):
    """The address is right, the HTTP method is not."""

    code = "wrong_method"
    status = 405
    title = "This address does not take this method"


class NotAllowed(PhangUtError):
    """The viewer is known (or anonymous) and may not do this."""

    code = "not_allowed"
    status = 403
    title = "You may not do this"


class Conflict(PhangUtError):
    """The state of the thing forbids this step."""

    code = "conflict"
    status = 409
    title = "The present state does not allow this"


class TooLarge(PhangUtError):
    """More bytes than the address takes."""

    code = "too_large"
    status = 413
    title = "What was sent is too large"


class TooMany(PhangUtError):
    """One sender asks too often; `retry_after_s` says when to come again."""

    code = "too_many"
    status = 429
    title = "Too many requests from one sender"


class Unavailable(PhangUtError):
    """Something we depend on does not answer; trying again later may work."""

    code = "unavailable"
    status = 503
    title = "The service is not available at the moment"


def _shown(value: object) -> str | int | float | bool | None:
    """The offending value, short enough to print and safe to send: NaN is not JSON, half surrogates are not UTF-8."""
    if isinstance(value, bool | int) or value is None:
        return value
    return str(value)[:200].encode("utf-8", "replace").decode()

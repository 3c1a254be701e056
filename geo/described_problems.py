"""The problems of the JSON API in its OpenAPI description: said once, for every operation that can meet them. Pure."""

from typing import Any

Json = dict[str, Any]

_NAME = "Problem"
_MEDIA = "application/problem+json"
_TEXT = {"type": "string"}

SCHEMA: Json = {
    "title": _NAME,
    "description": "RFC 9457 problem details; further members name what broke the rule: `field`, `value`, `errors`.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "code": {"type": "string", "description": "Stable; for programs"},
        "field": {"anyOf": [_TEXT, {"type": "null"}]},
        "value": {},
    },
}

MEANINGS = {
    "400": "A value breaks a rule; the answer names the field, the value and the rule",
    "403": "For people with another role",
    "404": "There is nothing by that name or number, or it is not open to you",
    "409": "It is no longer in the state that was expected",
    "413": "The body is larger than this address takes",
    "422": "The place is outside Thailand and its territorial sea",
    "429": "Too much at once from one connection",
    "503": "The database does not answer; try again",
}


def with_problems(schema: Json) -> Json:
    """The description with the problems of every operation; changed in place and returned."""
    schema.setdefault("components", {}).setdefault("schemas", {})[_NAME] = SCHEMA
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            _describe(path, operation)
    return schema


def _describe(path: str, operation: Json) -> None:
    responses: Json = {str(status): told for status, told in operation["responses"].items()}
    operation["responses"] = responses
    for status in sorted({*_met(path, operation), *(status for status in responses if status >= "400")}):
        responses[status] = {
            "description": MEANINGS.get(status, "The request cannot be carried out"),
            "content": {_MEDIA: {"schema": {"$ref": f"#/components/schemas/{_NAME}"}}},
        }


def _met(path: str, operation: Json) -> list[str]:
    takes = bool(operation.get("parameters") or operation.get("requestBody"))
    body = "requestBody" in operation
    return [
        "503",
        *(["400"] if takes else []),
        *(["404"] if "{" in path else []),
        *(["413"] if body else []),
        *(["403"] if operation.get("security") else []),
    ]

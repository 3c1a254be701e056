"""PostgreSQL's functions and operators that the ORM lacks, as expressions with three-valued logic.

Expressions and not lookups: Django makes NOT true where a value is missing; CQL2, like SQL, leaves it unknown.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Expression, FloatField, Func, TextField, Value
from django.db.models.functions import Cast


def condition(left: Any, sign: str, right: Any) -> Func:
    """`left` compared with `right`. The sign is one of ours, never the request's."""
    return Func(left, right, template="(%(expressions)s)", arg_joiner=f" {sign} ", output_field=BooleanField())


def call(function: str, *args: Any) -> Func:
    """A function that answers yes or no."""
    return Func(*args, function=function, output_field=BooleanField())


def is_null(value: Any) -> Func:
    """Never unknown."""
    return Func(value, template="(%(expressions)s IS NULL)", output_field=BooleanField())


def array(values: list[str]) -> Func:
    """A list of texts."""
    literals = [Value(value) for value in values]
    template = "ARRAY[%(expressions)s]::text[]" if values else "'{}'::text[]"
    return Func(*literals, template=template, output_field=ArrayField(TextField()))


def as_texts(value: Any) -> Func:
    """A list of whatever kind of text as a list of texts."""
    return Func(value, template="(%(expressions)s)::text[]", output_field=ArrayField(TextField()))


def arithmetic(left: Any, sign: str, right: Any) -> Expression:
    """A double; unknown where it would divide by nought."""
    numbers: tuple[Any, Any] = _double(left), _double(right)
    if sign in ("/", "%", "div"):
        numbers = numbers[0], Func(numbers[1], Value(0.0), function="NULLIF", output_field=FloatField())
    if sign in ("%", "div"):
        # Doubles have neither; numerics have both.
        exact = [Func(number, template="(%(expressions)s)::numeric", output_field=FloatField()) for number in numbers]
        return _double(Func(*exact, function="mod" if sign == "%" else "div", output_field=FloatField()))
    return Func(*numbers, template="(%(expressions)s)", arg_joiner=f" {sign} ", output_field=FloatField())


def _double(value: Any) -> Cast:
    return Cast(value, FloatField())

"""The digits of a number alone, the way a caller reads them out, as the database computes and indexes them."""

from django.db.models import Func, TextField, Value


class Digits(Func):
    """`39610051` of `จ3-9(6)-100/51ปจ`. Immutable, so that an index may hold it."""

    function = "regexp_replace"
    output_field = TextField()

    def __init__(self, column: object) -> None:
        super().__init__(column, Value(r"\D"), Value(""), Value("g"))

"""The numbers of one row: read, held against each other and against the row, every disagreement said."""

import re

from facilities.imports.cells import Unreadable, text_or_zero
from facilities.imports.profile import Reading
from facilities.new_facility import NewActivity
from facilities.registration import LAST_TYPE, Registration, parse
from facilities.registration_accord import agree, in_accord
from facilities.registration_words import problem_words
from geo.thai import BUDDHIST_ERA_OFFSET, arabic_digits

_TYPE = re.compile(r"^(\d{1,5})(?:\((\d{1,2})\))?$", re.ASCII)

_CLASSES = {"1": 1, "2": 2, "3": 3, "": None}
_ACTIVITIES: dict[int, tuple[NewActivity, ...]] = {}
_NO_ACTIVITY: tuple[NewActivity, ...] = ()


class Numbers:
    """A registration in its writings. `main` is the one that names it; `problems` what its writings disagree on."""

    __slots__ = ("eleven", "fourteen", "main", "problems")

    def __init__(self, reading: Reading) -> None:
        read = reading.fields
        printed, fourteen, eleven = read["number"], read.get("fourteen") or "", read.get("eleven") or ""
        self.main = parse(printed or fourteen or eleven)
        self.fourteen = fourteen if len(fourteen) == 14 else ""
        self.eleven = eleven if len(eleven) == 11 else ""
        self.problems: tuple[str, ...] = ()
        _say(reading, "number" if printed else "fourteen", self.main)
        if not (printed and in_accord(self.main, fourteen, eleven)):
            self._hold_together(reading, printed, fourteen, eleven)

    def _hold_together(self, reading: Reading, printed: str, fourteen: str, eleven: str) -> None:
        other = parse(fourteen) if fourteen and printed else None
        key = parse(eleven) if eleven else None
        if other is not None:
            _say(reading, "fourteen", other, wanted="fourteen")
        if key is not None and key.form != "eleven":
            reading.complain("number_problem", "eleven", eleven, problem_words("not_eleven").en)
        self.problems = agree(self.main, other, key)
        for code in self.problems:
            column = "fourteen" if code.startswith("fourteen") else "eleven"
            reading.complain("numbers_disagree", column, read_of(other, key, column), problem_words(code).en)

    @property
    def type_code(self) -> int | None:
        """Five digits as a number, 906 for 9(6), where the registration's own number says it."""
        code = self.main.type_code
        return None if code is None or not 1 <= code <= LAST_TYPE else code * 100 + (self.main.sub_item or 0)

    def type_or_key(self) -> int | None:
        """The same, else what the 11-digit key says."""
        if (code := self.type_code) is not None or not self.eleven:
            return code
        type_code = int(self.eleven[:3])
        return int(self.eleven[:5]) if 1 <= type_code <= LAST_TYPE else None


def read_of(fourteen: Registration | None, eleven: Registration | None, column: str) -> str:
    """The writing of a column."""
    number = fourteen if column == "fourteen" else eleven
    return number.printed if number else ""


def _say(reading: Reading, column: str, number: Registration, wanted: str = "") -> None:
    if wanted and number.form != wanted:
        reading.complain("number_problem", column, number.printed, problem_words(f"not_{wanted}").en)
        return
    for problem in number.problems:
        reading.complain("number_problem", column, number.printed, problem_words(problem).en)
    today = reading.reader.today
    if today and number.year_be and number.year_be > today.year + BUDDHIST_ERA_OFFSET + 1:
        reading.complain("year_in_future", column, number.printed, str(number.year_be))


def factory_class(reading: Reading, number: Registration) -> int | None:
    """The row's own word, else the number's; a difference is said."""
    stated: int | None = reading.fields.get("class")
    if stated is None:
        return number.factory_class
    if number.factory_class and stated != number.factory_class:
        reading.complain("class_differs", "class", stated, number.printed)
    return stated


def class_number(cell: object) -> int | None:
    """จำพวก 1, 2 or 3; a dash and a zero say nothing."""
    words = text_or_zero(cell)
    if words not in _CLASSES:
        raise Unreadable(words)
    return _CLASSES[words]


def type_code(cell: object) -> int | None:
    """A factory type as five digits or as printed: `00906` and `9(6)` are 906, `106` is 10600. None when empty."""
    written = arabic_digits(text_or_zero(cell)).replace(" ", "")
    if not written:
        return None
    printed = _TYPE.match(written)
    if printed is None:
        raise Unreadable(written)
    number, sub_item = (written[:-2], written[-2:]) if len(written) == 5 and written.isdigit() else printed.groups()
    code = int(number) * 100 + int(sub_item or 0)
    if not 1 <= code // 100 <= LAST_TYPE:
        raise Unreadable(written)
    return code


def activities(code: int | None) -> tuple[NewActivity, ...]:
    """The activity of a five-digit code; the same tuple for the same code."""
    if code is None:
        return _NO_ACTIVITY
    found = _ACTIVITIES.get(code)
    if found is None:
        type_code, sub_item = divmod(code, 100)
        found = _ACTIVITIES[code] = (NewActivity(type_code, sub_item or None),)
    return found

"""Everything the pages of imports say is said in Thai."""

from django.utils.translation import override

from facilities.import_pages.reader_words import said
from facilities.import_pages.words import profiles
from facilities.imports.mapping_fields import FIELDS
from facilities.imports.problems import RULES
from facilities.models import RunState
from geo.thai import is_thai


def test_every_rule_state_profile_and_field_is_said_in_thai() -> None:
    with override("th"):
        rules = [str(words) for words in RULES.values()]
        states = [str(words) for words in RunState.labels]
        titles = [str(word) for choice in profiles() for word in (choice.title, choice.explanation)]
        fields = [str(field.title) for offered in FIELDS.values() for field in offered]
    assert [words for words in (*rules, *states, *titles, *fields) if not is_thai(words)] == []


def test_a_readers_rule_is_said_in_thai_with_its_numbers() -> None:
    with override("th"):
        words = said("In row 7 a quote opens and is not closed within 1,000,000 letters")
        two = said("7 cells where the header has 8; a NUL byte stands in a cell; it was left out")
    assert is_thai(words)
    assert "7" in words
    assert "1,000,000" in words
    assert two.count("; ") == 1

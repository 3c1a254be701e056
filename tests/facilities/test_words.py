"""Nothing on a Thai page is left in English."""

from pathlib import Path

import polib

from facilities import registration_words
from facilities.registration_words import Words

CATALOGUE = Path(registration_words.__file__).parent / "locale" / "th" / "LC_MESSAGES" / "django.po"


def test_every_message_is_translated() -> None:
    catalogue = polib.pofile(str(CATALOGUE))
    assert len(catalogue) > 100
    assert [entry.msgid for entry in catalogue if not entry.translated() or entry.fuzzy] == []


def test_everything_said_of_numbers_is_said_in_both_languages() -> None:
    tables = (registration_words.FORMS, registration_words.PROBLEMS)
    words: list[Words] = [said for table in tables for said in table.values()]
    assert all(said.th and said.en and said.th != said.en for said in words)

"""Every message of the foundation's code has a Thai translation."""

import re
from pathlib import Path

import polib

GEO = Path(__file__).parents[2] / "geo"
_CALL = re.compile(r"""\b(?:_|_lazy|gettext|gettext_lazy)\(\s*(["'])((?:(?!\1).)+)\1""")


def test_every_message_is_translated() -> None:
    known = {entry.msgid: entry.msgstr for entry in polib.pofile(str(GEO / "locale/th/LC_MESSAGES/django.po"))}
    used = {match[2] for file in GEO.rglob("*.py") for match in _CALL.finditer(file.read_text(encoding="utf-8"))}
    assert len(used) > 40
    assert sorted(message for message in used if not known.get(message)) == []

"""JSON taken value by value from a text that is never in memory as a whole."""

import json
from typing import Any, TextIO

_CHUNK = 1 << 20
# The record separator parts the features of a GeoJSON text sequence.
_BLANK = " \t\n\r\x1e"
_AFTER_NUMBER = tuple(",]}" + _BLANK)
_NEAR_THE_END = 32
LARGEST_VALUE = 256 << 20
"""Letters of one value. The largest province polygon has three million."""


class Malformed(Exception):
    """This is no JSON, or no JSON of the expected shape."""


class CutOff(Exception):
    """The text ends in the middle of a value."""


class JsonStream:
    """A place in a JSON text. Each method moves it on."""

    def __init__(self, file: TextIO) -> None:
        self._file, self._decoder = file, json.JSONDecoder()
        self._text, self._at, self._chunk = "", 0, _CHUNK

    def peek(self) -> str:
        """The next letter that is not blank, `""` at the end; stays before it."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _BLANK:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, sign: str) -> bool:
        """Step over this sign if it is next."""
        if self.peek() != sign:
            return False
        self._at += 1
        return True

    def value(self) -> Any:
        """The next value, parsed whole."""
        if not self.peek():
            raise CutOff
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                self._need_more(error)
                continue
            except (RecursionError, ValueError):
                # Python reads no whole number of more than 4,300 digits.
                raise Malformed from None
            # A number may go on where the buffer ends, also behind a point: `1.` of `1.5`.
            is_whole = not isinstance(value, int | float) or self._text[end : end + 1] in _AFTER_NUMBER
            if is_whole or not self._more():
                self._at, self._chunk = end, _CHUNK
                return value

    def _need_more(self, error: json.JSONDecodeError) -> None:
        """A value that breaks well before the buffer's end is wrong, not unfinished."""
        unfinished = "Unterminated" in error.msg or error.pos >= len(self._text) - _NEAR_THE_END
        if not unfinished or len(self._text) - self._at > LARGEST_VALUE:
            raise Malformed
        if not self._more():
            raise CutOff
        self._chunk *= 2

    def _more(self) -> bool:
        chunk = self._file.read(self._chunk)
        self._text, self._at = self._text[self._at :] + chunk, 0
        return bool(chunk)

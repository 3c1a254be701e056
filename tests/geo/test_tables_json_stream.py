"""JSON taken in pieces is the JSON of the whole, wherever the pieces end."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.tables import json_stream
from geo.tables.json_stream import CutOff, JsonStream, Malformed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def stream(text: str, chunk: int) -> JsonStream:
    found = JsonStream(io.StringIO(text))
    found._chunk = chunk
    return found


@settings(deadline=None)
@given(values=st.lists(VALUES, max_size=6), chunk=st.integers(1, 20), indent=st.sampled_from([None, 2]))
def test_values_come_back_from_pieces_of_any_size(values: list[object], chunk: int, indent: int | None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_CHUNK", chunk)
        found = stream(json.dumps(values, indent=indent, ensure_ascii=False), chunk)
        taken = []
        assert found.take("[")
        while not found.take("]"):
            taken.append(found.value())
            found.take(",")
    assert taken == values


@given(value=VALUES.filter(lambda value: isinstance(value, list | dict | str)), share=st.floats(0, 0.999))
def test_a_text_that_ends_early_is_cut_off(value: object, share: float) -> None:
    text = json.dumps(value)
    with pytest.raises(CutOff):
        stream(text[: int(len(text) * share)], 7).value()


def test_what_is_wrong_in_the_middle_is_not_read_to_the_end() -> None:
    with pytest.raises(Malformed):
        stream('{"a": oops}' + " " * 5_000_000, 1 << 20).value()


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000])
def test_nesting_without_end_is_malformed(text: str) -> None:
    with pytest.raises((Malformed, CutOff)):
        stream(text, 1 << 20).value()

"""Frozen dataclasses made quickly are those made slowly."""

from dataclasses import FrozenInstanceError, dataclass, field

import pytest

from geo.quick_frozen import quickly


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers in order."""

    low: int
    high: int = 9
    notes: list[str] = field(default_factory=list, compare=False, kw_only=True)

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(self.low)
        object.__setattr__(self, "high", self.high * 10)


pair = quickly(Pair)


def test_it_is_equal_in_type_and_value() -> None:
    made = pair(1, high=2)
    assert type(made) is Pair
    assert made == Pair(1, 2)
    assert hash(made) == hash(Pair(1, 2))
    assert made.notes is not pair(1).notes


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        pair(1).low = 2  # type: ignore[misc]


def test_it_is_checked_and_completed_all_the_same() -> None:
    assert pair(1).high == 90
    with pytest.raises(ValueError, match="5"):
        pair(5, 4)


def test_a_class_that_checks_nothing_is_made_as_well() -> None:
    @dataclass(frozen=True, slots=True)
    class Plain:
        name: str = "x"

    assert quickly(Plain)() == Plain()

"""Which facility a report is presumed to be about."""

import pytest

from incidents.presumption import presume
from incidents.ranking import LikelySource, Ranking


def _ranking(*shares: tuple[int | None, float]) -> Ranking:
    ordered = sorted(shares, key=lambda one: -one[1])
    return Ranking(
        tuple(LikelySource(key, n, 300.0 if key else None, share, ()) for n, (key, share) in enumerate(ordered, 1))
    )


@pytest.mark.parametrize(
    ("shares", "site"),
    [
        ([(1, 0.8), (None, 0.2)], 1),
        ([(1, 0.55), (2, 0.40), (None, 0.05)], None),
        ([(1, 0.45), (2, 0.1), (None, 0.1)], None),
        ([(None, 0.9), (1, 0.1)], None),
        ([(None, 1.0)], None),
    ],
)
def test_a_site_is_presumed_if_it_has_clearly_more_than_any_other_answer(
    shares: list[tuple[int | None, float]], site: int | None
) -> None:
    assert presume(_ranking(*shares), nearest=1).site == site


@pytest.mark.parametrize(("nearest", "about_nearest"), [(1, True), (2, False)])
def test_whether_it_is_the_nearest_is_said_apart(nearest: int, about_nearest: bool) -> None:
    found = presume(_ranking((1, 0.8), (None, 0.2)), nearest=nearest)
    assert (found.site, found.about_nearest) == (1, about_nearest)


def test_the_reason_gives_shares_and_distance_in_numbers() -> None:
    found = presume(_ranking((1, 0.8), (None, 0.2)), nearest=1)
    assert "300 m away: it has 80% of the weight, the next 20%" in found.reason_en
    assert "สันนิษฐาน" in found.reason_th
    assert "80%" in found.reason_th


def test_what_fits_no_registered_site_is_said_so() -> None:
    found = presume(_ranking((None, 0.995), (1, 0.005)), nearest=1)
    assert (
        "not in the register: that has over 99% of the weight, the likeliest registered site under 1%"
        in found.reason_en
    )
    assert "ไม่มีในทะเบียน" in found.reason_th


def test_an_empty_register_is_no_presumption() -> None:
    assert presume(_ranking((None, 1.0)), nearest=None).site is None

"""The ranking by itself: what moves a site up, and that all of it adds up."""

from dataclasses import replace
from math import exp

import pytest

from facilities.search_text import bare, fold
from incidents.ranking import Ranking, SourceSite, rank
from tests.builders_ranking import a_cause, a_question, a_site, a_wind

NAMED = replace(a_question(), description="กลิ่นจากโรงงานเจริญผลพลาสติกครับ")


def _order(ranking: Ranking) -> list[int | None]:
    return [one.facility_id for one in ranking.likely]


def _sites(ranking: Ranking) -> list[int]:
    return [key for key in _order(ranking) if key is not None]


def _named(name: str) -> str:
    return f" {bare(fold(name))} "


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (a_site(1, east_m=100), a_site(2, east_m=900)),
        (a_site(1, cause=a_cause(0.9)), a_site(2, cause=a_cause(0.1))),
        (a_site(1), a_site(2, status="struck_off")),
        (a_site(1, confirmed=3), a_site(2)),
        (a_site(1, error_radius_m=50.0), a_site(2, error_radius_m=3_000.0, east_m=250)),
        (a_site(1, status="struck_off", cause=a_cause(0.95), east_m=200), a_site(2, cause=a_cause(0.02), east_m=180)),
    ],
)
def test_the_better_fit_comes_first(better: SourceSite, worse: SourceSite) -> None:
    assert _sites(rank(a_question(), [worse, better])) == [better.id, worse.id]


def test_shares_of_all_that_is_listed_sum_to_one() -> None:
    ranking = rank(a_question(), [a_site(key, east_m=200 * key) for key in range(1, 6)])
    assert sum(one.share for one in ranking.likely) == pytest.approx(1.0)
    assert [one.rank for one in ranking.likely] == [1, 2, 3, 4, 5, 6]


def test_five_sites_are_shown_of_many_and_none_is_always_there() -> None:
    ranking = rank(a_question(), [a_site(key, east_m=10 * key) for key in range(1, 40)])
    assert len(ranking.likely) == 6
    assert None in _order(ranking)


@pytest.mark.parametrize("east_m", [3_000, 20_000])
def test_where_no_site_is_near_no_registered_site_is_the_answer(east_m: float) -> None:
    assert _order(rank(a_question(), [a_site(east_m=east_m)]))[0] is None


def test_an_empty_neighbourhood_is_no_registered_site_for_certain() -> None:
    (only,) = rank(a_question(), []).likely
    assert (only.facility_id, only.share) == (None, 1.0)


def test_weights_and_background_give_the_shares_by_bayes_rule() -> None:
    ranking = rank(a_question(), [a_site(1), a_site(2, east_m=500)])
    totals = {one.facility_id: sum(reason.weight for reason in one.reasons) for one in ranking.likely}
    whole = sum(exp(total) for total in totals.values())
    for one in ranking.likely:
        assert one.share == pytest.approx(exp(totals[one.facility_id]) / whole)


@pytest.mark.parametrize(("from_degrees", "first"), [(90, 1), (270, 2)])
def test_the_wind_speaks_for_the_site_it_came_from(from_degrees: float, first: int) -> None:
    sites = [a_site(1, east_m=900), a_site(2, east_m=-900)]
    assert _order(rank(a_question(wind=a_wind(from_degrees)), sites))[0] == first


@pytest.mark.parametrize("wind", [a_wind(90, speed_ms=0.3), a_wind(90, age_s=48 * 3600.0)])
def test_calm_and_old_wind_says_nothing(wind: object) -> None:
    sites = [a_site(1, east_m=900), a_site(2, east_m=-900)]
    first, second = [one.share for one in rank(a_question(wind=wind), sites).likely if one.facility_id]
    assert first == pytest.approx(second, rel=0.01)


def test_noise_is_not_carried_by_the_wind() -> None:
    ranking = rank(a_question(category="noise_vibration", wind=a_wind(90)), [a_site()])
    assert "wind" not in [reason.code for one in ranking.likely for reason in one.reasons]


@pytest.mark.parametrize(
    "name", ["บริษัท เจริญผลพลาสติก จำกัด", "โรงงานเจริญผลพลาสติก", "บริษัท เจรินผลพลาสติค จำกัด", "เจริญผลพลาสติก (1994)"]
)
def test_a_site_named_in_the_text_comes_first_however_it_is_spelt(name: str) -> None:
    sites = [a_site(1, east_m=50), a_site(2, east_m=900, called=_named(name))]
    assert _order(rank(NAMED, sites))[0] == 2


def test_a_registration_number_in_the_text_names_the_site() -> None:
    said = a_question(description="โรงงานเลขที่ จ3-9(6)-100/51ปจ ปล่อยควัน")
    sites = [a_site(1, east_m=20), a_site(2, east_m=1_500, registrations=("จ3-9(6)-100/51ปจ",))]
    assert _order(rank(said, sites))[0] == 2


def test_a_name_that_all_sites_share_names_none_of_them() -> None:
    sites = [a_site(key, east_m=100 * key, called=_named("เจริญผลพลาสติก")) for key in range(1, 5)]
    assert _order(rank(NAMED, sites))[0] == 1


@pytest.mark.parametrize(("along_m", "first"), [(800.0, 1), (-800.0, 2), (None, None)])
def test_dirty_water_comes_from_upstream(along_m: float | None, first: int | None) -> None:
    sites = [a_site(1, along_m=along_m), a_site(2)]
    shares = {one.facility_id: one.share for one in rank(a_question(category="wastewater"), sites).likely}
    if first is None:
        assert shares[1] == pytest.approx(shares[2])
    else:
        assert max((1, 2), key=lambda key: shares[key]) == first


def test_a_closed_site_counts_for_a_fire_more_than_for_a_smell() -> None:
    closed = [a_site(status="closed"), a_site(2)]
    fire, smell = (rank(a_question(category=category), closed).likely for category in ("fire_explosion", "odour"))
    ratio = [{one.facility_id: one.share for one in likely} for likely in (fire, smell)]
    assert ratio[0][1] / ratio[0][2] > ratio[1][1] / ratio[1][2]


def test_reasons_say_distance_errors_cause_and_status_in_both_languages() -> None:
    top = rank(a_question(), [a_site(cause=a_cause(0.9), type_codes=(10500,))]).likely[0]
    codes = {reason.code: reason for reason in top.reasons}
    assert set(codes) == {"distance", "cause", "status"}
    assert "300 m away" in codes["distance"].en
    assert "ความคลาดเคลื่อนของผู้แจ้ง 20 ม." in codes["distance"].th
    assert "105" in codes["cause"].th


def test_words_of_an_unlicensed_place_speak_for_none() -> None:
    plain, spoken = (
        rank(a_question(description=words), [a_site(east_m=900)]).likely for words in ("เหม็น", "เหม็นจากโกดังไม่มีป้าย")
    )
    share = [next(one.share for one in likely if one.facility_id is None) for likely in (plain, spoken)]
    assert share[1] > share[0]

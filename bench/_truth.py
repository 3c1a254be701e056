"""What truly causes what in an invented district: the shipped tables, perturbed. Pure, equal for equal seeds."""

import csv
import random
from collections.abc import Mapping
from pathlib import Path

_CAUSES = Path(__file__).resolve().parent.parent / "incidents" / "data" / "category_causes.csv"

Truth = Mapping[tuple[str, str, int], float]


def perturbed(draw: random.Random) -> Truth:
    """The shipped table, wrong the way tables are."""
    truth: dict[tuple[str, str, int], float] = {}
    for row in _rows():
        likelihood = float(row["likelihood"]) * draw.lognormvariate(-0.15, 0.55)
        if draw.random() < 1 / 6:
            likelihood = draw.random() ** 2
        truth[row["category"], row["kind"], int(row["type_code"][:3] or 0)] = min(likelihood, 1.5)
    return truth


def _rows() -> list[dict[str, str]]:
    with _CAUSES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def common_types() -> list[int]:
    """The types of factories with about the weights they have in the country."""
    food = [2, 3, 3, 4, 8, 9, 9, 9, 10, 14, 15, 20, 22]
    goods = [34, 34, 37, 41, 42, 44, 52, 53, 53, 53, 58, 58, 59, 60, 63, 64, 64, 64]
    others = [71, 72, 74, 77, 88, 91, 92, 95, 95, 95, 98, 100, 101, 105, 105, 105, 106]
    return [*food, *goods, *others, *range(1, 108)]


def noticed() -> dict[str, int]:
    """How far off each category is noticed, in metres, as the product ships it."""
    path = _CAUSES.with_name("complaint_categories.csv")
    with path.open(encoding="utf-8") as file:
        return {row["code"]: int(row["noticed_within_m"]) for row in csv.DictReader(file)}

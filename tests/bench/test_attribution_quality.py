"""The ranking names the true source of invented reports more often than the nearest alone does."""

import sys
from pathlib import Path

import pytest

from facilities.reference import load_factory_types
from incidents.ranking import cause_table
from incidents.ranking.seed import load_causes
from incidents.reference import load_categories


@pytest.mark.django_db
def test_the_ranking_beats_the_nearest_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "bench"))
    from _hits import count, total
    from attribution_quality import gathered

    for load in (load_factory_types, load_categories, load_causes):
        load()
    cause_table.forget()
    given = gathered([(101.7, 13.9)], 9_101, 300, sites=400)
    whole = total(count(given).values())
    for name in ("_hits", "_sources", "_machine", "_scratch", "attribution_quality"):
        sys.modules.pop(name, None)
    cause_table.forget()
    assert whole.reports == 300
    assert whole.ranked[0] > 1.2 * whole.alone[0]
    assert whole.ranked[1] > whole.alone[1]

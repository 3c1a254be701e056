"""`manage.py build_roads` reports, and writes only when told to."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from inspections.roadgraph import current_graph
from tests.roads_inspections import write_grid


@pytest.fixture(autouse=True)
def graphs(settings, tmp_path: Path) -> Path:
    settings.GRAPH_DIR = tmp_path / "graphs"
    return settings.GRAPH_DIR


def run(*words: object) -> str:
    out = StringIO()
    call_command("build_roads", *map(str, words), stdout=out)
    return out.getvalue()


def test_without_apply_it_reports_and_writes_nothing(tmp_path: Path, graphs: Path) -> None:
    said = run(write_grid(tmp_path))
    assert "sha256:" in said
    assert "Thailand: left" in said
    assert "Nothing is written" in said
    assert not graphs.exists()


def test_with_apply_the_graph_becomes_current_and_twice_is_once(tmp_path: Path, graphs: Path) -> None:
    extract = write_grid(tmp_path)
    assert "is now current" in run(extract, "--name", "ตะวันออก", "--apply")
    run(extract, "--name", "ตะวันออก", "--apply")
    assert current_graph(graphs).name == "ตะวันออก"
    assert len([folder for folder in graphs.iterdir() if folder.is_dir() and not folder.is_symlink()]) == 1


@pytest.mark.parametrize("words", [("missing.osm.pbf",), ("setup.py",), ("x.osm.pbf", "--name", "../up")])
def test_what_cannot_be_built_is_refused_in_a_sentence(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        run(*words, "--apply")

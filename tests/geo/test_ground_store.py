"""Loading an extract: whole or not at all, again without effect, newer in place of older."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from geo import versions
from geo.errors import BadInput
from geo.ground import extract, published, store
from geo.models import Change, GroundEdition, GroundPlace, GroundShape
from tests.builders_ground import ACTOR, a_line, a_place, an_extract, load

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    published.forget()
    yield
    published.forget()


def test_an_extract_is_stored_with_its_origin(tmp_path: Path) -> None:
    edition = load(an_extract(tmp_path / "small.osm"), licence="ODbL")
    assert edition.counts == {
        "place town": 1,
        "road residential": 1,
        "road trunk": 1,
        "stream river": 1,
        "water water": 1,
    }
    assert (edition.file, edition.licence) == ("small.osm", "ODbL")
    assert GroundPlace.objects.get().name_th == "เมืองตัวอย่าง"
    change = Change.objects.get(action="load_ground")
    assert change.actor_label == ACTOR.label


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    file = an_extract(tmp_path / "small.osm")
    first = load(file)
    assert load(file).pk == first.pk
    assert Change.objects.filter(action="load_ground").count() == 1


def test_a_newer_file_takes_the_place_of_the_older(tmp_path: Path) -> None:
    load(an_extract(tmp_path / "older.osm"))
    load(an_extract(tmp_path / "newer.osm", [a_line(highway="primary")], []))
    assert set(GroundShape.objects.values_list("kind", flat=True)) == {"primary"}
    assert not GroundPlace.objects.exists()
    assert GroundEdition.objects.get().file == "newer.osm"


def test_two_names_stand_side_by_side(tmp_path: Path) -> None:
    load(an_extract(tmp_path / "a.osm"), "a")
    load(an_extract(tmp_path / "b.osm", [], [a_place("city")]), "b")
    assert GroundPlace.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_load_steps_the_version_that_tiles_are_kept_by(tmp_path: Path) -> None:
    before = versions.current(store.NAME)
    load(an_extract(tmp_path / "small.osm"))
    assert versions.current(store.NAME) != before


@pytest.mark.django_db(transaction=True)
def test_a_file_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    load(an_extract(tmp_path / "good.osm"))
    broken = an_extract(tmp_path / "broken.osm")
    broken.write_text(broken.read_text()[:-40])
    with pytest.raises(BadInput):
        load(broken)
    assert GroundEdition.objects.get().file == "good.osm"
    assert GroundShape.objects.exists()


def test_a_file_that_draws_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no road"):
        load(an_extract(tmp_path / "nothing.osm", [], []))


def test_looking_writes_nothing(tmp_path: Path) -> None:
    outcome = store.look(extract.inspect(an_extract(tmp_path / "small.osm")))
    assert outcome.counts["road trunk"] == 1
    assert not GroundEdition.objects.exists()


def test_the_command_reports_first_and_writes_when_told(tmp_path: Path) -> None:
    file = str(an_extract(tmp_path / "prachin-latest.osm"))
    said = StringIO()
    call_command("load_osm", file, stdout=said, stderr=StringIO())
    assert "Nothing was written" in said.getvalue()
    assert not GroundEdition.objects.exists()
    call_command("load_osm", file, "--apply", stdout=said, stderr=StringIO())
    assert GroundEdition.objects.get().name == "prachin"


def test_the_command_takes_an_extract_off_again(tmp_path: Path) -> None:
    load(an_extract(tmp_path / "small.osm"), "prachin")
    call_command("load_osm", "--remove", "prachin", stdout=StringIO())
    assert not GroundShape.objects.exists()
    with pytest.raises(CommandError, match="no extract"):
        call_command("load_osm", "--remove", "prachin", stdout=StringIO())


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("thailand-latest.osm.pbf", "thailand"),
        ("thailand-251101.osm.pbf", "thailand"),
        ("asia-2026-01-02.osm.bz2", "asia"),
        ("-latest.osm", "osm"),
    ],
)
def test_a_newer_file_finds_the_name_of_the_older(file: str, name: str) -> None:
    from geo.management.commands.load_osm import _name_of

    assert _name_of(Path(file)) == name

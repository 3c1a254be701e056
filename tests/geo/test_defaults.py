"""A fresh start has 77 provinces, said to be of backdrop quality, without any file from outside."""

import csv
import gzip
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import shapely
from django.core.management import call_command
from shapely.geometry import shape

from geo import defaults
from geo.areas import locate
from geo.coordinates import LonLat
from geo.errors import OutsideThailand
from geo.models import AreaEdition, NeighbourLand
from tests.builders_geo import an_edition
from tests.real_data import real_file

DATA = Path(defaults.__file__).parent / "data"


def features(name: str) -> list:
    return json.loads(gzip.decompress((DATA / f"{name}.geojson.gz").read_bytes()))["features"]


def test_the_files_are_small() -> None:
    assert (DATA / "provinces_natural_earth.geojson.gz").stat().st_size < 600_000
    assert (DATA / "neighbours_natural_earth.geojson.gz").stat().st_size < 300_000


def test_the_provinces_share_their_borders_exactly() -> None:
    shapes = [shape(feature["geometry"]) for feature in features("provinces_natural_earth")]
    assert all(polygon.is_valid for polygon in shapes)
    assert shapely.coverage_is_valid(shapes)


def test_every_dopa_province_is_there_bueng_kan_too() -> None:
    codes = {feature["properties"]["code"] for feature in features("provinces_natural_earth")}
    with (DATA / "provinces.csv").open(encoding="utf-8") as file:
        assert codes == {row["code"] for row in csv.DictReader(file)}
    assert "38" in codes
    assert len(codes) == 77


@pytest.mark.django_db
def test_loading_reference_data_twice_changes_nothing() -> None:
    said = []
    for _ in range(2):
        out = StringIO()
        call_command("load_reference", stdout=out)
        said.append(out.getvalue())
    assert said[0] == said[1]
    assert "provinces: 77" in said[0]
    assert AreaEdition.objects.count() == 1


@pytest.mark.django_db
def test_the_default_edition_says_how_good_it_is() -> None:
    defaults.load_provinces()
    edition = AreaEdition.objects.get()
    assert (edition.quality, edition.border_error_m, edition.valid_from) == ("backdrop", 5_000, None)
    assert edition.activated_at


@pytest.mark.django_db
def test_the_default_does_not_push_out_an_edition_in_force() -> None:
    an_edition(valid_from=date(2020, 1, 1))
    defaults.load_provinces()
    assert AreaEdition.objects.get(name="Natural Earth 10m").activated_at is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "place", "code"),
    [
        ("Krok Sombun", LonLat(101.651, 13.787), "25"),
        ("Bangkok", LonLat(100.5018, 13.7563), "10"),
        ("Bueng Kan", LonLat(103.65, 18.3), "38"),
        ("Ko Lipe", LonLat(99.30, 6.49), "91"),
        ("the sea off Bang Saen", LonLat(100.85, 13.28), "20"),
    ],
)
def test_known_places_lie_in_their_provinces(name: str, place: LonLat, code: str) -> None:
    defaults.load_provinces()
    defaults.load_neighbours()
    province = locate(place).province
    assert province is not None
    assert province.code == code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "place", "country"),
    [
        ("Siem Reap", LonLat(103.86, 13.36), "KH"),
        ("Pakse", LonLat(105.69, 15.12), "LA"),
        ("Alor Setar", LonLat(100.37, 6.12), "MY"),
        ("Dawei", LonLat(98.2, 14.08), "MM"),
    ],
)
def test_towns_across_the_border_are_refused_by_country(name: str, place: LonLat, country: str) -> None:
    defaults.load_provinces()
    defaults.load_neighbours()
    assert NeighbourLand.objects.exists()
    with pytest.raises(OutsideThailand) as refused:
        locate(place)
    assert refused.value.fields["country"] == country


@pytest.mark.realdata
def test_every_default_province_overlaps_most_with_the_surveyed_one_of_its_code() -> None:
    file = real_file("boundaries/mapthai_adm1.geojson")
    surveyed = {
        feature["properties"]["ADM1_PCODE"][2:]: shape(feature["geometry"])
        for feature in json.loads(file.read_text(encoding="utf-8"))["features"]
    }
    for feature in features("provinces_natural_earth"):
        ours = shape(feature["geometry"])
        best = max(surveyed, key=lambda code: surveyed[code].intersection(ours).area)
        assert best == feature["properties"]["code"]

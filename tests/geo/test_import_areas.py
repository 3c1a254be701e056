"""Boundary files: repaired or refused row by row, good rows kept, nothing written unless asked."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from geo.boundaries.columns import recognise
from geo.boundaries.gather import Gathered, Options, gather
from geo.errors import BadInput
from geo.models import Area, AreaEdition, Change, Level
from tests.real_data import real_file

FILES = Path(__file__).parents[1] / "data" / "areas"


def gathered(name: str, level: Level = Level.PROVINCE, **options: str) -> Gathered:
    return gather(FILES / name, Options(level=level, **options))


def run(file: Path, *args: str) -> str:
    out = StringIO()
    call_command("import_areas", str(file), *args, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "wrong", "square_degrees"),
    [
        ("bowtie.geojson", "Self-intersection", 0.5),
        ("hole_outside.geojson", "Hole lies outside shell", 1.25),  # kept: an island whose ring runs the wrong way
        ("ring_unclosed.geojson", "not closed", 1.0),
        ("overlapping_parts.geojson", "Self-intersection", 1.5),
        ("polygon_and_line.geojson", "Valid Geometry", 1.0),
    ],
)
def test_what_can_be_repaired_is_repaired_and_named(name: str, wrong: str, square_degrees: float) -> None:
    found = gathered(name)
    (finding,) = found.findings
    assert wrong in finding.wrong
    assert finding.done
    assert {area.code: area.boundary.area for area in found.areas}["10"] == pytest.approx(square_degrees)


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("empty_geometry.geojson", ["no geometry", "no geometry"]),
        ("not_polygonal.geojson", ["not polygonal: Point", "not polygonal: LineString"]),
        ("outside_thailand.geojson", ["outside Thailand's box", "outside Thailand's box"]),
        ("unknown_code.geojson", ["unknown code 'TH99'", "unknown code 'TH1001'", "unknown code ''"]),
        ("collapsed.geojson", ["no area is left"]),
    ],
)
def test_the_rest_is_refused_by_row_while_good_rows_stay(name: str, reasons: list[str]) -> None:
    found = gathered(name)
    assert [area.code for area in found.areas] == ["11"]
    assert len(found.findings) == len(reasons)
    assert all(
        finding.refused and reason in finding.wrong for finding, reason in zip(found.findings, reasons, strict=True)
    )


def test_a_code_is_taken_once() -> None:
    found = gathered("duplicate_code.geojson")
    (finding,) = found.findings
    assert (finding.row, finding.wrong) == (2, "duplicate code: row 1 has it already")
    assert len(found.areas) == 1


def test_names_alone_are_joined_to_codes_with_prefixes_short_forms_and_cut_ends() -> None:
    found = gathered("names_only.geojson", Level.DISTRICT)
    assert [area.code for area in found.areas] == ["2508", "1002", "2301", "8401", "2307"]
    assert [finding.row for finding in found.findings] == [6, 7]


def test_a_name_cut_short_by_its_column_is_completed() -> None:
    names = {area.code: area.name_th for area in gathered("names_only.geojson", Level.DISTRICT).areas}
    assert names["8401"] == "เมืองสุราษฎร์ธานี"


def test_columns_may_be_stated() -> None:
    found = gathered("columns_of_its_own.geojson", code_column="รหัส", name_th_column="ชื่อ", name_en_column="english")
    (area,) = found.areas
    assert (area.code, area.name_th, area.name_en) == ("10", "กรุงเทพฯ", "Krung Thep")


def test_a_stated_column_must_exist_and_an_unknown_file_must_state_one() -> None:
    with pytest.raises(BadInput, match="no such column"):
        gathered("bowtie.geojson", code_column="nope")
    with pytest.raises(BadInput, match="--code-column"):
        gathered("columns_of_its_own.geojson")


def test_a_file_of_a_lower_level_is_refused_as_a_whole() -> None:
    columns = ("ADM3_PCODE", "ADM3_TH", "ADM2_PCODE", "ADM2_TH", "ADM1_PCODE", "ADM1_TH")
    with pytest.raises(BadInput, match="--level subdistrict"):
        recognise(columns, Level.DISTRICT)
    with pytest.raises(BadInput, match="--level subdistrict"):
        recognise(columns, Level.PROVINCE)
    assert recognise(columns, Level.DISTRICT, code="ADM2_PCODE").code == "ADM2_PCODE"
    assert recognise(columns, Level.SUBDISTRICT).code == "ADM3_PCODE"


def test_a_geopackage_in_utm_is_transformed() -> None:
    (area,) = gathered("utm_47n.gpkg").areas
    assert area.boundary.bounds == pytest.approx((100.3863, 13.5642, 100.4793, 13.6551), abs=0.001)


def test_a_zipped_shapefile_in_cp874_that_does_not_say_so_is_read() -> None:
    (area,) = gathered("shapefile_cp874.zip").areas
    assert area.name_th == "กรุงเทพมหานคร"


def test_degrees_in_thailand_without_a_crs_are_taken_for_wgs84_and_it_is_said() -> None:
    found = gathered("missing_crs.zip")
    assert len(found.areas) == 1
    assert any("states no CRS" in note for note in found.notes)


def test_metres_without_a_crs_need_one_stated() -> None:
    with pytest.raises(BadInput, match="state it"):
        gathered("missing_crs_metres.zip")
    (area,) = gathered("missing_crs_metres.zip", crs="EPSG:32647").areas
    assert area.boundary.bounds[0] == pytest.approx(100.3863, abs=0.001)


def test_heights_are_dropped() -> None:
    (area,) = gathered("three_dimensions.geojson").areas
    assert not area.boundary.has_z


def test_other_formats_are_refused_before_gdal_sees_them() -> None:
    with pytest.raises(BadInput, match="XML, but not KML"):
        gathered("not_a_boundary_file.vrt")
    with pytest.raises(BadInput, match="no such file"):
        gathered("nowhere.geojson")


@pytest.mark.django_db
def test_nothing_is_written_without_apply() -> None:
    said = run(FILES / "bowtie.geojson", "--level", "province")
    assert "Nothing was written" in said
    assert not AreaEdition.objects.exists()
    assert not Change.objects.exists()


@pytest.mark.django_db
def test_apply_stores_an_edition_not_in_force() -> None:
    said = run(FILES / "bowtie.geojson", "--level", "province", "--apply", "--edition", "tied")
    assert "2 read, 2 good, of these 1 repaired; 0 refused; 75 known areas missing" in said
    assert AreaEdition.objects.get().activated_at is None


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing_and_can_then_be_activated() -> None:
    args = (FILES / "bowtie.geojson", "--level", "province", "--apply")
    run(*args)
    assert "Nothing changed" in run(*args)
    assert "in force" in run(*args, "--activate")
    assert AreaEdition.objects.get().activated_at
    assert "Nothing changed" in run(*args, "--activate")


@pytest.mark.django_db
def test_another_file_under_the_same_edition_name_is_refused() -> None:
    run(FILES / "bowtie.geojson", "--level", "province", "--apply", "--edition", "one")
    with pytest.raises(CommandError, match="another edition name"):
        run(FILES / "hole_outside.geojson", "--level", "province", "--apply", "--edition", "one")


@pytest.mark.django_db
def test_activate_needs_apply() -> None:
    with pytest.raises(CommandError, match="--apply"):
        run(FILES / "bowtie.geojson", "--level", "province", "--activate")


@pytest.mark.realdata
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "level", "count", "repaired", "missing"),
    [
        ("mapthai_adm1", "province", 77, 0, 0),
        ("mapthai_adm2", "district", 928, 0, 0),
        ("mapthai_adm3", "subdistrict", 7_425, 0, 14),
        ("rtsd2019_simplified_province", "province", 77, 9, 0),
        ("rtsd2019_simplified_district", "district", 928, 9, 0),
        ("naturalearth_tha_adm1", "province", 77, 0, 0),
    ],
)
def test_the_real_files_load_in_full(name: str, level: str, count: int, repaired: int, missing: int) -> None:
    file = real_file(f"boundaries/{name}.geojson")
    found = gather(file, Options(level=Level(level)))
    assert (len(found.areas), found.repaired, len(found.missing)) == (count, repaired, missing)
    assert all("Self-intersection" in finding.wrong and finding.done for finding in found.findings[: 2 * repaired])
    assert all(area.boundary.is_valid for area in found.areas)


@pytest.mark.realdata
@pytest.mark.django_db
def test_a_real_province_file_is_stored_and_in_force() -> None:
    file = real_file("boundaries/rtsd2019_simplified_province.geojson")
    said = run(file, "--level", "province", "--apply", "--activate")
    assert said.count("made valid") == 9
    assert Area.objects.count() == 77

"""The ground of the map: roads and names, base maps, heat, hexagons, areas in colour with their table."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from facilities.models import Kind
from geo.basemaps import parsed
from geo.coordinates import LonLat
from geo.ground import published
from tests.builders_basemaps import an_archive
from tests.builders_facilities import new_facility, registered
from tests.builders_geo import a_neighbour, an_area, an_edition
from tests.builders_ground import CENTRE, a_lake, a_line, a_place, an_extract, load
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AT = f"/?at=12/{CENTRE.lat:.5f}/{CENTRE.lon:.5f}"
FAR = "/?at=8/13.80000/101.00000"


@pytest.fixture
def country() -> Iterator[None]:
    """Two provinces side by side, seven factories and a mine in the one, one factory in the other."""
    serving.forget()
    published.forget()
    prachin = an_area("25", west=101, south=13, name_th="ปราจีนบุรี", name_en="Prachin Buri")
    an_edition(prachin, an_area("10", west=100, south=13, name_th="กรุงเทพมหานคร", name_en="Bangkok"))
    a_neighbour(west=101, south=14)
    many = [new_facility(LonLat(101.3 + step / 50, 13.5)) for step in range(7)]
    registered(
        *many, new_facility(LonLat(101.6, 13.6), kind=Kind.MINE), new_facility(LonLat(100.5, 13.5), province_code="10")
    )
    yield
    published.forget()


def shown_as(page: Page, form: str) -> None:
    page.locator("[data-key=as-facilities]").select_option(form)
    page.wait_for_load_state("networkidle")


def colours(page: Page) -> int:
    """How many different colours the canvases of the ground hold, sampled."""
    script = """() => {
      const found = new Set();
      for (const canvas of document.querySelectorAll(".leaflet-tile-pane canvas")) {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        for (let at = 0; at < data.length; at += 4) found.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
      }
      return found.size;
    }"""
    return int(page.evaluate(script))


def test_roads_water_and_names_are_drawn_and_credited(visit: Callable[..., Any], country: None, tmp_path: Path) -> None:
    ways = [a_line(highway="trunk", ref="304"), a_line(north=0.01, highway="residential"), a_lake()]
    load(an_extract(tmp_path / "small.osm", ways, [a_place(name="เมืองตัวอย่าง")]))
    visitor = visit()
    page = visitor.go(AT)
    expect(page.locator(".sources__ground")).to_contain_text("OpenStreetMap")
    visitor.picture("map-ground-desktop-th")
    before = colours(page)
    page.locator("[data-switch=roads]").uncheck()
    assert colours(page) < before
    assert "off=roads" in page.url
    visit(phone=True, dark=True, language="en").go(AT)


def test_heat_and_hexagons_say_how_many(visit: Callable[..., Any], country: None) -> None:
    visitor = visit()
    page = visitor.go(FAR)
    shown_as(page, "heat")
    expect(page.locator(".ramp__bar")).to_be_visible()
    assert "as=facilities:heat" in page.url
    visitor.picture("map-heat-desktop-th")
    shown_as(page, "hexagons")
    expect(page.locator("[data-slot=facilities] .ramp li").first).to_be_visible()
    visitor.picture("map-hexagons-desktop-th")
    page.reload()
    expect(page.locator("[data-key=as-facilities]")).to_have_value("hexagons")
    page.go_back()
    expect(page.locator("[data-key=as-facilities]")).to_have_value("heat")


def test_a_click_on_a_hexagon_says_its_number_and_comes_closer(visit: Callable[..., Any], country: None) -> None:
    page = visit().go("/?at=8/13.50000/101.36000&as=facilities:hexagons")
    page.mouse.click(720, 56 + 422)
    expect(page.locator("[data-toast]")).to_contain_text("ในช่องนี้")
    page.wait_for_function("() => Number(new URLSearchParams(location.search).get('at').split('/')[0]) > 8")


def test_areas_in_colour_stand_beside_their_table(visit: Callable[..., Any], country: None) -> None:
    visitor = visit()
    page = visitor.go(FAR)
    shown_as(page, "areas")
    rows = page.locator(".area-table tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("ปราจีนบุรี")
    page.locator("[data-key=shade-Per]").select_option("factories")
    expect(rows.first).to_contain_text("114")
    page.locator("[data-key=sort-name]").click()
    expect(rows.first).to_contain_text("กรุงเทพมหานคร")
    rows.nth(1).hover()
    expect(rows.nth(1)).to_have_class("is-lit")
    visitor.picture("map-areas-desktop-th")
    page.reload()
    expect(page.locator(".area-table tbody tr").first).to_contain_text("กรุงเทพมหานคร")
    expect(page.locator("[data-key=shade-Per]")).to_have_value("factories")


def test_the_pointer_on_an_area_lights_its_row(visit: Callable[..., Any], country: None) -> None:
    page = visit().go("/?at=8/13.80000/101.00000&as=facilities:areas&off=estates")
    expect(page.locator(".area-table tbody tr")).to_have_count(2)
    page.mouse.move(850, 498)
    page.mouse.move(855, 500)
    expect(page.locator(".area-table tr.is-lit")).to_contain_text("ปราจีนบุรี")
    expect(page.locator(".leaflet-tooltip")).to_contain_text("ปราจีนบุรี")


def test_a_row_flies_to_its_area_by_key(visit: Callable[..., Any], country: None) -> None:
    page = visit().go("/?at=6/10.00000/99.00000&as=facilities:areas")
    page.locator("[data-key=area-25]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => new URLSearchParams(location.search).get('at').includes('/13.')")


def test_the_table_is_taken_along_as_csv(visit: Callable[..., Any], country: None) -> None:
    page = visit(language="en").go("/?at=8/13.8/101&as=facilities:areas")
    expect(page.locator(".area-table tbody tr")).to_have_count(2)
    with page.expect_download() as started:
        page.locator("[data-ground-csv]").click()
    text = Path(started.value.path()).read_text(encoding="utf-8-sig")
    assert started.value.suggested_filename == "facilities-province-count.csv"
    assert "25,ปราจีนบุรี,Prachin Buri,8" in text


def test_on_a_phone_the_table_is_a_sheet(visit: Callable[..., Any], country: None) -> None:
    visitor = visit(phone=True, dark=True)
    page = visitor.go("/?at=8/13.80000/101.00000&as=facilities:areas&shade=auto/count/-value/table")
    expect(page.locator(".area-table tbody tr")).to_have_count(2)
    visitor.picture("map-areas-phone-dark")
    page.locator("[data-ground-close]").tap()
    expect(page.locator("[data-side=ground-table]")).to_be_hidden()


@pytest.mark.parametrize("vector", [False, True])
def test_a_base_map_of_our_own_lies_below(
    visit: Callable[..., Any], country: None, settings: Any, tmp_path: Path, vector: bool
) -> None:
    entry = {"id": "town", "title_th": "ผังเมือง", "attribution": "© ตัวอย่าง", "pmtiles": "town.pmtiles"}
    an_archive(tmp_path / "town.pmtiles", vector=vector)
    settings.BASEMAP_DIR = tmp_path
    settings.BASEMAPS = parsed(json.dumps([entry]), tmp_path)
    visitor = visit()
    page = visitor.go(FAR)
    page.get_by_label("ผังเมือง").check()
    expect(page.locator("[data-base-credit]")).to_have_text("© ตัวอย่าง")
    page.wait_for_load_state("networkidle")
    visitor.picture(f"map-base-{'vector' if vector else 'raster'}")
    assert "base=town" in page.url
    page.reload()
    expect(page.get_by_label("ผังเมือง")).to_be_checked()
    page.get_by_label("พื้นหลังของระบบ").check()
    expect(page.locator("[data-base-credit]")).to_be_hidden()

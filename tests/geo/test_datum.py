"""Indian 1975 reaches WGS84 through the three parameters of Thai surveyors, never through PROJ's default."""

import numpy as np
import pytest
from pyproj import CRS, Geod, Transformer

from geo.datum import point_to_wgs84, to_wgs84
from geo.errors import BadInput
from geo.position_text import readings
from tests.geo.tables import opened

METRES = (663_314.0, 1_520_765.0)
TRUTH_UTM_47 = (662_981.3, 1_521_067.9)
"""The same point on WGS84, by surveyors' software."""

TRUTH = Transformer.from_crs(32647, 4326, always_xy=True).transform(*TRUTH_UTM_47)
WGS84 = Geod(ellps="WGS84")
ESRI = (
    'PROJCS["Indian_1975_UTM_Zone_47N",GEOGCS["GCS_Indian_1975",DATUM["D_Indian_1975",'
    'SPHEROID["Everest_Adjustment_1937",6377276.345,300.8017]],PRIMEM["Greenwich",0.0],'
    'UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],'
    'PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",99.0],PARAMETER["Scale_Factor",0.9996],'
    'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)


def apart_m(lon: float, lat: float, other: tuple[float, float] = TRUTH) -> float:
    return float(WGS84.inv(lon, lat, *other)[2])


def moved(crs: str, x: float, y: float) -> tuple[float, float]:
    function = to_wgs84(crs)
    assert function is not None
    lon, lat = function(np.array([[x, y]]))[0]
    return float(lon), float(lat)


@pytest.mark.parametrize(
    "crs",
    [
        "EPSG:24047",
        ESRI,
        CRS.from_epsg(24047).to_wkt(),
        CRS.from_epsg(24047).to_wkt("WKT1_GDAL"),
        ESRI.replace("Indian_1975_UTM_Zone_47N", "unnamed"),
        ESRI.replace("300.8017]]", "300.8017],TOWGS84[293,836,318,0.5,1.6,-2.8,2.1]]"),
        "+proj=utm +zone=47 +ellps=evrst30 +units=m +no_defs",
        "+proj=utm +zone=47 +a=6377276.345 +rf=300.8017 +towgs84=210,814,289,0,0,0,0 +units=m",
    ],
)
def test_every_spelling_of_zone_47_lands_within_5_m(crs: str) -> None:
    assert apart_m(*moved(crs, *METRES)) < 5
    assert point_to_wgs84(crs, *METRES) == pytest.approx(moved(crs, *METRES), abs=1e-9)


def test_zone_48_and_degrees_lie_on_the_same_datum() -> None:
    degrees = Transformer.from_crs(24047, 4240, always_xy=True).transform(*METRES)
    zone_48 = Transformer.from_crs(24047, 24048, always_xy=True).transform(*METRES)
    assert apart_m(*moved("EPSG:4240", *degrees)) < 5
    assert apart_m(*moved("EPSG:24048", *zone_48)) < 5


def test_the_default_of_proj_would_be_190_m_off() -> None:
    """Whoever simplifies `geo.datum` to a plain transformation moves every old map by this much."""
    default = Transformer.from_crs(24047, 4326, always_xy=True).transform(*METRES)
    assert 180 < apart_m(*default) < 195


@pytest.mark.parametrize("name", ["indian_1975.geojson", "shapefile_indian_1975_esri.zip"])
def test_files_go_the_same_way(name: str) -> None:
    (row,) = opened(name).rows()
    assert row.shape is not None
    assert apart_m(row.shape.x, row.shape.y) < 5


def test_cells_of_a_register_go_the_same_way() -> None:
    found = {reading.how: reading.place for reading in readings("663314", "1520765")}
    assert apart_m(found["indian1975_utm47"].lon, found["indian1975_utm47"].lat) < 5
    assert 440 < apart_m(found["utm47"].lon, found["utm47"].lat) < 455


def test_wgs84_needs_no_way_and_other_datums_have_their_own() -> None:
    assert to_wgs84("EPSG:4326") is None
    assert to_wgs84("OGC:CRS84") is None
    assert apart_m(*moved("EPSG:32647", *TRUTH_UTM_47)) < 0.01


@pytest.mark.parametrize("crs", ["", "nonsense", "EPSG:999999", "EPSG:4978", 'LOCAL_CS["x",UNIT["m",1]]'])
def test_what_is_no_crs_of_a_map_is_refused(crs: str) -> None:
    with pytest.raises(BadInput) as refused:
        to_wgs84(crs)
    assert refused.value.fields["field"] == "crs"

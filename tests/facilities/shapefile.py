"""Files in the shape of the Department of Industrial Works' export, one invented row at a time."""

import json
from pathlib import Path
from typing import Any

from facilities.imports.profiles.diw_shapefile import COLUMNS

ROW: dict[str, Any] = {
    "เลขทะเบียน": "จ3-9(6)-1/51ปจ",
    "ประเภท": "00906",
    "ISIC": "10621",
    "จำพวก": "3",
    "ชื่อโรงงาน": "โรงงานสมมติ",
    "ผู้ประกอบก": "บุคคลธรรมดา",
    "ประกอบกิจก": "ทำมันเส้น",
    "ตำบล": "ท่าตูม",
    "อำเภอ": "ศรีมหาโพธิ",
    "จังหวัด": "ปราจีนบุรี",
    "แรงม้า": 290.0,
    "คนงานชาย": 3.0,
    "คนงานหญิง": 4.0,
    "วันที่ใบอน": 39797.0,
    "ละติจูด": 13.8,
    "ลองติจูด": 101.6,
    "โทรศัพท์": "037-000000",
    "PV_ID_U": "25",
    "AMP_NAMT_U": "ศรีมหาโพธิ",
    "TAM_ID_U": "250804",
    "TAM_NAMT_U": "ท่าตูม",
}


def feature(lon: float = 101.6, lat: float = 13.8, **changes: Any) -> dict[str, Any]:
    """One row; columns not named hold a blank, as in the real file."""
    cells = {column.name: " " for column in COLUMNS} | ROW | {"ละติจูด": lat, "ลองติจูด": lon} | changes
    return {"type": "Feature", "properties": cells, "geometry": {"type": "Point", "coordinates": [lon, lat]}}


def written(folder: Path, *features: dict[str, Any]) -> Path:
    """A GeoJSON file of the rows; one ordinary row by default."""
    path = folder / "factories.geojson"
    collection = {"type": "FeatureCollection", "features": list(features) or [feature()]}
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return path

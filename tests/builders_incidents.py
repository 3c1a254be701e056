"""A small country to report in: three square provinces side by side, their offices, the categories, a few factories."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Permission, User
from shapely.geometry import MultiPolygon, box

from facilities.models import Facility, FactoryType, Kind, Status
from facilities.new_facility import NewActivity, NewFacility, NewFactory, NewLicence
from facilities.operations import register_facility
from geo import editions
from geo.changes import Actor
from geo.coordinates import LonLat
from geo.editions import AreaDraft, EditionDraft
from geo.models import Level, Office, PositionMethod, Quality
from incidents.competence.seed import load_rules
from incidents.draft import ReportDraft
from incidents.models import Report
from incidents.operations import file_report
from incidents.reference import load_categories

ACTOR = Actor("test")
NOW = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)
"""09:00 in Bangkok."""

BANGKOK, CHACHOENGSAO, PRACHIN_BURI = LonLat(99.5, 13.5), LonLat(100.5, 13.5), LonLat(101.5, 13.5)
"""The middles of the provinces 10 (99-100 E), 24 (100-101 E) and 25 (101-102 E), all 13-14 N."""

_OFFICES = Path(__file__).parent.parent / "geo" / "data" / "offices.csv"


def a_country() -> None:
    """Provinces and districts in force, every office, every category, every rule, all factory types."""
    _edition(
        Level.PROVINCE,
        [
            ("10", "กรุงเทพมหานคร", "Bangkok", 99),
            ("24", "ฉะเชิงเทรา", "Chachoengsao", 100),
            ("25", "ปราจีนบุรี", "Prachin Buri", 101),
        ],
    )
    _edition(
        Level.DISTRICT,
        [
            ("1001", "พระนคร", "Phra Nakhon", 99),
            ("2401", "เมืองฉะเชิงเทรา", "Mueang Chachoengsao", 100),
            ("2506", "ศรีมหาโพธิ", "Si Maha Phot", 101),
        ],
    )
    with _OFFICES.open(encoding="utf-8") as file:
        Office.objects.bulk_create(Office(**row) for row in csv.DictReader(file))
    FactoryType.objects.bulk_create(FactoryType(code=code, name_th=f"ลำดับที่ {code}") for code in range(1, 108))
    load_categories()
    load_rules()


def a_factory(place: LonLat = PRACHIN_BURI, *, key: str = "1", **changes: Any) -> Facility:
    """A class 3 factory of type 9(6) licensed by the province, its position good to 50 m."""
    number = changes.pop("number", f"จ3-9(6)-{key}/51ปจ")
    values = {
        "kind": Kind.FACTORY,
        "status": Status.OPERATING,
        "source": "test",
        "source_key": key,
        "name_th": f"โรงงานทดสอบ {key}",
        "position": place,
        "position_method": PositionMethod.STATED,
        "error_radius_m": 50.0,
        "licences": (NewLicence(number),) if number else (),
        "activities": (NewActivity(9, 6),),
        "factory": NewFactory(factory_class=3),
    }
    return register_facility(NewFacility(**{**values, **changes}), actor=ACTOR, reason="test")


def a_draft(place: LonLat = PRACHIN_BURI, **changes: Any) -> ReportDraft:
    """A smell, reported from a telephone good to 20 m."""
    values = {"category": "odour", "description": "กลิ่นสารเคมีแรงมาก", "accuracy_m": 20.0}
    return ReportDraft.parse(lon=place.lon, lat=place.lat, **{**values, **changes})


def a_report(place: LonLat = PRACHIN_BURI, *, now: datetime = NOW, code: str | None = None, **changes: Any) -> Report:
    """The same, filed by the public."""
    return file_report(a_draft(place, **changes), actor=Actor("public"), now=now, tracking_code=code)


def a_body(**changes: Any) -> dict[str, Any]:
    """The JSON of a report in the middle of Prachin Buri."""
    values = {"category": "odour", "description": "กลิ่นสารเคมีแรงมาก", "lon": 101.5, "lat": 13.5, "accuracy_m": 20}
    return {**values, **changes}


def an_officer(*permissions: str, name: str = "officer") -> User:
    """A user who may see and change reports and their exact places, and whatever else is named."""
    return a_crew("view_exactplace", *permissions, name=name)


def a_crew(*permissions: str, name: str = "crew") -> User:
    """One who may see and change reports, but not their exact places, and whatever else is named."""
    user = User.objects.create_user(name, password="x")
    wanted = {"view_report", "change_report", *permissions}
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted, content_type__app_label="incidents"))
    return user


def _edition(level: Level, squares: list[tuple[str, str, str, int]]) -> None:
    draft = EditionDraft(level, "squares", Quality.SURVEY, border_error_m=10.0)
    areas = [
        AreaDraft(code, thai, english, MultiPolygon([box(west, 13, west + 1, 14)]))
        for code, thai, english, west in squares
    ]
    editions.activate(editions.load(draft, areas, actor=ACTOR), valid_from=None, actor=ACTOR)

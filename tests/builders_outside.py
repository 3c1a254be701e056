"""Messages and tickets of other systems, invented, with a default for every field."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from incidents.models import OutsideSystem
from incidents.outside.moments import BANGKOK
from incidents.outside.tickets import StatedArea, Ticket

SECRET = "a-long-secret-of-the-address"
HOOK = f"/hooks/traffy/{SECRET}"
AT = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)
"""09:00 in Bangkok."""

KEY = "2026-ABC123"
LABELS = {
    "start": "รอรับเรื่อง",
    "inprogress": "กำลังดำเนินการ",
    "forward": "ส่งต่อ",
    "finish": "เสร็จสิ้น",
    "irrelevant": "ไม่เกี่ยวข้อง",
}


def thai(moment: datetime) -> str:
    """As Traffy writes it: Thai clocks, microseconds, no offset."""
    return moment.astimezone(BANGKOK).strftime("%Y-%m-%d %H:%M:%S.%f")


def a_new(key: str = KEY, *, at: datetime = AT, **changes: Any) -> dict[str, Any]:
    """A new issue as the webhook tells it: noise in the middle of Prachin Buri."""
    values = {
        "timestamp": thai(at),
        "ticket_id": key,
        "description": "เสียงเครื่องจักรดังทั้งคืน",
        "type_id": 19,
        "type": "เสียงรบกวน",
        "photo": ["https://pictures.example/1.jpeg"],
        "latitude": 13.5,
        "longitude": 101.5,
        "address": "ต.ทดสอบ อ.ศรีมหาโพธิ จ.ปราจีนบุรี",
        "orgs": [{"org_id": 1, "org": "หน่วยงานทดสอบ"}],
    }
    return {**values, **changes}


def a_status(state: str = "inprogress", key: str = KEY, *, after_h: float = 1, **changes: Any) -> dict[str, Any]:
    """A status as the webhook tells it, so many hours after the report."""
    values = {
        "timestamp": thai(AT + timedelta(hours=after_h)),
        "ticket_id": key,
        "org": "หน่วยงานทดสอบ",
        "status": LABELS[state],
        "note": "รับทราบ",
        "photo": [],
    }
    return {**values, **changes}


def a_chat(key: str = KEY, **changes: Any) -> dict[str, Any]:
    """A citizen writes."""
    values = {
        "event": "chat",
        "message_comment_id": 7,
        "message_id": 3,
        "ticket_id": key,
        "comment": "โทร 0812345678",
        "timestamp": thai(AT + timedelta(hours=2)),
        "sender_org_id": None,
        "sender_org": None,
        "sender_user_id": 5,
        "sender_username": "สมหญิง ใจดี",
    }
    return {**values, **changes}


def an_issue(key: str = KEY, **changes: Any) -> dict[str, Any]:
    """A row of `get-issues`."""
    values = {
        "ticket_id": key,
        "type": "เสียงรบกวน",
        "organization": "หน่วยงานทดสอบ, อีกหน่วยงาน",
        "description": "เสียงเครื่องจักรดังทั้งคืน",
        "photo": "https://pictures.example/1.jpeg",
        "latitude": 13.5,
        "longitude": 101.5,
        "address": "",
        "subdistrict": "",
        "district": "ศรีมหาโพธิ",
        "province": "ปราจีนบุรี",
        "timestamp": thai(AT),
        "photo_after": None,
        "timestamp_inprogress": None,
        "timestamp_finished": None,
        "org_finished": None,
        "status": LABELS["start"],
        "confirmed": False,
        "star": None,
        "count_reopen": 0,
        "last_activity": thai(AT),
    }
    return {**values, **changes}


def a_ticket(key: str = KEY, **changes: Any) -> Ticket:
    """The same, parsed."""
    values = {
        "key": key,
        "description": "เสียงเครื่องจักรดังทั้งคืน",
        "reported_at": AT,
        "state_at": AT,
        "types": ("เสียงรบกวน",),
        "area": StatedArea("ปราจีนบุรี", "ศรีมหาโพธิ"),
        "state_type": "start",
        "state_text": LABELS["start"],
    }
    return Ticket(**{**values, **changes})


def a_system(code: str = "traffy", **changes: Any) -> OutsideSystem:
    """Traffy, pushing to the address with `SECRET`."""
    values = {
        "kind": "traffy",
        "title": "Traffy Fondue",
        "hook_digest": hashlib.sha256(SECRET.encode()).hexdigest(),
        "address": "http://exchange.test",
        "secret_name": "PHANGUT_OUTSIDE_TRAFFY",
    }
    return OutsideSystem.objects.create(code=code, **{**values, **changes})

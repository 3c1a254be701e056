"""The words and codes by which registers say whether a place works (domain notes 1.4 and 2). Pure."""

from facilities.models import Status

FACTORY_FLAGS = {
    "0": Status.LICENSED,
    "1": Status.OPERATING,
    "2": Status.STRUCK_OFF,
    "3": Status.STOPPED,
}
"""`FFLAG`; with `STATUS` 1:1 in 241,349 joined rows."""

FACTORY_WORDS = {
    "ได้รับใบอนุญาต": Status.LICENSED,
    "ดำเนินการ": Status.OPERATING,
    "แจ้งประกอบแล้ว": Status.OPERATING,
    "จำหน่าย": Status.STRUCK_OFF,
    "หยุดดำเนินการ": Status.STOPPED,
}

MINE_WORDS = {
    "เปิดดำเนินการ": Status.OPERATING,
    "เปิดการ": Status.OPERATING,
    "เปิดการทำเหมือง": Status.OPERATING,
    "ยังไม่ขออนุญาตเปิดการทำเหมือง": Status.LICENSED,
    "ยังไม่เปิดการทำเหมือง": Status.LICENSED,
    "หยุดการทำเหมือง": Status.STOPPED,
    "หยุดการ": Status.STOPPED,
    "ขอคืนสิทธิ": Status.STRUCK_OFF,
    "สิ้นอายุ": Status.STRUCK_OFF,
    "เพิกถอน": Status.STRUCK_OFF,
}

_NAMES = {str(status): status for status in Status}


def of_factory(written: str) -> Status | None:
    """The status of an `FFLAG` or a `STATUS`; None for a word no register is known to use."""
    return FACTORY_FLAGS.get(written) or FACTORY_WORDS.get(written)


def of_mine(written: str) -> Status | None:
    """The status of a word of the mining statistics."""
    return MINE_WORDS.get(written.replace(" ", ""))


def of_any(written: str) -> Status | None:
    """The status by any of these words, or by the service's own name for it."""
    return of_factory(written) or of_mine(written) or _NAMES.get(written.lower())

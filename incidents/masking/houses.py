"""House numbers, alone and with their village (หมู่ 4, ม.4); rooms."""

from incidents.masking.rule import Hide, verbose

_WORD = "เลขบ้าน"
_NUMBER = r"\d{1,5}(?:/\d{1,5}){0,2}"
# "ม. 4" apart may be metres before another number: then an area has to follow.
_VILLAGE = r"(?:หมู่(?:ที่)?\s*\d{1,2}|ม\.\d{1,2}|ม\.\s\d{1,2}(?=\s*(?:[ตอถซ]\.|ตำบล|อำเภอ|ถนน|ซอย)))(?![\d.]\d|\d|/\d)"

RULES = (
    Hide(
        _WORD,
        ("บ้าน", "เลขที่", "ที่อยู่", "house"),
        verbose(
            rf"""(?:บ้านเลขที่|บ้านเลข|เลขที่บ้าน|ที่อยู่|(?<!ทะเบียน)(?<!โรงงาน)(?<!โฉนด)เลขที่|บ้าน|house\s?(?:no\.?|number)?)
            \s*(?::\s*)?(?P<it>{_NUMBER}(?:\s*{_VILLAGE})?)(?![\d/]|\s?(?:หลัง|คน|ครัวเรือน|วัน|ปี|ครั้ง|แห่ง|ข้อ))"""
        ),
    ),
    Hide(_WORD, ("หมู่", "ม."), verbose(rf"(?P<it>(?<![\d/.]){_NUMBER}\s*{_VILLAGE})")),
    Hide(
        _WORD,
        ("/",),
        verbose(
            r"""(?P<it>(?<![\d/.])\d{1,5}(?:/\d{1,5}){1,2})
            (?=\s*(?:หมู่|ม\.|ซอย|ซ\.|ถนน|ถ\.|ตำบล|ต\.|แขวง|อำเภอ|อ\.|อาคาร|หอพัก))"""
        ),
    ),
    Hide(_WORD, ("ห้อง",), verbose(r"(?:ห้อง(?:เลขที่)?|ห้องที่)\s*(?P<it>[a-z]?\d{1,5}(?:/\d{1,5})?)(?![\d/])")),
    Hide(_WORD, ("หมู่", "ม."), verbose(rf"(?<!\d)(?<!\d[ ])(?P<it>{_VILLAGE})")),
)

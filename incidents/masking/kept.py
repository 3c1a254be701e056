"""What looks like personal data and is none."""

from incidents.masking.rule import THAI, verbose

_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"

KEPT = (
    # What was hidden before.
    verbose(r"\[(?:โทรศัพท์|เลขประจำตัว|เลขบ้าน|อีเมล|บัญชีออนไลน์|ทะเบียนรถ|ชื่อ|พิกัด)\]"),
    # Registration numbers of factories: old form, of an estate, of 14 digits, of an estate since 2561.
    verbose(r"[ก-ฮ]?\.?[123]-\d{1,3}(?:\(\d{1,2}\))?-\d{1,5}/\d{2,4}(?:\s?[ก-ฮ]{2}(?![\u0e01-\u0e4e]))?"),
    verbose(r"น\.\s?\d{1,3}(?:\(\d{1,2}\))?-\d{1,5}/\d{4}(?:-[ก-ฮ]{2,4}\.?)?"),
    verbose(r"(?<!\d)\d{14}(?!\d)"),
    verbose(r"(?<!\d)\d-\d{2}-\d-\d{3}-\d{5}-\d{4}(?!\d)"),
    # A juristic person's number is public; a person's never begins with 0.
    verbose(r"(?<!\d)0[\s-]?[1-9](?:[\s-]?\d){11}(?![\s-]?\d)"),
    verbose(
        r"""(?:ใบอนุญาต|คำสั่ง|หนังสือ|เอกสาร|ประกาศ|สัญญา|รับเรื่อง)\s*(?:เลข)?(?:ที่)?\s*(?:อก\s?)?
        [\d.()-]{1,12}/[\d.-]{1,9}"""
    ),
    verbose(r"มอก\.?\s*\d{1,4}(?:-\d{4})?(?!\d)"),
    # Days, and times of the day where a word or a second time makes them such.
    verbose(r"(?<![\d/])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])"),
    verbose(rf"(?<![\d.:]){_CLOCK}\s*(?:-|ถึง|จนถึง|to)\s*{_CLOCK}(?!\d|[.:]\d)"),
    verbose(rf"(?<![\d.:]){_CLOCK}\s*(?:น\.|นาฬิกา)"),
    # Lanes and roads, unless a village follows: then it was a house in the lane.
    verbose(
        rf"""(?:ซอย|ซ\.|ถนน|ถ\.|ทางหลวง(?:หมายเลข)?|หลักกิโลเมตรที่|กม\.\s?ที่)\s*{THAI}{{0,25}}\s?
        [1-9]\d{{0,3}}(?:/\d{{1,4}})?(?![\d/]|-\d)(?!\s*(?:หมู่|ม\.))"""
    ),
)

"""Why a rule names its lead, in plain words. Placeholders: {province}, {factory_class}, {types}.

No sentence names a facility or says that anybody broke a law: the site is a presumption.
"""

from dataclasses import dataclass

from incidents.competence.situation import Site, Situation


@dataclass(frozen=True, slots=True)
class Reason:
    """A template in both languages."""

    th: str
    en: str

    def written(self, s: Situation) -> tuple[str, str]:
        """Thai and English, filled in."""
        facts = {"factory_class": s.factory_class or "", "types": _types(s.site)}
        province_th = s.province_th if s.in_bangkok else f"จังหวัด{s.province_th}"
        return (
            self.th.format(province=province_th, **{**facts, "types": facts["types"] or "ไม่ระบุ"}),
            self.en.format(province=s.province_en, **{**facts, "types": facts["types"] or "not stated"}),
        )


def _types(site: Site | None) -> str:
    if site is None:
        return ""
    return ", ".join(f"{number}({item})" if item else str(number) for number, item in site.types)


NO_LICENCE_BANGKOK = Reason(
    "สถานที่นี้อยู่ในทะเบียนโดยไม่มีใบอนุญาตโรงงาน (สถานที่เก็บของกลาง หรือสถานที่ที่อยู่ระหว่างตรวจสอบ) "
    "จึงพิจารณาจากที่ตั้ง ในกรุงเทพมหานครเป็นหน้าที่ของกรมโรงงานอุตสาหกรรม",
    "The register holds no licence for this site (seized goods, or a site being looked into), so it is judged by where "
    "it stands: in Bangkok it is the Department of Industrial Works'",
)
NO_LICENCE = Reason(
    "สถานที่นี้อยู่ในทะเบียนโดยไม่มีใบอนุญาตโรงงาน (สถานที่เก็บของกลาง หรือสถานที่ที่อยู่ระหว่างตรวจสอบ) จึงพิจารณาจากที่ตั้ง ซึ่งอยู่ใน{province}",
    "The register holds no licence for this site (seized goods, or a site being looked into), so it is judged by where "
    "it stands, in {province}",
)
CONDUCT = Reason(
    "เรื่องเกี่ยวกับการปฏิบัติหน้าที่ของเจ้าหน้าที่ ส่งถึงสำนักงานปลัดกระทรวงอุตสาหกรรมโดยตรง ไม่ผ่านหน่วยงานในพื้นที่",
    "A matter of official conduct goes straight to the permanent secretary's office, past the offices of the area",
)
RADIATION = Reason(
    "วัสดุกัมมันตรังสีอยู่ในอำนาจของสำนักงานปรมาณูเพื่อสันติ โดยกองอำนวยการป้องกันและบรรเทาสาธารณภัยสั่งการในพื้นที่",
    "Radioactive sources are the Office of Atoms for Peace's; the disaster prevention command directs on site",
)
EMERGENCY_BANGKOK = Reason(
    "เป็นเหตุฉุกเฉินในกรุงเทพมหานคร กองอำนวยการป้องกันและบรรเทาสาธารณภัยของกรุงเทพมหานครเป็นผู้สั่งการ หน่วยงานกำกับโรงงานเป็นผู้สนับสนุน",
    "An emergency in Bangkok is commanded by the disaster prevention command of Bangkok; the regulator supports",
)
EMERGENCY = Reason(
    "เป็นเหตุฉุกเฉินใน{province} กองอำนวยการป้องกันและบรรเทาสาธารณภัยจังหวัดเป็นผู้สั่งการ หน่วยงานกำกับโรงงานเป็นผู้สนับสนุน",
    "An emergency in {province} is commanded by the provincial disaster prevention command; the regulator supports",
)
PRODUCT = Reason(
    "สินค้าไม่ได้มาตรฐานหรือไม่มีเครื่องหมาย มอก. อยู่ในอำนาจของสำนักงานมาตรฐานผลิตภัณฑ์อุตสาหกรรมทั่วประเทศ",
    "Goods below standard or without the TIS mark are the Thai Industrial Standards Institute's everywhere",
)
CANE = Reason(
    "การเผาอ้อยอยู่ในความดูแลของสำนักงานคณะกรรมการอ้อยและน้ำตาลทราย ร่วมกับ{province}",
    "Burning of sugar cane is the Office of the Cane and Sugar Board's, with {province}",
)
DUMPING = Reason(
    "การทิ้งกากอุตสาหกรรมพิจารณาจากที่ที่พบกาก ซึ่งอยู่ใน{province} ไม่ใช่จากโรงงานที่อยู่ใกล้",
    "Dumped industrial waste is judged by where it lies, in {province}, not by the factory nearby",
)
ESTATE = Reason(
    "เลขทะเบียนของสถานประกอบการที่สันนิษฐานออกโดย กนอ. จึงอยู่ในนิคมอุตสาหกรรม การนิคมอุตสาหกรรมแห่งประเทศไทยกำกับดูแล",
    "The presumed site's number was issued by the IEAT, so it stands in an industrial estate, which the IEAT regulates",
)
CRUSHING = Reason(
    "โรงโม่ บด หรือย่อยหิน (ประเภท 3(1)) เป็นโรงงานตามกฎหมายโรงงาน แม้ตั้งติดเหมืองหิน ใน{province}",
    "A stone crushing plant (type 3(1)) is a factory under the Factory Act, even beside a quarry; it is in {province}",
)
MINE_BANGKOK = Reason(
    "เป็นเรื่องเหมืองแร่หรือเหมืองหิน และกรุงเทพมหานครไม่มีสำนักงานอุตสาหกรรมจังหวัด",
    "It concerns a mine or quarry, and Bangkok has no provincial industry office",
)
MINE = Reason(
    "เป็นเรื่องเหมืองแร่หรือเหมืองหินใน{province} สำนักงานอุตสาหกรรมจังหวัดเป็นเจ้าพนักงานอุตสาหกรรมแร่ประจำท้องที่",
    "It concerns a mine or quarry in {province}; the provincial industry office is the local mineral officer",
)
ZONE = Reason(
    "เลขทะเบียนขึ้นต้นด้วย ข คืออยู่ในเขตประกอบการอุตสาหกรรมใน{province} ซึ่งไม่ใช่นิคมอุตสาหกรรมของ กนอ.",
    "The number begins with ข: an industrial zone in {province}, which is not an estate of the IEAT",
)
BANGKOK_CLASS_3 = Reason(
    "สถานประกอบการที่สันนิษฐานเป็นโรงงานจำพวกที่ 3 ในกรุงเทพมหานคร ซึ่งไม่มีสำนักงานอุตสาหกรรมจังหวัด กรมโรงงานอุตสาหกรรมจึงกำกับดูแล",
    "The presumed site is a class 3 factory in Bangkok, which has no provincial industry office; DIW regulates it",
)
BANGKOK_CLASS_1_2 = Reason(
    "สถานประกอบการที่สันนิษฐานเป็นโรงงานจำพวกที่ {factory_class} ซึ่งถ่ายโอนให้ท้องถิ่นกำกับดูแล ในที่นี้คือกรุงเทพมหานคร",
    "The presumed site is a class {factory_class} factory, handed to local government: here, Bangkok",
)
BANGKOK_NUISANCE = Reason(
    "การตรวจเหตุเดือดร้อนรำคาญจากโรงงานถ่ายโอนให้ท้องถิ่นแล้ว ในที่นี้คือกรุงเทพมหานคร",
    "Checks of factories that cause a nuisance were handed to local government: here, Bangkok",
)
CLASS_3_CENTRAL = Reason(
    "สถานประกอบการที่สันนิษฐานเป็นโรงงานจำพวกที่ 3 ใน{province} ใบอนุญาตออกโดยส่วนกลาง กรมโรงงานอุตสาหกรรมจึงร่วมดำเนินการ",
    "The presumed site is a class 3 factory in {province}, licensed centrally, so DIW takes part",
)
CLASS_3 = Reason(
    "สถานประกอบการที่สันนิษฐานเป็นโรงงานจำพวกที่ 3 (ประเภท {types}) ใน{province} ใบอนุญาตออกโดยจังหวัด",
    "The presumed site is a class 3 factory (type {types}) in {province}, licensed by the province",
)
CLASS_3_UNCLEAR = Reason(
    "สถานประกอบการที่สันนิษฐานเป็นโรงงานจำพวกที่ 3 ใน{province} เลขทะเบียนไม่บอกว่าใครออกใบอนุญาต",
    "The presumed site is a class 3 factory in {province}; its number does not say who licensed it",
)
CLASS_1_2 = Reason(
    "โรงงานจำพวกที่ {factory_class} อยู่ในความดูแลของเทศบาลหรือเมืองพัทยาหากตั้งอยู่ในเขตนั้น แต่ระบบยังไม่มีแนวเขตท้องถิ่น "
    "สำนักงานอุตสาหกรรมจังหวัดจึงรับเรื่องไว้ก่อน",
    "Class {factory_class} factories belong to the municipality or Pattaya where they stand in one, but we hold no "
    "local boundaries yet, so the provincial industry office leads until we do",
)
NUISANCE = Reason(
    "การตรวจเหตุเดือดร้อนรำคาญถ่ายโอนให้เทศบาลหรือเมืองพัทยาหากเกิดในเขตนั้น แต่ระบบยังไม่มีแนวเขตท้องถิ่น "
    "สำนักงานอุตสาหกรรมจังหวัดจึงรับเรื่องไว้ก่อน",
    "Nuisance checks were handed to the municipality or Pattaya where the place lies in one, but we hold no local "
    "boundaries yet, so the provincial industry office leads until we do",
)
UNSORTED_BANGKOK = Reason(
    "ยังไม่ทราบว่าเป็นเรื่องใด และกรุงเทพมหานครไม่มีสำนักงานอุตสาหกรรมจังหวัด สำนักงานปลัดกระทรวงอุตสาหกรรมจึงคัดแยกเรื่อง",
    "The subject is not known yet and Bangkok has no provincial industry office: the ministry's office sorts it",
)
UNSORTED = Reason(
    "ยังไม่ทราบว่าเป็นเรื่องใด สำนักงานอุตสาหกรรมจังหวัดของ{province}จึงรับไว้คัดแยก",
    "The subject is not known yet: the industry office of {province} takes it and sorts it",
)
BANGKOK_UNKNOWN = Reason(
    "อยู่ในกรุงเทพมหานคร ยังไม่ทราบจำพวกของโรงงาน กรมโรงงานอุตสาหกรรมจึงรับเรื่อง",
    "It is in Bangkok and the factory's class is not known: DIW takes it",
)
PROVINCE_UNKNOWN = Reason(
    "อยู่ใน{province} ยังไม่ทราบจำพวกของโรงงาน สำนักงานอุตสาหกรรมจังหวัดจึงรับเรื่อง",
    "It is in {province} and the factory's class is not known: the provincial industry office takes it",
)

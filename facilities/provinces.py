"""The 77 provinces as registration numbers write them: DOPA code, the two-letter suffix, the name. Pure.

The suffixes were read in real DIW numbers for 73 provinces; those of Bangkok, Bueng Kan, Uthai Thani and Kamphaeng
Phet rest on number-plate tables. Bangkok's numbers carry none.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Province:
    """`code` is the two-digit DOPA code; `abbr` the suffix of old registration numbers."""

    code: str
    abbr: str
    name_th: str
    name_en: str


BANGKOK_CODE = "10"

PROVINCES: tuple[Province, ...] = (
    Province("10", "กท", "กรุงเทพมหานคร", "Bangkok"),
    Province("11", "สป", "สมุทรปราการ", "Samut Prakan"),
    Province("12", "นบ", "นนทบุรี", "Nonthaburi"),
    Province("13", "ปท", "ปทุมธานี", "Pathum Thani"),
    Province("14", "อย", "พระนครศรีอยุธยา", "Phra Nakhon Si Ayutthaya"),
    Province("15", "อท", "อ่างทอง", "Ang Thong"),
    Province("16", "ลบ", "ลพบุรี", "Lop Buri"),
    Province("17", "สห", "สิงห์บุรี", "Sing Buri"),
    Province("18", "ชน", "ชัยนาท", "Chai Nat"),
    Province("19", "สบ", "สระบุรี", "Saraburi"),
    Province("20", "ชบ", "ชลบุรี", "Chon Buri"),
    Province("21", "รย", "ระยอง", "Rayong"),
    Province("22", "จบ", "จันทบุรี", "Chanthaburi"),
    Province("23", "ตร", "ตราด", "Trat"),
    Province("24", "ฉช", "ฉะเชิงเทรา", "Chachoengsao"),
    Province("25", "ปจ", "ปราจีนบุรี", "Prachin Buri"),
    Province("26", "นย", "นครนายก", "Nakhon Nayok"),
    Province("27", "สก", "สระแก้ว", "Sa Kaeo"),
    Province("30", "นม", "นครราชสีมา", "Nakhon Ratchasima"),
    Province("31", "บร", "บุรีรัมย์", "Buri Ram"),
    Province("32", "สร", "สุรินทร์", "Surin"),
    Province("33", "ศก", "ศรีสะเกษ", "Si Sa Ket"),
    Province("34", "อบ", "อุบลราชธานี", "Ubon Ratchathani"),
    Province("35", "ยส", "ยโสธร", "Yasothon"),
    Province("36", "ชย", "ชัยภูมิ", "Chaiyaphum"),
    Province("37", "อจ", "อำนาจเจริญ", "Amnat Charoen"),
    Province("38", "บก", "บึงกาฬ", "Bueng Kan"),
    Province("39", "นภ", "หนองบัวลำภู", "Nong Bua Lam Phu"),
    Province("40", "ขก", "ขอนแก่น", "Khon Kaen"),
    Province("41", "อด", "อุดรธานี", "Udon Thani"),
    Province("42", "ลย", "เลย", "Loei"),
    Province("43", "นค", "หนองคาย", "Nong Khai"),
    Province("44", "มค", "มหาสารคาม", "Maha Sarakham"),
    Province("45", "รอ", "ร้อยเอ็ด", "Roi Et"),
    Province("46", "กส", "กาฬสินธุ์", "Kalasin"),
    Province("47", "สน", "สกลนคร", "Sakon Nakhon"),
    Province("48", "นพ", "นครพนม", "Nakhon Phanom"),
    Province("49", "มห", "มุกดาหาร", "Mukdahan"),
    Province("50", "ชม", "เชียงใหม่", "Chiang Mai"),
    Province("51", "ลพ", "ลำพูน", "Lamphun"),
    Province("52", "ลป", "ลำปาง", "Lampang"),
    Province("53", "อต", "อุตรดิตถ์", "Uttaradit"),
    Province("54", "พร", "แพร่", "Phrae"),
    Province("55", "นน", "น่าน", "Nan"),
    Province("56", "พย", "พะเยา", "Phayao"),
    Province("57", "ชร", "เชียงราย", "Chiang Rai"),
    Province("58", "มส", "แม่ฮ่องสอน", "Mae Hong Son"),
    Province("60", "นว", "นครสวรรค์", "Nakhon Sawan"),
    Province("61", "อน", "อุทัยธานี", "Uthai Thani"),
    Province("62", "กพ", "กำแพงเพชร", "Kamphaeng Phet"),
    Province("63", "ตก", "ตาก", "Tak"),
    Province("64", "สท", "สุโขทัย", "Sukhothai"),
    Province("65", "พล", "พิษณุโลก", "Phitsanulok"),
    Province("66", "พจ", "พิจิตร", "Phichit"),
    Province("67", "พช", "เพชรบูรณ์", "Phetchabun"),
    Province("70", "รบ", "ราชบุรี", "Ratchaburi"),
    Province("71", "กจ", "กาญจนบุรี", "Kanchanaburi"),
    Province("72", "สพ", "สุพรรณบุรี", "Suphan Buri"),
    Province("73", "นฐ", "นครปฐม", "Nakhon Pathom"),
    Province("74", "สค", "สมุทรสาคร", "Samut Sakhon"),
    Province("75", "สส", "สมุทรสงคราม", "Samut Songkhram"),
    Province("76", "พบ", "เพชรบุรี", "Phetchaburi"),
    Province("77", "ปข", "ประจวบคีรีขันธ์", "Prachuap Khiri Khan"),
    Province("80", "นศ", "นครศรีธรรมราช", "Nakhon Si Thammarat"),
    Province("81", "กบ", "กระบี่", "Krabi"),
    Province("82", "พง", "พังงา", "Phangnga"),
    Province("83", "ภก", "ภูเก็ต", "Phuket"),
    Province("84", "สฎ", "สุราษฎร์ธานี", "Surat Thani"),
    Province("85", "รน", "ระนอง", "Ranong"),
    Province("86", "ชพ", "ชุมพร", "Chumphon"),
    Province("90", "สข", "สงขลา", "Songkhla"),
    Province("91", "สต", "สตูล", "Satun"),
    Province("92", "ตง", "ตรัง", "Trang"),
    Province("93", "พท", "พัทลุง", "Phatthalung"),
    Province("94", "ปน", "ปัตตานี", "Pattani"),
    Province("95", "ยล", "ยะลา", "Yala"),
    Province("96", "นธ", "นราธิวาส", "Narathiwat"),
)

BY_CODE = {province.code: province for province in PROVINCES}
BY_ABBR = {province.abbr: province for province in PROVINCES}
BY_NAME_TH = {province.name_th: province for province in PROVINCES}

"""Legal grounds as they are written in answers. How sure each rule is stands with the rule (`verified`, `source`).

Only laws the rules rest on; section numbers only where a source states them.
"""

from incidents.competence.situation import Ground

__all__ = ["Ground"]

FACTORY = Ground("พระราชบัญญัติโรงงาน พ.ศ. 2535", "Factory Act B.E. 2535 (1992)")
ZONE = Ground("พระราชบัญญัติโรงงาน พ.ศ. 2535 มาตรา 30", "Factory Act B.E. 2535 (1992), section 30")
LOCAL = Ground(
    "พระราชบัญญัติโรงงาน (ฉบับที่ 3) พ.ศ. 2562 และภารกิจที่ถ่ายโอนให้ท้องถิ่นตั้งแต่ พ.ศ. 2552",
    "Factory Act (No. 3) B.E. 2562 (2019), and the tasks handed to local government since B.E. 2552 (2009)",
)
ESTATE = Ground(
    "พระราชบัญญัติการนิคมอุตสาหกรรมแห่งประเทศไทย พ.ศ. 2522 และที่แก้ไขเพิ่มเติม",
    "Industrial Estate Authority of Thailand Act B.E. 2522 (1979), as amended",
)
MINERALS = Ground("พระราชบัญญัติแร่ พ.ศ. 2560", "Minerals Act B.E. 2560 (2017)")
STANDARDS = Ground("พระราชบัญญัติมาตรฐานผลิตภัณฑ์อุตสาหกรรม พ.ศ. 2511", "Industrial Product Standards Act B.E. 2511 (1968)")
CANE = Ground("พระราชบัญญัติอ้อยและน้ำตาลทราย พ.ศ. 2527", "Cane and Sugar Act B.E. 2527 (1984)")
DISASTER = Ground(
    "พระราชบัญญัติป้องกันและบรรเทาสาธารณภัย พ.ศ. 2550", "Disaster Prevention and Mitigation Act B.E. 2550 (2007)"
)
NUCLEAR = Ground("พระราชบัญญัติพลังงานนิวเคลียร์เพื่อสันติ พ.ศ. 2559", "Nuclear Energy for Peace Act B.E. 2559 (2016)")
FUEL = Ground("พระราชบัญญัติควบคุมน้ำมันเชื้อเพลิง พ.ศ. 2542", "Fuel Oil Control Act B.E. 2542 (1999)")
COMPLAINTS = Ground(
    "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการจัดการเรื่องราวร้องทุกข์ พ.ศ. 2552",
    "Regulation of the Office of the Prime Minister on the Handling of Complaints B.E. 2552 (2009)",
)

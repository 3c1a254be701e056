"""Categories get how near in place and time reports of one thing are, and whether the wind carries it."""

from django.db import migrations

_SAME = {
    "odour": (1000, 24, True),
    "pm25_dust_smoke": (1000, 24, True),
    "wastewater": (500, 72, False),
    "noise_vibration": (200, 168, False),
    "illegal_factory": (200, 720, False),
    "waste_dumping": (300, 168, False),
    "fire_explosion": (2000, 12, False),
    "gas_leak": (500, 6, False),
    "hazardous_substance": (500, 24, False),
    "radiation": (300, 72, False),
    "mining": (1000, 72, False),
    "cane_burning": (2000, 24, True),
    "substandard_product": (100, 720, False),
    "staff_conduct": (100, 72, False),
    "other": (200, 72, False),
}
"""Metres, hours, carried by the wind. Judgement, as `incidents/data/complaint_categories.csv` has it."""

_DEFAULT = {"same_within_m": 300, "same_within_hours": 72, "episodic": False}


def _fill(apps, schema_editor):
    category = apps.get_model("incidents", "Category")
    for code, (metres, hours, episodic) in _SAME.items():
        untouched = category.objects.filter(code=code, **_DEFAULT)
        untouched.update(same_within_m=metres, same_within_hours=hours, episodic=episodic)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0013_steps_are_not_emptied")]

    operations = [migrations.RunPython(_fill, migrations.RunPython.noop)]

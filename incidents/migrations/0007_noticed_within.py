"""What was presumed becomes the site of a report; categories get how far such things are noticed, the causes a version."""

from django.db import migrations

from geo.versions import create_sequence_sql, drop_sequence_sql

_NOTICED = {
    "odour": 2500,
    "pm25_dust_smoke": 3000,
    "wastewater": 2000,
    "noise_vibration": 700,
    "illegal_factory": 500,
    "waste_dumping": 1500,
    "fire_explosion": 3000,
    "gas_leak": 1000,
    "hazardous_substance": 1000,
    "radiation": 1000,
    "mining": 3000,
    "cane_burning": 3000,
    "substandard_product": 500,
    "staff_conduct": 500,
    "other": 1000,
}
"""Judgement, as `incidents/data/complaint_categories.csv` has it."""

_DEFAULT = 2000


def _fill(apps, schema_editor):
    category = apps.get_model("incidents", "Category")
    for code, metres in _NOTICED.items():
        category.objects.filter(code=code, noticed_within_m=_DEFAULT).update(noticed_within_m=metres)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0006_site_of_a_report")]

    operations = [
        migrations.RunSQL(
            "UPDATE incidents_attribution SET site_id = nearest_id WHERE about_nearest", migrations.RunSQL.noop
        ),
        migrations.RunSQL(create_sequence_sql("causes"), drop_sequence_sql("causes")),
        migrations.RunPython(_fill, migrations.RunPython.noop),
    ]

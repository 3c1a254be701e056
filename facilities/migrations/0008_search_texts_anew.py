from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from facilities.search_text import text_of

_BATCH = 2_000


def compose_anew(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Search texts have another form since names are folded by sound; loads write it for what they change only."""
    facility = apps.get_model("facilities", "Facility")
    held = facility.objects.only(
        "name_th",
        "name_en",
        "operator_th",
        "address_th",
        "subdistrict_th",
        "district_th",
        "province_th",
        "estate_name_th",
    )
    batch = []
    for one in held.order_by("pk").iterator(chunk_size=_BATCH):
        one.search_text = text_of(one)
        batch.append(one)
        if len(batch) == _BATCH:
            facility.objects.bulk_update(batch, ["search_text"])
            batch = []
    facility.objects.bulk_update(batch, ["search_text"])


class Migration(migrations.Migration):

    dependencies = [
        ('facilities', '0007_search_by_parts'),
    ]

    operations = [migrations.RunPython(compose_anew, migrations.RunPython.noop)]

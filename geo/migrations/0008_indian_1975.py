"""Indian 1975 with the three parameters of Thai surveyors, under SRIDs of our own: PostGIS 3.3 takes no pipeline."""

from django.db import migrations

_DATUM = "+a=6377276.345 +rf=300.8017 +towgs84=204.4798,837.8940,294.7765"
_SYSTEMS = (
    (904240, f"+proj=longlat {_DATUM} +no_defs"),
    (924047, f"+proj=utm +zone=47 {_DATUM} +units=m +no_defs"),
    (924048, f"+proj=utm +zone=48 {_DATUM} +units=m +no_defs"),
)


def add(apps, schema_editor):
    """Replaces what another hand may have put under these numbers."""
    remove(apps, schema_editor)
    with schema_editor.connection.cursor() as cursor:
        cursor.executemany("INSERT INTO spatial_ref_sys (srid, proj4text) VALUES (%s, %s)", _SYSTEMS)


def remove(apps, schema_editor):
    """Nothing is stored under these numbers."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DELETE FROM spatial_ref_sys WHERE srid IN (904240, 924047, 924048)")


class Migration(migrations.Migration):
    dependencies = [("geo", "0007_names_for_people")]

    operations = [migrations.RunPython(add, remove)]

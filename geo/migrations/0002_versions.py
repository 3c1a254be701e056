"""The version sequence of the areas layer."""

from django.db import migrations

from geo.versions import create_sequence_sql, drop_sequence_sql


class Migration(migrations.Migration):
    dependencies = [("geo", "0001_initial")]
    operations = [migrations.RunSQL(create_sequence_sql("areas"), drop_sequence_sql("areas"))]

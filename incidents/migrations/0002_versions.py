"""The version sequence of the incidents layer."""

from django.db import migrations

from geo.versions import create_sequence_sql, drop_sequence_sql


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [migrations.RunSQL(create_sequence_sql("incidents"), drop_sequence_sql("incidents"))]

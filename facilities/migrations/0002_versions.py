"""The version sequence of the facilities layer."""

from django.db import migrations

from geo.versions import create_sequence_sql, drop_sequence_sql


class Migration(migrations.Migration):
    dependencies = [("facilities", "0001_initial")]
    operations = [migrations.RunSQL(create_sequence_sql("facilities"), drop_sequence_sql("facilities"))]

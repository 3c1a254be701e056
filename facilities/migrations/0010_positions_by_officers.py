"""Positions placed by hand name no officer: who it was is in the history."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("facilities", "0009_estate_drawn_by_hand")]
    operations = [
        migrations.RunSQL(
            "UPDATE facilities_facility SET position_source = 'officer' WHERE position_method = 'hand'",
            migrations.RunSQL.noop,
        )
    ]

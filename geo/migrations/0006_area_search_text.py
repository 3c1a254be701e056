"""What the search box looks for in areas; filled in for areas that are stored already."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models

from geo import area_names


def fill(apps, schema_editor):
    Area = apps.get_model("geo", "Area")
    areas = list(Area.objects.only("name_th", "name_en", "search_text"))
    for area in areas:
        area.search_text = area_names.search_text(area.name_th, area.name_en)
    Area.objects.bulk_update(areas, ["search_text"], batch_size=500)


class Migration(migrations.Migration):
    # PostgreSQL does not build an index over rows changed in the same transaction.
    atomic = False
    dependencies = [("geo", "0005_neighbours_in_mercator")]
    operations = [
        migrations.AddField(
            model_name="area",
            name="search_text",
            field=models.CharField(
                default="", editable=False, help_text="See geo.area_names.search_text", max_length=250
            ),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, atomic=True),
        migrations.AddIndex(
            model_name="area",
            index=GinIndex(OpClass("search_text", "gin_trgm_ops"), name="area_by_part_of_name"),
        ),
    ]

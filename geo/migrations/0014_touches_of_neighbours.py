"""The names of neighbouring countries are on the map as well."""

from django.db import migrations

from geo.touches.watching import Watched, unwatch, watch

_BEFORE = Watched("areas", "geo_neighbourland", ("shape",))
_NOW = Watched("areas", "geo_neighbourland", ("shape", "country", "name_th", "name_en"))


class Migration(migrations.Migration):
    dependencies = [("geo", "0013_cells_within_statements")]
    operations = [migrations.RunSQL(unwatch(_BEFORE) + watch(_NOW), unwatch(_NOW) + watch(_BEFORE))]

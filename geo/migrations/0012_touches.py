"""Notes of what changed where, and the triggers that write them for the areas, the backdrop and for who may see what.

`geo_touch` is only ever added to; now and then old notes are counted together in `geo_touch_sum`. The row without a
topic there says below which transaction that was done.
"""

from django.db import migrations

from geo.touches.watching import Watched, unwatch, watch

_TABLES = """
CREATE TABLE geo_touch (
    topic text NOT NULL, cell integer NOT NULL, xid xid8 NOT NULL, PRIMARY KEY (xid, topic, cell)
);
CREATE TABLE geo_touch_sum (
    topic text NOT NULL, cell integer NOT NULL, notes bigint NOT NULL, PRIMARY KEY (topic, cell)
);
CREATE TABLE geo_touch_clock (topic text PRIMARY KEY, at timestamptz NOT NULL);

-- The tile of zoom 12 that holds a point: row by row from the north-west, as geo/touches/cells.py reads it.
CREATE FUNCTION geo_cell(place geometry) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT GREATEST(0, LEAST(4095, floor((20037508.342789244 - ST_Y(place)) / 9783.939620502561)))::integer * 4096
        + GREATEST(0, LEAST(4095, floor((ST_X(place) + 20037508.342789244) / 9783.939620502561)))::integer
$$;

-- A session ended or changed: what a process knows of whom it belongs to holds no longer.
CREATE FUNCTION touch_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO geo_touch (topic, cell, xid)
    VALUES ('sessions', 16777216 + ('x' || left(md5(OLD.session_key), 7))::bit(28)::integer, pg_current_xact_id())
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER touch_sessions AFTER UPDATE OR DELETE ON django_session
FOR EACH ROW WHEN (OLD.expire_date > statement_timestamp()) EXECUTE FUNCTION touch_sessions();
CREATE FUNCTION touch_all_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO geo_touch (topic, cell, xid) VALUES ('viewers', -1, pg_current_xact_id()) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER touch_all_sessions AFTER TRUNCATE ON django_session
FOR EACH STATEMENT EXECUTE FUNCTION touch_all_sessions();
"""

_NO_TABLES = """
DROP FUNCTION touch_all_sessions() CASCADE;
DROP FUNCTION touch_sessions() CASCADE;
DROP FUNCTION geo_cell(geometry);
DROP TABLE geo_touch_clock;
DROP TABLE geo_touch_sum;
DROP TABLE geo_touch;
"""

_EDITION = ("level", "name", "quality", "border_error_m", "activated_at", "valid_from", "valid_to")
_WATCHED = (
    Watched("areas", "geo_areaedition", _EDITION),
    Watched("areas", "geo_area", ("level", "code", "parent_code", "name_th", "name_en", "boundary")),
    Watched("areas", "geo_areatileshape", ("shape", "min_zoom")),
    Watched("areas", "geo_neighbourland", ("shape",)),
    Watched("ground", "geo_groundedition", ("fingerprint", "loaded_at")),
    Watched("viewers", "auth_user", ("is_active", "is_superuser", "password")),
    Watched("viewers", "auth_user_groups", ("user_id", "group_id")),
    Watched("viewers", "auth_user_user_permissions", ("user_id", "permission_id")),
    Watched("viewers", "auth_group_permissions", ("group_id", "permission_id")),
    Watched("viewers", "auth_permission", ("codename", "content_type_id")),
)


class Migration(migrations.Migration):
    dependencies = [
        ("geo", "0011_ground"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("sessions", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(_TABLES, _NO_TABLES),
        *(migrations.RunSQL(watch(watched), unwatch(watched)) for watched in _WATCHED),
    ]

"""Changes of reports are noted by place, and so is time when it makes a case overdue: see `geo.touches`.

The place is the blurred one for everybody: noted by the exact one, the names of the public's tiles would tell on which
side of a cell's border a report lies.
"""

from django.db import migrations

from geo.touches.watching import Watched, unwatch, watch

_REPORT = (
    "category_id", "state", "channel", "received_at", "accept_by", "finish_by", "episode_id", "handled_by_id",
    "position",
)  # fmt: skip


def _part(table: str, key: str, *columns: str) -> Watched:
    """Rows that come with their report, in its transaction, or in place of rows that go."""
    return Watched("incidents", table, (key, *columns), "blurred", "incidents_report", key, coming=False)


_WATCHED = (
    Watched("incidents", "incidents_report", _REPORT, "blurred"),
    _part("incidents_attribution", "report_id", "verdict", "site_id", "lead_id", "computed_at"),
    _part("incidents_reportarea", "report_id", "level", "code"),
    _part("incidents_likely", "attribution_id", "rank", "facility_id"),
    Watched("incidents", "incidents_category", ("urgency",)),
)

_CLOCK = """
CREATE INDEX report_accept_due ON incidents_report (accept_by)
WHERE state IN ('received', 'triaged', 'assigned', 'transferred', 'reopened');

INSERT INTO geo_touch_clock (topic, at) VALUES ('incidents', statement_timestamp());

-- The limits of open cases that ran out between two moments, the first included. As incidents.due.overdue_at, but
-- without asking which of a case's limits runs: one note too many does no harm.
CREATE FUNCTION incidents_run_out(since timestamptz, until timestamptz) RETURNS SETOF geometry LANGUAGE sql STABLE AS $$
    SELECT blurred FROM incidents_report
    WHERE accept_by >= since AND accept_by < until
        AND state IN ('received', 'triaged', 'assigned', 'transferred', 'reopened')
    UNION ALL
    SELECT blurred FROM incidents_report
    WHERE finish_by >= since AND finish_by < until AND state IN (
        'received', 'triaged', 'assigned', 'accepted', 'inspected', 'acting', 'transferred', 'reopened')
$$;

CREATE FUNCTION incidents_time_passed() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM incidents_run_out(
            (SELECT at FROM geo_touch_clock WHERE topic = 'incidents'), statement_timestamp()));
END $$;

CREATE FUNCTION incidents_time_passes() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    since timestamptz;
    until timestamptz := statement_timestamp();
BEGIN
    SELECT at INTO since FROM geo_touch_clock WHERE topic = 'incidents' FOR UPDATE;
    -- Whoever waited for the lock may be late.
    IF until > since THEN
        INSERT INTO geo_touch (topic, cell, xid)
        SELECT DISTINCT 'incidents', geo_cell(place), pg_current_xact_id()
        FROM incidents_run_out(since, until) AS place
        ON CONFLICT DO NOTHING;
        UPDATE geo_touch_clock SET at = until WHERE topic = 'incidents';
    END IF;
END $$;
"""

_NO_CLOCK = """
DROP FUNCTION incidents_time_passes();
DROP FUNCTION incidents_time_passed();
DROP FUNCTION incidents_run_out(timestamptz, timestamptz);
DELETE FROM geo_touch_clock WHERE topic = 'incidents';
DROP INDEX report_accept_due;
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0018_dashboard_figures"), ("geo", "0012_touches"), ("facilities", "0011_touches")]
    operations = [
        *(migrations.RunSQL(watch(watched), unwatch(watched)) for watched in _WATCHED),
        migrations.RunSQL(_CLOCK, _NO_CLOCK),
    ]

"""A single report is noted by row, without a table of what came; whether time has passed is asked with a kept plan."""

from django.db import migrations

_FASTER = """
DROP TRIGGER touch_incidents_incidents_report_insert ON incidents_report;
CREATE TRIGGER touch_incidents_incidents_report_insert AFTER INSERT ON incidents_report
FOR EACH ROW EXECUTE FUNCTION touch_incidents_incidents_report_row();

-- Only a question whose bounds are plain variables is planned once and kept.
CREATE OR REPLACE FUNCTION incidents_time_passed() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    since timestamptz;
    until timestamptz := statement_timestamp();
BEGIN
    SELECT at INTO since FROM geo_touch_clock WHERE topic = 'incidents';
    RETURN EXISTS (SELECT FROM incidents_run_out(since, until));
END $$;
"""

_AS_BEFORE = """
DROP TRIGGER touch_incidents_incidents_report_insert ON incidents_report;
CREATE TRIGGER touch_incidents_incidents_report_insert AFTER INSERT ON incidents_report
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_incidents_incidents_report_rows();
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0021_report_open"), ("geo", "0013_cells_within_statements")]
    operations = [migrations.RunSQL(_FASTER, _AS_BEFORE)]

"""The table of steps is not emptied at once either; what tests do between themselves they say beforehand."""

from django.db import migrations

_ADD = """
CREATE FUNCTION incidents_steps_are_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF 'on' IN (current_setting('phangut.forget', true), current_setting('phangut.flush', true)) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'steps of a case are never deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER steps_are_not_emptied BEFORE TRUNCATE ON incidents_statechange
FOR EACH STATEMENT EXECUTE FUNCTION incidents_steps_are_not_emptied();
"""

_DROP = """
DROP TRIGGER steps_are_not_emptied ON incidents_statechange;
DROP FUNCTION incidents_steps_are_not_emptied();
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0012_systems_of_files")]
    operations = [migrations.RunSQL(_ADD, _DROP)]

"""Steps of a case are only ever added, and everybody who listens hears of each.

A step may be erased in its texts once (retention), never otherwise changed. Deleting whole reports takes
`SET LOCAL phangut.forget = 'on'`, which only the removal of demo data does.
"""

from django.db import migrations

_ADD = """
CREATE FUNCTION incidents_steps_are_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF current_setting('phangut.forget', true) = 'on' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'steps of a case are never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.digest = '' OR (OLD.digest <> '' AND (
        (NEW.id, NEW.report_id, NEW.number, NEW.kind, NEW.from_state, NEW.to_state, NEW.at, NEW.actor_label,
         NEW.to_office_id, NEW.text_digest, NEW.previous, NEW.digest)
        IS DISTINCT FROM
        (OLD.id, OLD.report_id, OLD.number, OLD.kind, OLD.from_state, OLD.to_state, OLD.at, OLD.actor_label,
         OLD.to_office_id, OLD.text_digest, OLD.previous, OLD.digest)
        OR NEW.erased_at IS NULL OR NEW.reason <> '' OR NEW.data <> '{}'::jsonb
    )) THEN
        RAISE EXCEPTION 'steps of a case are never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER steps_are_only_added BEFORE UPDATE OR DELETE ON incidents_statechange
FOR EACH ROW EXECUTE FUNCTION incidents_steps_are_only_added();

CREATE FUNCTION incidents_tell_of_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('phangut_incidents', json_build_object(
        'report', NEW.report_id, 'step', NEW.number, 'kind', NEW.kind, 'state', NEW.to_state)::text);
    RETURN NULL;
END $$;

CREATE TRIGGER tell_of_step AFTER INSERT ON incidents_statechange
FOR EACH ROW EXECUTE FUNCTION incidents_tell_of_step();
"""

_DROP = """
DROP TRIGGER tell_of_step ON incidents_statechange;
DROP TRIGGER steps_are_only_added ON incidents_statechange;
DROP FUNCTION incidents_tell_of_step();
DROP FUNCTION incidents_steps_are_only_added();
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0004_cases")]
    operations = [migrations.RunSQL(_ADD, _DROP)]

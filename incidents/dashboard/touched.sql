-- The times of every case that has a step after %(after)s, worked out anew from all its steps.
--
-- SQL, because a first run reads millions of steps, and because what is written depends on nothing that Python knows.
WITH touched AS (
    SELECT DISTINCT report_id FROM incidents_statechange WHERE id > %(after)s
),

times AS (
    SELECT
        report_id,
        min(at) FILTER (WHERE to_state = 'accepted' AND from_state <> 'accepted') AS accepted_at,
        min(at) FILTER (WHERE to_state = 'resolved' AND from_state <> 'resolved') AS resolved_at,
        max(at) FILTER (WHERE to_state = ANY(%(over)s) AND from_state <> ALL(%(over)s)) AS ended_at,
        count(*) FILTER (WHERE to_state = 'transferred' AND kind = 'state') AS transferred
    FROM incidents_statechange
    INNER JOIN touched USING (report_id)
    GROUP BY report_id
)

INSERT INTO incidents_casetimes (
    report_id, office, category, received_at, accept_by, finish_by,
    accepted_at, resolved_at, ended_at, reopened, transferred
)
SELECT
    report.id, report.handled_by_id, report.category_id, report.received_at, report.accept_by, report.finish_by,
    times.accepted_at, times.resolved_at,
    CASE WHEN report.state = ANY(%(over)s) THEN coalesce(times.ended_at, report.changed_at) END,
    report.reopened, times.transferred
FROM times
INNER JOIN incidents_report AS report ON report.id = times.report_id
WHERE
    greatest(report.received_at, report.changed_at, times.accepted_at, times.resolved_at, times.ended_at) >= %(since)s
ON CONFLICT (report_id) DO UPDATE SET
    office = excluded.office,
    category = excluded.category,
    received_at = excluded.received_at,
    accept_by = excluded.accept_by,
    finish_by = excluded.finish_by,
    accepted_at = excluded.accepted_at,
    resolved_at = excluded.resolved_at,
    ended_at = excluded.ended_at,
    reopened = excluded.reopened,
    transferred = excluded.transferred

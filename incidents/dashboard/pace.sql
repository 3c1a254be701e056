-- Medians and counts of the cases that came in, were accepted or were resolved since a moment: for each office, each
-- subject, both and neither. Percentiles of parts do not add up to those of the whole, so that each is worked out.
WITH lately AS (
    SELECT
        t.*,
        t.category = ANY(%(restricted)s) AS restricted,
        t.received_at >= %(since)s AS came,
        t.accepted_at >= %(since)s AS took,
        t.resolved_at >= %(since)s AS did
    FROM incidents_casetimes AS t
    WHERE t.received_at >= %(since)s OR t.accepted_at >= %(since)s OR t.resolved_at >= %(since)s
)

INSERT INTO incidents_pace (
    weeks, office, category, received, reopened, transferred,
    accepted, accepted_in_time, accept_median_s, resolved, resolved_in_time, resolve_median_s
)
SELECT
    %(weeks)s,
    coalesce(office, ''),
    CASE WHEN category IS NOT NULL THEN category WHEN restricted IS NULL THEN '*' ELSE '' END,
    count(*) FILTER (WHERE came),
    count(*) FILTER (WHERE came AND reopened > 0),
    count(*) FILTER (WHERE came AND transferred > 0),
    count(*) FILTER (WHERE took),
    count(*) FILTER (WHERE took AND (accept_by IS NULL OR accepted_at <= accept_by)),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(EPOCH FROM accepted_at - received_at)) FILTER (WHERE took),
    count(*) FILTER (WHERE did),
    count(*) FILTER (WHERE did AND (finish_by IS NULL OR resolved_at <= finish_by)),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(EPOCH FROM resolved_at - received_at)) FILTER (WHERE did)
FROM lately
GROUP BY GROUPING SETS ((office, category), (category), (office, restricted), (restricted), (office), ())
-- Those of the restricted circle alone are the subject's own row; nobody asks for them together.
HAVING grouping(restricted) = 1 OR NOT restricted

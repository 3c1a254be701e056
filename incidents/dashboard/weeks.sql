-- Counts per week from Monday on, in Thailand's time, of everything since a Monday.
WITH moved AS (
    SELECT
        date_trunc('week', received_at AT TIME ZONE 'Asia/Bangkok')::date AS week,
        office, category, 1 AS received, 0 AS ended
    FROM incidents_casetimes
    WHERE received_at >= %(since)s
    UNION ALL
    SELECT
        date_trunc('week', ended_at AT TIME ZONE 'Asia/Bangkok')::date,
        office, category, 0, 1
    FROM incidents_casetimes
    WHERE ended_at >= %(since)s
)

INSERT INTO incidents_weekcount (week, office, category, received, ended)
SELECT week, office, category, sum(received), sum(ended) FROM moved GROUP BY week, office, category

-- Rows of each status: those staged, and those that are as they were.
SELECT status, sum(rows)::integer
FROM (
    SELECT status, count(*) AS rows
    FROM {staged}
    GROUP BY status
    UNION ALL
    SELECT record.status, count(*)
    FROM facilities_sourcerecord AS record
    WHERE record.source = %(source)s
      AND NOT EXISTS (SELECT 1 FROM {unseen} AS unseen WHERE unseen.record_id = record.id)
    GROUP BY record.status
) AS counted
GROUP BY status

-- Staged rows whose key stands in an earlier row, or in a row that is as it was last time: the first one counts.
SELECT staged.row, staged.key
FROM {staged} AS staged
INNER JOIN (SELECT key, min(row) AS row FROM {staged} GROUP BY key HAVING count(*) > 1) AS earlier
    ON earlier.key = staged.key AND earlier.row < staged.row
UNION
SELECT staged.row, staged.key
FROM {staged} AS staged
INNER JOIN facilities_sourcerecord AS record ON record.source = %(source)s AND record.key = staged.key
WHERE NOT EXISTS (SELECT 1 FROM {unseen} AS unseen WHERE unseen.record_id = record.id)
ORDER BY row

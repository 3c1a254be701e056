-- Staged rows whose key stands in an earlier row, or in a row that is as it was last time: the first one counts.
SELECT staged.row, staged.key
FROM (SELECT row, key, row_number() OVER (PARTITION BY key ORDER BY row) AS place FROM {staged}) AS staged
WHERE staged.place > 1
UNION
SELECT staged.row, staged.key
FROM {staged} AS staged
INNER JOIN facilities_sourcerecord AS record ON record.source = %(source)s AND record.key = staged.key
WHERE NOT EXISTS (SELECT 1 FROM {unseen} AS unseen WHERE unseen.record_id = record.id)
ORDER BY row

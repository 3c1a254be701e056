-- What the source says now, row by row, of keys that it did not have before.
-- A row bears no day after that of its load: LEAST takes the load's day for it, and where there is none.
INSERT INTO facilities_sourcerecord AS record (
    source, key, facility_id, licence_id, digest, raw, geometry, row, status, said_on, first_run_id, changed_run_id
)
SELECT
    %(source)s, staged.key, link.facility_id,
    CASE WHEN link.alone AND staged.plain THEN %(base)s + staged.n END,
    staged.digest, staged.raw, staged.geometry, staged.row, staged.status, least(staged.said_on, %(day)s),
    %(run)s, %(run)s
FROM {staged} AS staged
INNER JOIN import_link AS link ON link.n = staged.n

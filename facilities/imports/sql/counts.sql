-- What a load would change: staged rows that are new and changed, and records that it lacks.
SELECT
    count(*) FILTER (WHERE record.id IS NULL),
    count(*) FILTER (WHERE record.id IS NOT NULL),
    (
        SELECT count(*)
        FROM {unseen} AS unseen
        INNER JOIN facilities_sourcerecord AS absent ON absent.id = unseen.record_id
        WHERE NOT EXISTS (SELECT 1 FROM {staged} AS again WHERE again.key = absent.key)
    )
FROM {staged} AS staged
LEFT JOIN facilities_sourcerecord AS record ON record.source = %(source)s AND record.key = staged.key

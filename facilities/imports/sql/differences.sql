-- What a compared load would change, key by key. `kind` is one of new, changed, absent, or empty for all of them.
SELECT *
FROM (
    SELECT
        staged.key,
        CASE WHEN record.id IS NULL THEN 'new' ELSE 'changed' END AS kind,
        record.facility_id,
        coalesce(nullif(staged.name_th, ''), staged.operator_th) AS name,
        record.raw AS before,
        staged.raw AS after
    FROM {staged} AS staged
    LEFT JOIN facilities_sourcerecord AS record ON record.source = %(source)s AND record.key = staged.key
    UNION ALL
    SELECT
        record.key,
        'absent',
        record.facility_id,
        coalesce(nullif(facility.name_th, ''), facility.operator_th),
        NULL,
        NULL
    FROM {unseen} AS unseen
    INNER JOIN facilities_sourcerecord AS record ON record.id = unseen.record_id
    INNER JOIN facilities_facility AS facility ON facility.id = record.facility_id
    WHERE NOT EXISTS (SELECT 1 FROM {staged} AS again WHERE again.key = record.key)
) AS difference
WHERE key > %(after)s AND (%(kind)s = '' OR kind = %(kind)s)
ORDER BY key
LIMIT %(limit)s

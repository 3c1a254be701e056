-- What an applied load changed, key by key, as far as the records still tell it.
SELECT *
FROM (
    SELECT
        record.key,
        CASE
            WHEN record.first_run_id = %(run)s THEN 'new'
            WHEN record.changed_run_id = %(run)s THEN 'changed'
            ELSE 'absent'
        END AS kind,
        record.facility_id,
        coalesce(nullif(facility.name_th, ''), facility.operator_th) AS name,
        NULL::jsonb AS before,
        NULL::jsonb AS after
    FROM facilities_sourcerecord AS record
    INNER JOIN facilities_facility AS facility ON facility.id = record.facility_id
    WHERE record.source = %(source)s
      AND (record.changed_run_id = %(run)s OR record.missing_since = %(day)s)
) AS difference
WHERE key > %(after)s AND (%(kind)s = '' OR kind = %(kind)s)
ORDER BY key
LIMIT %(limit)s

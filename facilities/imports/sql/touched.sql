-- The sites that the database alone cannot finish: with several rows, with parts of their own, or known before.
-- Each with the records that are to be read for it.
SELECT
    touched.facility_id,
    touched.is_new,
    (SELECT count(*) FROM facilities_sourcerecord AS record WHERE record.facility_id = touched.facility_id) AS records
FROM (
    SELECT link.facility_id, bool_and(link.is_new) AS is_new
    FROM import_link AS link
    INNER JOIN {staged} AS staged ON staged.n = link.n
    WHERE NOT (link.alone AND staged.plain)
    GROUP BY link.facility_id
) AS touched
ORDER BY touched.facility_id

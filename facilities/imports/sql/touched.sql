-- The sites that the database alone cannot finish: with several rows, with parts of their own, or known before.
SELECT link.facility_id, bool_and(link.is_new)
FROM import_link AS link
INNER JOIN {staged} AS staged ON staged.n = link.n
WHERE NOT (link.alone AND staged.plain)
GROUP BY link.facility_id
ORDER BY link.facility_id

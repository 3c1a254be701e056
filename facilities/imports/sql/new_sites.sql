-- For the history of each new site.
SELECT link.facility_id, staged.key, staged.kind, staged.status, ST_X(staged.position), ST_Y(staged.position)
FROM import_link AS link
INNER JOIN {staged} AS staged ON staged.n = link.n
WHERE link.first
ORDER BY link.facility_id

-- Rows whose point other rows of the load have as well: a head office, a park's gate, or one plant. Centres of areas are
-- shared by nature.
INSERT INTO facilities_importproblem (run_id, row, key, field, value, rule, detail, refused)
SELECT
    %(run)s, row, key, 'position', ST_Y(position) || ', ' || ST_X(position), 'position_shared', (others - 1) || ' more', FALSE
FROM (
    SELECT row, key, position, count(*) OVER (PARTITION BY position) AS others
    FROM {staged}
    WHERE position IS NOT NULL AND position_method NOT IN ('centroid', 'geocoded')
) AS placed
WHERE others > 1
ORDER BY row

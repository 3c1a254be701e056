-- Rows whose point other rows of the load have as well: a head office, a park's gate, or one plant. Centres of areas are
-- shared by nature.
INSERT INTO facilities_importproblem (run_id, row, key, field, value, rule, detail, refused)
SELECT
    %(run)s, row, key, 'position', ST_Y(position) || ', ' || ST_X(position), 'position_shared', (others - 1) || ' more', FALSE
FROM {staged}
INNER JOIN (
    SELECT position, count(*) AS others
    FROM {staged}
    WHERE position IS NOT NULL AND position_method NOT IN ('centroid', 'geocoded')
    GROUP BY position
    HAVING count(*) > 1
) AS crowded USING (position)
WHERE position_method NOT IN ('centroid', 'geocoded')
ORDER BY row

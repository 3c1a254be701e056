-- Which site each staged row belongs to, in this order: where its record is; the site that the source itself named so;
-- the site of its licence, by its canonical or fourteen-digit number (eleven digits are not unique in the country); the
-- site of the same operator at the same address; a new site, shared by the new rows of one operator and address.
-- An address groups what is near: see `addresses.APART_M`. One that very many rows have groups nothing: see
-- `addresses.MOST_OF_A_SITE`.
-- `first` rows found their site; `alone` ones are all there is of it.
CREATE TEMPORARY TABLE import_link ON COMMIT DROP AS
WITH RECURSIVE written AS (
    SELECT row, licence_canonical AS number FROM {staged} WHERE licence_form <> 'eleven'
    UNION ALL
    SELECT row, licence_fourteen FROM {staged} WHERE licence_fourteen <> ''
),

held AS (
    SELECT written.row, licence.facility_id
    FROM written
    INNER JOIN facilities_licence AS licence ON licence.canonical = written.number
    UNION ALL
    SELECT written.row, licence.facility_id
    FROM written
    INNER JOIN facilities_licence AS licence ON licence.fourteen = written.number AND licence.fourteen <> ''
),

licence AS (SELECT row, min(facility_id) AS facility_id FROM held GROUP BY row),

-- The addresses that join anything: those of several rows, or of a site that is known.
joining AS MATERIALIZED (
    SELECT site_key
    FROM {staged} AS staged
    WHERE site_key <> '' AND %(groups)s
    GROUP BY site_key
    HAVING count(*) BETWEEN 2 AND %(site_most)s
        OR (
            count(*) = 1
            AND EXISTS (
                SELECT 1
                FROM facilities_facility AS facility
                WHERE facility.site_key = staged.site_key AND facility.site_key <> ''
            )
        )
),

keyed AS MATERIALIZED (
    SELECT
        staged.n,
        staged.row,
        staged.site_key,
        CASE WHEN position_method NOT IN ('centroid', 'geocoded') THEN position::geography END AS point
    FROM {staged} AS staged
    INNER JOIN joining ON joining.site_key = staged.site_key
),

-- `founding` is the point by which a site that has none takes its first rows.
addressed AS (
    SELECT
        n, row, site_key, point, first_value(point) OVER (PARTITION BY site_key ORDER BY point IS NULL, n) AS founding
    FROM keyed
),

-- Sites count by their records, so that an address does not fill up load by load.
known AS (
    SELECT
        facility.site_key,
        coalesce(facility.merged_into_id, facility.id) AS facility_id,
        CASE
            WHEN facility.position_method NOT IN ('centroid', 'geocoded') THEN facility.position::geography
        END AS point,
        sum((
            SELECT count(*) FROM facilities_sourcerecord AS record WHERE record.facility_id = facility.id
        )) OVER (PARTITION BY facility.site_key) AS sharing
    FROM facilities_facility AS facility
    WHERE facility.site_key <> '' AND facility.site_key IN (SELECT site_key FROM addressed)
),

site AS (
    SELECT DISTINCT ON (addressed.n) addressed.n, known.facility_id
    FROM addressed
    INNER JOIN known ON known.site_key = addressed.site_key AND known.sharing <= %(site_most)s
    CROSS JOIN LATERAL ST_Distance(addressed.point, coalesce(known.point, addressed.founding)) AS metres
    WHERE addressed.point IS NULL OR metres <= %(apart_m)s
    ORDER BY addressed.n, known.point IS NULL, metres, known.facility_id
),

linked AS (
    SELECT
        staged.n,
        staged.row,
        addressed.site_key,
        addressed.point,
        coalesce(
            record.facility_id, own.merged_into_id, own.id, licence.facility_id, site.facility_id
        ) AS facility_id
    FROM {staged} AS staged
    LEFT JOIN facilities_sourcerecord AS record ON record.source = %(source)s AND record.key = staged.key
    LEFT JOIN facilities_facility AS own ON own.source = %(source)s AND own.source_key = staged.key
    LEFT JOIN licence ON licence.row = staged.row
    LEFT JOIN addressed ON addressed.n = staged.n
    LEFT JOIN site ON site.n = staged.n
),

-- Round by round the first row that is left founds a site and takes those near it; the others go into the next round.
-- Numbers of founders rise, so the highest is the one that took the row.
round AS (
    SELECT n, site_key, point, min(n) OVER key AS founder, first_value(point) OVER key AS founding
    FROM linked
    WHERE facility_id IS NULL AND site_key IS NOT NULL AND point IS NOT NULL
    WINDOW key AS (PARTITION BY site_key ORDER BY n)
    UNION ALL
    SELECT n, site_key, point, min(n) OVER key, first_value(point) OVER key
    FROM round
    WHERE ST_Distance(point, founding) > %(apart_m)s
    WINDOW key AS (PARTITION BY site_key ORDER BY n)
),

founded AS (SELECT n, max(founder) AS founder FROM round GROUP BY n),

-- Rows without a point go with the first ones that have one.
led AS (
    SELECT
        linked.n,
        coalesce(founded.founder, min(founded.founder) OVER site, min(linked.n) OVER site) AS leader
    FROM linked
    LEFT JOIN founded ON founded.n = linked.n
    WHERE linked.facility_id IS NULL AND linked.site_key IS NOT NULL
    WINDOW site AS (PARTITION BY linked.site_key)
),

counted AS (SELECT n, leader, count(*) OVER (PARTITION BY leader) AS rows FROM led)

SELECT
    linked.n,
    linked.row,
    coalesce(linked.facility_id, %(base)s + coalesce(counted.leader, linked.n)) AS facility_id,
    linked.facility_id IS NULL AS is_new,
    linked.facility_id IS NULL AND coalesce(counted.leader, linked.n) = linked.n AS first,
    linked.facility_id IS NULL AND coalesce(counted.rows, 1) = 1 AS alone
FROM linked
LEFT JOIN counted ON counted.n = linked.n

-- Which site each staged row belongs to, in this order: where its record is; the site that the source itself named so;
-- the site of its licence, by its canonical or fourteen-digit number (eleven digits are not unique in the country); the
-- site of the same operator at the same address; a new site, shared by the new rows of one operator and address.
-- `first` rows found their site; `alone` ones are all there is of it.
CREATE TEMPORARY TABLE import_link ON COMMIT DROP AS
WITH written AS (
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

site AS (
    SELECT site_key, min(coalesce(merged_into_id, id)) AS facility_id
    FROM facilities_facility
    WHERE site_key <> '' AND %(groups)s
    GROUP BY site_key
),

linked AS (
    SELECT
        staged.n,
        staged.row,
        CASE WHEN %(groups)s THEN staged.site_key ELSE '' END AS site_key,
        coalesce(
            record.facility_id, own.merged_into_id, own.id, licence.facility_id, site.facility_id
        ) AS facility_id
    FROM {staged} AS staged
    LEFT JOIN facilities_sourcerecord AS record ON record.source = %(source)s AND record.key = staged.key
    LEFT JOIN facilities_facility AS own ON own.source = %(source)s AND own.source_key = staged.key
    LEFT JOIN licence ON licence.row = staged.row
    LEFT JOIN site ON site.site_key = staged.site_key
),

grouped AS (
    SELECT
        *,
        CASE WHEN site_key = '' THEN n ELSE min(n) OVER site END AS leader,
        CASE WHEN site_key = '' THEN 1 ELSE count(*) OVER site END AS rows
    FROM linked
    WINDOW site AS (PARTITION BY site_key, facility_id IS NULL)
)

SELECT
    n,
    row,
    coalesce(facility_id, %(base)s + leader) AS facility_id,
    facility_id IS NULL AS is_new,
    facility_id IS NULL AND n = leader AS first,
    facility_id IS NULL AND rows = 1 AS alone
FROM grouped

-- Sites that stand outside the finest area they state that has a boundary in force: by more than the boundary may be off,
-- and what a stated point may be off (200 m). A larger radius counts no more than that, because an import lets the radius
-- of a point outside its area reach back to the area: that point is the very thing to look at.
-- A district is known by its code, or by its name within the stated province.
WITH area AS MATERIALIZED (
    SELECT area.code, area.parent_code, area.name_th, area.id, edition.border_error_m
    FROM geo_area AS area
    INNER JOIN geo_areaedition AS edition ON edition.id = area.edition_id
    WHERE edition.activated_at IS NOT NULL
      AND (edition.valid_from IS NULL OR edition.valid_from <= %(on)s)
      AND (edition.valid_to IS NULL OR edition.valid_to > %(on)s)
),

-- A register names some thousands of areas in hundreds of thousands of rows: each is looked up once.
said AS MATERIALIZED (
    SELECT DISTINCT code, district_th FROM quality_scope WHERE position IS NOT NULL AND code <> ''
),

stated AS MATERIALIZED (
    SELECT DISTINCT ON (said.code, said.district_th)
        said.code AS said_code,
        said.district_th,
        coalesce(subdistrict.id, district.id, named.id, province.id) AS area_id,
        coalesce(subdistrict.code, district.code, named.code, province.code) AS code,
        coalesce(
            subdistrict.border_error_m, district.border_error_m, named.border_error_m, province.border_error_m
        ) AS border_error_m
    FROM said
    LEFT JOIN area AS subdistrict ON subdistrict.code = said.code AND length(said.code) = 6
    LEFT JOIN area AS district ON district.code = left(said.code, 4) AND length(said.code) > 2
    LEFT JOIN area AS named ON named.parent_code = said.code AND named.name_th = said.district_th
    LEFT JOIN area AS province ON province.code = left(said.code, 2)
    ORDER BY said.code, said.district_th, named.code
),

beyond AS MATERIALIZED (
    SELECT
        site.facility_id,
        site.position,
        least(coalesce(site.error_radius_m, 0), 200) AS error_radius_m,
        stated.area_id,
        stated.code,
        stated.border_error_m
    FROM quality_scope AS site
    INNER JOIN stated ON stated.said_code = site.code AND stated.district_th = site.district_th
    WHERE site.position IS NOT NULL
      AND stated.area_id IS NOT NULL
      AND NOT EXISTS (
          SELECT 1
          FROM geo_areapart AS part
          WHERE part.area_id = stated.area_id AND ST_Covers(part.shape, site.position)
      )
),

measured AS MATERIALIZED (
    SELECT
        beyond.*,
        (
            SELECT min(ST_Distance(part.shape::geography, beyond.position::geography))
            FROM geo_areapart AS part
            WHERE part.area_id = beyond.area_id
        ) AS metres
    FROM beyond
)

SELECT facility_id, jsonb_build_object('code', code, 'metres', round(metres)::int) AS detail
FROM measured
WHERE metres > border_error_m + error_radius_m

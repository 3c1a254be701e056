-- The new sites, as their first row has them.
INSERT INTO facilities_facility (
    id, kind, status, hazard, name_th, name_en, operator_th, position, footprint, position_source, position_method,
    error_radius_m, position_raw, address_th, subdistrict_th, district_th, province_th, subdistrict_code,
    province_code, estate_name_th, source, source_key, site_key, search_text, created_at, updated_at
)
SELECT
    link.facility_id, kind, status, hazard, name_th, name_en, operator_th, position, footprint, position_source,
    position_method, error_radius_m, position_raw, address_th, subdistrict_th, district_th, province_th,
    subdistrict_code, province_code, estate_name_th, %(source)s, key, site_key, search_text, %(now)s, %(now)s
FROM {staged} AS staged
INNER JOIN import_link AS link ON link.n = staged.n AND link.first

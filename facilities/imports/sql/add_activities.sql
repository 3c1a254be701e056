-- Type and sub-item from the five digits: 906 is 9(6).
INSERT INTO facilities_factoryactivity (facility_id, factory_type_id, sub_item)
SELECT DISTINCT ON (link.facility_id, code) link.facility_id, code / 100, nullif(code %% 100, 0)
FROM {staged} AS staged
INNER JOIN import_link AS link ON link.n = staged.n AND link.alone
CROSS JOIN LATERAL unnest(staged.licence_types) AS code
WHERE staged.plain

-- The one licence of each new site that is one plain row. The other sites get theirs when they are settled.
INSERT INTO facilities_licence (
    id, facility_id, number, canonical, fourteen, eleven, form, issuer, year_be, issued_on, expires_on, holder_th, status,
    factory_class, types, activity_th, horsepower, workers, capital_baht, problems
)
SELECT
    %(base)s + staged.n, link.facility_id, licence_number, licence_canonical, licence_fourteen, licence_eleven,
    licence_form, licence_issuer, licence_year_be, licence_issued_on, licence_expires_on, licence_holder_th,
    licence_status, licence_factory_class, licence_types, licence_activity_th, licence_horsepower, licence_workers,
    licence_capital_baht, licence_problems
FROM {staged} AS staged
INNER JOIN import_link AS link ON link.n = staged.n AND link.alone
WHERE staged.plain

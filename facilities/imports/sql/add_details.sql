-- Size and class of the new sites that are one plain row: those of their licence.
INSERT INTO facilities_factorydetails (
    facility_id, factory_class, activity_th, isic, horsepower, workers, capital_baht
)
SELECT
    link.facility_id, licence_factory_class, licence_activity_th, isic, licence_horsepower, licence_workers,
    licence_capital_baht
FROM {staged} AS staged
INNER JOIN import_link AS link ON link.n = staged.n AND link.alone
WHERE staged.plain AND staged.isic IS NOT NULL

-- The status that each new licence is first seen with.
-- A row bears no day after that of its load: LEAST takes the load's day for it, and where there is none.
INSERT INTO facilities_statusentry (facility_id, licence_id, status, "on", source, note, recorded_at)
SELECT
    link.facility_id, %(base)s + staged.n, staged.licence_status, least(staged.said_on, %(day)s), %(source)s, '', %(now)s
FROM {staged} AS staged
INNER JOIN import_link AS link ON link.n = staged.n AND link.alone
WHERE staged.plain AND staged.licence_status <> 'unknown'

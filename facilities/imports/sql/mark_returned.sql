-- Records that were absent and are as they were.
UPDATE facilities_sourcerecord AS record
SET missing_since = NULL, last_seen = NULL
WHERE record.source = %(source)s
  AND record.missing_since IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM {unseen} AS unseen WHERE unseen.record_id = record.id)

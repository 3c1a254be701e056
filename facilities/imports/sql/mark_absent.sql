-- Records that the load lacks. Nothing else happens to them: the feed drops and returns tens of thousands of factories.
UPDATE facilities_sourcerecord AS record
SET missing_since = %(day)s, last_seen = %(last_day)s
FROM {unseen} AS unseen
WHERE unseen.record_id = record.id AND record.missing_since IS NULL AND record.changed_run_id <> %(run)s

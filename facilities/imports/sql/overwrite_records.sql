-- Follows `add_records` where keys may be known. A changed record stays with its site and licence.
ON CONFLICT (source, key) DO UPDATE SET
    digest = excluded.digest,
    raw = excluded.raw,
    geometry = excluded.geometry,
    row = excluded.row,
    status = excluded.status,
    said_on = excluded.said_on,
    changed_run_id = excluded.changed_run_id,
    missing_since = NULL,
    last_seen = NULL

-- A new report with its attribution, candidates, areas, first step, reporter, history, and the answer that is kept under
-- its sender's key, in one statement.
--
-- SQL, because eight INSERTs through the ORM cost more than finding the place and the nearest facilities together,
-- and every report waits for it. `row` is one JSON object whose members are the columns of the tables, so that the
-- database reads values by the types of the tables; keys of other tables are checked when the transaction commits.
WITH given AS (
    SELECT %(row)s::jsonb AS row
),

stored AS (
    INSERT INTO incidents_report (
        tracking_code, category_id, description, public_text, state, channel, received_at, changed_at,
        accept_by, finish_by, reporter_says, reopened, chain_length, chain_head, handled_by_id,
        place_text, position, accuracy_m, position_source, position_method, error_radius_m
    )
    SELECT
        r.tracking_code, r.category_id, r.description, r.public_text, r.state, r.channel, r.received_at, r.changed_at,
        r.accept_by, r.finish_by, '', 0, 1, r.chain_head, r.handled_by_id,
        r.place_text, r.position, r.accuracy_m, r.position_source, r.position_method, r.error_radius_m
    FROM given, jsonb_populate_record(NULL::incidents_report, given.row -> 'report') AS r
    RETURNING id
),

attribution AS (
    INSERT INTO incidents_attribution (
        report_id, nearest_id, nearest_distance_m, about_nearest, presumption_th, presumption_en, site_id, verdict,
        model_version, lead_id, lead_role, legal_ground, legal_ground_en, rule, rule_version, rule_verified,
        reason_th, reason_en, supporting, would_change, boundary_edition, boundary_quality, boundary_error_m,
        border_distance_m, border_beyond, border_beyond_th, border_beyond_en, computed_at
    )
    SELECT
        stored.id, a.nearest_id, a.nearest_distance_m, a.about_nearest, a.presumption_th, a.presumption_en, a.site_id, '',
        a.model_version, a.lead_id, a.lead_role, a.legal_ground, a.legal_ground_en, a.rule, a.rule_version,
        a.rule_verified, a.reason_th, a.reason_en, a.supporting, a.would_change, a.boundary_edition,
        a.boundary_quality, a.boundary_error_m, a.border_distance_m, a.border_beyond, a.border_beyond_th,
        a.border_beyond_en, a.computed_at
    FROM stored, given, jsonb_populate_record(NULL::incidents_attribution, given.row -> 'attribution') AS a
),

candidates AS (
    INSERT INTO incidents_candidate (attribution_id, rank, facility_id, distance_m)
    SELECT stored.id, near.rank, near.facility_id, near.distance_m
    FROM stored, given, jsonb_populate_recordset(NULL::incidents_candidate, given.row -> 'candidates') AS near
),

likely AS (
    INSERT INTO incidents_likely (attribution_id, rank, facility_id, distance_m, share, reasons)
    SELECT stored.id, source.rank, source.facility_id, source.distance_m, source.share, source.reasons
    FROM stored, given, jsonb_populate_recordset(NULL::incidents_likely, given.row -> 'likely') AS source
),

areas AS (
    INSERT INTO incidents_reportarea (report_id, level, code, name_th, name_en, distance_m)
    SELECT stored.id, area.level, area.code, area.name_th, area.name_en, area.distance_m
    FROM stored, given, jsonb_populate_recordset(NULL::incidents_reportarea, given.row -> 'areas') AS area
),

step AS (
    INSERT INTO incidents_statechange (
        report_id, number, kind, from_state, to_state, at, actor_label, reason, data, text_digest, previous, digest
    )
    SELECT
        stored.id, 1, 'state', '', s.to_state, s.at, s.actor_label, '', s.data, s.text_digest, '', s.digest
    FROM stored, given, jsonb_populate_record(NULL::incidents_statechange, given.row -> 'step') AS s
),

reporter AS (
    INSERT INTO incidents_reportercontact (report_id, contact, device_position, device_accuracy_m)
    SELECT stored.id, c.contact, c.device_position, c.device_accuracy_m
    FROM stored, given, jsonb_populate_record(NULL::incidents_reportercontact, given.row -> 'reporter') AS c
    WHERE given.row ? 'reporter'
),

change AS (
    INSERT INTO geo_change (at, actor_id, actor_label, action, subject_type, subject_id, reason, before, after)
    SELECT
        statement_timestamp(), c.actor_id, c.actor_label, 'report.filed', 'incidents.report', stored.id, '', NULL, c.after
    FROM stored, given, jsonb_populate_record(NULL::geo_change, given.row -> 'change') AS c
),

answer AS (
    INSERT INTO incidents_storedanswer (actor_label, key, body_digest, report_id, answer, created_at)
    SELECT a.actor_label, a.key, a.body_digest, stored.id, a.answer, a.created_at
    FROM stored, given, jsonb_populate_record(NULL::incidents_storedanswer, given.row -> 'answer') AS a
    WHERE given.row ? 'answer'
),

-- A few at a time, and none that another request is just forgetting: nobody waits for this.
forgotten AS (
    DELETE FROM incidents_storedanswer WHERE id IN (
        SELECT old.id FROM incidents_storedanswer AS old
        WHERE old.created_at < (SELECT (row ->> 'forget_before')::timestamptz FROM given)
        LIMIT 100 FOR UPDATE SKIP LOCKED
    )
)

SELECT id FROM stored

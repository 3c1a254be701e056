-- A new report with its attribution, candidates, areas, first step and contact, in one statement.
--
-- SQL, because six INSERTs through the ORM cost more than finding the place and the nearest facilities together
-- (4.6 of 6.2 ms of processor time), and every report waits for it. All values are bound; keys of other tables are
-- checked by the database when the transaction commits.
WITH stored AS (
    INSERT INTO incidents_report (
        tracking_code, category_id, description, state, channel, received_at, changed_at, handled_by_id,
        public_text, reporter_says, reopened, chain_length, chain_head, place_text,
        position, accuracy_m, position_source, position_method, error_radius_m
    ) VALUES (
        %(tracking_code)s, %(category)s, %(description)s, %(state)s, %(channel)s, %(received_at)s, %(received_at)s, %(lead)s,
        '', '', 0, 1, %(digest)s, '',
        %(position)s::geometry, %(accuracy_m)s, %(position_source)s, %(position_method)s, %(accuracy_m)s
    )
    RETURNING id
),

attribution AS (
    INSERT INTO incidents_attribution (
        report_id, nearest_id, nearest_distance_m, about_nearest, presumption_th, presumption_en, site_id,
        verdict, model_version, rule_version, would_change, lead_id, lead_role, legal_ground, legal_ground_en, rule, rule_verified, reason_th, reason_en, supporting,
        boundary_edition, boundary_quality, boundary_error_m,
        border_distance_m, border_beyond, border_beyond_th, border_beyond_en, computed_at
    )
    SELECT
        id, %(nearest)s, %(nearest_distance_m)s, %(about_nearest)s, %(presumption_th)s, %(presumption_en)s, %(site)s,
        '', '', 1, '[]'::jsonb, %(lead)s, %(lead_role)s, %(legal_ground)s, %(legal_ground_en)s, %(rule)s, %(rule_verified)s,
        %(reason_th)s, %(reason_en)s, %(supporting)s::jsonb,
        %(boundary_edition)s, %(boundary_quality)s, %(boundary_error_m)s,
        %(border_distance_m)s, %(border_beyond)s, %(border_beyond_th)s, %(border_beyond_en)s, %(received_at)s
    FROM stored
),

candidates AS (
    INSERT INTO incidents_candidate (attribution_id, rank, facility_id, distance_m)
    SELECT stored.id, near.rank, near.facility, near.distance_m
    FROM stored, jsonb_to_recordset(%(candidates)s::jsonb) AS near (rank int, facility bigint, distance_m float8)
),

areas AS (
    INSERT INTO incidents_reportarea (report_id, level, code, name_th, name_en, distance_m)
    SELECT stored.id, area.level, area.code, area.name_th, area.name_en, area.distance_m
    FROM stored, jsonb_to_recordset(%(areas)s::jsonb)
        AS area (level text, code text, name_th text, name_en text, distance_m float8)
),

step AS (
    INSERT INTO incidents_statechange (
        report_id, number, kind, from_state, to_state, at, actor_label, reason, data, text_digest, previous, digest
    )
    SELECT id, 1, 'state', '', %(state)s, %(received_at)s, %(actor_label)s, '', %(first_data)s::jsonb, %(text_digest)s, '', %(digest)s FROM stored
),

contact AS (
    INSERT INTO incidents_reportercontact (report_id, contact)
    SELECT id, %(contact)s FROM stored WHERE %(contact)s <> ''
)

SELECT id FROM stored

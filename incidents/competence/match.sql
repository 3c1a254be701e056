-- Who is competent in one situation or in a hundred thousand: what the ground is, the first rule that fits, the bodies
-- beside it, and what else would lead if something were otherwise.
--
-- SQL, because rules are rows, the ground is polygons, and the same statement has to serve a report and a whole
-- register. Every step is LATERAL to its situation, so that the work grows with the situations and never with their
-- square, whatever the planner believes of a JSON parameter. `fits` stands twice: for rules and for lines beside.
WITH rule AS MATERIALIZED (
    -- Most conditions ask nothing: NULL is told apart from a list in less time than an empty list is.
    SELECT
        id, rule, version, position, valid_from, valid_to, lead, role, reason_th, reason_en, verified, in_general,
        emergency, text_th, text_en,
        nullif(areas, '{}')::text[] AS areas,
        nullif(not_areas, '{}')::text[] AS not_areas,
        nullif(categories, '{}')::text[] AS categories,
        nullif(not_categories, '{}')::text[] AS not_categories,
        nullif(kinds, '{}')::text[] AS kinds,
        nullif(classes, '{}')::text[] AS classes,
        nullif(types, '{}')::text[] AS types,
        nullif(issuers, '{}')::text[] AS issuers,
        nullif(grounds_kinds, '{}')::text[] AS grounds_kinds,
        nullif(local_kinds, '{}')::text[] AS local_kinds
    FROM incidents_competencerule
    INNER JOIN incidents_legalground ON code = ground_id
    ORDER BY position, rule, version DESC
),

told AS (
    SELECT *
    FROM jsonb_to_recordset(%(situations)s::jsonb) AS told (
        n int, day date, province text, areas text[], category text, emergency boolean, kind text, class text,
        types text[], issuer text, said boolean, lon float8, lat float8, plots jsonb, local jsonb, beyond text, asked boolean
    )
),

situation AS MATERIALIZED (
    SELECT
        told.*,
        coalesce(told.plots, ground.plots, '[]') AS ground,
        coalesce(kinds.kinds, '{none}') || CASE WHEN told.said THEN '{said}'::text[] ELSE '{}' END AS grounds,
        coalesce(
            told.local,
            CASE WHEN told.province = '10' THEN '["bma", "bma", "กรุงเทพมหานคร", "Bangkok"]'::jsonb END,
            govern.local,
            CASE WHEN told.lon IS NOT NULL AND EXISTS (
                SELECT FROM geo_localgovernment AS loaded
                WHERE loaded.province_code = told.province
                  AND (loaded.valid_from IS NULL OR loaded.valid_from <= told.day)
                  AND (loaded.valid_to IS NULL OR loaded.valid_to > told.day)
            ) THEN '["sao", "local", "", ""]'::jsonb END,
            '["unknown", "local", "", ""]'
        ) AS governed,
        CASE WHEN told.province = '10' THEN 'diw' ELSE 'pio-' || told.province END AS pio
    FROM told
    LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_array(plot.kind, plot.name_th, plot.name_en) ORDER BY plot.rank, plot.id) AS plots
        FROM (
            SELECT 1 AS rank, id, kind, name_th, name_en
            FROM facilities_estate
            WHERE ST_Covers(boundary, ST_SetSRID(ST_MakePoint(told.lon, told.lat), 4326))
            UNION ALL
            SELECT 2, id, 'concession', coalesce(nullif(name_th, ''), source_key), coalesce(nullif(name_en, ''), source_key)
            FROM facilities_facility
            WHERE kind = 'mine' AND merged_into_id IS NULL
              AND ST_Covers(footprint, ST_SetSRID(ST_MakePoint(told.lon, told.lat), 4326))
        ) AS plot
    ) AS ground ON told.plots IS NULL AND told.lon IS NOT NULL
    LEFT JOIN LATERAL (
        SELECT array_agg(plot.value ->> 0) AS kinds
        FROM jsonb_array_elements(coalesce(told.plots, ground.plots)) AS plot (value)
    ) AS kinds ON true
    LEFT JOIN LATERAL (
        SELECT jsonb_build_array(kind, 'lg-' || code, name_th, name_en) AS local
        FROM geo_localgovernment
        WHERE ST_Covers(boundary, ST_SetSRID(ST_MakePoint(told.lon, told.lat), 4326))
          AND (valid_from IS NULL OR valid_from <= told.day)
          AND (valid_to IS NULL OR valid_to > told.day)
        ORDER BY kind = 'sao', code
        LIMIT 1
    ) AS govern ON told.local IS NULL AND told.province <> '10'
)

SELECT
    situation.n,
    picked.lead,
    main.role,
    main.text_th,
    main.text_en,
    main.rule,
    main.version,
    main.reason_th,
    main.reason_en,
    main.verified,
    beside.bodies,
    picked.alternatives,
    situation.ground,
    situation.governed,
    picked.counterpart,
    counterpart.text_th,
    counterpart.text_en
FROM situation
CROSS JOIN LATERAL (
    SELECT
        min(rule.id) FILTER (WHERE variant.what = '') AS main_id,
        min(rule.id) FILTER (WHERE variant.what = 'quiet') AS quiet_id,
        min(rule.id) FILTER (WHERE variant.what = 'counterpart') AS counterpart_id,
        min(office.code) FILTER (WHERE variant.what = '') AS lead,
        min(office.code) FILTER (WHERE variant.what = 'quiet') AS quiet_lead,
        min(office.code) FILTER (WHERE variant.what = 'counterpart') AS counterpart,
        jsonb_agg(jsonb_build_array(variant.what, office.code) ORDER BY variant.rank)
            FILTER (WHERE variant.rank > 2) AS alternatives
    FROM (
        VALUES
        (0, '', true, false, province, areas, category, emergency, kind, class, types, issuer, grounds,
         governed ->> 0, governed ->> 1),
        (1, 'quiet', true, true, province, areas, '', false, kind, class, types, issuer, grounds,
         governed ->> 0, governed ->> 1),
        (2, 'counterpart', beyond IS NOT NULL, true, beyond, ARRAY[beyond], '', false, 'none', '0', '{}', 'unknown',
         '{none}', CASE WHEN beyond = '10' THEN 'bma' ELSE 'unknown' END, CASE WHEN beyond = '10' THEN 'bma' ELSE 'local' END),
        (3, 'beyond_border', asked AND beyond IS NOT NULL, false, beyond, ARRAY[beyond], category, emergency,
         kind, class, types, issuer, grounds,
         CASE WHEN beyond = '10' THEN 'bma' ELSE 'unknown' END, CASE WHEN beyond = '10' THEN 'bma' ELSE 'local' END),
        (4, 'not_in_estate', asked AND (issuer = 'ieat' OR 'estate' = ANY (grounds)), false, province, areas,
         category, emergency, kind, class, types, CASE WHEN issuer = 'ieat' THEN 'unknown' ELSE issuer END,
         array_remove(grounds, 'estate') || '{none}'::text[], governed ->> 0, governed ->> 1),
        (5, 'in_estate', asked AND issuer <> 'ieat' AND 'estate' <> ALL (grounds), false, province, areas,
         category, emergency, kind, class, types, issuer, '{estate}', governed ->> 0, governed ->> 1),
        (6, 'municipality', asked AND governed ->> 0 IN ('unknown', 'sao'), false, province, areas,
         category, emergency, kind, class, types, issuer, grounds, 'municipality', 'local'),
        (7, 'not_municipality', asked AND governed ->> 0 IN ('municipality', 'pattaya'), false, province,
         areas, category, emergency, kind, class, types, issuer, grounds, 'sao', 'local'),
        (8, 'class_1_2', asked AND category <> 'illegal_factory' AND class NOT IN ('1', '2'), false,
         province, areas, category, emergency, 'factory', '2', types, issuer, grounds, governed ->> 0, governed ->> 1),
        (9, 'class_1_2_municipality', asked AND category <> 'illegal_factory' AND class NOT IN ('1', '2')
         AND governed ->> 0 IN ('unknown', 'sao'), false, province, areas, category, emergency, 'factory', '2', types,
         issuer, grounds, 'municipality', 'local'),
        (10, 'class_3', asked AND category <> 'illegal_factory' AND class <> '3', false, province, areas,
         category, emergency, 'factory', '3', types, issuer, grounds, governed ->> 0, governed ->> 1),
        (11, 'without_site', asked AND kind <> 'none', false, province, areas, category, emergency, 'none',
         '0', '{}', 'unknown', array_remove(grounds, 'said'), governed ->> 0, governed ->> 1),
        (12, 'emergency', asked AND NOT emergency, false, province, areas, category, true, kind, class,
         types, issuer, grounds, governed ->> 0, governed ->> 1),
        (13, 'no_emergency', asked AND emergency, false, province, areas, category, false, kind, class,
         types, issuer, grounds, governed ->> 0, governed ->> 1)
    ) AS variant (
        rank, what, wanted, in_general, province, areas, category, emergency, kind, class, types, issuer, grounds,
        local_kind, local_office
    )
    CROSS JOIN LATERAL (
        SELECT rule.id, rule.lead
        FROM rule
        WHERE (rule.valid_from IS NULL OR rule.valid_from <= situation.day)
          AND (rule.valid_to IS NULL OR rule.valid_to > situation.day)
          AND (rule.in_general OR NOT variant.in_general)
          -- fits
          AND (rule.categories IS NULL OR variant.category = ANY (rule.categories))
          AND (rule.emergency IS NULL OR rule.emergency = variant.emergency)
          AND (rule.issuers IS NULL OR variant.issuer = ANY (rule.issuers))
          AND (rule.classes IS NULL OR variant.class = ANY (rule.classes))
          AND (rule.kinds IS NULL OR variant.kind = ANY (rule.kinds))
          AND (rule.local_kinds IS NULL OR variant.local_kind = ANY (rule.local_kinds))
          AND (rule.areas IS NULL OR rule.areas && variant.areas)
          AND (rule.types IS NULL OR rule.types && variant.types)
          AND (rule.grounds_kinds IS NULL OR rule.grounds_kinds && variant.grounds)
          AND (rule.not_categories IS NULL OR variant.category <> ALL (rule.not_categories))
          AND (rule.not_areas IS NULL OR NOT rule.not_areas && variant.areas)
        ORDER BY rule.position, rule.rule, rule.version DESC
        LIMIT 1
    ) AS rule
    CROSS JOIN LATERAL (
        SELECT CASE rule.lead
            WHEN '{pio}' THEN CASE WHEN variant.province = '10' THEN 'diw' ELSE 'pio-' || variant.province END
            WHEN '{local}' THEN variant.local_office
            WHEN '{ground}' THEN CASE
                WHEN variant.issuer = 'ieat' OR 'estate' = ANY (variant.grounds) THEN 'ieat'
                WHEN variant.province = '10' THEN 'diw'
                ELSE 'pio-' || variant.province
            END
            ELSE rule.lead
        END AS code
    ) AS office
    WHERE variant.wanted
) AS picked
INNER JOIN rule AS main ON main.id = picked.main_id
LEFT JOIN rule AS counterpart ON counterpart.id = picked.counterpart_id
LEFT JOIN LATERAL (
    SELECT
        jsonb_agg(jsonb_build_array(
            CASE line.office
                WHEN '{regulator}' THEN picked.quiet_lead
                WHEN '{pio}' THEN situation.pio
                WHEN '{local}' THEN situation.governed ->> 1
                WHEN '{ground}' THEN CASE
                    WHEN situation.issuer = 'ieat' OR 'estate' = ANY (situation.grounds) THEN 'ieat'
                    ELSE situation.pio
                END
                ELSE line.office
            END,
            CASE line.office WHEN '{regulator}' THEN quiet.role ELSE line.role END,
            coalesce(quiet.text_th, law.text_th), coalesce(quiet.text_en, law.text_en), line.said_th, line.said_en
        ) ORDER BY part.rank, line.position, line.id) AS bodies
    FROM (
        SELECT 1 AS rank, picked.main_id AS rule_id, situation.category AS category, situation.emergency AS emergency
        UNION ALL
        -- Whoever regulates the place in quiet times supports, with everyone who supports it.
        SELECT 2, picked.quiet_id, '', false
        WHERE picked.main_id = ANY (
            ARRAY(SELECT asks.rule_id FROM incidents_competencesupport AS asks WHERE asks.office = '{regulator}')
        )
    ) AS part
    INNER JOIN incidents_competencesupport AS line ON line.rule_id = part.rule_id
    INNER JOIN incidents_legalground AS law ON law.code = line.ground_id
    LEFT JOIN rule AS quiet ON line.office = '{regulator}' AND quiet.id = picked.quiet_id
    WHERE true
      -- fits
      AND (line.categories = '{}' OR part.category = ANY (line.categories))
      AND (line.emergency IS NULL OR line.emergency = part.emergency)
      AND (line.issuers = '{}' OR situation.issuer = ANY (line.issuers))
      AND (line.classes = '{}' OR situation.class = ANY (line.classes))
      AND (line.kinds = '{}' OR situation.kind = ANY (line.kinds))
      AND (line.local_kinds = '{}' OR situation.governed ->> 0 = ANY (line.local_kinds))
      AND (line.areas = '{}' OR line.areas::text[] && situation.areas)
      AND (line.types = '{}' OR line.types::text[] && situation.types)
      AND (line.grounds_kinds = '{}' OR line.grounds_kinds::text[] && situation.grounds)
      AND (line.not_categories = '{}' OR part.category <> ALL (line.not_categories))
      AND (line.not_areas = '{}' OR NOT line.not_areas::text[] && situation.areas)
) AS beside ON true

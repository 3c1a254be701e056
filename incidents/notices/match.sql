-- One notice for every active subscription that fits a step of a report; none where one was made before.
--
-- SQL, because the conditions join the report, its areas and the rights of who subscribed, and the rows are written
-- where they are found. A radius is measured from the exact place only for subscribers who may see it: others could
-- find it by drawing circles, and theirs are measured from the blurred place.
WITH maker AS (
    SELECT
        subscription.id,
        coalesce(maker.is_superuser, false) AS superuser,
        ARRAY(
            SELECT permission.codename
            FROM auth_permission AS permission
            JOIN django_content_type AS kind ON kind.id = permission.content_type_id AND kind.app_label = 'incidents'
            WHERE
                permission.codename IN ('view_report', 'view_restrictedreport', 'view_exactplace')
                AND (
                    EXISTS (
                        SELECT FROM auth_user_user_permissions AS own
                        WHERE own.user_id = maker.id AND own.permission_id = permission.id
                    )
                    OR EXISTS (
                        SELECT FROM auth_user_groups AS member
                        JOIN auth_group_permissions AS held ON held.group_id = member.group_id
                        WHERE member.user_id = maker.id AND held.permission_id = permission.id
                    )
                )
        ) AS may
    FROM incidents_subscription AS subscription
    JOIN auth_user AS maker
        ON maker.is_active AND (
            maker.id = subscription.user_id
            OR (subscription.user_id IS NULL AND maker.username = subscription.created_by)
        )
    WHERE subscription.active
)

INSERT INTO incidents_notice (
    token, subscription_id, report_id, event, step, created_at, state, tries, next_try_at, seen_by, problem
)
SELECT
    gen_random_uuid(), subscription.id, report.id, %(event)s, %(step)s, coalesce(%(now)s, now()),
    'waiting', 0, coalesce(%(now)s, now()), '', ''
FROM incidents_report AS report
JOIN incidents_category AS category ON category.code = report.category_id
CROSS JOIN incidents_subscription AS subscription
JOIN maker ON maker.id = subscription.id
WHERE
    report.id = %(report)s
    -- A file of old tickets tells nobody.
    AND report.channel <> 'file'
    AND (subscription.events = '{}' OR %(event)s = ANY(subscription.events))
    AND (subscription.categories = '{}' OR report.category_id = ANY(subscription.categories))
    AND (maker.superuser OR 'view_report' = ANY(maker.may))
    AND (category.urgency <> 'restricted' OR maker.superuser OR 'view_restrictedreport' = ANY(maker.may))
    -- An office that names no place asks for the cases it has.
    AND (
        subscription.office_id IS NULL
        OR subscription.areas <> '{}'
        OR subscription.radius_m IS NOT NULL
        OR subscription.office_id = report.handled_by_id
    )
    AND (
        subscription.areas = '{}'
        OR EXISTS (
            SELECT FROM incidents_reportarea AS area
            WHERE area.report_id = report.id AND area.code = ANY(subscription.areas)
        )
    )
    AND (
        subscription.radius_m IS NULL
        OR ST_DWithin(
            CASE
                WHEN maker.superuser OR 'view_exactplace' = ANY(maker.may) THEN report.position
                ELSE ST_Transform(report.blurred, 4326)
            END::geography,
            subscription.centre::geography,
            subscription.radius_m
        )
    )
ON CONFLICT ON CONSTRAINT told_once DO NOTHING

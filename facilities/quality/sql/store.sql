-- What was found of one matter against the items that are open. Every item settled here was settled by the facts.
ANALYZE quality_found;

UPDATE facilities_workitem AS item
SET settled_at = %(now)s, settled_how = %(gone)s
FROM quality_scope AS site
WHERE item.facility_id = site.facility_id
  AND item.matter = %(matter)s
  AND item.settled_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM quality_found AS found WHERE found.facility_id = item.facility_id);

-- A person looked at exactly this, and said that it is right. Taken out first: a statement that looks such items up
-- while it adds to their table walks over all that it added, for every row once more.
DELETE FROM quality_found AS found
USING facilities_workitem AS item
WHERE item.facility_id = found.facility_id
  AND item.matter = %(matter)s
  AND item.accepted
  AND item.detail = found.detail;

INSERT INTO facilities_workitem (
    facility_id, matter, detail, found_at, weight, settled_how, settled_by_label, accepted
)
SELECT found.facility_id, %(matter)s, found.detail, %(now)s, site.weight, '', '', FALSE
FROM quality_found AS found
INNER JOIN quality_scope AS site ON site.facility_id = found.facility_id
ON CONFLICT (facility_id, matter) WHERE settled_at IS NULL DO UPDATE
SET detail = excluded.detail, weight = excluded.weight
WHERE facilities_workitem.detail <> excluded.detail OR facilities_workitem.weight <> excluded.weight;

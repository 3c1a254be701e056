-- The sites that the load wrote about.
SELECT DISTINCT facility_id FROM import_link LIMIT %(most)s

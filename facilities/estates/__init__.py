"""Industrial estates, zones and parks: loading and drawing them, their layer on the map, their pages."""

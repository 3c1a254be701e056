"""Open311 GeoReport v2, served and read."""

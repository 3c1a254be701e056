"""Named coordinate reference systems; no other module spells an SRID as a number."""

WGS84 = 4326
"""Longitude, latitude in degrees: what we store and exchange."""

WEB_MERCATOR = 3857
"""Metres on the sphere, for tiles and screens only, never for distances."""

MERCATOR_HALF_WORLD_M = 20_037_508.342789244
"""Half the width of the Web Mercator square, in its own metres."""

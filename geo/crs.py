"""Named coordinate reference systems; no other module spells an SRID as a number."""

WGS84 = 4326
"""Longitude, latitude in degrees: what we store and exchange."""

WEB_MERCATOR = 3857
"""Metres on the sphere, for tiles and screens only, never for distances."""

MERCATOR_HALF_WORLD_M = 20_037_508.342789244
"""Half the width of the Web Mercator square, in its own metres."""

MAX_ZOOM = 22
"""Of a pyramid of tiles: finer than any register, 2.4 cm to the pixel."""

UTM_47N, UTM_48N = 32647, 32648
"""Easting, northing in metres on WGS84."""

INDIAN_1975, INDIAN_1975_UTM_47N, INDIAN_1975_UTM_48N = 904240, 924047, 924048
"""EPSG:4240, 24047 and 24048 as our database knows them, with the three parameters that Thai surveyors use: the number
is EPSG's plus 900,000. Under EPSG's own numbers PostGIS lands about 190 m off."""

EPSG_INDIAN_1975, EPSG_INDIAN_1975_UTM_47N, EPSG_INDIAN_1975_UTM_48N = 4240, 24047, 24048
"""The same as files and PROJ number them; `geo.datum` gives them the same three parameters."""

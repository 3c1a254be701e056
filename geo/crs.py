"""Named coordinate reference systems; no other module spells an SRID as a number."""

WGS84 = 4326
"""Longitude, latitude in degrees: what we store and exchange."""

INDIAN_1975 = 4240
"""Degrees on the datum of Thai maps before the 1990s; `geo.datum` knows the way from there."""

INDIAN_1975_UTM_47 = 24047
INDIAN_1975_UTM_48 = 24048
"""Metres on that datum, west and east of 102 degrees."""

UTM_47 = 32647
UTM_48 = 32648
"""Metres on WGS84, west and east of 102 degrees."""

WEB_MERCATOR = 3857
"""Metres on the sphere, for tiles and screens only, never for distances."""

MERCATOR_HALF_WORLD_M = 20_037_508.342789244
"""Half the width of the Web Mercator square, in its own metres."""

UTM_47N, UTM_48N = 32647, 32648
"""Easting, northing in metres on WGS84."""

INDIAN_1975, INDIAN_1975_UTM_47N, INDIAN_1975_UTM_48N = 904240, 924047, 924048
"""EPSG:4240, 24047 and 24048 as our database knows them, with the three parameters that Thai surveyors use: the number
is EPSG's plus 900,000. Under EPSG's own numbers PostGIS lands about 190 m off."""

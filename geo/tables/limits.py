"""How much a file from outside may ask of us. Each limit is far above any register or boundary file of the country."""

LARGEST_FILE_BYTES = 1_000_000_000
"""The national factory feed has 164 MB."""

LARGEST_UNPACKED_BYTES = 2_000_000_000
"""All members of a zip, workbook or KMZ together. The subdistricts of the whole country take a tenth of it."""

LARGEST_RATIO = 200
"""Unpacked to packed bytes of one archive. Deflate reaches 1,032 on zeros; tables of blanks stay under 100."""

RATIO_COUNTS_FROM_BYTES = 50_000_000
"""Below this size unpacked any ratio is harmless: a small table of blanks packs as well as a bomb."""

MOST_MEMBERS = 2_000
"""Files in one archive. A shapefile has at most twelve; a KMZ may hold a picture for each place."""

LARGEST_CELL = 1_000_000
"""Letters of one CSV cell. A polygon of 20,000 vertices fits; an open quote does not swallow the file."""

MOST_COLUMNS = 2_000
"""The widest register has 46."""

LARGEST_WORKBOOK_BYTES = 250_000_000
"""Of a workbook unpacked. A sheet lies in memory as a whole, about twice this; the national feed is a CSV file."""

LARGEST_KML_BYTES = 100_000_000
"""KML cannot be read in parts: all of it lies in memory, several times its size."""

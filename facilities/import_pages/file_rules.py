"""The rules that the readers of files and rows state, each as a pattern that can be said in another language.

The readers are pure and write English with the numbers inside; a rule that is missing here is shown as it is.
"""

from django.utils.translation import gettext_noop as _

ENDS = " CSV, XLSX, GeoJSON, GeoPackage, Shapefile (also zipped), KML and KMZ are read"
"""Follows every rule about a file of an unknown kind; the page says which files are read by itself."""

RULES = (
    _("The file is empty"),
    _("The file has %(n)s bytes; at most %(most)s are read"),
    _("The file is an old (.xls) or password-protected workbook; save it as .xlsx without a password."),
    _("The file is a web page (HTML), perhaps a server's error message saved under this name."),
    _("The file is XML, but not KML."),
    _("The file is binary and of no known kind."),
    _("The file is a PDF document."),
    _("The file is a picture."),
    _("The file is packed with gzip; unpack it first."),
    _("The file is a 7-Zip archive; unpack it first."),
    _("The file is a RAR archive; unpack it first."),
    _("The zip archive holds neither a .shp, nor a .kml, nor a workbook."),
    _("The zip archive is damaged or cut off"),
    _("The zip archive is damaged or packed in a way that is not read"),
    _("The archive unpacks to more than %(most)s bytes"),
    _("The archive unpacks to %(n)s bytes; at most %(most)s are read"),
    _("The archive unpacks to %(n)s times its size; at most %(most)s is read"),
    _("The archive holds %(n)s files; at most %(most)s are read"),
    _("The archive is protected by a password; give one without"),
    _("The archive names a file outside itself: %(name)s"),
    _("The archive holds %(n)s .shp files, not one: %(names)s"),
    _("The file holds nothing but blank lines"),
    _("The file holds a header and no row"),
    _("The header has one column only; commas, semicolons or tabs part columns"),
    _("The header has %(n)s columns; at most %(most)s are read"),
    _("In row %(row)s a quote opens and is not closed within %(most)s letters"),
    _("The text is not %(encoding)s; state its encoding"),
    _("The file is no valid JSON after feature %(n)s"),
    _("The file holds no feature"),
    _("The JSON is no GeoJSON"),
    _("The file's CRS is a link, which is not followed; state it"),
    _("The file's CRS %(name)s is no EPSG code; state it"),
    _("The CRS is none that PROJ knows; state it (EPSG:24047, EPSG:32647 ...)"),
    _("The CRS is not one of longitude and latitude or of a map; state another"),
    _("The GeoPackage is damaged and cannot be read"),
    _("The file is an SQLite database, but no GeoPackage"),
    _("The file is an SQLite database, but no GeoPackage that can be read"),
    _("The file holds %(n)s layers, not one: %(names)s. Name one"),
    _("The layer %(name)s states no CRS; state it (EPSG:24047, EPSG:32647 ...)"),
    _("The KML is damaged or ends in the middle; it cannot be read"),
    _("The KML has %(n)s bytes; at most %(most)s are read"),
    _("The KML declares entities (DOCTYPE); such files are not read"),
    _("The file holds no place (Placemark)"),
    _("The .dbf file, which holds the columns, is missing"),
    _("The Shapefile is damaged and cannot be read"),
    _(
        "The file states no CRS and its coordinates are not degrees in Thailand; "
        "state it (a .prj file beside the .shp, or EPSG:24047, EPSG:32647 ...)"
    ),
    _("The file cannot be read on after row %(row)s; it is damaged"),
    _("The workbook is damaged and cannot be read"),
    _("The workbook has no sheet"),
    _("The sheet %(name)s is damaged and cannot be read"),
    _("The sheet holds no header of two columns or more"),
    _("The sheet holds a header and no row"),
    # Notes about a file that is read.
    _("The file does not say its encoding; it was read as cp874 (TIS-620), which fits its bytes"),
    _("The .cpg file says UTF-8, but the bytes are not; they were read as cp874 (TIS-620)"),
    _("Texts that the file cuts in the middle of a letter lost that letter"),
    _("NUL bytes in the file: %(n)s"),
    _("Letters that cannot be read in the file's encoding: %(n)s"),
    _("Column %(n)s is called %(was)s in the file; it is read as %(name)s"),
    _("The first %(n)s rows were taken for titles; the header is row %(row)s"),
    _("The file states no CRS; all its coordinates are degrees in Thailand, so WGS84 is taken"),
    _("Network links in the file were not followed; only what the file itself holds is read"),
    # Rows that are no rows.
    _("the file ends in the middle of this row"),
    _("%(n)s cells where the header has %(most)s"),
    _("a NUL byte stands in a cell; it was left out"),
    _("a letter cannot be read in the file's encoding"),
    _("a ring was not closed or had fewer than four points"),
    _("the shape cannot be transformed to WGS84"),
    # Rows that cannot be stored.
    _("%(name)s holds at most %(most)s characters"),
    _("a factory type is one of the 107 of the regulation"),
    _("a footprint is one or more valid polygons"),
    _("A head office is no estate"),
    _("an estate has a name"),
    # Mappings.
    _("line %(line)s, %(rest)s"),
    _("A mapping is at most 64 KB"),
    _("A mapping holds no references (&, *)"),
    _("source: a source is named in small Latin letters, digits and hyphens, at most 31"),
    _("coordinates.crs: a reference system such as EPSG:32647"),
)

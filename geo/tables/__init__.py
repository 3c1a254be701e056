"""Tables from outside: CSV, workbooks and vector layers, read row by row through one door.

`open_table` looks at the first bytes, never at the name, and refuses what it does not know before any library sees it.
"""

from geo.tables.opening import open_table
from geo.tables.spans import Span, open_span, some_rows, split
from geo.tables.table import Table, TableRow

__all__ = ["Span", "Table", "TableRow", "open_span", "open_table", "some_rows", "split"]

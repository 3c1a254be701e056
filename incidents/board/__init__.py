"""The officers' board: what it shows is in its address, page by page."""

from incidents.board.filters import Filters
from incidents.board.paging import Page, page, selected

__all__ = ["Filters", "Page", "page", "selected"]

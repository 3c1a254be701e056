"""The officers' board: what it shows is in its address, page by page."""

from incidents.board.filters import Filters
from incidents.board.page import Page, page, selected

__all__ = ["Filters", "Page", "page", "selected"]

"""The administration of reports, one module per subject."""

from incidents.admin import categories, reports

__all__ = ["categories", "reports"]

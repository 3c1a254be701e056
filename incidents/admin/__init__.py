"""The administration of reports, one module per subject."""

from incidents.admin import categories, causes, reports

__all__ = ["categories", "causes", "reports"]

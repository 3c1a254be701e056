"""The administration of reports, one module per subject."""

from incidents.admin import categories, causes, notices, privacy, reports

__all__ = ["categories", "causes", "notices", "privacy", "reports"]

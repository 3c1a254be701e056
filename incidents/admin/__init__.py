"""The administration of reports, one module per subject."""

from incidents.admin import categories, causes, notices, outside, privacy, reports, rules

__all__ = ["categories", "causes", "notices", "outside", "privacy", "reports", "rules"]

"""The administration of reports, one module per subject."""

from incidents.admin import categories, causes, deadlines, notices, outside, privacy, reports, rules

__all__ = ["categories", "causes", "deadlines", "notices", "outside", "privacy", "reports", "rules"]

"""What may be wrong with the sites of the register: found by rules, kept as a list of work, settled with a reason."""

from facilities.quality.refreshing import refresh

__all__ = ["refresh"]

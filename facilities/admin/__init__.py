"""The register in the administration."""

from facilities.admin import records, reference, sites
from facilities.estates import admin as estates

__all__ = ["estates", "records", "reference", "sites"]

"""The register: factories, mines, SME sites, their licences, and imports of them."""

"""The kinds of register file that can be imported, by name."""

from facilities.imports import diw_shapefile

PROFILES = {profile.name: profile for profile in (diw_shapefile.PROFILE,)}

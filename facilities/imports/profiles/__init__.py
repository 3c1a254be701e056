"""The kinds of register file that can be loaded, by name: one small declaration per module."""

from facilities.imports.profile import Profile
from facilities.imports.profiles import (
    diw_business_location,
    diw_factory_data,
    diw_permit,
    diw_shapefile,
    dpim_concession,
    generic,
    ieat_estate,
    tisi_certificate,
)
from facilities.imports.profiles.generic import generic_profile

__all__ = ["PROFILES", "generic_profile"]

PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        diw_factory_data.PROFILE,
        diw_business_location.PROFILE,
        diw_permit.PROFILE,
        diw_shapefile.PROFILE,
        dpim_concession.PROFILE,
        tisi_certificate.PROFILE,
        ieat_estate.PROFILE,
        generic.PROFILE,
    )
}

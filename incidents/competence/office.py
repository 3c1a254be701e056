"""The office of a place."""

from incidents.competence.situation import BANGKOK


def office_of(province_code: str) -> str:
    """The provincial industry office; in Bangkok, which has none, DIW itself."""
    return "diw" if province_code == BANGKOK else f"pio-{province_code}"

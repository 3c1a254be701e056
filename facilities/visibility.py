"""Which sites a viewer may know of: the register is public, a suspicion is not.

That a named site works without a licence is for a finding to say; until then only officers see a suspected site.
"""

from facilities.models.facility import Kind
from geo.layers import Viewer

PERMISSION = "facilities.view_facility"


def hidden_kinds(viewer: Viewer) -> tuple[str, ...]:
    """The kinds that this viewer is told nothing of."""
    return () if viewer.may(PERMISSION) else (str(Kind.SUSPECTED),)

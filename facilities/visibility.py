"""Which sites a viewer may know of: the register is public, a suspicion is not.

That a named site works without a licence is for a finding to say; until then only officers see a suspected site.
"""

from geo.layers import Viewer

PERMISSION = "facilities.view_facility"
HIDDEN = ("suspected",)
"""`Kind.SUSPECTED`, whose module is made with the querysets that ask here."""


AN_OFFICER = Viewer(frozenset({PERMISSION}))
"""Who is behind work that only officers do."""


def hidden_kinds(viewer: Viewer) -> tuple[str, ...]:
    """The kinds that this viewer is told nothing of."""
    return () if viewer.may(PERMISSION) else HIDDEN

"""How a layer says which notes its tiles depend on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Touched:
    """`topic` is what its notes are kept under.

    `margin_m`: how far, in Web Mercator metres along either axis, a feature may be shown from the place that is noted.
    `timed`: what its features show changes with the clock; the database then has the functions `<topic>_time_passed()`,
    true when it has since the last notes, and `<topic>_time_passes()`, which writes them.
    """

    topic: str
    margin_m: float = 0.0
    timed: bool = False

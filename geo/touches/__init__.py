"""What changed where: the database notes the place of every change, so that who keeps tiles knows which are old.

Triggers write the notes (`watching`), so no operation, load or administration page can forget to. A place is a cell of
a fixed grid (`cells`); its version is the number of notes it ever had (`ledger`), which is the same in every process.
"""

from geo.touches.declared import Touched

__all__ = ["Touched"]

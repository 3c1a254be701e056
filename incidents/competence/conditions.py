"""The conditions that rules are made of: small named questions about a situation."""

from collections.abc import Callable

from incidents.competence.rule import Test
from incidents.competence.situation import Site, Situation


def bangkok(s: Situation) -> bool:
    """The place lies in Bangkok."""
    return s.in_bangkok


def emergency(s: Situation) -> bool:
    """Something is burning, leaking or exploding now."""
    return s.emergency


def nuisance(s: Situation) -> bool:
    """Smell, dust, noise or dirty water."""
    return s.nuisance


def always(s: Situation) -> bool:
    """Closes a table."""
    return True


def both(*tests: Test) -> Test:
    """All of them."""
    return lambda s: all(test(s) for test in tests)


def category(*codes: str) -> Test:
    """The report is of one of these categories."""
    return lambda s: s.category in codes


def factory_class(*classes: int) -> Test:
    """The site is a factory of one of these classes (จำพวก)."""
    return lambda s: s.factory_class in classes


def site(test: Callable[[Site], bool]) -> Test:
    """There is a presumed site, and it passes."""
    return lambda s: s.site is not None and test(s.site)


def issuer(office_kind: str) -> Test:
    """The site's number says who licensed it."""
    return site(lambda found: found.issuer == office_kind)


def mining(s: Situation) -> bool:
    """A mine is reported, or the site is one."""
    of_mine = s.site is not None and s.site.kind == "mine" and s.category != "illegal_factory"
    return s.category == "mining" or of_mine


def without_licence(s: Situation) -> bool:
    """The site is in the register without any licence: a store of seized waste, or one that is being looked into."""
    return s.site is not None and s.site.kind in ("seized", "suspected")


def crushing(s: Situation) -> bool:
    """The site is a stone crushing plant, type 3(1): a factory, though people call it a mine."""
    return s.site is not None and (3, 1) in s.site.types and s.category != "illegal_factory"

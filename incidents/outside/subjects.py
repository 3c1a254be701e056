"""What a ticket is about in our own categories: which types of theirs mean what is data of each category."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidents.models import Category

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Subjects:
    """The categories as they are now, by code and by the types of other systems that mean them."""

    by_code: dict[str, Category]
    by_type: dict[str, Category]

    @classmethod
    def now(cls) -> "Subjects":
        """One statement."""
        found = {category.code: category for category in Category.objects.order_by("-position")}
        types = {str(name): category for category in found.values() for name in category.traffy_types}
        return cls(found, types)

    def of(self, types: Iterable[str]) -> Category:
        """The first type that means one of ours, or is the code of one; else `other`."""
        known = (self.by_type.get(name) or self.by_code.get(name) for name in types)
        return next((category for category in known if category), self.by_code[OTHER])

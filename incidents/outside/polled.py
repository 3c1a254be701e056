"""What a poll found, counted; what it could not take in, named."""

from dataclasses import dataclass, field

from geo.errors import BadInput
from incidents.outside.reading import Outcome, Taken


@dataclass
class Polled:
    """`refused` holds a line for each ticket that was not taken in."""

    counts: dict[Outcome, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def count(self, key: str, taken: Taken) -> None:
        """One more ticket."""
        self.counts[taken.outcome] = self.counts.get(taken.outcome, 0) + 1
        if taken.outcome is Outcome.REFUSED:
            self.refused.append(f"{key}: {taken.problem}")

    def refuse(self, key: str, error: BadInput) -> None:
        """A row that is no ticket."""
        self.count(key, Taken(Outcome.REFUSED, f"{error.fields['field']}: {error.detail} ({error.fields['value']})"))

    def __str__(self) -> str:
        read = sum(self.counts.values())
        return ", ".join([f"{read} read", *(f"{self.counts.get(one, 0)} {one}" for one in Outcome)])

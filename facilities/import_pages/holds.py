"""Why a load is held, in sentences with the numbers before and now."""

from collections.abc import Callable, Mapping
from typing import Any

from facilities.models import ImportRun

Reason = Mapping[str, Any]


def reasons(run: ImportRun) -> list[str]:
    """One sentence per reason; a rule without words here says what the run itself wrote down."""
    return [_sentence(reason) for reason in run.held_for]


_WORDS: Mapping[str, Callable[[Reason], str]] = {}


def _sentence(reason: Reason) -> str:
    words = _WORDS.get(str(reason.get("rule")))
    return words(reason) if words else str(reason.get("detail", ""))


def _share(value: object) -> str:
    return f"{float(value or 0) * 100:.1f}%"  # type: ignore[arg-type]

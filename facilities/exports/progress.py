"""How far an export is, told between worker processes by a small file per ticket; the page draws a bar from it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from geo.errors import BadInput

_KEPT = timedelta(days=1)


class ExportStopped(Exception):
    """The person who asked for the file does not want it any more, or takes too long. It ends in the middle."""


@dataclass(frozen=True)
class Ticket:
    """One export that somebody watches. Who knows the number may see how far it is and stop it."""

    number: UUID

    @classmethod
    def parse(cls, text: str) -> "Ticket":
        """Raises `BadInput` for anything but a UUID."""
        try:
            return cls(UUID(text))
        except ValueError:
            raise BadInput(_("ticket is a UUID that the page made"), field="ticket", value=text) from None

    def begin(self, total: int, now: datetime) -> None:
        """Nothing is done yet; tickets of days gone by are thrown away."""
        _folder().mkdir(parents=True, exist_ok=True)
        for file in _folder().glob("*.json"):
            if file.stat().st_mtime < (now - _KEPT).timestamp():
                file.unlink(missing_ok=True)
        self._write({"done": 0, "total": total, "state": "working"})

    def tell(self, done: int) -> None:
        """So many rows are read. Raises `ExportStopped` when the person has had enough."""
        held = self.read()
        if held["state"] == "stopped":
            raise ExportStopped
        self._write({**held, "done": done})

    def finish(self) -> None:
        """Every piece has been handed over."""
        self._write({**self.read(), "state": "done"})

    def fail(self) -> None:
        """The file is not complete: it broke off, or the reader left."""
        held = self.read()
        if held["state"] == "working":
            self._write({**held, "state": "broken"})

    def stop(self) -> None:
        """Ask it to end at the next chunk."""
        held = self.read()
        if held["state"] == "working":
            self._write({**held, "state": "stopped"})

    def read(self) -> dict[str, Any]:
        """`done` of `total` rows and `state`: waiting (nothing has begun), working, done, stopped or broken."""
        try:
            held: dict[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {"done": 0, "total": 0, "state": "waiting"}
        return held

    @property
    def _file(self) -> Path:
        return _folder() / f"{self.number}.json"

    def _write(self, held: dict[str, Any]) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(held), encoding="utf-8")
        fresh.replace(self._file)


def _folder() -> Path:
    return Path(settings.STATE_DIR) / "exports"

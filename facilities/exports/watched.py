"""An export whose ticket is kept up to date while it is made."""

from collections.abc import Iterator
from dataclasses import replace

from facilities.exports.extract import Extract
from facilities.exports.formats import Format
from facilities.exports.progress import Ticket


def watched(form: Format, made: Extract, ticket: Ticket | None) -> Iterator[bytes]:
    """The pieces of the file. The ticket says done only after the last of them was taken."""
    if ticket is None:
        return form.write(made)
    ticket.begin(made.total, made.state_of)
    return _told(form, replace(made, told=ticket.tell), ticket)


def _told(form: Format, made: Extract, ticket: Ticket) -> Iterator[bytes]:
    try:
        yield from form.write(made)
        ticket.finish()
    finally:
        ticket.fail()

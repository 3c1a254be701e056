"""The channels that apps publish, and which of them a viewer may hear."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.layers import Viewer

Heard = Mapping[str, Any]
"""What a NOTIFY carried: a JSON object."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to tell. `permission`, where not empty, is asked of the viewer besides the channel's own."""

    data: Mapping[str, Any]
    permission: str = ""


@dataclass(frozen=True)
class Channel:
    """`name` is PostgreSQL's channel, `topic` the name of the event, `may` the permission to hear it.

    `shape` turns what was heard within a moment into what is told; it may ask the database and is called in a thread.
    `version` is a number as text that grows with every change, so that a page knows whether it missed anything.
    """

    name: str
    topic: str
    may: str
    shape: Callable[[Sequence[Heard]], Iterable[Told]]
    version: Callable[[], str]


_channels: dict[str, Channel] = {}


def register(
    channel: str,
    topic: str,
    *,
    may: str,
    shape: Callable[[Sequence[Heard]], Iterable[Told]],
    version: Callable[[], str],
) -> None:
    """Publish a channel. A topic is taken once."""
    if any(known.topic == topic and known.name != channel for known in _channels.values()):
        raise ValueError(f"the topic {topic!r} is registered twice")
    _channels[channel] = Channel(channel, topic, may, shape, version)


def all_channels() -> tuple[Channel, ...]:
    """Every channel, in order of registration."""
    return tuple(_channels.values())


def channels_for(viewer: Viewer) -> tuple[Channel, ...]:
    """Those this viewer may hear."""
    return tuple(known for known in _channels.values() if viewer.may(known.may))

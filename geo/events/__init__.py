"""What happens, told as it happens: channels of PostgreSQL's NOTIFY become server-sent events at `/events/`.

An app registers its channel in `AppConfig.ready()`; what a stream carries depends on who listens to it.
"""

from geo.events.channels import Channel, Told, register

__all__ = ["Channel", "Told", "register"]

"""Erasing personal data when its time is over: rules are rows, each kind of data knows how it goes."""

from incidents.retention.forgetting import Forgotten, forget
from incidents.retention.shipped import load_retention

__all__ = ["Forgotten", "forget", "load_retention"]

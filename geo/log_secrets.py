"""Keeps secrets that stand in an address out of the log."""

import logging
import re

_AFTER_HOOK = re.compile(r"(/hooks/[^/\s?\"']+/)[^\s?\"']+")


def without_secrets(text: str) -> str:
    """The text with what stands behind `/hooks/<system>/` left out."""
    return _AFTER_HOOK.sub(r"\1...", text)


class WithoutSecrets(logging.Filter):
    """Django names the path of every request it refuses; those of webhooks hold their secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: nothing is dropped, only shortened."""
        record.msg = without_secrets(record.msg) if isinstance(record.msg, str) else record.msg
        if isinstance(record.args, tuple):
            record.args = tuple(without_secrets(one) if isinstance(one, str) else one for one in record.args)
        return True

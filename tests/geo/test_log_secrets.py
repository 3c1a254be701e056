"""No secret of an address reaches the log."""

import logging

from geo.log_secrets import WithoutSecrets


def test_the_secret_of_a_hook_is_left_out() -> None:
    record = logging.LogRecord("x", logging.WARNING, "", 1, "%s: %s", ("Bad Request", "/hooks/traffy/s3cret?a=1"), None)
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "Bad Request: /hooks/traffy/...?a=1"


def test_other_addresses_stay() -> None:
    record = logging.LogRecord("x", logging.WARNING, "", 1, "Not Found: %s", ("/facilities/1/",), None)
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "Not Found: /facilities/1/"

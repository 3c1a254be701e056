"""How often one sender may do a thing."""

import pytest

from geo.allowance import Allowance
from geo.errors import TooMany


def test_a_sender_who_floods_is_told_when_to_come_again() -> None:
    allowance = Allowance(2, 60)
    allowance.take("192.0.2.1", now_s=100)
    allowance.take("192.0.2.1", now_s=110)
    with pytest.raises(TooMany) as caught:
        allowance.take("192.0.2.1", now_s=120)
    assert caught.value.fields["retry_after_s"] == 41
    allowance.take("192.0.2.2", now_s=120)
    allowance.take("192.0.2.1", now_s=161)


def test_addresses_are_not_kept_as_they_are() -> None:
    allowance = Allowance(2, 60)
    allowance.take("192.0.2.1", now_s=100)
    assert b"192.0.2.1" not in repr(vars(allowance)).encode()


def test_all_addresses_of_one_house_are_one_sender() -> None:
    allowance = Allowance(1, 60)
    allowance.take("2001:db8:1:2::1", now_s=100)
    assert allowance.wait_s("2001:db8:1:2:ffff::9", now_s=100) == 61
    assert allowance.wait_s("2001:db8:1:3::1", now_s=100) == 0

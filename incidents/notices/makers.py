"""Whose rights a subscription has: those of who made it. They are asked anew at every step and every sending."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from geo.layers import Viewer
from incidents.models import Subscription


def maker_of(subscription: Subscription) -> AbstractBaseUser | None:
    """The account; None where it is closed. An office's subscription names its maker by the user name."""
    users = get_user_model()._default_manager.filter(is_active=True)
    if subscription.user_id is not None:
        return users.filter(pk=subscription.user_id).first()
    return users.filter(username=subscription.created_by).first()


def viewer_of(subscription: Subscription) -> Viewer:
    """What it may be told; nothing where the account is closed."""
    maker = maker_of(subscription)
    return Viewer.of(maker) if maker is not None else Viewer()

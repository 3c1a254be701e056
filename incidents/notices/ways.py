"""Bringing a message to a subscriber."""

import smtplib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from incidents.models import Subscription, Way
from incidents.notices import webhooks
from incidents.notices.webhooks import NotSent
from incidents.notices.wording import Message


def deliver(subscription: Subscription, message: Message, *, now: datetime) -> None:
    """By e-mail or webhook. Raises `NotSent`."""
    if subscription.way == Way.WEBHOOK:
        address, secret = subscription.address, subscription.secret
        webhooks.post(address, secret, message, now=now, allowed=settings.WEBHOOK_NETWORKS)
    else:
        _mail(subscription.address, message)


def _mail(address: str, message: Message) -> None:
    headers = {"X-Phangut-Notice": message.token, "Auto-Submitted": "auto-generated"}
    mail = EmailMessage(message.subject, message.text, to=[address], headers=headers)
    try:
        mail.send()
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise NotSent(f"{type(error).__name__}: {error}"[:300]) from None

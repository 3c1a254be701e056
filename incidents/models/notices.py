"""Who wants to be told of what, and what was told to whom."""

import uuid

from django.conf import settings
from django.contrib.gis.db.models import PointField
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from geo import prepared
from geo.crs import WGS84
from geo.models import Office
from incidents.models.report import Report


class Way(models.TextChoices):
    """How it is told."""

    EMAIL = "email", _("E-mail")
    WEBHOOK = "webhook", _("Webhook")


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Wishes to be told."""

    def anybody(self) -> bool:
        """Whether there is any to look at: every report asks."""
        statement = "SELECT EXISTS (SELECT FROM incidents_subscription WHERE active)"
        return bool(prepared.rows(statement, {}, using=self.db)[0][0])


class Subscription(models.Model):
    """Somebody's wish to be told. Empty lists ask nothing; `areas` are DOPA codes, or within `radius_m` of `centre`.

    `events`: filed, assigned, transferred, warning, overdue, resolved, reopened. `secret` signs webhooks
    (HMAC-SHA256); it is shown once.
    """

    title = models.CharField(max_length=120)
    office = models.ForeignKey(
        Office, models.CASCADE, to_field="code", null=True, blank=True, related_name="subscriptions"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    way = models.CharField(max_length=8, choices=Way)
    address = models.CharField(max_length=300)
    secret = models.CharField(max_length=64, blank=True)
    events = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    categories = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    areas = ArrayField(models.CharField(max_length=6), default=list, blank=True)
    centre = PointField(srid=WGS84, null=True, blank=True)
    radius_m = models.PositiveIntegerField(null=True, blank=True)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)

    objects = models.Manager.from_queryset(SubscriptionQuerySet)()

    class Meta:
        ordering = ["title", "id"]
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return self.title


class NoticeState(models.TextChoices):
    """How far a notice is."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    SEEN = "seen", _("Seen")
    FAILED = "failed", _("Given up")


class Notice(models.Model):
    """One message to one subscriber about one step of one report."""

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    subscription = models.ForeignKey(
        Subscription, models.CASCADE, related_name="notices", verbose_name=_("subscription")
    )
    report = models.ForeignKey(Report, models.CASCADE, related_name="notices")
    event = models.CharField(_("About"), max_length=12)
    step = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(
        _("Made at"),
    )
    state = models.CharField(_("How far it is"), max_length=8, choices=NoticeState, default=NoticeState.WAITING)
    tries = models.PositiveSmallIntegerField(_("Tries"), default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.CharField(_("Seen by"), max_length=150, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "report", "event", "step"], name="told_once"),
        ]
        indexes = [models.Index(fields=["next_try_at"], name="notice_waiting", condition=models.Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.event} {self.report_id}"


class SavedView(models.Model):
    """A board somebody wants back: the query of its address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    title = models.CharField(max_length=80)
    query = models.CharField(max_length=500)
    shared = models.BooleanField(default=False, help_text=_("Everybody of the office sees it"))
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "title"], name="one_view_per_title")]

    def __str__(self) -> str:
        return self.title

"""Other systems that reports come from and go to: Traffy Fondue, Open311 servers, files."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.report import Report


class OutsideSystem(models.Model):
    """One system. Its secrets stand in the environment, named by `secret_name`; never in the database.

    `hook_digest` is SHA-256 of the secret in its webhook address. `read_until` is the newest activity polled.
    """

    code = models.SlugField(_("Code, never changed later"), primary_key=True, max_length=30)
    kind = models.CharField(
        _("Kind of system"),
        max_length=8,
        choices=[("traffy", "Traffy Fondue"), ("open311", "Open311"), ("file", _("File"))],
    )
    title = models.CharField(_("Title"), max_length=120)
    address = models.CharField(_("Address of its programming interface"), max_length=300, blank=True)
    organisation = models.CharField(_("Our organisation's name in that system"), max_length=60, blank=True)
    secret_name = models.CharField(_("Environment variable that holds its key"), max_length=60, blank=True)
    hook_digest = models.CharField(_("Digest of the secret in its webhook address"), max_length=64, blank=True)
    allowed_from = ArrayField(
        models.CharField(max_length=50),
        verbose_name=_("Networks it may send from"),
        default=list,
        blank=True,
        help_text=_("Networks, CIDR"),
    )
    polls = models.BooleanField(_("Ask it for reports regularly"), default=False)
    sends_states = models.BooleanField(_("Tell it our states"), default=False)
    read_until = models.DateTimeField(_("Read up to"), null=True, blank=True)
    last_ok_at = models.DateTimeField(_("Last answered"), null=True, blank=True)
    last_problem = models.TextField(_("Last problem"), blank=True)
    quota_left = models.IntegerField(_("Calls left of its quota"), null=True, blank=True)
    paused_until = models.DateTimeField(
        _("Paused until"), null=True, blank=True, help_text=_("It is asked nothing before then")
    )

    class Meta:
        verbose_name = _("outside system")
        verbose_name_plural = _("outside systems")

    def __str__(self) -> str:
        return self.title


class OutsideTicket(models.Model):
    """A report under the other system's name. `state` and `state_text` are the other system's own words."""

    system = models.ForeignKey(OutsideSystem, models.PROTECT, related_name="tickets")
    key = models.CharField(max_length=80)
    report = models.ForeignKey(Report, models.CASCADE, null=True, blank=True, related_name="tickets")
    state = models.CharField(max_length=20, blank=True)
    state_text = models.CharField(max_length=80, blank=True)
    state_at = models.DateTimeField(null=True, blank=True)
    details = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text=_("Of what it last said; equal means unchanged"))
    sent_state = models.CharField(max_length=12, blank=True, help_text=_("Our last state it was told"))
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("outside ticket")
        verbose_name_plural = _("outside tickets")
        constraints = [models.UniqueConstraint(fields=["system", "key"], name="ticket_once_per_system")]

    def __str__(self) -> str:
        return self.key


class InboundEvent(models.Model):
    """One message of another system, kept before it is answered. The same ticket, kind and time is one message.

    State follows from all events of a ticket in the order of `happened_at`, whatever order they came in.
    """

    system = models.ForeignKey(OutsideSystem, models.PROTECT, related_name="events")
    key = models.CharField(max_length=80, help_text=_("Ticket"))
    kind = models.CharField(max_length=20)
    happened_at = models.DateTimeField()
    body = models.JSONField()
    received_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("inbound message")
        verbose_name_plural = _("inbound messages")
        ordering = ["happened_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["system", "key", "kind", "happened_at"], name="message_once"),
        ]
        indexes = [
            models.Index(fields=["received_at"], name="message_waiting", condition=models.Q(applied_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class FileImport(models.Model):
    """One run of `import_reports`. `problems` holds {row, key, field, value, rule} of every row not taken."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    actor_label = models.CharField(max_length=150)
    rows_read = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)

    class Meta:
        verbose_name = _("import of reports")
        verbose_name_plural = _("imports of reports")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class ApiClient(models.Model):
    """A programme that may file through Open311 and read more than the public. `key_digest` is SHA-256 of its key."""

    label = models.CharField(max_length=80, unique=True)
    key_digest = models.CharField(max_length=64, unique=True)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.label

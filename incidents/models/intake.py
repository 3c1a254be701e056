"""Answers kept so that a request sent twice is carried out once."""

from django.db import models

from incidents.models.report import Report


class StoredAnswer(models.Model):
    """The answer given under an `Idempotency-Key`. Its row is the lock: a second sender waits for the first.

    `body_digest` is SHA-256 of the request, which itself is not kept.
    """

    actor_label = models.CharField(max_length=150)
    key = models.CharField(max_length=200)
    body_digest = models.CharField(max_length=64)
    report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="+")
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_label", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return self.key

"""Seal the steps of cases that began before steps were sealed.

Every chain with an unsealed step is sealed from its first step on; the guard of the table is off for that. What was
tampered with before cannot be told: the seals hold from here on.
"""

from itertools import groupby

from django.db import migrations

from incidents.chain import StepFacts, seal, text_digest

_BATCH = 2_000
_CHANGED = ["text_digest", "previous", "digest"]


def seal_all(apps, schema_editor):
    Step, Report = (apps.get_model("incidents", name) for name in ("StateChange", "Report"))
    unsealed = Step.objects.filter(digest="").values("report")
    if not unsealed.exists():
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE incidents_statechange DISABLE TRIGGER steps_are_only_added")
    steps = Step.objects.filter(report__in=unsealed).select_related("report", "to_office")
    sealed, reports = [], []
    for report, chain in groupby(steps.order_by("report", "number").iterator(_BATCH), key=lambda step: step.report):
        report.chain_head, report.chain_length = _seal(report, chain, sealed)
        reports.append(report)
        if len(sealed) >= _BATCH:
            _write(Step, Report, sealed, reports)
    _write(Step, Report, sealed, reports)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE incidents_statechange ENABLE TRIGGER steps_are_only_added")


def _seal(report, chain, sealed):
    head, number = "", 0
    for number, step in enumerate(chain, start=1):
        said = step.text_digest if step.erased_at else text_digest(step.reason, step.data)
        office = step.to_office.code if step.to_office else ""
        facts = StepFacts(
            report.tracking_code, step.number, step.kind, step.from_state, step.to_state, step.at, step.actor_label,
            office, said,
        )
        step.text_digest, step.previous, step.digest = said, head, seal(head, facts)
        head = step.digest
        sealed.append(step)
    return head, number


def _write(Step, Report, sealed, reports):
    Step.objects.bulk_update(sealed, _CHANGED, batch_size=_BATCH)
    Report.objects.bulk_update(reports, ["chain_head", "chain_length"], batch_size=_BATCH)
    sealed.clear()
    reports.clear()


class Migration(migrations.Migration):
    dependencies = [("incidents", "0009_daily_seals")]
    operations = [migrations.RunPython(seal_all, migrations.RunPython.noop)]

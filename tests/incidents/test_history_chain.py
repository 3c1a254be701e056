"""The chain of a case: every kind of damage is found, and the database does not let it happen by itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from geo.models import Office
from incidents.chain import StepFacts, seal, text_digest
from incidents.models import ChainSeal, Report, StateChange
from incidents.sealing import broken_seals, seal_day
from incidents.verifying import chains, first_break
from tests.builders_cases import a_resolved_case
from tests.builders_incidents import NOW, a_report

seal_old_steps = import_module("incidents.migrations.0010_seal_old_steps").seal_all

pytestmark = pytest.mark.usefixtures("country", "limits")


@contextmanager
def unguarded() -> Iterator[None]:
    """As whoever owns the database can: with the guard of the table off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE incidents_statechange DISABLE TRIGGER USER")
        yield
        cursor.execute("ALTER TABLE incidents_statechange ENABLE TRIGGER USER")


def step(report: Report, number: int) -> "StateChange":
    """One step of a case."""
    return StateChange.objects.get(report=report, number=number)


def change(report: Report, number: int, **values: object) -> None:
    """Write over a step."""
    StateChange.objects.filter(report=report, number=number).update(**values)


def remove(report: Report, number: int) -> None:
    """Take a step out."""
    StateChange.objects.filter(report=report, number=number)._raw_delete("default")


def put_in(report: Report) -> None:
    """A step between the second and the third, its own seal right."""
    StateChange.objects.filter(report=report, number__gt=2).order_by("-number").update(number=F("number") + 100)
    StateChange.objects.filter(report=report, number__gt=2).update(number=F("number") - 99)
    before, at = step(report, 2), NOW
    said = text_digest("made up", {})
    facts = StepFacts(report.tracking_code, 3, "note", "assigned", "assigned", at, "x", "", said)
    StateChange.objects.create(
        report=report,
        number=3,
        kind="note",
        from_state="assigned",
        to_state="assigned",
        at=at,
        actor_label="x",
        reason="made up",
        text_digest=said,
        previous=before.digest,
        digest=seal(before.digest, facts),
    )


def cut(report: Report) -> None:
    """The tail off, the report made to fit in its length."""
    remove(report, 5)
    Report.objects.filter(pk=report.pk).update(chain_length=4)


DAMAGE: list[tuple[str, Callable[[Report], None], int, str]] = [
    ("words", lambda r: change(r, 3, reason="other words"), 3, "text"),
    ("values", lambda r: change(r, 4, data={"visit": 0}), 4, "text"),
    ("state", lambda r: change(r, 2, to_state="closed"), 2, "facts"),
    ("moment", lambda r: change(r, 2, at=NOW - timedelta(seconds=1)), 2, "facts"),
    ("actor", lambda r: change(r, 2, actor_label="somebody else"), 2, "facts"),
    ("receiver", lambda r: change(r, 3, to_office=Office.objects.get(code="diw")), 3, "facts"),
    ("kind", lambda r: change(r, 3, kind="note"), 3, "facts"),
    ("words with their digest", lambda r: change(r, 3, reason="x", text_digest=text_digest("x", {})), 3, "facts"),
    ("seal", lambda r: change(r, 3, digest="0" * 64), 3, "facts"),
    ("link", lambda r: change(r, 3, previous="0" * 64), 3, "cut"),
    ("seal taken off", lambda r: change(r, 3, digest=""), 3, "unsealed"),
    ("said to be erased", lambda r: change(r, 3, erased_at=NOW), 3, "erased"),
    ("first removed", lambda r: remove(r, 1), 1, "gap"),
    ("one removed", lambda r: remove(r, 3), 3, "gap"),
    ("last removed", lambda r: remove(r, 5), 5, "end"),
    ("last removed and counted", cut, 4, "head"),
    ("one put in", put_in, 4, "cut"),
    ("all removed", lambda r: [remove(r, number) for number in range(1, 6)] and None, 1, "missing"),
    ("head", lambda r: Report.objects.filter(pk=r.pk).update(chain_head="0" * 64) and None, 5, "head"),
    ("length", lambda r: Report.objects.filter(pk=r.pk).update(chain_length=9) and None, 6, "end"),
]


@pytest.mark.parametrize(("what", "damage", "number", "why"), DAMAGE, ids=[row[0] for row in DAMAGE])
def test_damage_is_found_at_its_first_step(what: str, damage: Callable[[Report], None], number: int, why: str) -> None:
    report = a_resolved_case()
    assert report.chain_length == 5
    with unguarded():
        damage(report)
    (chain,) = chains(report.tracking_code)
    found = first_break(chain)
    assert found is not None
    assert (found.step, found.why) == (number, why)


def test_whole_chains_verify_and_the_command_counts_them() -> None:
    a_resolved_case()
    a_report()
    out = StringIO()
    call_command("verify_history", stdout=out)
    assert "2 cases, 6 steps, 0 with erased words: 0 broken" in out.getvalue()


def test_the_command_names_each_broken_case_once_and_fails() -> None:
    whole, broken = a_resolved_case(), a_resolved_case()
    with unguarded():
        change(broken, 2, actor_label="x")
        change(broken, 4, actor_label="x")
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("verify_history", stdout=out)
    assert caught.value.returncode == 1
    lines = out.getvalue().splitlines()
    assert [line.split()[0] for line in lines[:-1]] == [broken.tracking_code]
    assert "step 2" in lines[0]
    call_command("verify_history", "--report", whole.tracking_code.lower(), stdout=StringIO())


def test_an_unknown_code_is_said_to_be_unknown() -> None:
    with pytest.raises(CommandError, match="No report"):
        call_command("verify_history", "--report", "PU-2222-2222", stdout=StringIO())


def test_words_erased_in_their_time_leave_the_chain_whole_and_are_counted() -> None:
    report = a_resolved_case()
    StateChange.objects.filter(report=report, number=4).update(reason="", data={}, erased_at=NOW)
    (chain,) = chains(report.tracking_code)
    assert (first_break(chain), chain.erased) == (None, 1)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE incidents_statechange SET reason = 'x' WHERE report_id = %s",
        "UPDATE incidents_statechange SET digest = '' WHERE report_id = %s",
        "UPDATE incidents_statechange SET at = now() WHERE report_id = %s",
        "UPDATE incidents_statechange SET erased_at = now() WHERE report_id = %s AND reason <> ''",
        "UPDATE incidents_statechange SET erased_at = now(), reason = '', data = '{}', number = 7 WHERE report_id = %s",
        "DELETE FROM incidents_statechange WHERE report_id = %s",
        "DELETE FROM incidents_statechange WHERE report_id = %s AND number = 5",
    ],
)
def test_the_database_refuses(sql: str) -> None:
    report = a_resolved_case()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [report.pk])
    (chain,) = chains(report.tracking_code)
    assert first_break(chain) is None


def test_the_database_refuses_to_empty_the_table() -> None:
    a_report()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL phangut.flush = 'off'")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE incidents_statechange")


def rewrite(report: Report) -> None:
    """The whole chain anew with other words in step 2, and the report's head with it: every seal is right."""
    previous = ""
    for row in StateChange.objects.filter(report=report).order_by("number").select_related("to_office"):
        reason = "never said" if row.number == 2 else row.reason
        said = text_digest(reason, row.data)
        facts = StepFacts(
            report.tracking_code, row.number, row.kind, row.from_state, row.to_state, row.at, row.actor_label, "", said
        )
        digest = seal(previous, facts)
        change(report, row.number, reason=reason, text_digest=said, previous=previous, digest=digest)
        previous = digest
    Report.objects.filter(pk=report.pk).update(chain_head=previous)


def test_a_chain_rewritten_as_a_whole_breaks_the_seal_of_the_day() -> None:
    report = a_resolved_case()
    seal_day(date(2026, 3, 12), now=NOW)
    with unguarded():
        rewrite(report)
    (chain,) = chains(report.tracking_code)
    assert first_break(chain) is None
    assert [made.day for made, _words in broken_seals()] == [date(2026, 3, 12)]
    with pytest.raises(CommandError):
        call_command("verify_history", stdout=StringIO())


def test_what_comes_after_a_seal_leaves_it_whole() -> None:
    a_report()
    seal_day(date(2026, 3, 12), now=NOW)
    a_resolved_case()
    assert broken_seals() == []


def test_a_day_is_sealed_once_and_days_hang_on_each_other() -> None:
    a_report()
    first = seal_day(date(2026, 3, 12), now=NOW)
    a_report()
    assert seal_day(date(2026, 3, 12), now=NOW).digest == first.digest
    second = seal_day(date(2026, 3, 13), now=NOW)
    assert (second.previous, first.cases, second.cases) == (first.digest, 1, 2)
    ChainSeal.objects.filter(day=first.day).update(digest="0" * 64)
    assert [made.day for made, _words in broken_seals()] == [second.day]


def test_steps_of_a_database_from_before_are_sealed_by_its_migration() -> None:
    old, young = a_resolved_case(), a_resolved_case()
    with unguarded():
        StateChange.objects.update(text_digest="", previous="", digest="")
        Report.objects.update(chain_head="", chain_length=0)
        StateChange.objects.filter(report=young, number=5).update(digest="0" * 64)
        seal_old_steps(apps, connection.schema_editor())
    assert [first_break(chain) for chain in chains()] == [None, None]
    assert {chain.length for chain in chains()} == {5}
    assert Report.objects.get(pk=old.pk).chain_head == step(old, 5).digest


def test_a_removed_case_breaks_the_seal() -> None:
    report = a_resolved_case()
    a_report()
    seal_day(date(2026, 3, 12), now=NOW)
    with unguarded():
        for number in range(1, 6):
            remove(report, number)
    assert [words for _made, words in broken_seals()] == ["it counts 2 cases, 1 are there"]

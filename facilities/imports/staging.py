"""The staging table of one run: unlogged, filled with COPY, dropped when the run is over."""

from collections.abc import Sequence

from django.db import DataError, connection, transaction

from facilities.imports.chunks import BETWEEN, COPY_OPTIONS, Chunk, block_of, text_of
from facilities.imports.problems import Problem
from facilities.imports.staged_columns import NAMES, definitions
from facilities.models import ImportProblem, ImportRun

_PROBLEM_COLUMNS = ("run_id", "row", "key", "field", "value", "rule", "detail", "refused")


class BadBlock(Exception):
    """COPY refused a block; the transaction is lost. Begin again carefully."""


class Staging:
    """The table of one run, on Django's connection. Its name is made of the run's number and nothing from outside.

    `careful` copies each block under a savepoint, and refuses only the rows that the database does not take.
    """

    def __init__(self, run_id: int, *, careful: bool = False) -> None:
        self.run_id, self._careful = run_id, careful
        self.table, self.unseen = f"import_staged_{run_id:d}", f"import_unseen_{run_id:d}"

    def create(self) -> None:
        """An empty table, and no problems noted."""
        self.drop()
        ImportProblem.objects.filter(run_id=self.run_id).delete()
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE UNLOGGED TABLE {self.table} ({definitions()})")
            cursor.execute(f"CREATE UNLOGGED TABLE {self.unseen} (record_id bigint PRIMARY KEY)")

    def drop(self) -> None:
        """Nothing is left of it."""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {self.table}, {self.unseen}")

    def exists(self) -> bool:
        """Whether it is there. After a crash of the database it is there and empty."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [self.table])
            return bool(cursor.fetchone()[0])

    def count(self) -> int:
        """How many rows are staged; 0 where there is no table."""
        if not self.exists():
            return 0
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {self.table}")  # noqa: S608
            return int(cursor.fetchone()[0])

    def take(self, chunk: Chunk) -> None:
        """Copy a chunk's rows and problems. Raises `BadBlock` where careful copying is needed."""
        if chunk.problems:
            self._copy_problems(chunk.problems)
        if not chunk.staged:
            return
        if self._careful:
            refused = self._take_carefully(chunk.staged)
            chunk.staged_rows -= refused
            chunk.refused += refused
            return
        try:
            self._copy(chunk.staged)
        except DataError as error:
            raise BadBlock from error

    def miss(self, record_ids: Sequence[int]) -> None:
        """Keep the records that the load did not see."""
        lines = "".join(f"{key:d}\n" for key in record_ids)
        if lines:
            _copy(self.unseen, ("record_id",), lines.encode())

    def leave_out(self, rows: Sequence[int]) -> None:
        """Take rows out again that were staged."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table} WHERE row = ANY(%s)", [list(rows)])  # noqa: S608

    def note(self, problems: list[Problem], *, refused: bool) -> None:
        """Add problems that were found among the staged rows."""
        flag = "t" if refused else "f"
        lines = [
            text_of([self.run_id, item.row, item.key, item.field, item.value, item.rule, item.detail, flag])
            for item in problems
        ]
        if lines:
            self._copy_problems(block_of(lines))

    def _take_carefully(self, block: bytes) -> int:
        """How many rows the database refused: the block is halved until each of them stands alone."""
        try:
            with transaction.atomic():
                self._copy(block)
        except DataError as error:
            lines = block.splitlines(keepends=True)
            if len(lines) == 1:
                self._refuse(lines[0], str(error))
                return 1
            half = len(lines) // 2
            return sum(self._take_carefully(b"".join(part)) for part in (lines[:half], lines[half:]))
        return 0

    def _refuse(self, line: bytes, why: str) -> None:
        row, key, *_rest = line.decode().split(BETWEEN)
        self.note([Problem(int(row), key, "", "", "value_refused", why.split("\n")[0][:300])], refused=True)

    def _copy(self, block: bytes) -> None:
        _copy(self.table, NAMES, block)

    def _copy_problems(self, block: bytes) -> None:
        _copy(ImportProblem._meta.db_table, _PROBLEM_COLUMNS, block)


def of(run: ImportRun) -> Staging:
    """The staging table of a run."""
    return Staging(run.pk)


def _copy(table: str, columns: tuple[str, ...], block: bytes) -> None:
    names = ",".join(f'"{name}"' for name in columns)
    statement = f"COPY {table} ({names}) FROM STDIN WITH ({COPY_OPTIONS})"
    # Django wraps the errors of execute() only.
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        copy.write(block)

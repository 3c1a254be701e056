"""The triggers that write the notes, as SQL for the migrations of the apps that own the tables.

Rows that come and go are noted by statement, each cell once, so that a load of the whole register costs one pass;
changes by row, and only of the columns that tiles show, so that a nightly load which finds everything as it was writes
nothing. A note's key holds the transaction's own number: writers never wait for each other. All names come from
migrations, never from a request.
"""

from dataclasses import dataclass

CHANGED = "changed"
"""What rows are called in `Watched.where`."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A table behind a topic. A change of `columns` is noted, as is every row that comes or goes.

    `place` is the column, in Web Mercator, that says where. With `of` it is a column of that table, whose row `key`
    names; without `place` the whole topic is noted. `where` leaves out rows that tiles never show. Rows that come are
    not noted without `coming`: for rows that only ever come together with what notes the same place anyway.
    """

    topic: str
    table: str
    columns: tuple[str, ...]
    place: str = ""
    of: str = ""
    key: str = ""
    where: str = ""
    coming: bool = True

    @property
    def name(self) -> str:
        """Of its triggers and, with an ending, of its functions."""
        return f"touch_{self.topic}_{self.table}"


def watch(watched: Watched) -> str:
    """Functions and triggers."""
    functions = (_function(f"{watched.name}_{ending}", body) for ending, body in _bodies(watched).items())
    return "\n".join((*functions, *_triggers(watched)))


def unwatch(watched: Watched) -> str:
    """The reverse."""
    names = [f"{watched.name}_{ending}" for ending in _bodies(watched)]
    return "\n".join(f"DROP FUNCTION IF EXISTS {name}() CASCADE;" for name in names)


def _bodies(watched: Watched) -> dict[str, str]:
    everything = f"VALUES ('{watched.topic}', -1, pg_current_xact_id())"
    if not watched.place:
        some = f"SELECT '{watched.topic}', -1, pg_current_xact_id() FROM {CHANGED}{_where(watched)} LIMIT 1"  # noqa: S608
        return {"rows": some, "row": everything, "all": everything}
    return {"rows": _places_of_rows(watched), "row": _places_of_row(watched), "all": everything}


def _places_of_rows(watched: Watched) -> str:
    source, place = CHANGED, f"{CHANGED}.{watched.place}"
    if watched.of:
        source = f"{CHANGED} JOIN {watched.of} AS placed ON placed.id = {CHANGED}.{watched.key}"
        place = f"placed.{watched.place}"
    where = _where(watched, f"{place} IS NOT NULL")
    return f"SELECT DISTINCT '{watched.topic}', geo_cell({place}), pg_current_xact_id() FROM {source}{where}"  # noqa: S608


def _places_of_row(watched: Watched) -> str:
    if watched.of:
        rows = f"SELECT {watched.place} FROM {watched.of} WHERE id IN (OLD.{watched.key}, NEW.{watched.key})"  # noqa: S608
    else:
        rows = f"VALUES (OLD.{watched.place}), (NEW.{watched.place})"
    cells = f"SELECT DISTINCT '{watched.topic}', geo_cell(place), pg_current_xact_id()"
    return f"{cells} FROM ({rows}) AS placed (place) WHERE place IS NOT NULL"


def _where(watched: Watched, *also: str) -> str:
    conditions = [condition for condition in (watched.where, *also) if condition]
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _function(name: str, notes: str) -> str:
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO geo_touch (topic, cell, xid) {notes} ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;"""


def _triggers(watched: Watched) -> list[str]:
    on, name = f"ON {watched.table}", watched.name
    by_rows = f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_rows();"
    coming = [f"CREATE TRIGGER {name}_insert AFTER INSERT {on} REFERENCING NEW TABLE AS {CHANGED} {by_rows}"]
    return [
        *(coming if watched.coming else ()),
        f"CREATE TRIGGER {name}_delete AFTER DELETE {on} REFERENCING OLD TABLE AS {CHANGED} {by_rows}",
        f"CREATE TRIGGER {name}_truncate AFTER TRUNCATE {on} FOR EACH STATEMENT EXECUTE FUNCTION {name}_all();",
        f"CREATE TRIGGER {name}_update AFTER UPDATE OF {', '.join(_written(watched))} {on} FOR EACH ROW "
        f"WHEN ({_differs(watched)}) EXECUTE FUNCTION {name}_row();",
    ]


def _written(watched: Watched) -> list[str]:
    """Postgres fires for a generated column when one that it is made from is written."""
    own = watched.place if watched.place and not watched.of else watched.key
    return list(dict.fromkeys(name for name in (*watched.columns, own) if name))


def _differs(watched: Watched) -> str:
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in _written(watched))
    if not watched.where:
        return changed
    shown = " OR ".join(f"({watched.where.replace(f'{CHANGED}.', f'{row}.')})" for row in ("OLD", "NEW"))
    return f"({changed}) AND ({shown})"

"""Forgetting for good: values are blanked wherever the store holds them; ids and stamps remain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, and_, delete, select, update

from planner.records import SUBJECTS, ParticipantRecord
from tui.store.chunks import chunks
from tui.store.kinds import ERASED, KINDS, Kind
from tui.store.tables import metadata, table_of

_BLANK: Final[Mapping[str, Any]] = {"TEXT": "", "INTEGER": 0, "REAL": 0.0}

_clock: Final = metadata.tables["clock"]
_cells: Final = metadata.tables["sync_cell"]
_journal: Final = metadata.tables["journal"]
_changes: Final = metadata.tables["journal_change"]


def erase(connection: Connection, kind: Kind, ids: Sequence[str]) -> None:
    """Erases rows, everything that belongs to them, and of people what is about them, within the
    caller's transaction.

    The journal forgets their values, so that there is nothing left to undo.
    """
    for below in KINDS.values():
        if below.parent is not None and below.parent[1] == kind.table:
            erase(connection, below, _children(connection, below, below.parent[0], ids))
    if kind.record is ParticipantRecord:
        for table, fields in SUBJECTS.items():
            for field in fields:
                erase(connection, KINDS[table], _children(connection, KINDS[table], field, ids))
    for some in chunks(ids):
        _erase_rows(connection, kind, some)
    connection.execute(delete(_journal).where(_journal.c.id.not_in(select(_changes.c.entry))))


def erased(connection: Connection) -> Iterator[tuple[Kind, list[str]]]:
    """All rows that were erased."""
    for kind in KINDS.values():
        table = table_of(kind)
        query = select(table.c.id).where(table.c[ERASED] == 1)
        yield kind, list(connection.execute(query).scalars())


def _children(connection: Connection, kind: Kind, field: str, parents: Iterable[str]) -> list[str]:
    table = table_of(kind)
    return [
        id_
        for some in chunks(list(parents))
        for id_ in connection.execute(
            select(table.c.id).where(table.c[field].in_(some))
        ).scalars()
    ]  # fmt: skip


def _erase_rows(connection: Connection, kind: Kind, ids: Sequence[str]) -> None:
    table = table_of(kind)
    which = and_(table.c.id.in_(ids), table.c[ERASED] == 0)
    fresh = list(connection.execute(select(table.c.id).where(which)).scalars())
    connection.execute(update(table).where(table.c.id.in_(fresh)).values({ERASED: 1}))
    # the blanks follow from `_erased` everywhere: no stamps of their own, nothing to send
    connection.execute(update(_clock).values(applying=1))
    blanks = {
        field.name: None if field.optional else _BLANK[field.sql_type] for field in kind.fields
    }
    connection.execute(update(table).where(table.c.id.in_(fresh)).values(blanks))
    connection.execute(
        update(_cells)
        .where(_cells.c.tbl == kind.table, _cells.c.row_id.in_(fresh), _cells.c.field != ERASED)
        .values(dirty=0)
    )
    connection.execute(update(_clock).values(applying=0))
    connection.execute(
        delete(_changes).where(_changes.c.tbl == kind.table, _changes.c.row_id.in_(ids))
    )

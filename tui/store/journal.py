"""What the units of writing changed, kept so that each can be undone and done again.

The journal holds values of registers only; titles and what fills them never name anybody, so that
erasing somebody's rows erases her here too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from planner.messages import Message
from tui.store.kinds import KINDS, Value
from tui.store.rows import read_rows, write_rows
from tui.store.tables import metadata

ENTRIES_KEPT: Final = 200
"""Of one owner."""
CHANGES_KEPT: Final = 100_000
"""Of one owner; the newest unit is kept whatever its size."""

Register = tuple[str, str, str]
"""Table, row and field."""
Changes = Mapping[Register, tuple[Value, Value]]
"""What each register held before and after."""

_journal: Final = metadata.tables["journal"]
_changes: Final = metadata.tables["journal_change"]


@dataclass(frozen=True, slots=True)
class Clash:
    """A register that somebody else has changed since; values as columns hold them."""

    table: str
    row_id: str
    field: str
    target: Value
    """What undoing would write."""
    now: Value


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing or redoing came to."""

    title: Message
    done: bool
    """False where nothing was written because of the clashes."""
    clashes: tuple[Clash, ...] = ()


class Journal:
    """The units of one owner. Every method runs within the caller's transaction."""

    def __init__(self, owner: int) -> None:
        self.owner = owner

    def record(
        self, connection: Connection, title: str, params: Mapping[str, Any], changes: Changes
    ) -> None:
        """A unit that was just done; what was undone before it can no longer be redone."""
        self._forget(connection, _journal.c.undone == 1)
        entry = connection.execute(
            insert(_journal).values(
                owner=self.owner, title=title, params=json.dumps(dict(params)), undone=0
            )
        ).lastrowid
        connection.execute(
            insert(_changes),
            [
                {"entry": entry, "tbl": table, "row_id": row, "field": field,
                 "before": before, "after": after}
                for (table, row, field), (before, after) in changes.items()
            ],
        )  # fmt: skip
        self._trim(connection)

    def title(self, connection: Connection, *, redo: bool = False) -> Message | None:
        """What would be undone, or redone, next."""
        entry = self._next(connection, redo=redo)
        return None if entry is None else _title(entry)

    def step(self, connection: Connection, *, redo: bool, anyway: bool) -> Undone | None:
        """Undoes the last unit, or redoes the one undone last; None where there is none.

        Where registers have changed since, nothing is written unless `anyway`.
        """
        entry = self._next(connection, redo=redo)
        if entry is None:
            return None
        changes = connection.execute(select(_changes).where(_changes.c.entry == entry.id)).all()
        steps = [
            ((c.tbl, c.row_id, c.field), (c.before, c.after) if redo else (c.after, c.before))
            for c in changes
        ]
        now = _values(connection, [register for register, _ in steps])
        clashes = tuple(
            Clash(*register, target, now[register])
            for register, (expected, target) in steps
            if register in now and now[register] not in (expected, target)
        )
        if clashes and not anyway:
            return Undone(_title(entry), done=False, clashes=clashes)
        _write(connection, {r: target for r, (_, target) in steps if now.get(r, target) != target})
        connection.execute(
            update(_journal).where(_journal.c.id == entry.id).values(undone=int(not redo))
        )
        return Undone(_title(entry), done=True, clashes=clashes)

    def _next(self, connection: Connection, *, redo: bool) -> Any:
        order = _journal.c.id if redo else _journal.c.id.desc()
        return connection.execute(
            select(_journal)
            .where(_journal.c.owner == self.owner, _journal.c.undone == int(redo))
            .order_by(order)
            .limit(1)
        ).one_or_none()

    def _trim(self, connection: Connection) -> None:
        sizes = connection.execute(
            select(_journal.c.id, func.count(_changes.c.entry))
            .outerjoin(_changes, _changes.c.entry == _journal.c.id)
            .where(_journal.c.owner == self.owner)
            .group_by(_journal.c.id)
            .order_by(_journal.c.id.desc())
        ).all()
        total = 0
        for place, (entry, size) in enumerate(sizes):
            total += size
            if place and (place >= ENTRIES_KEPT or total > CHANGES_KEPT):
                self._forget(connection, _journal.c.id <= entry)
                return

    def _forget(self, connection: Connection, condition: Any) -> None:
        which = select(_journal.c.id).where(_journal.c.owner == self.owner, condition)
        connection.execute(delete(_changes).where(_changes.c.entry.in_(which)))
        connection.execute(delete(_journal).where(_journal.c.owner == self.owner, condition))


def _title(entry: Any) -> Message:
    return Message("journal", entry.title, json.loads(entry.params))


def _values(connection: Connection, registers: Sequence[Register]) -> dict[Register, Value]:
    """What the registers hold now; those of rows that are gone are left out."""
    wanted: dict[str, dict[str, None]] = defaultdict(dict)
    for table, row, _ in registers:
        wanted[table][row] = None
    stored = {
        table: read_rows(connection, KINDS[table], list(rows)) for table, rows in wanted.items()
    }
    return {
        (table, row, field): stored[table][row][field]
        for table, row, field in registers
        if row in stored[table]
    }


def _write(connection: Connection, values: Mapping[Register, Value]) -> None:
    by_table: dict[str, dict[str, dict[str, Value]]] = defaultdict(lambda: defaultdict(dict))
    for (table, row, field), value in values.items():
        by_table[table][row][field] = value
    for table, rows in by_table.items():
        write_rows(connection, KINDS[table], rows)

"""One unit of writing: everything in it happens, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, insert

from planner.event import Event
from planner.kept_plans import keep_plan
from planner.messages import Refusal
from planner.records import ParticipantRecord, PlanRecord, Record, invalid_fields
from tui.store.journal import Changes, Register
from tui.store.kinds import DELETED, ERASED, Kind, Value, kind_of
from tui.store.reading import Reader
from tui.store.rows import read_rows, write_rows
from tui.store.tables import table_of

R = TypeVar("R", bound=Record)
Row = dict[str, Value]


class Unit(Reader):
    """Writes, and reads what it has written; only registers whose value changes are touched.

    Raises Refusal for values that no record may hold; the whole unit is then taken back.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._changes: dict[Register, tuple[Value, Value]] = {}
        self._relied_on: dict[Register, tuple[Value, Value]] = {}

    @property
    def changes(self) -> Changes:
        """What each register held before the unit and holds now; once there is a change, also
        those that it relies on."""
        changed = {r: values for r, values in self._changes.items() if values[0] != values[1]}
        return {**self._relied_on, **changed} if changed else {}

    def rely_on(self, record: Record, field: str) -> None:
        """Whoever undoes this unit is asked first where `field` is not any more as in `record`,
        whether that is stored or still to come."""
        kind = kind_of(type(record))
        value = kind.row(record)[field]
        self._relied_on[kind.table, record.id, field] = value, value

    def add(self, *records: Record) -> None:
        """New records; one whose id was there before, deleted or not, takes these values."""
        self._write(records, revive=True)

    def save(self, *records: Record) -> None:
        """All fields of records. One that is deleted stays so; one that is not there is added.

        A record read some time ago overwrites what others have changed since: for single fields
        prefer `change`.
        """
        self._write(records, revive=False)

    def change(self, record: R, **fields: Any) -> R:
        """These fields of a stored record only; returns it with them."""
        return self.change_all([record], **fields)[0]

    def change_all(self, records: Sequence[R], **fields: Any) -> list[R]:
        """The same values for these fields of many stored records of one kind."""
        changed = [replace(record, **fields) for record in records]
        for kind, rows in _by_kind(changed, fields):
            self._update(kind, [{name: row[name] for name in ("id", *fields)} for row in rows])
        return changed

    def delete(self, *records: Record) -> None:
        """Hides records and what belongs to them."""
        self._flag(records, 1)

    def restore(self, *records: Record) -> None:
        """Takes back their deletion."""
        self._flag(records, 0)

    def add_plan(self, event_id: str, event: Event, answer: Any) -> PlanRecord:
        """Keeps a plan for `event`; `answer` is what the planner sent (`planner.worker.answer`)."""
        plan, parts = keep_plan(event_id, event, answer, datetime.now(UTC))
        self.add(plan, *parts)
        return plan

    def _write(self, records: Sequence[Record], *, revive: bool) -> None:
        for kind, rows in _by_kind(records):
            self._update(kind, [{**row, DELETED: 0} for row in rows] if revive else rows, new=True)

    def _flag(self, records: Sequence[Record], value: int) -> None:
        by_kind: dict[str, tuple[Kind, list[Row]]] = {}
        for record in records:
            kind = kind_of(type(record))
            by_kind.setdefault(kind.table, (kind, []))[1].append({"id": record.id, DELETED: value})
        for kind, rows in by_kind.values():
            self._update(kind, rows)

    def _update(self, kind: Kind, rows: Iterable[Row], *, new: bool = False) -> None:
        """Writes what differs from what is stored; rows that are not there only if `new`."""
        wanted = {str(row["id"]): row for row in rows}
        stored = read_rows(self._connection, kind, list(wanted))
        added = [row for id_, row in wanted.items() if new and id_ not in stored]
        if added:
            self._insert(kind, added)
        differing: dict[str, Row] = {}
        for id_, before in stored.items():
            if before[ERASED]:
                continue
            changed = {name: v for name, v in wanted[id_].items() if v != before[name]}
            for name, value in changed.items():
                self._note(kind, id_, name, before[name], value)
            if changed:
                differing[id_] = changed
        write_rows(self._connection, kind, differing)

    def _insert(self, kind: Kind, rows: list[Row]) -> None:
        """The journal takes a new row for one that was deleted: undoing the unit deletes it."""
        self._connection.execute(insert(table_of(kind)), [{DELETED: 0, **row} for row in rows])
        for row in rows:
            self._note(kind, str(row["id"]), DELETED, 1, 0)

    def _note(self, kind: Kind, id_: str, field: str, before: Value, after: Value) -> None:
        register = (kind.table, id_, field)
        first = self._changes.get(register, (before, after))[0]
        self._changes[register] = (first, after)


def _by_kind(
    records: Sequence[Record], fields: Iterable[str] | None = None
) -> Iterator[tuple[Kind, list[Row]]]:
    """The rows of records whose `fields` are valid, kinds in the order they come."""
    for record_type, some in groupby(records, type):
        kind = kind_of(record_type)
        rows = []
        for record in some:
            _expect_valid(record, kind.names if fields is None else fields)
            rows.append(kind.row(record))
        yield kind, rows


def _expect_valid(record: Record, fields: Iterable[str]) -> None:
    """Raises Refusal for these fields; what is wrong with others came from elsewhere and stays."""
    checked = set(fields)
    if isinstance(record, ParticipantRecord) and "attributes" in checked:
        checked |= set(record.attributes)
    messages = [message for field, message in invalid_fields(record) if field in checked]
    if messages:
        raise Refusal(*messages)

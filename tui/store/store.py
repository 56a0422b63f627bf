"""The store: the only way to the organizer's data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, BinaryIO, TypeVar

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from planner.evening.facts import Evening
from planner.evening.rounds import settled
from planner.kept_plans import KeptPlan
from planner.messages import Message
from planner.records import PlanRecord, Record, RoundRecord, round_record
from tui.store.complaints import in_words
from tui.store.connection import disconnect, transaction
from tui.store.erasing import erase
from tui.store.journal import Journal, Undone
from tui.store.kinds import kind_of
from tui.store.opening import opened
from tui.store.place import store_path
from tui.store.reading import EventContents, EventSummary, Reader
from tui.store.sessions import claim
from tui.store.settings import Settings, of_rows
from tui.store.tables import metadata
from tui.store.unit import Unit

R = TypeVar("R", bound=Record)


class Store:
    """One open database. Its methods may be called from any thread, and each takes its turn.

    Reading sees what is committed; writing happens in units. Every method raises StoreRefusal
    where the file does not let it.
    """

    def __init__(self, path: Path, connection: Connection, session: tuple[int, BinaryIO]) -> None:
        self.path = path
        self.revision = 0
        """Counts the changes seen, those of this program and of others."""
        self._connection = connection
        self._lock = RLock()
        self._inside = False
        """Whether this thread is in a transaction; what it reads then belongs to that."""
        self._session = session
        self._journal = Journal(session[0])
        self._data_version = self._read_data_version()

    @classmethod
    def open(cls, path: Path | None = None) -> Store:
        """Opens, and where needed makes or migrates, the database.

        Raises StoreRefusal, having written nothing, for one that is damaged, of a newer version,
        or of another program.
        """
        path = path or store_path()
        connection = opened(path)
        try:
            with in_words(path):
                return cls(path, connection, claim(path.parent))
        except BaseException:
            disconnect(connection)
            raise

    def close(self) -> None:
        with self._lock:
            disconnect(self._connection)
            self._session[1].close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Everything read inside is as it was at one moment."""
        with self._transaction("DEFERRED") as connection:
            yield Reader(connection)

    def get(self, record: type[R], id_: str) -> R | None:
        with self.reading() as reader:
            return reader.get(record, id_)

    def all(self, record: type[R], of: str | None = None) -> list[R]:
        """Every record of a kind, or those of the parent `of`, in their order."""
        with self.reading() as reader:
            return reader.all(record, of)

    def deleted(self, record: type[R], of: str | None = None) -> list[R]:
        """What was deleted itself and can be restored."""
        with self.reading() as reader:
            return reader.deleted(record, of)

    def events(self) -> list[EventSummary]:
        """All events, archived ones too, the latest made first."""
        with self.reading() as reader:
            return reader.events()

    def contents(self, event_id: str) -> EventContents | None:
        """An event with everything in it; None where it is not there, or not any more."""
        with self.reading() as reader:
            return reader.contents(event_id)

    def evening(self, event_id: str) -> Evening | None:
        """How an event goes; None where it is not there, or not any more."""
        with self.reading() as reader:
            return reader.evening(event_id)

    def plans_of(self, evening: Evening) -> dict[str, KeptPlan]:
        """The plans by which people sit in it, by id; those that are not whole are left out."""
        with self.reading() as reader:
            return reader.plans_of(evening)

    def unpack(self, plan: PlanRecord) -> KeptPlan:
        """Who sits where. Raises Refusal while parts of the plan are missing."""
        with self.reading() as reader:
            return reader.unpack(plan)

    # Writing

    @contextmanager
    def writing(self, title: str, /, *, undoable: bool = True, **params: Any) -> Iterator[Unit]:
        """A unit of writing, undone as a whole; keep it short, other programs wait for it.

        `title` is a template in N_() of what is done, its `params` numbers or words of ours, never
        anybody's name. Read inside what the change depends on.
        """
        with self._transaction("IMMEDIATE") as connection:
            unit = Unit(connection)
            yield unit
            changes = unit.changes
            if changes and undoable:
                self._journal.record(connection, title, params, changes)
        if changes:
            self.revision += 1

    def evening_step(
        self,
        event_id: str,
        title: str,
        step: Callable[[Evening], Iterable[Record]],
        /,
        *,
        undoable: bool = True,
        **params: Any,
    ) -> Evening | None:
        """A step of `planner.evening` in a unit of its own: the evening is read in it, so that
        nothing another program did meanwhile is lost, and a round that ends is written with who
        sat where. Returns how the evening is then; None where the event is gone.
        """
        with self.writing(title, undoable=undoable, **params) as unit:
            evening = unit.evening(event_id)
            if evening is None:
                return None
            changes = [*step(evening)]
            on_clock = any(isinstance(record, RoundRecord) for record in changes)
            plans = unit.plans_of(evening) if on_clock else {}
            records = settled(evening, plans, changes)
            unit.save(*records)
            after = evening.after(records)
            if on_clock:
                _rely_on_clock(unit, after)
            return after

    def erase(self, *records: Record) -> None:
        """Forgets records, and what belongs to them, for good; offer a copy of them first.

        Copies made earlier still hold them, until they are replaced by later ones.
        """
        with self._transaction("IMMEDIATE") as connection:
            for record in records:
                erase(connection, kind_of(type(record)), [record.id])
        with self._lock, in_words(self.path):
            # the log beside the file holds earlier states of its pages
            self._connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.commit()
        self.revision += 1

    def undo(self, *, anyway: bool = False) -> Undone | None:
        """Takes back this program's last unit; None where there is none.

        Where somebody else has changed the same registers since, nothing is written and the
        clashes are told, unless `anyway`.
        """
        return self._step(redo=False, anyway=anyway)

    def redo(self, *, anyway: bool = False) -> Undone | None:
        """Does again what was undone last; None once something else was done."""
        return self._step(redo=True, anyway=anyway)

    def undoable(self) -> Message | None:
        """What `undo` would take back."""
        with self._transaction("DEFERRED") as connection:
            return self._journal.title(connection)

    def redoable(self) -> Message | None:
        with self._transaction("DEFERRED") as connection:
            return self._journal.title(connection, redo=True)

    def _step(self, *, redo: bool, anyway: bool) -> Undone | None:
        with self._transaction("IMMEDIATE") as connection:
            undone = self._journal.step(connection, redo=redo, anyway=anyway)
        if undone and undone.done:
            self.revision += 1
        return undone

    # Other programs

    def changed_elsewhere(self) -> bool:
        """Whether another program has written since this was last asked; costs microseconds."""
        version = self._read_data_version()
        changed = version != self._data_version
        self._data_version = version
        self.revision += changed
        return changed

    def _read_data_version(self) -> int:
        with self._transaction("DEFERRED") as connection:
            return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    # Settings

    def settings(self) -> Settings:
        table = metadata.tables["settings"]
        with self._transaction("DEFERRED") as connection:
            return of_rows(connection.execute(table.select()).all())

    def change_settings(self, **values: str | bool) -> Settings:
        """Fields of Settings; not undone, not synced."""
        table = metadata.tables["settings"]
        query = insert(table)
        query = query.on_conflict_do_update(
            index_elements=["key"], set_={"value": query.excluded.value}
        )
        rows = [{"key": key, "value": json.dumps(value)} for key, value in values.items()]
        with self._transaction("IMMEDIATE") as connection:
            connection.execute(query, rows)
        return self.settings()

    @contextmanager
    def _transaction(self, mode: Any) -> Iterator[Connection]:
        with self._lock:
            if self._inside:
                if mode == "IMMEDIATE":
                    raise RuntimeError("a unit of writing within another")
                yield self._connection
                return
            self._inside = True
            try:
                with in_words(self.path), transaction(self._connection, mode) as connection:
                    yield connection
            finally:
                self._inside = False


def _rely_on_clock(unit: Unit, evening: Evening) -> None:
    """A step of the clock is not undone unasked once the time, or somebody else, has moved on:
    rounds that are played would be no more."""
    if evening.current is not None:
        unit.rely_on(evening.current, "ended")
    following = round_record(evening.event.id, evening.coming)
    known = {record.number: record for record in evening.rounds}
    unit.rely_on(known.get(evening.coming, following), "started")

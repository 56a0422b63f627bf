"""What can be read: only what is there, not deleted, and not a child of something that is."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, select

from planner.evening.facts import Evening
from planner.event import Event
from planner.kept_plans import KeptPlan, digest, unpack
from planner.messages import Refusal
from planner.records import (
    AttendanceRecord,
    EventRecord,
    MetBeforeRecord,
    ParticipantRecord,
    PlanPartRecord,
    PlanRecord,
    Record,
    RoundRecord,
    RuleRecord,
    SittingRecord,
    TableRecord,
    event_of,
)
from tui.store.kinds import DELETED, ERASED, KINDS, Kind, kind_of
from tui.store.tables import table_of

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class EventSummary:
    """An event as lists show it."""

    event: EventRecord
    people: int
    vips: int
    tables: int
    seats: int
    plans: int


@dataclass(frozen=True, slots=True)
class EventContents:
    """An event with everything in it, as it was at one moment; of its plans only the figures."""

    event: EventRecord
    people: tuple[ParticipantRecord, ...]
    tables: tuple[TableRecord, ...]
    rules: tuple[RuleRecord, ...]
    plans: tuple[PlanRecord, ...]
    """The newest first."""
    met: tuple[MetBeforeRecord, ...] = ()
    """Who met before, at which event."""

    def planned(self) -> Event:
        """What the planner is to plan."""
        return event_of(self.event, self.people, self.tables, self.rules, self.met)

    @property
    def digest(self) -> str:
        """A plan with another digest is out of date."""
        return digest(self.planned())

    @property
    def plan(self) -> PlanRecord | None:
        """The current plan."""
        return next((plan for plan in self.plans if plan.id == self.event.plan_id), None)


class Reader:
    """Reads through a connection, within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, record: type[R], id_: str) -> R | None:
        kind = kind_of(record)
        table = table_of(kind)
        found = self._read(kind, _columns(kind).where(table.c.id == id_, visible(kind)))
        return found[0] if found else None

    def all(self, record: type[R], of: str | None = None) -> list[R]:
        """Every record of a kind, or those of the parent `of`, in their order."""
        kind = kind_of(record)
        query = _columns(kind).where(visible(kind))
        return self._read(kind, _ordered(kind, _within(kind, query, of)))

    def deleted(self, record: type[R], of: str | None = None) -> list[R]:
        """What was deleted itself and can be restored, in order."""
        kind = kind_of(record)
        table = table_of(kind)
        query = _columns(kind).where(table.c[DELETED] == 1, table.c[ERASED] == 0)
        return self._read(kind, _ordered(kind, _within(kind, query, of)))

    def events(self) -> list[EventSummary]:
        """All events, archived ones too, the latest made first."""
        kind = KINDS["events"]
        table = table_of(kind)
        rows = self._connection.execute(
            _columns(kind)
            .add_columns(
                _count("participants"),
                _count("participants", "vip"),
                _count("tables"),
                _count("tables", "seats"),
                _count("plans"),
            )
            .where(visible(kind))
            .order_by(table.c.id.desc())
        )
        return [EventSummary(kind.read(row[:-5]), *row[-5:]) for row in rows]

    def contents(self, event_id: str) -> EventContents | None:
        """None where the event is not there, or not any more."""
        event = self.get(EventRecord, event_id)
        if event is None:
            return None
        return EventContents(
            event,
            tuple(self.all(ParticipantRecord, event_id)),
            tuple(self.all(TableRecord, event_id)),
            tuple(self.all(RuleRecord, event_id)),
            tuple(self.all(PlanRecord, event_id)),
            tuple(self.all(MetBeforeRecord, event_id)),
        )

    def evening(self, event_id: str) -> Evening | None:
        """How an event goes; None where it is not there, or not any more."""
        event = self.get(EventRecord, event_id)
        if event is None:
            return None
        return Evening(
            event,
            tuple(self.all(ParticipantRecord, event_id)),
            tuple(self.all(TableRecord, event_id)),
            tuple(self.all(RuleRecord, event_id)),
            tuple(self.all(MetBeforeRecord, event_id)),
            tuple(self.all(AttendanceRecord, event_id)),
            tuple(self.all(RoundRecord, event_id)),
            tuple(self.all(SittingRecord, event_id)),
        )

    def plans_of(self, evening: Evening) -> dict[str, KeptPlan]:
        """The plans by which people sit in it, by id; those that are not whole are left out."""
        found = {}
        for plan_id in evening.plan_ids:
            record = self.get(PlanRecord, plan_id)
            if record is not None:
                with suppress(Refusal):
                    found[plan_id] = self.unpack(record)
        return found

    def unpack(self, plan: PlanRecord) -> KeptPlan:
        """Who sits where. Raises Refusal while parts of the plan are missing."""
        return unpack(plan, self.all(PlanPartRecord, plan.id))

    def _read(self, kind: Kind, query: Select[Any]) -> list[Any]:
        return [kind.read(row) for row in self._connection.execute(query)]


def _columns(kind: Kind) -> Select[Any]:
    table = table_of(kind)
    return select(table.c.id, *(table.c[name] for name in kind.names))


def visible(kind: Kind) -> ColumnElement[bool]:
    """Whether a row shows, and all above it."""
    return _visible(kind, table_of(kind))


def _visible(kind: Kind, table: Table) -> ColumnElement[bool]:
    there = and_(table.c[DELETED] == 0, table.c[ERASED] == 0)
    if kind.parent is None:
        return there
    field, parent = kind.parent
    above = table_of(KINDS[parent])
    parents = select(above.c.id).where(_visible(KINDS[parent], above))
    return and_(there, table.c[field].in_(parents))


def _within(kind: Kind, query: Select[Any], of: str | None) -> Select[Any]:
    if of is None or kind.parent is None:
        return query
    return query.where(table_of(kind).c[kind.parent[0]] == of)


def _ordered(kind: Kind, query: Select[Any]) -> Select[Any]:
    """Lists by position, plans the newest first, else in the order they were made."""
    table = table_of(kind)
    for name in ("position", "number"):
        if name in kind.names:
            return query.order_by(table.c[name], table.c.id)
    return query.order_by(table.c.id.desc() if kind.table == "plans" else table.c.id)


def _count(child: str, summed: str = "") -> Any:
    """How many visible children an event has, or the sum of one of their fields."""
    table = table_of(KINDS[child])
    amount = func.coalesce(func.sum(table.c[summed]), 0) if summed else func.count()
    events = table_of(KINDS["events"])
    there = and_(table.c[DELETED] == 0, table.c[ERASED] == 0)
    return (
        select(amount)
        .select_from(table)
        .where(table.c.event_id == events.c.id, there)
        .correlate(events)
        .scalar_subquery()
    )

"""Everything that is kept about one evening, and instants as they are written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TypeVar

from planner.kept_plans import KeptPlan
from planner.records import (
    AttendanceRecord,
    EventRecord,
    MetBeforeRecord,
    ParticipantRecord,
    Record,
    RoundRecord,
    RuleRecord,
    SittingRecord,
    TableRecord,
)

Plans = Mapping[str, KeptPlan]
"""Plans by their ids; one that is missing seats nobody."""


@dataclass(frozen=True)
class Evening:
    """An event and how it goes, as it was at one moment."""

    event: EventRecord
    people: tuple[ParticipantRecord, ...] = ()
    tables: tuple[TableRecord, ...] = ()
    rules: tuple[RuleRecord, ...] = ()
    met: tuple[MetBeforeRecord, ...] = ()
    attendances: tuple[AttendanceRecord, ...] = ()
    rounds: tuple[RoundRecord, ...] = ()
    """By number; only those that have begun count, `begun` has them."""
    sittings: tuple[SittingRecord, ...] = ()

    @cached_property
    def attendance(self) -> Mapping[str, AttendanceRecord]:
        """By participant."""
        return {record.participant_id: record for record in self.attendances}

    @cached_property
    def begun(self) -> Mapping[int, RoundRecord]:
        """The rounds that have begun, by number."""
        return {record.number: record for record in self.rounds if record.started}

    @property
    def current(self) -> RoundRecord | None:
        """The last round that has begun: it runs, or the break after it."""
        return self.begun[max(self.begun)] if self.begun else None

    @property
    def coming(self) -> int:
        """The first round that has not begun."""
        return max(self.begun, default=0) + 1

    @property
    def plan_ids(self) -> set[str]:
        """The plans that say where people sit, in the rounds begun and in those to come."""
        return {self.event.plan_id, *(record.plan_id for record in self.begun.values())} - {""}

    def after(self, records: Iterable[Record]) -> Evening:
        """The same evening once these records are saved."""
        changed = list(records)
        event = next((r for r in changed if isinstance(r, EventRecord)), self.event)
        rounds = _with(self.rounds, changed, RoundRecord)
        return replace(
            self,
            event=event,
            people=_with(self.people, changed, ParticipantRecord),
            tables=_with(self.tables, changed, TableRecord),
            attendances=_with(self.attendances, changed, AttendanceRecord),
            rounds=tuple(sorted(rounds, key=lambda record: record.number)),
            sittings=_with(self.sittings, changed, SittingRecord),
        )


R = TypeVar("R", bound=Record)


def _with(known: Iterable[R], changed: Iterable[Record], kind: type[R]) -> tuple[R, ...]:
    """The records of a kind, those that changed in their places, new ones at the end."""
    records = {record.id: record for record in known}
    records.update((record.id, record) for record in changed if isinstance(record, kind))
    return tuple(records.values())


def written(instant: datetime) -> str:
    """As records hold it: UTC, to the millisecond, `2026-11-20T19:30:00.000Z`."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read(instant: str) -> datetime:
    """The way back."""
    return datetime.fromisoformat(instant)

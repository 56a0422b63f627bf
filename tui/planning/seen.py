"""A plan as screens show it: read from the store, measured, with the names of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from planner.bounds import bound
from planner.evening.facts import Evening, Plans
from planner.evening.replanning import remainder
from planner.event import Event
from planner.kept_plans import KeptPlan
from planner.metrics import Shares, as_used, measure, shares
from planner.naming import distinct
from planner.pipeline import Plan
from planner.problem import FREE, compile_event
from planner.recall import arranged, recall, renamed
from planner.records import ParticipantRecord, PlanRecord
from planner.schedule import ABSENT, BREAK, Schedule
from planner.swap import Swaps
from planner.tally import counts_of
from tui.preparing.table_list import table_names
from tui.running.fitting import evening_of
from tui.texts import _

if TYPE_CHECKING:
    from tui.store.reading import EventContents, Reader


@dataclass(frozen=True, eq=False)
class Seen:
    """People and tables are counted as in the plan."""

    contents: EventContents
    record: PlanRecord
    kept: KeptPlan
    plan: Plan
    fits: bool
    """Whether the event is still the one it was made for."""
    names: tuple[str, ...]
    tables: tuple[str, ...]
    going: Event | None = None
    """The evening that goes by this plan, once it differs from the list: who was and will be there,
    what was played."""
    over: bool = False
    """Whether all its rounds are played: nothing can be out of date any more."""

    @property
    def schedule(self) -> Schedule:
        return self.plan.schedule

    @property
    def event(self) -> Event:
        """The event by its stored ids, arranged like the plan. Only where the plan fits."""
        return self.going or arranged(self.contents.planned(), self.kept)

    @property
    def is_current(self) -> bool:
        return self.record.id == self.contents.event.plan_id

    @property
    def vip(self) -> NDArray[np.bool_]:
        return self.plan.problem.vip

    @cached_property
    def met(self) -> NDArray[np.int64]:
        """(N,) how many new people each meets, of those whose meetings count."""
        return self.shares.unique

    @cached_property
    def again(self) -> NDArray[np.int64]:
        """(N,) each one's meetings beyond the first with the same person."""
        return self.shares.repeats

    @cached_property
    def shares(self) -> Shares:
        return shares(self.plan.problem, self.schedule, self.plan.bound)

    @property
    def breaks(self) -> NDArray[np.int64]:
        """(N,) how often each sits a round out."""
        breaks: NDArray[np.int64] = (self.schedule.seating == BREAK).sum(axis=0)
        return breaks

    @cached_property
    def swaps(self) -> Swaps:
        return Swaps(self.plan.problem, self.schedule, self.plan.bound)

    def table_of(self, round_: int, person: int) -> str:
        """Where somebody sits, as people call it."""
        seat = int(self.schedule.seating[round_, person])
        if seat == BREAK:
            return _("break")
        return "" if seat == ABSENT else self.tables[seat]

    def company(self, round_: int, person: int) -> list[int]:
        """Who else is at somebody's table."""
        row = self.schedule.seating[round_]
        if row[person] < 0:
            return []
        return [i for i in np.flatnonzero(row == row[person]).tolist() if i != person]

    def meeting_again(self, round_: int) -> set[int]:
        """Who meets somebody in this round whom they meet in another, too."""
        codes, times = self.schedule.meetings()
        here = self.schedule.meeting_codes(round_)
        again = here[times[np.searchsorted(codes, here)] > 1]
        again = again[counts_of(self.plan.problem.counting, self.schedule.people, again)]
        return set(np.concatenate(np.divmod(again, self.schedule.people)).tolist())


def see(reader: Reader | Any, contents: EventContents, record: PlanRecord) -> Seen:
    """Raises Refusal where the plan cannot be read, or its event not be understood."""
    kept = reader.unpack(record)
    event = contents.planned()
    fits = contents.digest == record.digest
    tables = table_names(contents.tables)
    names = _person_ids(contents.people) | tables
    tonight = None if fits else evening_of(reader, contents.event, record, kept)
    over = tonight is not None and tonight[0].coming > contents.event.rounds
    if tonight is not None and not over:
        return _going(contents, record, kept, names, *tonight)
    plan = recall(event, record, kept, names, fits=fits)
    return Seen(
        contents,
        record,
        kept,
        plan,
        fits,
        tuple(p.name or _("(left the event)") for p in plan.problem.event.participants),
        tuple(tables.get(id_, _("(gone)")) for id_ in kept.tables),
        over=over,
    )


def _going(
    contents: EventContents,
    record: PlanRecord,
    kept: KeptPlan,
    names: dict[str, str],
    evening: Evening,
    plans: Plans,
) -> Seen:
    """The plan of an evening that has begun: what was really played, then what is to come."""
    rest = remainder(evening, plans)
    seating = np.where(rest.previous == FREE, ABSENT, rest.previous).astype(np.int32)
    schedule = Schedule(seating)
    problem = compile_event(renamed(rest.event, names))
    proved = bound(as_used(problem, schedule))
    plan = Plan(problem, schedule, measure(problem, schedule, proved), proved, record.method)
    people, tables = rest.event.participants, rest.event.tables
    kept = replace(
        kept,
        people=tuple(person.id for person in people),
        tables=tuple(table.id for table in tables),
        seating=seating.tolist(),
    )
    labels = table_names(contents.tables)
    return Seen(
        contents,
        record,
        kept,
        plan,
        True,
        tuple(person.name for person in people),
        tuple(labels.get(id_, _("(gone)")) for id_ in kept.tables),
        going=rest.event,
    )


def still_fits(reader: Reader | Any, contents: EventContents, seen: Seen) -> bool:
    """Whether what was seen is still so, in the unit that writes what follows from it."""
    if contents.digest == seen.record.digest:
        return True
    kept = reader.unpack(seen.record)
    return evening_of(reader, contents.event, seen.record, kept) is not None


def chosen(contents: EventContents) -> PlanRecord | None:
    """The current plan; where none is chosen the newest."""
    return contents.plan or (contents.plans[0] if contents.plans else None)


def _person_ids(people: Sequence[ParticipantRecord]) -> dict[str, str]:
    """By id what files call a person: the list's own id, or the place in the list."""
    if all(person.reference for person in people):
        return distinct({p.id: p.reference for p in people})
    return {person.id: str(number) for number, person in enumerate(people, 1)}

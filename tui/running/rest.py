"""The rest of an evening planned again: what is asked, what it would mean, and its acceptance."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.evening.facts import Evening, Plans
from planner.evening.replanning import remainder
from planner.messages import N_, Refusal, refuse
from planner.metrics import measure
from planner.problem import FREE, compile_event
from planner.replan import Rest, moves
from planner.schedule import ABSENT, BREAK, Schedule
from tui.texts import _

if TYPE_CHECKING:
    from planner.records import PlanRecord
    from tui.store.store import Store
    from tui.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Figures:
    """What an evening comes to, the rounds played included."""

    unique: int
    repeats: int
    gap: int

    @classmethod
    def of(cls, metrics: Mapping[str, Any]) -> Figures:
        return cls(metrics["unique"], metrics["repeats"], metrics["gap"])


@dataclass(frozen=True, slots=True)
class Way:
    """What somebody has to be told about one round."""

    round: int
    """From 1."""
    name: str
    before: str
    """The place that was told; empty where nothing was."""
    after: str
    waits: bool


@dataclass(frozen=True, eq=False)
class Task:
    """The rest as it is to be planned."""

    evening: Evening
    rest: Rest
    request: bytes
    now: Figures | None
    """What the evening comes to if nothing is planned again; None where rules no longer hold."""


@dataclass(frozen=True, eq=False)
class Proposal:
    """A plan of the rest that nobody has accepted yet."""

    task: Task
    answer: Mapping[str, Any]

    @property
    def after(self) -> Figures:
        return Figures.of(self.answer["metrics"])

    @cached_property
    def schedule(self) -> Schedule:
        people = len(self.task.rest.event.participants)
        return Schedule(np.array(self.answer["seating"], np.int32).reshape(-1, people))

    @cached_property
    def ways(self) -> list[Way]:
        """Who has to be told something, round by round in the order of names."""
        rest, evening = self.task.rest, self.task.evening
        labels = {t.id: t.label or str(t.position) for t in evening.tables}
        tables = [labels.get(t.id, _("(gone)")) for t in rest.event.tables]
        names = {person.id: person.name for person in evening.people}

        def place(seat: int) -> str:
            if seat == BREAK:
                return _("waits")
            return tables[seat] if seat >= 0 else ""

        ways = [
            Way(move.round + 1, names.get(rest.event.participants[move.person].id, ""),
                place(move.told), place(move.seat), move.seat == BREAK)
            for move in moves(rest, self.schedule)
        ]  # fmt: skip
        return sorted(ways, key=lambda way: (way.round, way.name.casefold()))

    @property
    def moved(self) -> int:
        """People who were told something else."""
        return len({m.person for m in moves(self.task.rest, self.schedule) if m.told != FREE})

    @property
    def told_first(self) -> int:
        """People who were told nothing yet."""
        every = moves(self.task.rest, self.schedule)
        return len({m.person for m in every}) - self.moved

    @property
    def waiting(self) -> int:
        """How many people sit out in the round to come in which most do."""
        to_come = self.schedule.seating[self.task.rest.played :]
        return int((to_come == BREAK).sum(axis=1).max(initial=0))

    @property
    def people(self) -> int:
        """Who is there in some round to come."""
        to_come = self.schedule.seating[self.task.rest.played :]
        return int((to_come != ABSENT).any(axis=0).sum())


def prepare(
    store: Store, event_id: str, *, fresh: bool = False, without_rules: bool = False
) -> Task:
    """Reads what is to be planned; in a thread. `fresh` does not mind who has to move.

    Raises Refusal where nothing is left to plan, or the rest cannot be planned as it is.
    """
    with store.reading() as reader:
        evening = reader.evening(event_id)
        if evening is None:
            raise _gone()
        plans = reader.plans_of(evening)
    return task_of(evening, plans, fresh=fresh, without_rules=without_rules)


def task_of(
    evening: Evening, plans: Plans, *, fresh: bool = False, without_rules: bool = False
) -> Task:
    from planner.form import event_to_form

    rest = remainder(evening, plans)
    if without_rules:
        rest = replace(rest, event=replace(rest.event, rules=()), lifted=())
    request: dict[str, Any] = {"event": event_to_form(rest.event)}
    if not fresh:
        request["previous"] = {
            "people": [person.id for person in rest.event.participants],
            "tables": [table.id for table in rest.event.tables],
            "seating": rest.previous.tolist(),
        }
    return Task(evening, rest, json.dumps(request).encode(), figures_now(rest))


def figures_now(rest: Rest) -> Figures | None:
    """What the evening comes to with the seats as they were told, and nobody else seated."""
    seating = np.where(rest.previous == FREE, ABSENT, rest.previous).astype(np.int32)
    try:
        problem = compile_event(rest.event)
    except Refusal:
        return None
    seating[~problem.present] = ABSENT
    metrics = measure(problem, Schedule(seating))
    return Figures(metrics.unique, metrics.repeats, metrics.gap)


def accept(unit: Unit, proposal: Proposal) -> PlanRecord:
    """The new plan is that of the rounds to come: all of it, or nothing changes.

    Raises Refusal where a round has begun or another plan was accepted since it was proposed.
    """
    before = proposal.task.evening
    evening = unit.evening(before.event.id)
    if evening is None:
        raise _gone()
    if evening.coming != before.coming:
        raise refuse("round-begun-meanwhile", N_(
            "Another round has begun or was taken back meanwhile; plan the rest once more."
        ))  # fmt: skip
    if evening.event.plan_id != before.event.plan_id:
        raise refuse("planned-meanwhile", N_(
            "There is another plan meanwhile; look again before you plan the rest."
        ))  # fmt: skip
    answer = {**proposal.answer, "front": []}  # trade-offs are of the event as it was listed
    plan = unit.add_plan(before.event.id, proposal.task.rest.event, answer)
    state = "planned" if evening.event.state == "draft" else evening.event.state
    unit.change(evening.event, plan_id=plan.id, state=state)
    return plan


def _gone() -> Refusal:
    return refuse("event-gone-meanwhile", N_("The event is not there any more."))

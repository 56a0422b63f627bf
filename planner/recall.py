"""Kept plans brought back to be looked at: measured anew, under the names of today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.bounds import bound
from planner.counting import Counting, counting
from planner.event import (
    Event,
    MetBefore,
    Participant,
    PlayedRound,
    PlayedTable,
    Rule,
    Table,
)
from planner.kept_plans import KeptPlan
from planner.metrics import as_used, measure, problem_of
from planner.pipeline import Plan
from planner.problem import Problem, compile_event
from planner.records import PlanRecord
from planner.schedule import Schedule

Names = Mapping[str, str]
"""Ids as they are kept -> ids as people know them."""


def arranged(event: Event, kept: KeptPlan) -> Event:
    """The event with people and tables in the order of a plan that was made for it."""
    people = {person.id: person for person in event.participants}
    tables = {table.id: table for table in event.tables}
    return replace(
        event,
        participants=tuple(people[id_] for id_ in kept.people),
        tables=tuple(tables[id_] for id_ in kept.tables),
    )


def recall(event: Event, record: PlanRecord, kept: KeptPlan, names: Names, *, fits: bool) -> Plan:
    """The plan with its measures, its event under the ids of `names`.

    `fits` says that it was made for the event as it is now. A plan that was not is measured for
    what it is: who sits where, without rules, each table as large as it is full, sides and wishes
    as they are now; people who have left the event have no name.
    """
    schedule = Schedule(np.array(kept.seating, np.int32).reshape(-1, len(kept.people)))
    if fits:
        problem = compile_event(renamed(arranged(event, kept), names))
    else:
        problem = _as_it_was(event, kept, schedule, names)
    proved = bound(as_used(problem, schedule))
    metrics = measure(problem, schedule, proved)
    return Plan(problem, schedule, metrics, proved, record.method)


def renamed(event: Event, names: Names) -> Event:
    """The same event under other ids of people and tables."""
    return replace(
        event,
        participants=tuple(replace(p, id=names.get(p.id, p.id)) for p in event.participants),
        tables=tuple(replace(t, id=names.get(t.id, t.id)) for t in event.tables),
        rules=tuple(_renamed_rule(rule, names) for rule in event.rules),
        met_before=tuple(
            MetBefore((names.get(one, one), names.get(other, other)), met.weight)
            for met in event.met_before
            for one, other in [met.who]
        ),
        played=tuple(
            PlayedRound(tuple(
                PlayedTable(names.get(at.id, at.id), tuple(names.get(who, who) for who in at.who))
                for at in played.tables
            ))
            for played in event.played
        ),
    )  # fmt: skip


def _renamed_rule(rule: Rule, names: Names) -> Rule:
    changed: dict[str, Any] = {}
    for name in {field.name for field in fields(rule)} & {"who", "table"}:
        value = getattr(rule, name)
        if isinstance(value, str):
            changed[name] = names.get(value, value)
        else:
            changed[name] = tuple(names.get(part, part) for part in value)
    return replace(rule, **changed)


def _as_it_was(event: Event, kept: KeptPlan, schedule: Schedule, names: Names) -> Problem:
    people = {person.id: person for person in event.participants}
    problem = problem_of(schedule)
    width, tables = problem.tables, len(kept.tables)
    occupancy = np.pad(problem.occupancy, ((0, 0), (0, max(tables - width, 0))))
    there = problem.event.participants
    participants = tuple(
        replace(
            people.get(id_, Participant(id_)),
            id=names.get(id_, id_),
            rounds=there[index].rounds,
        )
        for index, id_ in enumerate(kept.people)
    )
    full = occupancy.max(axis=0, initial=0).tolist()
    shown = replace(
        problem.event,
        participants=participants,
        tables=tuple(Table(names.get(i, i), n) for i, n in zip(kept.tables, full, strict=True)),
        two_sided=event.two_sided,
        interest=event.interest,
    )
    vip = np.fromiter((p.vip for p in participants), np.bool_, len(participants))
    gone = np.array([id_ not in people for id_ in kept.people], np.bool_)
    whose = _of_those_known(counting(shown), gone)
    return replace(problem, event=shown, occupancy=occupancy, vip=vip, counting=whose)


def _of_those_known(whose: Counting, gone: NDArray[np.bool_]) -> Counting:
    """Nobody knows the side or the wishes of people who have left the event: nothing counts."""
    if whose.counts is None:
        return whose
    known = ~gone
    return replace(whose, counts=whose.counts & known[:, None] & known)


def seats_changed(one: KeptPlan, other: KeptPlan) -> int:
    """Seats that differ between two plans of an event, for the people and rounds of both."""
    return sum(_changed(one, other).values())


def people_moved(one: KeptPlan, other: KeptPlan) -> int:
    """How many people of both plans have another seat in some round of both."""
    return len(_changed(one, other))


def _changed(one: KeptPlan, other: KeptPlan) -> Counter[str]:
    """By person in how many rounds the seat differs; who keeps all seats is left out."""
    columns = {id_: column for column, id_ in enumerate(other.people)}
    table_of = {id_: index for index, id_ in enumerate(one.tables)}
    renumbered = [table_of.get(id_, len(one.tables)) for id_ in other.tables]
    changed: Counter[str] = Counter()
    for before, after in zip(one.seating, other.seating, strict=False):
        for id_, seat in zip(one.people, before, strict=True):
            if (column := columns.get(id_)) is not None:
                now = after[column]
                if seat != (renumbered[now] if now >= 0 else now):
                    changed[id_] += 1
    return changed

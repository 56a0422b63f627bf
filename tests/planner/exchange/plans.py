"""Plans for the tests of what is written about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.bounds import bound
from planner.event import Event, MetBefore, Participant, Table, plain_event
from planner.metrics import measure
from planner.pipeline import Plan
from planner.problem import compile_event
from planner.schedule import ABSENT, BREAK, Schedule


def plan_of(event: Event, seating: Sequence[Sequence[int]], method: str = "by hand") -> Plan:
    problem = compile_event(event)
    schedule = Schedule(np.array(seating, np.int32))
    return Plan(problem, schedule, measure(problem, schedule), bound(problem), method)


def plain_plan() -> Plan:
    return plan_of(plain_event(4, 2, 2, 2), [[0, 0, 1, 1], [0, 1, 0, 1]])


def named_plan() -> Plan:
    """Three people, one of them with a dangerous name and away in round 2, and an alternative."""
    event = Event(
        (
            Participant("a", "Ada Lovelace", vip=True),
            Participant("b", "=cmd|' /C calc'!A0", rounds=(1,)),
            Participant("007", "Zoé"),
        ),
        (Table("Bar", 3),),
        rounds=2,
    )
    plan = plan_of(event, [[0, 0, 0], [0, ABSENT, 0]])
    return replace(plan, front=(plan,))


def dating_plan() -> Plan:
    """Three and two at tables of two; one of the three rests in turn, two of them met before."""
    event = Event(
        tuple(Participant(i, name, side=i[0]) for i, name in
              {"a1": "Ada", "a2": "Bea", "a3": "Cleo", "b1": "Dan", "b2": "Emil"}.items()),
        (Table("red", 2), Table("blue", 2)),
        rounds=3,
        two_sided=True,
        breaks="allowed",
        met_before=(MetBefore(("a1", "b1")),),
    )  # fmt: skip
    return plan_of(event, [[0, 1, BREAK, 0, 1], [1, BREAK, 0, 0, 1], [BREAK, 0, 1, 0, 1]])

"""The rest of an evening as it can be planned again: from what is kept to `planner.replan`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from planner.evening.checkin import there
from planner.evening.facts import Evening, Plans
from planner.evening.rounds import played
from planner.event import Event, Participant, Table
from planner.kept_plans import KeptPlan
from planner.records import event_of
from planner.replan import Changes, Published, Rest, rest
from planner.schedule import Ints


def remainder(evening: Evening, plans: Plans) -> Rest:
    """What is to be planned now: the rounds that have not begun, for those who are there.

    Rounds that have begun are frozen as people really sat, everybody else keeps her seat where she
    can, and where seats have become too few people may sit out. Raises Refusal where no round or
    nobody is left.
    """
    event = _event(evening, plans)
    first = evening.coming
    changes = Changes(
        first,
        closed=tuple(table.id for table in event.tables if _is_closed(table, first, event.rounds)),
        breaks=_seats_are_short(event, first),
    )
    return rest(event, published(plans.get(evening.event.plan_id)), changes)


def published(plan: KeptPlan | None) -> Published:
    """A kept plan as the re-planning takes it."""
    if plan is None:
        return Published((), (), np.empty((0, 0), np.int32))
    seating: Ints = np.array(plan.seating, np.int32).reshape(-1, len(plan.people))
    return Published(plan.people, plan.tables, seating)


def _event(evening: Evening, plans: Plans) -> Event:
    """Everybody with the rounds she was and will be there in, and who sat where."""
    event = event_of(evening.event, evening.people, evening.tables, evening.rules, evening.met)
    known = {person.id for person in event.participants}
    past = tuple(
        replace(round_, tables=tuple(
            replace(table, who=tuple(id_ for id_ in table.who if id_ in known))
            for table in round_.tables
        ))
        for round_ in played(evening, plans)
    )  # fmt: skip
    here = {number: there(evening, number) for number in range(1, event.rounds + 1)}
    people = (
        replace(person, rounds=tuple(n for n, ids in here.items() if person.id in ids))
        for person in event.participants
    )
    tables = {table.id: table for table in event.tables}
    gone = {
        table.id: len(table.who)
        for round_ in past for table in round_.tables if table.id not in tables
    }  # fmt: skip
    to_come = range(evening.coming, event.rounds + 1)
    lost = (Table(id_, max(seats, 1), dict.fromkeys(to_come, 0)) for id_, seats in gone.items())
    return replace(event, participants=tuple(people), tables=(*event.tables, *lost), played=past)


def _is_closed(table: Table, first: int, rounds: int) -> bool:
    return all(_seats(table, number) == 0 for number in range(first, rounds + 1))


def _seats(table: Table, number: int) -> int:
    return table.seats_by_round.get(number, table.seats)


def _seats_are_short(event: Event, first: int) -> bool:
    """Whether in some round to come there are more people than seats, or, at tables of two, more
    on one side."""
    return any(
        _short(list(_attending(event, number)), [_seats(t, number) for t in event.tables],
               two_sided=event.two_sided)
        for number in range(first, event.rounds + 1)
    )  # fmt: skip


def _attending(event: Event, number: int) -> Iterator[Participant]:
    return (p for p in event.participants if p.rounds is None or number in p.rounds)


def _short(people: list[Participant], seats: list[int], *, two_sided: bool) -> bool:
    if len(people) > sum(seats):
        return True
    if not two_sided or max(seats, default=0) > 2:
        return False
    sizes = {person.side: 0 for person in people}
    for person in people:
        sizes[person.side] += 1
    return len(set(sizes.values())) > 1

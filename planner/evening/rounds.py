"""Who sits where: as the plan says, and as it really was.

The plan of a round is settled when it begins; what became of it is written when it ends, and then
stays. Until that is written, whoever is in the plan and was there sat as planned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Final

from planner.evening.checkin import there
from planner.evening.facts import Evening, Plans
from planner.event import PlayedRound, PlayedTable, side_of, suit
from planner.ids import new_id
from planner.kept_plans import KeptPlan
from planner.records import (
    ParticipantRecord,
    Record,
    RoundRecord,
    SittingRecord,
    TableRecord,
    invalid_fields,
    round_record,
    to_participant,
)

_BREAK: Final = -2
"""`planner.schedule.BREAK`, which numpy comes along with."""

Seating = tuple[PlayedTable, ...]
"""The occupied tables of a round with the ids of who sits there."""


def planned(plan: KeptPlan | None, number: int) -> Seating:
    """The tables of a plan in a round, from 1; none where it has no such round."""
    if plan is None or number > len(plan.seating):
        return ()
    tables: dict[int, list[str]] = {}
    for person, seat in zip(plan.people, plan.seating[number - 1], strict=True):
        if seat >= 0:
            tables.setdefault(seat, []).append(person)
    return tuple(PlayedTable(plan.tables[seat], tuple(tables[seat])) for seat in sorted(tables))


def told(evening: Evening, plans: Plans, number: int) -> Seating:
    """Where people were told to sit: by the plan of a round that has begun, else the event's."""
    begun = evening.begun.get(number)
    return planned(plans.get(begun.plan_id if begun else evening.event.plan_id), number)


def seated(evening: Evening, plans: Plans, number: int) -> Seating:
    """Who really sat where in a round, or will as things are: nobody who is absent."""
    begun = evening.begun.get(number)
    if begun is not None and begun.sitting_id:
        written = {sitting.id: sitting for sitting in evening.sittings}.get(begun.sitting_id)
        if written is not None:
            return written.tables
    here = there(evening, number)
    rows = (
        PlayedTable(table.id, tuple(id_ for id_ in table.who if id_ in here))
        for table in told(evening, plans, number)
    )
    return tuple(table for table in rows if table.who)


def waiting(evening: Evening, plans: Plans, number: int) -> list[ParticipantRecord]:
    """Who is there in a round and has no seat in it: a break, or nobody has planned for her yet."""
    seats = table_of(seated(evening, plans, number))
    here = there(evening, number)
    return [person for person in evening.people if person.id in here and person.id not in seats]


def resting(plan: KeptPlan | None, number: int) -> frozenset[str]:
    """Who sits round `number` of a plan out."""
    if plan is None or number > len(plan.seating):
        return frozenset()
    row = zip(plan.people, plan.seating[number - 1], strict=True)
    return frozenset(person for person, seat in row if seat == _BREAK)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the plan of the rounds to come does not know of: reasons to plan them again."""

    unseated: frozenset[str]
    """People who are there in some round and have neither a seat nor a break in it."""
    absent: frozenset[str]
    """People who have a seat or a break in some round and are not there."""
    tables: frozenset[str] = frozenset()
    """Tables with more people in some round than they have seats: none where a table is lost."""

    def __bool__(self) -> bool:
        return bool(self.unseated or self.absent or self.tables)

    @property
    def count(self) -> int:
        """How many people and tables they are about."""
        return len(self.unseated | self.absent) + len(self.tables)


def gaps(evening: Evening, plans: Plans) -> Gaps:
    """How the event's plan differs from who and what will be there, over all rounds to come."""
    plan = plans.get(evening.event.plan_id)
    unseated: set[str] = set()
    absent: set[str] = set()
    overfull: set[str] = set()
    for number in range(evening.coming, evening.event.rounds + 1):
        seating = planned(plan, number)
        known = set(table_of(seating)) | resting(plan, number)
        here = there(evening, number)
        unseated |= here - known
        absent |= known - here
        seats = {t.id: t.seats_by_round.get(number, t.seats) for t in evening.tables}
        overfull |= {
            table.id for table in seating
            if len(here.intersection(table.who)) > seats.get(table.id, 0)
        }  # fmt: skip
    return Gaps(frozenset(unseated), frozenset(absent), frozenset(overfull))


def table_of(seating: Iterable[PlayedTable]) -> dict[str, str]:
    """Each person's table."""
    return {person: table.id for table in seating for person in table.who}


@dataclass(frozen=True, slots=True)
class Move:
    """One person's way from a round to the next one."""

    person_id: str
    before: str
    """A table; empty for none."""
    after: str

    @property
    def stays(self) -> bool:
        return self.before == self.after


def moves(evening: Evening, plans: Plans, number: int) -> list[Move]:
    """The way of everybody who sits in round `number` or sat in the one before, in list order."""
    before, after = (table_of(seated(evening, plans, n)) for n in (number - 1, number))
    return [
        Move(person.id, before.get(person.id, ""), after.get(person.id, ""))
        for person in evening.people
        if person.id in before or person.id in after
    ]


# What is written


def settled(evening: Evening, plans: Plans, changes: Sequence[Record]) -> list[Record]:
    """The changes to the clock, and with each round that they end who sat where in it.

    Every step of the clock goes through here before it is saved. Of thousands of people at once,
    too many to be kept in one piece, plan and check-in go on telling.
    """
    after = evening.after(changes)
    records = {record.id: record for record in changes}
    for record in changes:
        if isinstance(record, RoundRecord) and record.ended and not record.sitting_id:
            sitting = _sitting(evening, record.number, seated(after, plans, record.number))
            if not invalid_fields(sitting):
                records[record.id] = replace(record, sitting_id=sitting.id)
                records[sitting.id] = sitting
    return list(records.values())


def corrected(
    evening: Evening, plans: Plans, number: int, person_id: str, table_id: str
) -> list[Record]:
    """Somebody sat elsewhere in a round that has begun, or nowhere where `table_id` is empty."""
    tables = {
        table.id: [id_ for id_ in table.who if id_ != person_id]
        for table in seated(evening, plans, number)
    }
    if table_id:
        tables.setdefault(table_id, []).append(person_id)
    rows = (PlayedTable(id_, tuple(who)) for id_, who in tables.items() if who)
    sitting = _sitting(evening, number, tuple(rows))
    record = evening.begun.get(number, round_record(evening.event.id, number))
    return [sitting, replace(record, sitting_id=sitting.id)]


def _sitting(evening: Evening, number: int, seating: Seating) -> SittingRecord:
    return SittingRecord(new_id(), evening.event.id, number, seating)


def closed(table: TableRecord, first: int, rounds: int) -> TableRecord:
    """A table that is lost from round `first` on."""
    gone = dict.fromkeys(range(first, rounds + 1), 0)
    return replace(table, seats_by_round={**table.seats_by_round, **gone})


# What was played


def played(evening: Evening, plans: Plans) -> tuple[PlayedRound, ...]:
    """Who sat where in the rounds that have begun, the one that runs included."""
    return tuple(PlayedRound(seated(evening, plans, number)) for number in range(1, evening.coming))


@dataclass(frozen=True, slots=True)
class Meeting:
    """Somebody whom a person met, and when: rounds in order."""

    other_id: str
    rounds: tuple[int, ...]


def meetings(evening: Evening, plans: Plans) -> dict[str, tuple[Meeting, ...]]:
    """Whom each person met in the rounds that have begun, as score cards list them: in the order
    of the first meetings, then of the list. Only those whose meeting counts: with sides nobody
    of one's own, and with strict wishes whom one looks for. Whoever met nobody is left out."""
    places = {person.id: place for place, person in enumerate(evening.people)}
    count = _counts(evening)
    found: dict[str, dict[str, list[int]]] = {}
    for number, round_ in enumerate(played(evening, plans), 1):
        for table in round_.tables:
            who = sorted((id_ for id_ in table.who if id_ in places), key=places.__getitem__)
            for one, other in permutations(who, 2):
                if count(one, other):
                    found.setdefault(one, {}).setdefault(other, []).append(number)
    return {
        one: tuple(Meeting(other, tuple(rounds)) for other, rounds in others.items())
        for one, others in found.items()
    }


def met(evening: Evening, plans: Plans) -> dict[str, set[str]]:
    """Whom each person met in the rounds that have begun, as `meetings` has them."""
    return {
        one: {meeting.other_id for meeting in every}
        for one, every in meetings(evening, plans).items()
    }


def came(evening: Evening, plans: Plans) -> frozenset[str]:
    """Who was there: checked in, or seated in a round that has begun."""
    on_list = {person.id for person in evening.people}
    checked_in = {record.participant_id for record in evening.attendances if record.arrival}
    sat = {id_ for round_ in played(evening, plans) for table in round_.tables for id_ in table.who}
    return frozenset(on_list & (checked_in | sat))


def _counts(evening: Evening) -> Callable[[str, str], bool]:
    """Whether two people's meeting counts, as in `planner.counting`."""
    event = evening.event
    people = {person.id: to_participant(person) for person in evening.people}
    sides = {id_: side_of(person) for id_, person in people.items()}
    strict = (event.interest or ("strict" if event.two_sided else "")) == "strict"

    def count(one: str, other: str) -> bool:
        if event.two_sided and sides[one] == sides[other]:
            return False
        return not strict or suit(people[one], people[other])

    return count

"""Who is here, who is missing, and who can be expected in a round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from planner.evening.facts import Evening, read, written
from planner.ids import new_id
from planner.records import (
    AttendanceRecord,
    Moment,
    ParticipantRecord,
    Record,
    attendance,
)

Presence = Literal["here", "missing", "later", "left", "no-show"]
"""`missing`: should be here by now; `later`: her first round is still to come after the next."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of the people are what; together they are all of them."""

    here: int
    missing: int
    later: int
    left: int
    no_shows: int
    walk_ins: int
    """Of all these, those who were added at the door."""

    @property
    def people(self) -> int:
        return self.here + self.missing + self.later + self.left + self.no_shows


def presence(evening: Evening, person: ParticipantRecord) -> Presence:
    """How it stands with somebody now."""
    record = evening.attendance.get(person.id)
    if record is not None and _is_gone(record, evening.coming):
        return "left"
    if record is not None and record.arrival is not None:
        return "here"
    if record is not None and record.no_show:
        return "no-show"
    return "later" if _first_round(person) > evening.coming else "missing"


def counts(evening: Evening) -> Counts:
    """`{here} of {people} here`."""
    found = [presence(evening, person) for person in evening.people]
    return Counts(
        here=found.count("here"),
        missing=found.count("missing"),
        later=found.count("later"),
        left=found.count("left"),
        no_shows=found.count("no-show"),
        walk_ins=sum(person.walk_in for person in evening.people),
    )


def is_used(evening: Evening) -> bool:
    """Whether people are checked in at all; where they are not, everybody is taken to be here."""
    return any(record.arrival is not None for record in evening.attendances)


def there(evening: Evening, number: int) -> frozenset[str]:
    """Ids of the people who are, or were, there in a round.

    Once people are checked in, whoever should be here by now and is not is absent in every round
    to come, until she arrives.
    """
    used = is_used(evening)
    return frozenset(
        person.id for person in evening.people if _is_there(evening, person, number, used)
    )


def _is_there(evening: Evening, person: ParticipantRecord, number: int, used: bool) -> bool:
    if person.rounds is not None and number not in person.rounds:
        return False
    record = evening.attendance.get(person.id)
    arrival = None if record is None else record.arrival
    departure = None if record is None else record.departure
    if arrival is None:
        if record is not None and record.no_show:
            return False
        if departure is not None:
            return number < departure.round
        return not used or _first_round(person) > evening.coming
    if departure is None:
        return number >= arrival.round
    if departure.at >= arrival.at:
        return arrival.round <= number < departure.round
    return number < departure.round or number >= arrival.round  # away in between


def _is_gone(record: AttendanceRecord, coming: int) -> bool:
    """Left, and not come back; somebody who will leave after a later round is still here."""
    if record.departure is None or record.departure.round > coming:
        return False
    return record.arrival is None or record.departure.at >= record.arrival.at


def _after(other: Moment | None, now: datetime, round_: int) -> Moment:
    """A moment later than the other, also where the clock was set back in between."""
    if other is not None:
        now = max(now, read(other.at) + timedelta(milliseconds=1))
    return Moment(written(now), round_)


def _first_round(person: ParticipantRecord) -> int:
    return min(person.rounds or (1,))


# What happens at the door. Each returns the records to be saved.


def arrive(evening: Evening, person_ids: Iterable[str], now: datetime) -> list[Record]:
    """They are here, from the next round on; who is here already stays so."""
    records = (_of(evening, id_) for id_ in person_ids)
    return [
        replace(record, arrival=_after(record.departure, now, evening.coming), no_show=False)
        for record in records
        if record.arrival is None or _is_gone(record, evening.coming)
    ]


def leave(
    evening: Evening, person_ids: Iterable[str], now: datetime, *, first_without: int | None = None
) -> list[Record]:
    """They have left, or will leave before round `first_without`; a round that runs still counts
    them."""
    first = first_without or evening.coming
    records = (_of(evening, id_) for id_ in person_ids)
    return [replace(record, departure=_after(record.arrival, now, first)) for record in records]


def not_coming(evening: Evening, person_ids: Iterable[str]) -> list[Record]:
    """They will not come any more."""
    return [replace(_of(evening, id_), arrival=None, no_show=True) for id_ in person_ids]


def forget(evening: Evening, person_ids: Iterable[str]) -> list[Record]:
    """As if nothing had been said about them: for what was typed by mistake."""
    return [
        replace(_of(evening, id_), arrival=None, departure=None, no_show=False)
        for id_ in person_ids
    ]


def toggle(evening: Evening, person_id: str, shown: Presence, now: datetime) -> list[Record]:
    """One key: whoever is shown as here was checked in by mistake, everybody else arrives.

    What counts is what was seen when the key was pressed: two who check the same person in at once
    do not undo each other.
    """
    if shown == "here":
        return [replace(_of(evening, person_id), arrival=None)]
    return arrive(evening, [person_id], now)


def walk_in(evening: Evening, person: ParticipantRecord, now: datetime) -> list[Record]:
    """Somebody who is not on the list and is here; of `person` the id and the place do not count.

    She is there in the rounds of `person`, from the next one on.
    """
    added = replace(
        person,
        id=new_id(),
        event_id=evening.event.id,
        position=max((p.position for p in evening.people), default=0) + 1,
        walk_in=True,
    )
    return [added, *arrive(evening, [added.id], now)]


def _of(evening: Evening, person_id: str) -> AttendanceRecord:
    return evening.attendance.get(person_id) or attendance(evening.event.id, person_id)

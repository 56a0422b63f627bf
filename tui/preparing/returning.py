"""Who of the people of an event met at an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from planner.evening.rounds import planned, played
from planner.event import PlayedTable
from planner.exchange.columns import plain
from planner.messages import N_, refuse
from planner.records import (
    IdentityRecord,
    MetBeforeRecord,
    ParticipantRecord,
    PlanRecord,
    identity,
    met_before,
)

if TYPE_CHECKING:
    from planner.evening.facts import Evening
    from tui.store.reading import EventContents, Reader


@dataclass(frozen=True, slots=True)
class Returning:
    """Somebody of now, who she was then, and how that is known."""

    person: ParticipantRecord
    then: ParticipantRecord
    by: Literal["answer", "email", "name"]
    same: bool = True
    """Unless the organizer said that it is somebody else."""


@dataclass(frozen=True, slots=True)
class Reunion:
    """Who comes again, and who of them shared a table."""

    source: str
    people: tuple[Returning, ...]
    """In the order of the list of now."""
    pairs: frozenset[tuple[str, str]]
    """By the ids of now."""

    def met(self, event_id: str, without: Set[str] = frozenset()) -> list[MetBeforeRecord]:
        """The records of all pairs but those of `without`."""
        return [
            met_before(event_id, one, other, source=self.source)
            for one, other in sorted(self.pairs)
            if one not in without and other not in without
        ]


def reunion(reader: Reader, contents: EventContents, earlier_id: str) -> Reunion:
    """Raises Refusal where nothing is known of who met at the earlier event.

    Of an evening that was held counts who really sat together, else what its plan says.
    """
    earlier = reader.evening(earlier_id)
    tables = [] if earlier is None else [*_tables(reader, earlier)]
    if earlier is None or not tables:
        raise refuse("no-plan-then", N_("That event has no plan; nobody knows who met."))
    people = returning(contents.people, earlier.people, reader.all(IdentityRecord))
    now = {again.then.id: again.person.id for again in people}
    return Reunion(
        " ".join(filter(None, (earlier.event.name, earlier.event.when.date))),
        tuple(people),
        frozenset(_pairs(tables, now)),
    )


def _tables(reader: Reader, earlier: Evening) -> Iterator[PlayedTable]:
    """Every table of every round."""
    if earlier.begun:
        for round_ in played(earlier, reader.plans_of(earlier)):
            yield from round_.tables
        return
    plans = reader.all(PlanRecord, earlier.event.id)
    plan = next((p for p in plans if p.id == earlier.event.plan_id), next(iter(plans), None))
    if plan is not None:
        kept = reader.unpack(plan)
        for number in range(1, len(kept.seating) + 1):
            yield from planned(kept, number)


def returning(
    now: Iterable[ParticipantRecord],
    then: Iterable[ParticipantRecord],
    identities: Iterable[IdentityRecord] = (),
) -> list[Returning]:
    """As the organizer said, else by e-mail address, else by name where only one had it; nobody
    was two people.

    One name may still be two people, and so the organizer is asked.
    """
    now, then = list(now), list(then)
    said = {record.who: record.same for record in identities}
    by_email = _only({p.id: p.email.casefold() for p in then})
    by_name = _only({p.id: plain(p.name) for p in then})
    records = {person.id: person for person in then}
    found: dict[str, Returning] = {}
    taken: set[str] = set()
    for person in now:
        same = next((p for p in then if said.get(_pair(person, p)) and p.id not in taken), None)
        if same is not None:
            taken.add(same.id)
            found[person.id] = Returning(person, same, "answer")
    for email in (True, False):
        names = by_email if email else by_name
        for person in now:
            key = person.email.casefold() if email else plain(person.name)
            id_ = names.get(key, "")
            if id_ and id_ not in taken and person.id not in found:
                taken.add(id_)
                known: Literal["email", "name"] = "email" if email else "name"
                other = said.get(_pair(person, records[id_])) is False
                by = "answer" if other else known
                found[person.id] = Returning(person, records[id_], by, not other)
    return [found[person.id] for person in now if person.id in found]


def answers(found: Reunion, others: Set[str]) -> list[IdentityRecord]:
    """What the organizer says by taking over who met: those in `others`, by their ids of now, are
    somebody else of that name, everybody else known by name is who she was."""
    return [
        identity(again.person.id, again.then.id, same=again.person.id not in others)
        for again in found.people
        if again.by == "name" or again.same == (again.person.id in others)
    ]


def _pair(one: ParticipantRecord, other: ParticipantRecord) -> tuple[str, str]:
    return (one.id, other.id) if one.id < other.id else (other.id, one.id)


def _only(keys: Mapping[str, str]) -> dict[str, str]:
    """Who has a key, where nobody else has it."""
    found: dict[str, list[str]] = {}
    for id_, key in keys.items():
        if key:
            found.setdefault(key, []).append(id_)
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}


def _pairs(tables: Iterable[PlayedTable], now: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Who of those in `now` shared a table."""
    for table in tables:
        yield from combinations(sorted(now[id_] for id_ in table.who if id_ in now), 2)

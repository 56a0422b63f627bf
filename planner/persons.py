"""People recognized across events: by their e-mail address, else as the organizer confirms.

One name may be two people, so a name alone only asks a question.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from planner.records import IdentityRecord, MetBeforeRecord, ParticipantRecord, met_before

Persons = Mapping[str, str]
"""Each participant's person: the same id for all participations of one human being."""


@dataclass(frozen=True, slots=True)
class Question:
    """Two participants of different events who have one name: are they one person?"""

    one: ParticipantRecord
    other: ParticipantRecord


def persons(
    participants: Iterable[ParticipantRecord], identities: Iterable[IdentityRecord] = ()
) -> dict[str, str]:
    """Who is whom, among participants of any events; the id is that of the first of them.

    Two of one event with the same address stay two: couples share one. Where the organizer says
    that two are not one person, a shared address does not make them so.
    """
    everybody = list(participants)
    said = {record.who: record.same for record in identities}
    joined = _Joined(everybody)
    for pair, same in said.items():
        if same:
            joined.join(*pair)
    by_email: dict[str, list[ParticipantRecord]] = {}
    for person in everybody:
        if person.email:
            by_email.setdefault(_address(person), []).append(person)
    for those in by_email.values():
        for one, other in _across(those):
            if said.get(_pair(one, other), True) and _alone(one, those) and _alone(other, those):
                joined.join(one.id, other.id)
    return {person.id: joined.first(person.id) for person in everybody}


def questions(
    participants: Iterable[ParticipantRecord], identities: Iterable[IdentityRecord] = ()
) -> list[Question]:
    """Same name, different events, not known to be one person, and nobody has said no."""
    everybody = list(participants)
    said = {record.who for record in identities}
    same = persons(everybody, identities)
    by_name: dict[str, list[ParticipantRecord]] = {}
    for person in everybody:
        if person.name:
            by_name.setdefault(_plain(person.name), []).append(person)
    return [
        Question(one, other)
        for those in by_name.values()
        for one, other in _across(those)
        if same[one.id] != same[other.id] and _pair(one, other) not in said
    ]


def known_pairs(
    event_id: str,
    people: Iterable[ParticipantRecord],
    earlier: Mapping[str, Iterable[str]],
    same: Persons,
    *,
    source: str,
) -> list[MetBeforeRecord]:
    """Pairs of an event who met at an earlier one.

    `earlier` is whom each participant of that one met, `planner.evening.rounds.met`; `source` is
    its name and day.
    """
    now = {same[person.id]: person.id for person in people if person.id in same}
    pairs = {
        tuple(sorted((now[same[one]], now[same[other]])))
        for one, others in earlier.items()
        for other in others
        if same.get(one) in now and same.get(other) in now and same[one] != same[other]
    }
    return [met_before(event_id, one, other, source=source) for one, other in sorted(pairs)]


class _Joined:
    """Disjoint sets, each named by the member that comes first."""

    def __init__(self, everybody: Iterable[ParticipantRecord]) -> None:
        self._parent = {person.id: person.id for person in everybody}
        self._place = {id_: place for place, id_ in enumerate(self._parent)}

    def first(self, id_: str) -> str:
        while self._parent[id_] != id_:
            self._parent[id_] = self._parent[self._parent[id_]]
            id_ = self._parent[id_]
        return id_

    def join(self, one: str, other: str) -> None:
        """People who are not among these any more are left out."""
        if one in self._parent and other in self._parent:
            low, high = sorted((self.first(one), self.first(other)), key=self._place.__getitem__)
            self._parent[high] = low


def _across(
    those: list[ParticipantRecord],
) -> Iterator[tuple[ParticipantRecord, ParticipantRecord]]:
    """Pairs of different events."""
    return (pair for pair in combinations(those, 2) if pair[0].event_id != pair[1].event_id)


def _alone(person: ParticipantRecord, those: Iterable[ParticipantRecord]) -> bool:
    """Whether nobody else of her event is among those."""
    return sum(other.event_id == person.event_id for other in those) == 1


def _pair(one: ParticipantRecord, other: ParticipantRecord) -> tuple[str, str]:
    return (one.id, other.id) if one.id < other.id else (other.id, one.id)


def _address(person: ParticipantRecord) -> str:
    return person.email.strip().casefold()


def _plain(name: str) -> str:
    """Without accents, capitals and extra spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())

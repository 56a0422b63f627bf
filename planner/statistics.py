"""Figures over events: who comes again, who met anybody new, who stayed away, who matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.evening.facts import Evening, Plans
from planner.evening.rounds import came, met
from planner.matching import Answers, answers_of, matches
from planner.persons import Persons
from planner.records import CardRecord, EventRecord, ParticipantRecord

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """An evening that took place."""

    event: EventRecord
    people: tuple[ParticipantRecord, ...]
    """Everybody on the list, walk-ins and no-shows too."""
    came: frozenset[str]
    """Who was there (`planner.evening.rounds.came`)."""
    met: Mapping[str, Iterable[str]]
    """Whom each of them met (`planner.evening.rounds.met`)."""
    answers: Answers


@dataclass(frozen=True, slots=True)
class Figures:
    """What one evening came to."""

    event_id: str
    invited: int
    """People on the list."""
    here: int
    """Who came."""
    returning: int
    """Of those here, who had come to an earlier evening."""
    walk_ins: int
    meetings: int
    """Different pairs who met."""
    new_meetings: int
    """Of these, pairs who had not met at an earlier evening."""
    cards: int
    """People whose answers are there."""
    matched: int
    """People with at least one match."""
    matches: int
    """Pairs who match."""

    @property
    def no_shows(self) -> int:
        return self.invited - self.here

    @property
    def no_show_rate(self) -> float:
        """Of everybody on the list, from 0 to 1."""
        return self.no_shows / self.invited if self.invited else 0.0

    @property
    def match_rate(self) -> float:
        """Of the people who answered, those with a match; from 0 to 1."""
        return self.matched / self.cards if self.cards else 0.0


@dataclass(frozen=True, slots=True)
class Overall:
    """All evenings together; people are counted once however often they came."""

    evenings: int
    people: int
    """Who came to any of them."""
    returning: int
    """Who came to more than one."""
    meetings: int
    """Different pairs who ever met."""
    no_show_rate: float
    match_rate: float


def held(evening: Evening, plans: Plans, cards: Iterable[CardRecord]) -> Held:
    """An evening as figures look at it."""
    return Held(
        evening.event,
        evening.people,
        came(evening, plans),
        met(evening, plans),
        answers_of(cards),
    )


def figures(evenings: Sequence[Held], same: Persons) -> list[Figures]:
    """Of each evening, in order; from the earliest to the latest."""
    seen: set[str] = set()
    known: set[Pair] = set()
    found = []
    for evening in evenings:
        here = {same.get(id_, id_) for id_ in evening.came}
        pairs = _pairs(evening, same)
        found.append(_figures(evening, here, pairs, seen, known))
        seen |= here
        known |= pairs
    return found


def overall(evenings: Sequence[Held], same: Persons) -> Overall:
    """Of all evenings together."""
    each = figures(evenings, same)
    came = Counter(same.get(id_, id_) for evening in evenings for id_ in evening.came)
    invited, cards = (sum(getattr(f, name) for f in each) for name in ("invited", "cards"))
    return Overall(
        evenings=len(each),
        people=len(came),
        returning=sum(times > 1 for times in came.values()),
        meetings=sum(f.new_meetings for f in each),
        no_show_rate=sum(f.no_shows for f in each) / invited if invited else 0.0,
        match_rate=sum(f.matched for f in each) / cards if cards else 0.0,
    )


def _figures(
    evening: Held, here: set[str], pairs: set[Pair], seen: set[str], known: set[Pair]
) -> Figures:
    matched = matches(evening.answers)
    return Figures(
        event_id=evening.event.id,
        invited=len(evening.people),
        here=len(here),
        returning=len(here & seen),
        walk_ins=sum(person.walk_in for person in evening.people),
        meetings=len(pairs),
        new_meetings=len(pairs - known),
        cards=len({giver for giver, _ in evening.answers}),
        matched=len(matched),
        matches=sum(map(len, matched.values())) // 2,
    )


def _pairs(evening: Held, same: Persons) -> set[Pair]:
    pairs = set()
    for one, others in evening.met.items():
        for other in others:
            low, high = sorted((same.get(one, one), same.get(other, other)))
            pairs.add((low, high))
    return pairs

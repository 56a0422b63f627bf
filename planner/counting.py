"""Which meetings count, and for how much: sides, mutual wishes, people who met before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.event import Event, Participant, side_of
from planner.schedule import Ints

Pairs = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Counting:
    """What one meeting of two people is worth; everything symmetric, nobody meets himself."""

    side: Ints | None = None
    """(N,): 0 or 1 where meetings count only across sides; else None."""
    counts: Pairs | None = None
    """(N, N): whose meetings count at all; None: everybody's."""
    wished: Pairs | None = None
    """(N, N): pairs who wish to meet each other, whose meeting is worth two; None: no such wishes
    (they are none, or strict and so part of `counts`)."""
    known: Ints | None = None
    """(K, 3): u < v, weight: they met at earlier events, so that meeting again is `weight`
    repeats and nothing new; sorted, each pair once; None: nobody has."""

    @cached_property
    def is_plain(self) -> bool:
        """Every first meeting counts the same."""
        return self.counts is None and self.wished is None and self.known is None

    def pairs(self, people: int) -> int:
        """How many pairs of so many people count, and have not met before."""
        every = people * (people - 1) // 2
        if self.counts is not None:
            every = int(self.counts.sum()) // 2
        for one, other, _weight in () if self.known is None else self.known.tolist():
            every -= self.counts is None or bool(self.counts[one, other])
        return every


EVERYBODY = Counting()


def counting(event: Event) -> Counting:
    """What the event says of sides, wishes and earlier meetings. Sides and ids must be valid."""
    side = sides(event) if event.two_sided else None
    counts = None if side is None else side[:, None] != side
    wished = None
    if interest(event) is not None:
        wished = mutual(event.participants)
        if interest(event) == "strict":
            counts, wished = (wished if counts is None else counts & wished), None
    return Counting(side, counts, wished, _known(event))


def interest(event: Event) -> str | None:
    """How wishes count: as the event says, else strictly in two-sided evenings, else not."""
    if event.interest is None and event.two_sided:
        return "strict"
    return event.interest


def sides(event: Event) -> Ints:
    """(N,): 0 for the side that comes first in the alphabet, 1 for any other."""
    first = min((s for p in event.participants if (s := side_of(p))), default="")
    return np.array([side_of(p) != first for p in event.participants], np.int32)


def side_names(event: Event) -> tuple[str, str]:
    """What the sides are called that are 0 and 1; by number where the event does not say."""
    found = sorted({s for p in event.participants if (s := side_of(p))})
    return (found[0], found[1]) if len(found) > 1 else ("1", "2")


def mutual(people: tuple[Participant, ...]) -> Pairs:
    """(N, N): who looks for whom, both ways, by gender and age.

    What is not known of a person excludes nobody: no wish, no gender, no age.
    """
    wants = _wants_gender(people) & _wants_age(people)
    both: Pairs = wants & wants.T
    np.fill_diagonal(both, False)
    return both


def _wants_gender(people: tuple[Participant, ...]) -> Pairs:
    genders = sorted({p.gender for p in people if p.gender})
    number = {gender: n for n, gender in enumerate(genders, 1)}
    accepts = np.ones((len(people), len(genders) + 1), np.bool_)
    for row, person in zip(accepts, people, strict=True):
        if person.looking_for:
            row[1:] = [gender in person.looking_for for gender in genders]
    return accepts[:, [number.get(p.gender or "", 0) for p in people]]


def _wants_age(people: tuple[Participant, ...]) -> Pairs:
    oldest = 1000
    low = np.array([0 if p.age_min is None else p.age_min for p in people])[:, None]
    high = np.array([oldest if p.age_max is None else p.age_max for p in people])[:, None]
    age = np.array([-1 if p.age is None else p.age for p in people])
    wants: Pairs = (age < 0) | ((low <= age) & (age <= high))
    return wants


def _known(event: Event) -> Ints | None:
    index = {p.id: i for i, p in enumerate(event.participants)}
    weights: dict[tuple[int, int], int] = {}
    for met in event.met_before:
        u, v = sorted(index[i] for i in met.who)
        weights[u, v] = max(met.weight, weights.get((u, v), 0))
    rows = [(u, v, weight) for (u, v), weight in sorted(weights.items()) if weight]
    return np.array(rows, np.int32) if rows else None

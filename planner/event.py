"""What an organiser describes: participants, tables, rounds and rules.

These dataclasses are the event form: the JSON of an event file has exactly these fields
(`docs/event-form.md`), rounds counted from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Effort = Literal["quick", "normal", "thorough"]
Priority = Literal["balanced", "most-meetings"]


@dataclass(frozen=True, slots=True)
class Participant:
    id: str
    name: str = ""
    vip: bool = False
    side: str | None = None
    gender: str | None = None
    looking_for: tuple[str, ...] = ()
    age: int | None = None
    age_min: int | None = None
    age_max: int | None = None
    rounds: tuple[int, ...] | None = None
    """The rounds in which the person is there; None for all."""
    attributes: dict[str, str] = field(default_factory=dict)

    def attribute(self, name: str) -> str | None:
        """A value people can have in common: `gender`, `side`, or one of the free attributes."""
        if name in ("gender", "side"):
            value: str | None = getattr(self, name)
            return value
        return self.attributes.get(name) or None

    @property
    def label(self) -> str:
        """How messages name the person."""
        return self.name or self.id


def side_of(person: Participant) -> str | None:
    """The side of a person: as given, else the gender."""
    return person.side or person.gender or None


def suit(one: Participant, other: Participant) -> bool:
    """Whether two people look for each other, by gender and age; what is not known excludes
    nobody. The same for all pairs at once: `planner.counting.mutual`."""
    return _wants(one, other) and _wants(other, one)


def _wants(one: Participant, other: Participant) -> bool:
    if one.looking_for and other.gender and other.gender not in one.looking_for:
        return False
    low, high = one.age_min, one.age_max
    age = other.age
    return age is None or ((low is None or low <= age) and (high is None or age <= high))


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    seats: int
    seats_by_round: dict[int, int] = field(default_factory=dict)
    """Seats in the rounds where they differ; 0 closes the table for that round."""


@dataclass(frozen=True, slots=True)
class Together:
    """A group that sits at one table, in every round or in `rounds`."""

    who: tuple[str, ...]
    kind: Literal["together"] = "together"
    rounds: tuple[int, ...] | None = None
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Apart:
    """People never at one table, or any two at most `at_most` times: `who`, or all with equal
    `same`."""

    who: tuple[str, ...] = ()
    kind: Literal["apart"] = "apart"
    same: str | None = None
    at_most: int = 0
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person at a given table (a host), in every round or in `rounds`."""

    who: str
    table: str
    kind: Literal["seat"] = "seat"
    rounds: tuple[int, ...] | None = None
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Meet:
    """Two people who must meet: `at_least` so often, or exactly `times`; by default once."""

    who: tuple[str, str]
    kind: Literal["meet"] = "meet"
    at_least: int | None = None
    times: int | None = None
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """Every table should hold about the whole evening's mix of `attribute`."""

    attribute: str
    kind: Literal["balance"] = "balance"
    weight: int = 1
    name: str = ""
    reason: str = ""


Rule = Together | Apart | Seat | Meet | Balance


@dataclass(frozen=True, slots=True)
class MetBefore:
    """Two people who met at an earlier event: meeting again is nothing new and `weight` repeats."""

    who: tuple[str, str]
    weight: int = 1


@dataclass(frozen=True, slots=True)
class PlayedTable:
    id: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlayedRound:
    """Who really sat where in a round that is over."""

    tables: tuple[PlayedTable, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each aim counts beside the others."""

    meetings: int = 1
    equity: int = 1
    table_balance: int = 1


@dataclass(frozen=True, slots=True)
class Event:
    participants: tuple[Participant, ...]
    tables: tuple[Table, ...]
    rounds: int
    rules: tuple[Rule, ...] = ()
    two_sided: bool = False
    """Meetings count only across the two sides: `side` of each, else `gender`."""
    interest: Literal["strict", "soft"] | None = None
    """Whether only mutual wishes (`looking_for`, ages) count (strict) or they count for two (soft);
    strict where it is left out of a two-sided evening."""
    breaks: Literal["never", "allowed"] = "never"
    """Whether people may sit a round out where seats or partners are short."""
    met_before: tuple[MetBefore, ...] = ()
    played: tuple[PlayedRound, ...] = ()
    priority: Priority = "balanced"
    weights: Weights = Weights()
    seed: int = 1
    effort: Effort = "normal"


def plain_event(
    people: int,
    tables: int,
    seats: int,
    rounds: int,
    *,
    seed: int = 1,
    effort: Effort = "normal",
    priority: Priority = "balanced",
) -> Event:
    """An evening given by numbers alone; ids are "0", "1", ... in order."""
    return Event(
        tuple(Participant(str(i)) for i in range(people)),
        tuple(Table(str(t), seats) for t in range(tables)),
        rounds, seed=seed, effort=effort, priority=priority,
    )  # fmt: skip

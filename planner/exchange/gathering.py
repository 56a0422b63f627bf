"""Seats of a plan as a file tells them, one by one, and the plan they add up to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from planner.exchange.cells import printable
from planner.messages import N_, refuse
from planner.records import TEXT_LIMIT
from planner.schedule import ABSENT, Ints, Schedule

PEOPLE_LIMIT: Final = 200_000
ROUNDS_LIMIT: Final = 1_000
CELLS_LIMIT: Final = 20_000_000
"""Rounds times people: what one array holds without hurting a small machine."""

_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,8}")


def number(text: str) -> int | None:
    """A whole number from 0 as programs write it, without sign or leading zeros; else None."""
    return int(text) if _NUMBER.fullmatch(text) else None


@dataclass(frozen=True, eq=False, slots=True)
class ReadPlan:
    """A plan as a file tells it, made by us or elsewhere."""

    people: tuple[str, ...]
    """What the file calls them: by number where all are numbers, else as first seen."""
    tables: tuple[str, ...]
    """In the same order; what `schedule` calls table 0, 1, ..."""
    schedule: Schedule
    names: dict[str, str] = field(default_factory=dict)
    """Names of people, where the file has them."""
    ignored: tuple[str, ...] = ()
    """Columns that were not understood and not used."""
    first: int = 0
    """What the first person and table are called where numbers stand for places in a list."""


class Gathering:
    """Takes seats in any order. Raises Refusal where they cannot be one evening."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.ignored: tuple[str, ...] = ()
        self.first = 0
        self._people: dict[str, int] = {}
        self._tables: dict[str, int] = {}
        self._rounds: dict[int, dict[int, int]] = {}

    def open_round(self, session: int) -> None:
        """Says that there is such a round, though perhaps nobody sits in it."""
        if session not in self._rounds:
            if len(self._rounds) == ROUNDS_LIMIT:
                raise refuse(
                    "too-many-rounds",
                    N_("The plan has more than {limit} rounds."),
                    limit=ROUNDS_LIMIT,
                )
            self._rounds[session] = {}

    def seat(self, session: int, table: str, person: str) -> None:
        self.place(session, self._tables.setdefault(table, len(self._tables)), person)

    def place(self, session: int, place: int, person: str) -> None:
        """Puts a person at a table index already given out, or at ABSENT or BREAK."""
        self.open_round(session)
        index = self._people.setdefault(person, len(self._people))
        if index == PEOPLE_LIMIT:
            raise refuse(
                "too-many-people",
                N_("The plan has more than {limit} people."),
                limit=PEOPLE_LIMIT,
            )
        seats = self._rounds[session]
        if index in seats:
            raise self._twice(session, person, seats[index], place)
        seats[index] = place

    def _twice(self, session: int, person: str, *places: int) -> Exception:
        tables = list(self._tables)
        first, second = (tables[p] if p >= 0 else "-" for p in places)
        return refuse(
            "seated-twice",
            N_("{person} sits twice in session {session}: at table {first} and at table {second}."),
            person=person, session=session, first=first, second=second,
        )  # fmt: skip

    def plan(self) -> ReadPlan:
        sessions = sorted(self._rounds)
        if not self._people:
            raise refuse("empty-plan", N_("Nobody is seated in this plan."))
        for expected, session in enumerate(sessions, sessions[0]):
            if session != expected:
                raise refuse(
                    "round-missing",
                    N_("Session {session} is missing, though session {next} is there."),
                    session=expected, next=session,
                )  # fmt: skip
        if len(sessions) * len(self._people) > CELLS_LIMIT:
            raise refuse(
                "plan-too-large",
                N_("{people} people in {rounds} rounds are more than can be scored."),
                people=len(self._people), rounds=len(sessions),
            )  # fmt: skip
        people, new_person = _in_order(self._people)
        tables, new_table = _in_order(self._tables)
        seating = np.full((len(sessions), len(people)), ABSENT, np.int32)
        for row, session in zip(seating, sessions, strict=True):
            seats = self._rounds[session]
            who = np.fromiter(seats.keys(), np.int64, len(seats))
            places = np.fromiter(seats.values(), np.int32, len(seats))
            at_table = places >= 0
            places[at_table] = new_table[places[at_table]]
            row[new_person[who]] = places
        return ReadPlan(people, tables, Schedule(seating), self.names, self.ignored, self.first)


def _in_order(labels: dict[str, int]) -> tuple[tuple[str, ...], Ints]:
    """Labels by number if all are numbers, else as they came; and where each index went."""
    numbers = [number(label) for label in labels]
    order = np.arange(len(labels))
    if None not in numbers:
        order = np.argsort(np.array(numbers, np.int64), kind="stable")
    moved = np.empty(len(labels), np.int32)
    moved[order] = np.arange(len(labels), dtype=np.int32)
    names = list(labels)
    return tuple(names[i] for i in order.tolist()), moved


def is_label(text: str) -> bool:
    """Whether a text may name a person or a table."""
    return 0 < len(text) <= TEXT_LIMIT and printable(text) == text

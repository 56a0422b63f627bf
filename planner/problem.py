"""An event compiled to arrays, checked: what constructions, search and measures read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.event import Effort, Event, Priority
from planner.feasibility import (
    Round,
    absent_hosts,
    contradictions,
    crowding,
    merged,
    no_seating,
    seat_problems,
)
from planner.messages import N_, Message, Refusal
from planner.naming import shortened
from planner.occupancy import round_sizes
from planner.rules import FREE, GroupRule, group_rules
from planner.schedule import Ints
from planner.validity import description_problems

__all__ = ["FREE", "Problem", "compile_event"]

MEETINGS_LIMIT: Final = 20_000_000
"""Meetings counted with repeats: a plan is measured with a few numbers in memory for each."""


@dataclass(frozen=True, eq=False)
class Problem:
    """All indices count from 0: R rounds, T tables, N people, in the order of the event.

    `occupancy[r, t]` is how many people sit at table t in round r. It is settled before any search:
    with labels free, only the sizes of the tables matter, and equal tables differ by at most 1.
    """

    event: Event
    present: NDArray[np.bool_]
    """(R, N): who is there."""
    occupancy: Ints
    """(R, T): people at each table; a row sums to the people present."""
    glue: Ints
    """(R, N): the lowest index among the people glued to the person in that round, else its own."""
    apart: Ints
    """(A, 2): pairs u < v never at one table, sorted, without duplicates."""
    fixed: Ints
    """(R, N): the table a person must sit at, or FREE."""
    vip: NDArray[np.bool_]
    """(N,)"""

    @property
    def rounds(self) -> int:
        return int(self.present.shape[0])

    @property
    def people(self) -> int:
        return int(self.present.shape[1])

    @property
    def tables(self) -> int:
        return int(self.occupancy.shape[1])

    @property
    def priority(self) -> Priority:
        return self.event.priority

    @property
    def effort(self) -> Effort:
        return self.event.effort

    @property
    def seed(self) -> int:
        return self.event.seed

    @property
    def is_plain(self) -> bool:
        """No rule and everybody always there: constructions apply as they are."""
        return (
            bool(self.present.all())
            and not len(self.apart)
            and bool((self.fixed == FREE).all())
            and bool((self.glue == np.arange(self.people)).all())
        )


def compile_event(event: Event) -> Problem:
    """Checks an event and compiles it.

    Raises Refusal, before any search, for what is not planned yet, cannot be understood, or is
    proved to be impossible.
    """
    _raise(description_problems(event))
    present = attendance(event)
    seats = np.array([t.seats for t in event.tables], np.int32)
    rules = group_rules(event)
    rounds = _rounds_by_kind(event, present, seats, rules)
    glue, fixed = np.empty(present.shape, np.int32), np.empty(present.shape, np.int32)
    occupancy = np.empty((event.rounds, len(seats)), np.int32)
    problems: list[tuple[int, Message]] = []
    for round_, numbers in rounds:
        glue[numbers], fixed[numbers] = round_.units.glue, round_.units.fixed
        occupancy[numbers], found = _sizes(round_)
        problems += [(r, message) for message in found for r in numbers]
    _raise([*absent_hosts(event, rules, present), *merged(problems)])
    _raise(_too_many_meetings(occupancy))
    return Problem(
        event=event,
        present=present,
        occupancy=occupancy,
        glue=glue,
        apart=apart_pairs(rules, len(event.participants)),
        fixed=fixed,
        vip=np.fromiter((p.vip for p in event.participants), np.bool_, len(event.participants)),
    )


def _raise(messages: list[Message]) -> None:
    if messages:
        raise Refusal(*shortened(messages))


def _rounds_by_kind(
    event: Event, present: NDArray[np.bool_], seats: Ints, rules: list[GroupRule]
) -> list[tuple[Round, list[int]]]:
    """Rounds with the same people and rules are worked out once: (the first, their numbers)."""
    dated = [rule for rule in rules if rule.rounds is not None]
    kinds: dict[bytes, list[int]] = {}
    for r, row in enumerate(present):
        kinds.setdefault(row.tobytes() + bytes(d.holds_in(r) for d in dated), []).append(r)
    return [
        (Round(event, present[r[0]], seats, [d for d in rules if d.holds_in(r[0])]), r)
        for r in kinds.values()
    ]


def _sizes(round_: Round) -> tuple[Ints, list[Message]]:
    """How many sit at each table, and what proves that they cannot."""
    found = list(seat_problems(round_)) or contradictions(round_) or crowding(round_)
    if found:
        return np.zeros_like(round_.seats), found
    sizes, seated = round_sizes(int(round_.present.sum()), round_.seats, round_.units.units)
    return sizes, [] if seated else no_seating(round_)


def _too_many_meetings(occupancy: Ints) -> list[Message]:
    people = occupancy.astype(np.int64)
    meetings = int((people * (people - 1) // 2).sum())
    if meetings <= MEETINGS_LIMIT:
        return []
    return [Message("too-many-meetings", N_(
        "The tables are so large that {count} meetings would take place; at most {limit} can be "
        "planned."
    ), {"count": meetings, "limit": MEETINGS_LIMIT})]  # fmt: skip


def attendance(event: Event) -> NDArray[np.bool_]:
    """(R, N): who is there."""
    present = np.ones((event.rounds, len(event.participants)), np.bool_)
    for index, participant in enumerate(event.participants):
        if participant.rounds is not None:
            present[:, index] = False
            present[[r - 1 for r in participant.rounds], index] = True
    return present


def apart_pairs(rules: list[GroupRule], people: int) -> Ints:
    """(A, 2): every pair of every `apart` group, sorted, once."""
    codes = [np.empty(0, np.int64)]
    for rule in rules:
        if rule.kind == "apart":
            group = np.sort(np.array(rule.people, np.int64))
            left, right = np.triu_indices(len(group), 1)
            codes.append(group[left] * people + group[right])
    # sorted by hand: np.unique hashes since numpy 2.3, a hundred times slower on such codes
    every = np.sort(np.concatenate(codes))
    every = every[np.diff(every, prepend=-1) > 0]
    return np.column_stack((every // people, every % people)).astype(np.int32)

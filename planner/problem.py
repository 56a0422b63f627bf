"""An event compiled to arrays, checked: what constructions, search and measures read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from planner.event import Effort, Event, Priority
from planner.messages import N_, refuse
from planner.occupancy import round_sizes
from planner.rules import FREE, GroupRule, RoundRules, group_rules, units_of
from planner.schedule import Ints

__all__ = ["FREE", "Problem", "compile_event"]


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
    present = attendance(event)
    crowd = int(present.sum(axis=1).max())
    if crowd > sum(t.seats for t in event.tables):
        raise refuse("too-few-seats", N_("There are more people than seats."))
    seats = np.array([t.seats for t in event.tables], np.int32)
    rules = group_rules(event)
    rounds: dict[bytes, tuple[RoundRules, Ints]] = {}
    kinds: list[bytes] = []
    for r, row in enumerate(present):
        kind = row.tobytes() + bytes(rule.holds_in(r) for rule in rules)
        kinds.append(kind)
        if kind not in rounds:
            in_round = units_of(rules, row, r)
            sizes, _ = round_sizes(int(row.sum()), seats, in_round.units)
            rounds[kind] = in_round, sizes
    return Problem(
        event=event,
        present=present,
        occupancy=np.stack([rounds[k][1] for k in kinds]),
        glue=np.stack([rounds[k][0].glue for k in kinds]),
        apart=apart_pairs(rules),
        fixed=np.stack([rounds[k][0].fixed for k in kinds]),
        vip=np.fromiter((p.vip for p in event.participants), np.bool_, len(event.participants)),
    )


def attendance(event: Event) -> NDArray[np.bool_]:
    """(R, N): who is there."""
    present = np.ones((event.rounds, len(event.participants)), np.bool_)
    for index, participant in enumerate(event.participants):
        if participant.rounds is not None:
            present[:, index] = False
            present[[r - 1 for r in participant.rounds], index] = True
    return present


def apart_pairs(rules: list[GroupRule]) -> Ints:
    """(A, 2): every pair of every `apart` group, sorted, once."""
    pairs = {
        pair
        for rule in rules
        if rule.kind == "apart"
        for pair in combinations(sorted(rule.people), 2)
    }
    return np.array(sorted(pairs), np.int32).reshape(-1, 2)

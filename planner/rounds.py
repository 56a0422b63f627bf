"""The rounds of an evening with the rules at work in them: who can sit beside whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.counting import Counting
from planner.event import Event
from planner.naming import listed
from planner.rules import FREE, GroupRule, PairLimit, pair_limits
from planner.schedule import Ints

Pair = tuple[int, int]
Who = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Rounds:
    """What the proofs see: the compiled rounds, played ones first."""

    event: Event
    rules: list[GroupRule]
    present: NDArray[np.bool_]
    """(R, N)"""
    seats: Ints
    """(R, T)"""
    glue: Ints
    """(R, N)"""
    fixed: Ints
    """(R, N)"""
    counting: Counting
    past: Ints | None

    @property
    def coming(self) -> range:
        """The rounds that are not over."""
        return range(0 if self.past is None else len(self.past), len(self.present))

    @cached_property
    def limits(self) -> list[PairLimit]:
        return pair_limits(self.event)

    @cached_property
    def partners(self) -> NDArray[np.bool_] | None:
        """(N, N): who may sit with whom, where all tables seat two and not all meetings count."""
        return self.counting.counts if (self.seats <= 2).all() else None

    @cached_property
    def apart(self) -> dict[int, list[int]]:
        """For each person the `apart` rules that name her."""
        of: dict[int, list[int]] = {}
        for number, rule in enumerate(self.rules):
            if rule.kind == "apart":
                for i in rule.people:
                    of.setdefault(i, []).append(number)
        return of

    def kept_apart(self, u: int, v: int) -> list[int]:
        """The rules that keep two people apart."""
        theirs = set(self.apart.get(v, ()))
        return [number for number in self.apart.get(u, ()) if number in theirs]

    def met(self, u: int, v: int) -> int:
        """How often two people have met in the rounds that are over."""
        if self.past is None:
            return 0
        return int(((self.past[:, u] == self.past[:, v]) & (self.past[:, u] >= 0)).sum())

    def met_and_forced(self, left: Who, right: Who) -> tuple[Ints, Ints]:
        """How often each of these pairs has met, and is put together by rules in what comes."""
        met, forced = np.zeros(len(left), np.int32), np.zeros(len(left), np.int32)
        for r in range(len(self.present)):
            if self.past is not None and r < len(self.past):
                met += (self.past[r, left] == self.past[r, right]) & (self.past[r, left] >= 0)
            else:
                forced += self._forced(r, left, right)
        return met, forced

    def _forced(self, r: int, left: Who, right: Who) -> NDArray[np.bool_]:
        """Which pairs rules put together; groups that may rest are not among them."""
        there, at, glue = self.present[r], self.fixed[r], self.glue[r]
        forced: NDArray[np.bool_] = (at[left] == at[right]) & (at[left] != FREE)
        if not self.most_rest(r):
            forced |= glue[left] == glue[right]
        forced &= there[left] & there[right]
        return forced

    def most_rest(self, r: int) -> int:
        """How many may rest in a round to come."""
        there = int(self.present[r].sum())
        may = self.event.breaks == "allowed"
        return there if may and (self.partners is not None or there > self.seats[r].sum()) else 0

    @cached_property
    def sizes(self) -> Ints:
        """(R, N): people in the unit of each."""
        sizes = np.ones_like(self.glue)
        for row, glue, there in zip(sizes, self.glue, self.present, strict=True):
            row[:] = np.bincount(glue[there], minlength=len(glue))[glue]
        return sizes

    @cached_property
    def room(self) -> Ints:
        """(R, T): seats for people who need not sit there."""
        room = self.seats.copy()
        for row, fixed in zip(room, self.fixed, strict=True):
            row -= np.bincount(fixed[fixed != FREE], minlength=len(row))
        return room

    @cached_property
    def most_room(self) -> Ints:
        """(R,): such seats at one table."""
        most: Ints = self.room.max(axis=1)
        return most

    def unit(self, r: int, i: int) -> list[int]:
        """The people glued to somebody, and herself."""
        if self.sizes[r, i] < 2:
            return [i]
        return np.flatnonzero(self.present[r] & (self.glue[r] == self.glue[r, i])).tolist()

    def together(self, u: int, v: int) -> NDArray[np.bool_]:
        """(R,): rules put them at one table, if they are there."""
        at = self.fixed[:, u]
        one: NDArray[np.bool_] = (self.glue[:, u] == self.glue[:, v]) | (
            (at == self.fixed[:, v]) & (at != FREE)
        )
        return one

    def at_two_tables(self, u: int, v: int) -> NDArray[np.bool_]:
        """(R,): rules put them at different tables."""
        u_at, v_at = self.fixed[:, u], self.fixed[:, v]
        two: NDArray[np.bool_] = (u_at != FREE) & (v_at != FREE) & (u_at != v_at)
        return two

    def fit(self, u: int, v: int) -> NDArray[np.bool_]:
        """(R,): there is a table for both with those who sit with them."""
        at = np.maximum(self.fixed[:, u], self.fixed[:, v])
        needed = np.where(self.fixed[:, u] == FREE, self.sizes[:, u], 0) + np.where(
            self.fixed[:, v] == FREE, self.sizes[:, v], 0
        )
        rows = np.arange(len(at))
        room = np.where(at == FREE, self.most_room, self.room[rows, at])
        fits: NDArray[np.bool_] = needed <= room
        return fits

    def room_beside(self, i: int, partners: list[int]) -> list[int]:
        """For each round, how many of these partners can sit at the table of somebody."""
        room: list[int] = []
        for r, at in enumerate(self.fixed[:, i].tolist()):
            there = [j for j in partners if self.present[r, j]]
            glued = sum(self.glue[r, j] == self.glue[r, i] for j in there)
            hosts = [self.fixed[r, j] for j in there if self.glue[r, j] != self.glue[r, i]]
            tables = {t: self.room[r, t] + hosts.count(t) for t in hosts if t != FREE}
            if at == FREE:
                beside = max([self.most_room[r], *tables.values()]) - self.sizes[r, i]
            else:
                beside = tables.get(at, self.room[r, at])
            room.append(int(max(0, beside) + glued) if self.present[r, i] else 0)
        return room

    def labels_around(self, pair: Pair, kinds: tuple[str, ...]) -> list[str]:
        """The rules of these kinds about two people or those who sit with them."""
        around = {m for r in self.coming for i in pair for m in self.unit(r, i)}
        return [
            rule.label
            for rule in self.rules
            if rule.kind in kinds and len(around & set(rule.people)) > (rule.kind == "apart")
        ]

    def names(self, people: Iterable[int]) -> str:
        return listed(self.event.participants[i].label for i in people)

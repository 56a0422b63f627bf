"""A round of a two-sided evening at tables of two: one of each side, and whoever is left rests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.feasibility import Round
from planner.messages import N_, Message
from planner.pairing import Matching, largest_matching, shortage
from planner.rules import FREE
from planner.schedule import Ints

Who = NDArray[np.intp]


def sizes_at_twos(round_: Round) -> tuple[Ints, list[Message]]:
    """How many sit at each table, and what proves that not all can who must.

    As many pairs as rules, wishes and tables allow in one round; couples and hosts come first. A
    host for whom nobody is left sits alone where others rest. No rules may contradict.
    """
    pairs = _Pairs(round_)
    sizes = pairs.sizes()
    if not (sizes == 2).any():
        return sizes, [pairs.nobody_can_sit()]
    if round_.event.breaks == "allowed" or pairs.seat_everybody(sizes):
        return sizes, []
    return sizes, [pairs.left_over()]


def without_partner(round_: Round, sizes: Ints) -> list[Message]:
    """People of an evening without sides who would sit at a table of two with somebody they do not
    both look for, because there is nobody else."""
    if round_.partners is None or round_.event.breaks == "allowed":
        return []
    there = np.flatnonzero(round_.present & (round_.units.fixed == FREE))
    nobody = there[~round_.partners[np.ix_(there, np.flatnonzero(round_.present))].any(axis=1)]
    if len(nobody) <= int((sizes == 1).sum()):
        return []
    return [_no_partner(round_, nobody)]


def _no_partner(round_: Round, people: Who) -> Message:
    return Message("no-partner", N_(
        "Nobody can sit with {people} at a table of two, by wishes and rules; allow breaks "
        "(rounds: {rounds})."
    ), {"people": round_.names(people)})  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Pairs:
    round_: Round

    @cached_property
    def couples(self) -> list[tuple[int, int]]:
        """Who sit together wherever they sit."""
        units = self.round_.units
        second = np.flatnonzero(
            (units.glue != np.arange(len(units.glue))) & (units.fixed == FREE)
        ).tolist()
        return [(int(units.glue[v]), v) for v in second]

    @cached_property
    def load(self) -> Ints:
        """(T,): people who must sit at each table."""
        return self.round_.units.units.fixed_load(len(self.round_.seats))

    @cached_property
    def waiting(self) -> NDArray[np.bool_]:
        """(T,): tables with one person who must sit there and a seat for another."""
        free: NDArray[np.bool_] = (self.round_.seats == 2) & (self.load == 1)
        return free

    @cached_property
    def open(self) -> list[int]:
        """Tables of two where nobody must sit."""
        return np.flatnonzero((self.round_.seats == 2) & (self.load == 0)).tolist()

    @cached_property
    def sides(self) -> tuple[Who, Who]:
        """Who of each side needs a partner: those without one by rules, and without a full
        table."""
        fixed = self.round_.units.fixed
        needs = self.round_.present & ((fixed == FREE) | self.waiting[fixed])
        needs[[i for couple in self.couples for i in couple]] = False
        assert self.round_.side is not None
        return np.flatnonzero(needs & (self.round_.side == 0)), np.flatnonzero(
            needs & (self.round_.side == 1)
        )

    @cached_property
    def graph(self) -> NDArray[np.bool_]:
        """Who of the first side may sit with whom of the second."""
        left, right = self.sides
        assert self.round_.partners is not None
        graph = self.round_.partners[np.ix_(left, right)]
        fixed = self.round_.units.fixed
        graph &= (fixed[left][:, None] == FREE) | (fixed[right] == FREE)
        place = np.full(len(fixed), -1)
        place[left], place[right] = np.arange(len(left)), np.arange(len(right))
        of_left = np.isin(np.arange(len(fixed)), left)
        for _, there in self.round_.of_kind("apart"):
            who = np.array([i for i in there if place[i] >= 0], np.intp)
            first, second = who[of_left[who]], who[~of_left[who]]
            graph[np.ix_(place[first], place[second])] = False
        return graph

    @cached_property
    def match(self) -> Matching:
        hosts = [self.round_.units.fixed[side] != FREE for side in self.sides]
        return largest_matching(self.graph, hosts[0], hosts[1])

    def sizes(self) -> Ints:
        sizes = self.load.copy()
        left, right = self.sides
        fixed, others = self.round_.units.fixed, len(self.couples)
        for a, b in enumerate(self.match.of_left.tolist()):
            if b >= 0:
                table = max(int(fixed[left[a]]), int(fixed[right[b]]))
                if table == FREE:
                    others += 1
                else:
                    sizes[table] = 2
        sizes[self.open[:others]] = 2
        return sizes

    def seat_everybody(self, sizes: Ints) -> bool:
        """Everybody who needs a partner has one, and all have a table."""
        alone = (self.match.of_left < 0).any() or (self.match.of_right < 0).any()
        return not alone and int(sizes.sum()) == int(self.round_.present.sum())

    def nobody_can_sit(self) -> Message:
        return Message("no-pairs", N_(
            "No two people of the two sides can sit at a table of two, by wishes, rules and tables "
            "(rounds: {rounds}); plan fewer rounds, or change them."
        ))  # fmt: skip

    def left_over(self) -> Message:
        """Why somebody who is there has no partner, or no table."""
        left, right = self.sides
        uneven, tables = len(left) - len(right), int((self.round_.seats == 2).sum())
        if uneven:
            pairs = len(self.couples)
            return Message("uneven-sides", N_(
                "The sides are uneven, {first} people and {second}, and a table of two seats one "
                "of each: allow breaks (rounds: {rounds})."
            ), {"first": len(left) + pairs, "second": len(right) + pairs})  # fmt: skip
        short = []
        for graph, match, people, partners in (
            (self.graph, self.match, left, right),
            (self.graph.T, self.match.mirrored(), right, left),
        ):
            found = shortage(graph, match)
            if found is not None:
                short.append((people[found[0]], partners[found[1]]))
        if short:
            return self._too_few_partners(*min(short, key=lambda s: len(s[0])))
        return Message("too-few-tables", N_(
            "Too few tables of two: {tables} for {people} people; add some, or allow breaks "
            "(rounds: {rounds})."
        ), {"tables": tables, "people": int(self.round_.present.sum())})  # fmt: skip

    def _too_few_partners(self, people: Who, partners: Who) -> Message:
        if not len(partners):
            return _no_partner(self.round_, people)
        return Message("too-few-partners", N_(
            "By wishes and rules, {people} can only sit with {partners} at a table of two, who are "
            "too few; allow breaks (rounds: {rounds})."
        ), {"people": self.round_.names(people),
            "partners": self.round_.names(partners)})  # fmt: skip

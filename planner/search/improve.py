"""The search for better seatings: annealing on lanes, the same on any number of threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from planner.bounds import Bound
from planner.event import Effort
from planner.metrics import breaks_of_each, potential_after
from planner.problem import Problem
from planner.schedule import BREAK, Ints, Schedule
from planner.search.anneal import Best, Course, anneal, rank
from planner.search.lanes import LANES, race
from planner.search.moves import settle
from planner.search.pairs import pair_kinds
from planner.search.prices import (
    CYCLES,
    Aim,
    fair_first,
    fairer,
    few_repeats,
    from_lot,
    near_start,
    nothing_twice,
    prices,
)
from planner.search.random import Words, streams
from planner.search.start import rested
from planner.search.start import start as first_seating
from planner.search.state import (
    BEHIND,
    GAP,
    OVER,
    REST,
    UNIQUE,
    Prices,
    new_state,
)

_PATIENCE: Final = 2
"""A search ends early when this part of it brought nothing better; where fairness counts, of a fair
plan."""
_STEPS: Final = 100_000
"""Of one lane, for each seat of each round, divided by the people at a table."""
_MOST_STEPS: Final = 36_000_000
"""Of one lane, divided by the people at a table: about 10 s in all on two cores."""
_EFFORT: Final[Mapping[Effort, tuple[int, int]]] = {
    "quick": (1, 5), "normal": (1, 1), "thorough": (6, 1),
}  # fmt: skip
_SLICE: Final = 400_000
"""Steps of one lane in a slice, divided by the people at a table: all lanes take about 0.2 s on one
core, which is how long a cancel waits."""
_LEAST_SLICES: Final = 12
"""A multiple of CYCLES, so that each cooling ends with a slice."""


@dataclass(frozen=True, eq=False, slots=True)
class Slice:
    """What a search has to show after one slice of all lanes."""

    share: float
    """Of the work, 0 to 1."""
    seating: Ints
    """(R, N): the best so far, complete."""
    unique: int
    gap: int
    over: int
    """Pairs that meet too often."""


Watch = Callable[[Slice], bool]
"""Told after every slice; False stops the search."""


def always(_: Slice) -> bool:
    return True


def improve(
    problem: Problem,
    start: Ints | None,
    bound: Bound,
    *,
    threads: int,
    seed: int,
    effort: Effort,
    watch: Watch = always,
) -> Ints | None:
    """The best seating (R, N) found from `start`, or from seatings by lot.

    A start may break rules and have fewer rounds; it is repaired first. None: no seating that
    holds groups, fixed seats and table sizes was found; people to keep apart may remain together
    in the result. The result depends on the arguments only, not on `threads`.
    """
    anew = from_lot(problem, bound)
    search = Search(problem, bound, start, seed)
    if nothing_twice(problem, bound):
        first = anew if start is None else near_start(problem, bound)
        lanes = [(first, first), (anew, fairer(problem)[0])] * (LANES // 2)
        lanes[1] = (anew, anew)
        lanes[-3] = (anew, fair_first(problem))
    else:
        even = few_repeats(problem, bound)
        lanes = [(anew, anew), (even, even)] * (LANES // 2)
    lanes[-1] = (anew, fair_first(problem))
    plans = search.run(lanes, effort, threads, watch)
    return plans[0] if plans else None


def equalize(
    problem: Problem,
    start: Ints,
    bound: Bound,
    *,
    threads: int,
    seed: int,
    effort: Effort,
    watch: Watch = always,
) -> Ints | None:
    """The best seating found near `start`: mostly one as good, but fairer. Else as `improve`."""
    cold, warm = fairer(problem)
    search = Search(problem, bound, start, seed + 1)
    plans = search.run([(cold, cold), (warm, warm)] * (LANES // 2), effort, threads, watch, part=8)
    return plans[0] if plans else None


class Search:
    """Annealings side by side; each slice ends at a barrier, where the best is looked for."""

    def __init__(self, problem: Problem, bound: Bound, given: Ints | None, seed: int) -> None:
        self.problem, self.bound, self.given, self.seed = problem, bound, given, seed
        self.pairs = pair_kinds(problem, bound)
        self.fair = problem.event.weights.equity > 0
        self.potential = potential_after(bound, np.zeros(problem.people, np.int64))
        """Less what breaks take from it, about."""
        self.unique = bound.unique
        """The most pairs met in any lane when the slice began: where to look for fair plans."""
        self.rank: tuple[int, ...] = ()
        self.lanes: list[_Lane] = []
        self.slices = _LEAST_SLICES
        self.finished = 0
        self.idle = 0
        self.ended = False

    def run(
        self,
        aims: list[tuple[Aim, Aim]],
        effort: Effort,
        threads: int,
        watch: Watch,
        *,
        part: int = 1,
    ) -> list[Ints]:
        """The best seatings of the lanes, the best first; empty: no first seating was found.

        A lane pursues its first aim, and after one of CYCLES its second one; where the first
        polishes it begins from the given seating, else by lot. `part` divides the effort.
        """
        first = first_seating(self.problem, self.seed, self.given)
        if first is None or self.problem.played == self.problem.rounds:
            return [] if first is None else [first]
        breaks = breaks_of_each(Schedule(first))
        self.potential = potential_after(self.bound, breaks)
        words = streams(self.seed, LANES)
        self.lanes = [_Lane(self, n, own, first, words[n]) for n, own in enumerate(aims)]
        steps, self.slices = self._portions(effort, part)

        def advance(lane: int, number: int) -> bool:
            return self.lanes[lane].advance(number, steps)

        def barrier(_: float) -> bool:
            self._look(watch)
            return not self.ended

        # easy problems are done at once: two lanes waste less than eight
        easy = self.slices // _LEAST_SLICES
        winner = race(advance, range(easy), lanes=2, threads=threads, watch=barrier)
        if winner is None and not self.ended:
            winner = race(advance, range(easy, self.slices), threads=threads, watch=barrier)
        # what lanes behind a winner have done depends on the threads
        ranked = self._ranked() if winner is None else [self.lanes[winner]]
        return [lane.seating() for lane in ranked]

    def _portions(self, effort: Effort, part: int) -> tuple[int, int]:
        """Steps of one lane in one slice, and slices."""
        times, parts = _EFFORT[effort]
        seats = int(self.problem.occupancy.sum())
        wide = max(2, seats // max(1, int((self.problem.occupancy > 0).sum())))
        steps = min(_STEPS * seats, _MOST_STEPS) * times // parts // part
        slices = _LEAST_SLICES * -(-steps // (_LEAST_SLICES * _SLICE))
        return steps // slices // wide, slices

    def _look(self, watch: Watch) -> None:
        lane = self._ranked()[0]
        score = lane.best.score
        self.finished += 1
        self.idle = self.idle + 1 if lane.rank == self.rank else 0
        self.rank = lane.rank
        self.unique = max(int(other.best.score[UNIQUE]) for other in self._ranked())
        report = Slice(
            share=self.finished / self.slices,
            seating=lane.seating(),
            unique=int(score[UNIQUE]),
            gap=int(score[GAP]),
            over=int(score[OVER]),
        )
        self.ended = not watch(report) or (
            self.idle * _PATIENCE >= self.slices and (lane.aim.meetings_first or lane.fair)
        )

    def _ranked(self) -> list[_Lane]:
        """The lanes that have begun, the best first, the lower number among equals."""
        return sorted((lane for lane in self.lanes if lane.begun), key=lambda lane: lane.rank)


class _Lane:
    """One annealing with its own chance."""

    def __init__(
        self, search: Search, number: int, aims: tuple[Aim, Aim], first: Ints, words: Words
    ) -> None:
        self.search, self.number, self.words = search, number, words
        self.aim, self.later = aims
        self.first = first
        self.begun = False

    @property
    def rank(self) -> tuple[int, ...]:
        return rank(self.best.score, self.aim.meetings_first, self.search.fair)

    @property
    def fair(self) -> bool:
        score = self.best.score
        return not self.search.fair or bool(
            score[GAP] <= 1 and score[BEHIND] == 0 and score[REST] <= 1
        )

    def seating(self) -> Ints:
        """(R, N): the best so far."""
        problem, table = self.search.problem, self.best.table
        return rested(problem, np.where(table == problem.tables, BREAK, table).astype(np.int32))

    def advance(self, number: int, steps: int) -> bool:
        """Anneals one slice; whether nothing is left to improve."""
        search, bound = self.search, self.search.bound
        if number == search.slices // CYCLES:
            self.aim = self.later
        least, usual, chooses = None, 0, self.number
        if self.begun:
            least = self.state.edges[::2, 0]
            usual = int(self.state.breaks.taken.mean()) if self.state.breaks.taken.size else 0
            # once there are no more people to meet, only fairness is left
            chooses |= int(self.best.score[UNIQUE]) >= bound.unique
        paid = prices(
            search.problem,
            bound,
            search.potential,
            search.pairs,
            self.aim,
            chooses,
            search.unique,
            least,
            usual,
        )
        if not self.begun:
            self._begin(paid)
        hot, cold = self.aim.temperatures(self.number, number, search.slices)
        course = Course(
            steps, hot, cold, self.aim.roam, self.aim.meetings_first, search.fair, bound.value
        )
        return bool(anneal(self.state, paid, self.best, course, self.words))

    def _begin(self, paid: Prices) -> None:
        problem, seating = self.search.problem, None
        if self.number and not self.aim.polish:
            seating = first_seating(problem, self.search.seed + self.number)
        seating = self.first if seating is None else seating
        self.state = new_state(problem, seating, self.search.bound, self.search.pairs)
        settle(self.state, paid)
        self.best = Best(self.state.table.copy(), self.state.score.copy())
        self.begun = True

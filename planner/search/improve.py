"""The search for better seatings: annealing on lanes, the same on any number of threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from planner.bounds import Bound
from planner.event import Effort
from planner.problem import Problem
from planner.schedule import Ints
from planner.search.anneal import Best, Course, anneal, better
from planner.search.lanes import LANES, race
from planner.search.prices import Aim, prices
from planner.search.random import Words, streams
from planner.search.start import start as first_seating
from planner.search.state import GAP, OVER, UNIQUE, Prices, State, new_state, settle

_SLICES: Final = 12
_STEPS_PER_SEAT: Final = 16_000
_MOST_STEPS: Final = 15_000_000
"""Of one lane, at normal effort: about 10 s in all on two cores."""
_EFFORT: Final[Mapping[Effort, tuple[int, int]]] = {
    "quick": (1, 5), "normal": (1, 1), "thorough": (6, 1),
}  # fmt: skip


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


def improve(
    problem: Problem,
    start: Ints | None,
    bound: Bound,
    *,
    threads: int,
    seed: int,
    effort: Effort,
    watch: Watch = lambda _: True,
    aim: Aim | None = None,
) -> Ints | None:
    """The best seating (R, N) found from `start`, or from a seating by lot.

    A start may break rules and have fewer rounds; it is repaired first. None: no seating that
    holds groups, fixed seats and table sizes was found; people to keep apart may remain together
    in the result. The result depends on the arguments only, not on `threads`.
    """
    search = _Search(problem, start, bound, aim or Aim.of(problem.priority), seed, effort)
    return search.run(threads, watch)


class _Search:
    def __init__(
        self,
        problem: Problem,
        given: Ints | None,
        bound: Bound,
        aim: Aim,
        seed: int,
        effort: Effort,
    ) -> None:
        self.problem, self.bound, self.aim, self.seed = problem, bound, aim, seed
        self.given = given
        self.prices = prices(problem, bound, aim)
        times, parts = _EFFORT[effort]
        seats = int(problem.occupancy.sum())
        steps = min(_STEPS_PER_SEAT * seats, _MOST_STEPS) * times // parts
        self.steps = steps // _SLICES
        self.words = streams(seed, LANES)
        self.lanes: list[_Lane | None] = [None] * LANES
        self.done = 0
        self.stopping = False

    def run(self, threads: int, watch: Watch) -> Ints | None:
        first = first_seating(self.problem, self.seed, self.given)
        if first is None:
            return None
        self.lanes[0] = self._lane(0, first)

        def stopped() -> bool:
            self.done += 1
            self.stopping = not watch(self._report())
            return self.stopping

        def advance(lane: int, number: int) -> bool:
            if self.lanes[lane] is None:
                seating = first_seating(self.problem, self.seed + lane, self.given)
                self.lanes[lane] = self._lane(lane, first if seating is None else seating)
            found = self.lanes[lane]
            assert found is not None
            return found.advance(self._course(lane, number))

        # easy problems are done in the first slice: two lanes waste less than eight
        if (
            race(advance, 1, lanes=2, threads=threads, stopped=stopped) is None
            and not self.stopping
        ):
            race(advance, _SLICES, threads=threads, stopped=stopped)
        return self._best().best.table.copy()

    def _lane(self, number: int, seating: Ints) -> _Lane:
        return _Lane(self.problem, seating, self.bound, self.prices, self.words[number])

    def _course(self, lane: int, number: int) -> Course:
        hot, cold = self.aim.temperatures(lane, number)
        return Course(
            steps=self.steps,
            hot=hot,
            cold=cold,
            roam=self.aim.roam,
            meetings_first=self.problem.priority == "most-meetings",
            goal=self.bound.unique,
            fair_gap=1,
        )

    def _best(self) -> _Lane:
        lanes = [lane for lane in self.lanes if lane is not None]
        best = lanes[0]
        for lane in lanes[1:]:
            if better(lane.best.score, best.best.score, self.aim.meetings_first):
                best = lane
        return best

    def _report(self) -> Slice:
        best = self._best().best
        return Slice(
            share=min(1.0, self.done / (_SLICES + 1)),
            seating=best.table.copy(),
            unique=int(best.score[UNIQUE]),
            gap=int(best.score[GAP]),
            over=int(best.score[OVER]),
        )


class _Lane:
    """One annealing with its own chance."""

    def __init__(
        self, problem: Problem, seating: Ints, bound: Bound, paid: Prices, words: Words
    ) -> None:
        self.state: State = new_state(problem, seating, bound.potential)
        self.paid = paid
        settle(self.state, paid)
        self.best = Best(self.state.table.copy(), self.state.score.copy())
        self.words = words

    def advance(self, course: Course) -> bool:
        return bool(anneal(self.state, self.paid, self.best, course, self.words))

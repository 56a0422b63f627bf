"""The search near a plane cut down to the people there are: between the regimes it is far ahead."""

from __future__ import annotations

from dataclasses import replace

from planner.bounds import Bound
from planner.event import Effort
from planner.problem import Problem
from planner.schedule import Ints
from planner.search.improve import Search, Watch, always
from planner.search.lanes import LANES
from planner.search.prices import fair_first, from_lot, with_repeats


def polished(
    problem: Problem,
    start: Ints,
    bound: Bound,
    *,
    threads: int,
    seed: int,
    effort: Effort,
    watch: Watch = always,
) -> Ints | None:
    """The best seating (R, N) found near a start with few repeats, or by lot after all.

    As `improve`, but most lanes begin from the start, and warm: a cold search would not forget the
    repeats that it has.
    """
    near = replace(with_repeats(problem), polish=True)
    anew = from_lot(problem, bound)
    lanes = [(near, near)] * (LANES - 2) + [(anew, anew), (anew, fair_first(problem))]
    plans = Search(problem, bound, start, seed).run(lanes, effort, threads, watch)
    return plans[0] if plans else None

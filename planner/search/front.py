"""The front of trade-offs: plans of which none is better than another in every respect."""

from __future__ import annotations

from typing import Final

from planner.bounds import Bound
from planner.event import Effort
from planner.metrics import Metrics, measure
from planner.problem import Problem
from planner.schedule import Ints, Schedule
from planner.search.improve import Search, Watch, always
from planner.search.prices import BALANCED, FAIR_AND_MOST, MOST

LARGEST: Final = 5
"""Plans in a front, at most."""


def front(
    problem: Problem,
    best: Ints,
    bound: Bound,
    *,
    threads: int,
    seed: int,
    effort: Effort,
    watch: Watch = always,
) -> list[Ints]:
    """`best` and up to four other seatings that keep every rule, the most meetings first.

    Compared by value, the gaps of meetings and of breaks, and the most meetings of one pair, no
    plan is as good as another in all of them. Where `best` leaves nothing to wish for it is the
    only one.
    """
    measured = measure(problem, Schedule(best), bound)
    if measured.value == bound.value and _unfair(measured) <= 1 and not measured.over_twice:
        return [best]
    lanes = [(aim, aim) for aim in (MOST, MOST, FAIR_AND_MOST, FAIR_AND_MOST)]
    lanes += [(aim, aim) for aim in (MOST, BALANCED, FAIR_AND_MOST, BALANCED)]
    found = Search(problem, bound, None, seed + 2).run(lanes, effort, threads, watch, part=5)
    plans = [(measured, best)]
    for seating in found:
        metrics = measure(problem, Schedule(seating), bound)
        if not metrics.broken.total and not any(_as_good(m, metrics) for m, _ in plans):
            plans = [plans[0]] + [p for p in plans[1:] if not _as_good(metrics, p[0])]
            plans.append((metrics, seating))
    return _spread(plans, best)


def _as_good(a: Metrics, b: Metrics) -> bool:
    """Whether a is at least as good as b in every respect."""
    fair = a.gap <= b.gap and a.break_gap <= b.break_gap
    return a.value >= b.value and fair and a.most_of_one_pair <= b.most_of_one_pair


def _unfair(metrics: Metrics) -> int:
    return max(metrics.gap, metrics.break_gap)


def _spread(plans: list[tuple[Metrics, Ints]], best: Ints) -> list[Ints]:
    """At most LARGEST plans: the best, both ends, and what lies evenly between."""
    ordered = sorted(plans, key=lambda plan: (-plan[0].value, plan[0].gap))
    seatings = [seating for _, seating in ordered]
    while len(seatings) > LARGEST:
        inner = [n for n in range(1, len(seatings) - 1) if seatings[n] is not best]
        # the one whose neighbours differ least is missed least
        worth = {id(s): m.value for m, s in plans}
        near = [worth[id(seatings[n - 1])] - worth[id(seatings[n + 1])] for n in inner]
        seatings.pop(inner[near.index(min(near))])
    return seatings

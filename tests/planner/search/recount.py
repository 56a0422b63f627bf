"""What a seating scores, counted from the definitions one pair and one table at a time."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import ceil, floor

from planner.bounds import Bound
from planner.certainties import kept_together
from planner.problem import Problem
from planner.schedule import BREAK, Ints

Score = dict[str, int]


def recount(problem: Problem, proved: Bound, seating: Ints) -> Score:
    """The key of a seating (R, N) in which whoever sits at a table of two for nothing rests."""
    people, breaks = range(problem.people), Counter[int]()
    before, coming, idle = Counter[tuple[int, int]](), Counter[tuple[int, int]](), 0
    for r, row in enumerate(seating):
        breaks.update(i for i in people if row[i] == BREAK)
        for u, v in combinations(people, 2):
            if row[u] != row[v] or row[u] < 0:
                continue
            (before if r < problem.played else coming)[u, v] += 1
            if r >= problem.played and problem.pairs_only and not _counts(problem, u, v):
                idle += 1
                if problem.event.breaks == "allowed":
                    breaks.update((u, v))
    times = before + coming
    return {
        "broken": _broken(problem, before, coming)
        + (idle if problem.event.breaks == "never" else 0),
        "over": sum(
            n > max(proved.often, _forced(problem, u, v), _least(problem, u, v))
            for (u, v), n in times.items()
            if _counts(problem, u, v)
        ),
        "unique": len(_met(problem, times)),
        **_fairness(problem, proved, times, breaks),
        "rest": _gap_of_breaks(problem, seating, breaks),
        "value": _value(problem, times, seating),
    }


def _counts(problem: Problem, u: int, v: int) -> bool:
    counts = problem.counting.counts
    return counts is None or bool(counts[u, v])


def _forced(problem: Problem, u: int, v: int) -> int:
    return sum(int(row[u] == row[v]) for row in kept_together(problem))


def _least(problem: Problem, u: int, v: int) -> int:
    return max((least for a, b, least, _ in problem.limits.tolist() if (a, b) == (u, v)), default=0)


def _met(problem: Problem, times: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    known = problem.counting.known
    old = set() if known is None else {(u, v) for u, v, _ in known.tolist()}
    return [(u, v) for u, v in times if _counts(problem, u, v) and (u, v) not in old]


def _broken(
    problem: Problem, before: Counter[tuple[int, int]], coming: Counter[tuple[int, int]]
) -> int:
    broken = sum(coming[u, v] for u, v in problem.apart.tolist())
    for u, v, least, most in problem.limits.tolist():
        had, has = before[u, v], before[u, v] + coming[u, v]
        broken += max(0, least - has) + max(0, has - max(most, had))
    return broken


def _fairness(
    problem: Problem, proved: Bound, times: Counter[tuple[int, int]], breaks: Counter[int]
) -> Score:
    short = [int(p - proved.rests[i, breaks[i]]) for i, p in enumerate(proved.potential)]
    for u, v in _met(problem, times):
        short[u] -= 1
        short[v] -= 1
    of_class = {c: [d for i, d in enumerate(short) if problem.classes[i] == c] for c in range(4)}
    behind = [
        max(of_class[vips]) - min(of_class[vips - 1])
        for vips in (1, 3)
        if of_class[vips] and of_class[vips - 1]
    ]
    return {
        "gap": max(max(ds) - min(ds) for ds in of_class.values() if ds),
        "behind": max(0, *behind, 0),
    }


def _gap_of_breaks(problem: Problem, seating: Ints, breaks: Counter[int]) -> int:
    always = [
        i
        for i in range(problem.people)
        if (seating[:, i] != -1).all() and _has_enough_partners(problem, i)
    ]
    gaps = [0]
    for side in (0, 1):
        taken = [breaks[i] for i in always if problem.classes[i] // 2 == side]
        gaps.append(max(taken) - min(taken) if taken else 0)
    return max(gaps)


def _has_enough_partners(problem: Problem, i: int) -> bool:
    """At tables of two nobody is compared who rests for want of people to meet."""
    apart = {frozenset(pair) for pair in problem.apart.tolist()}
    partners = [
        k
        for k in range(problem.people)
        if k != i and _counts(problem, i, k) and {i, k} not in apart
    ]
    return not problem.pairs_only or len(partners) >= problem.rounds


def _value(problem: Problem, times: Counter[tuple[int, int]], seating: Ints) -> int:
    weights, wished = problem.event.weights, problem.counting.wished
    met = _met(problem, times)
    worth = len(met) + sum(wished is not None and bool(wished[pair]) for pair in met)
    return weights.meetings * worth - weights.table_balance * _unbalance(problem, seating)


def _unbalance(problem: Problem, seating: Ints) -> int:
    off = 0
    for mix in problem.mixes:
        if problem.pairs_only and problem.event.breaks == "allowed" and mix.attribute == "side":
            continue
        for row in seating[problem.played :]:
            seated = [i for i in range(problem.people) if row[i] >= 0 and mix.of[i] >= 0]
            for t in {int(row[i]) for i in seated}:
                here = [mix.of[i] for i in seated if row[i] == t]
                for value in range(len(mix.values)):
                    of_value = sum(mix.of[i] == value for i in seated)
                    share = len(here) * of_value / len(seated)
                    count = here.count(value)
                    off += mix.weight * max(0, count - ceil(share), floor(share) - count)
    return off

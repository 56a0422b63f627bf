"""The price of a swap is what it changes in the price of the whole plan, counted one by one."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from planner.bounds import bound
from planner.mending import (
    BROKEN,
    NEWS,
    OVER,
    REPEAT,
    RESTED,
    STAY,
    UNFAIR,
    VIP,
    Mending,
    Round,
)
from planner.messages import Refusal
from planner.problem import FREE, Problem, compile_event
from planner.replan import Published, rest
from planner.revision import keep
from planner.schedule import ABSENT, BREAK, Ints
from tests.planner.test_lives import PATIENT, evenings, what_happens

Pair = tuple[int, int]


class Price:
    """What a seating costs, from the definitions."""

    def __init__(self, problem: Problem, told: Ints, mending: Mending) -> None:
        self.problem, self.told, self.proved = problem, told, bound(problem)
        self.newcomers = np.flatnonzero((told[problem.played :] == FREE).all(axis=0)).tolist()
        usual = self.proved.potential - self.met(mending.seating)
        self.level = usual - mending.fairness.short[:-1]

    def of(self, seating: Ints) -> float:
        coming = slice(self.problem.played, None)
        now, told = seating[coming], self.told[coming]
        short = self.proved.potential - self.level - self.met(seating)
        weight = np.where(self.problem.vip, VIP, 1) * self.problem.event.weights.equity
        return float(
            sum(self.of_pair(pair, times) for pair, times in self.times(seating).items())
            + UNFAIR * (weight * short**2).sum()
            + RESTED * ((seating == BREAK).sum(axis=0) ** 2).sum()
            + STAY * ((now != told) & (told != FREE) & (now != ABSENT)).sum()
            + sum(self.of_round(row) for row in now)
        )

    def times(self, seating: Ints) -> dict[Pair, int]:
        return {
            (u, v): int(((seating[:, u] == seating[:, v]) & (seating[:, u] >= 0)).sum())
            for u, v in combinations(range(self.problem.people), 2)
        }

    def met(self, seating: Ints) -> NDArray[np.int64]:
        met = np.zeros(self.problem.people, np.int64)
        for pair, times in self.times(seating).items():
            met[[*pair]] += bool(times) and self.is_fresh(pair)
        return met

    def counts(self, pair: Pair) -> bool:
        counts = self.problem.counting.counts
        return counts is None or bool(counts[pair])

    def known(self, pair: Pair) -> int:
        known = self.problem.counting.known
        return next(
            (w for u, v, w in ([] if known is None else known.tolist()) if (u, v) == pair), 0
        )

    def is_fresh(self, pair: Pair) -> bool:
        return self.counts(pair) and not self.known(pair)

    def of_pair(self, pair: Pair, times: int) -> float:
        problem, wished = self.problem, self.problem.counting.wished
        each = REPEAT * self.known(pair)
        each += NEWS * ({*pair} <= {*self.newcomers})
        each += BROKEN * ([*pair] in problem.apart.tolist())
        each += BROKEN * (problem.pairs_only and not self.counts(pair))
        price = float(each * times)
        if self.counts(pair):
            price += float(OVER) * max(0, times - self.proved.often)
        if self.is_fresh(pair):
            price += float(REPEAT) * max(0, times - 1)
            price -= float(REPEAT) * (wished is not None and bool(wished[pair]) and times > 0)
        for u, v, least, most in problem.limits.tolist():
            price += (
                float(BROKEN) * ((u, v) == pair) * (max(0, times - most) + max(0, least - times))
            )
        return price

    def of_round(self, row: Ints) -> float:
        price = 0.0
        for mix in self.problem.mixes:
            there = [np.flatnonzero((mix.of == v) & (row >= 0)) for v in range(len(mix.values))]
            every = sum(map(len, there))
            weight = float(REPEAT) * mix.weight * self.problem.event.weights.table_balance
            for t in range(self.problem.tables):
                at = [int((row[who] == t).sum()) for who in there]
                for has, who in zip(at, there, strict=True):
                    low, rest_ = divmod(sum(at) * len(who), every) if every else (0, 0)
                    price += weight * max(0, low - has, has - low - bool(rest_))
        return price


@given(st.data())
@settings(PATIENT, max_examples=40)
def test_prices_of_swaps_are_exact(data: st.DataObject) -> None:
    problem, told, seating = changed(data)
    mending = Mending(problem, told, bound(problem), seating.copy())
    mending.fairness.center()
    price = Price(problem, told, mending)
    r = data.draw(st.sampled_from(mending.to_come))
    rows = np.flatnonzero(mending.free[r])
    assume(len(rows))
    costs = Round(mending, r).costs(rows)
    before = price.of(seating)
    for number, j in np.argwhere(np.isfinite(costs)).tolist()[:12]:
        i = int(rows[number])
        sitting = (seating[r, [i, j]] >= 0).tolist()
        if problem.mixes and sitting[0] != sitting[1]:
            continue  # who sits changes what is a fair share: not counted
        after = seating.copy()
        after[r, [i, j]] = after[r, [j, i]]
        assert price.of(after) - before == costs[number, j]


@given(st.data())
@settings(PATIENT, max_examples=40)
def test_mending_never_costs_more_and_leaves_what_must_stay(data: st.DataObject) -> None:
    problem, told, seating = changed(data)
    assume(not problem.mixes)
    mending = Mending(problem, told, bound(problem), seating.copy())
    mending.fairness.center()
    price = Price(problem, told, mending)
    mending.run(lambda: False)
    after = mending.seating
    same = ~mending.free
    same[: problem.played] = True
    assert (after == seating)[same].all()
    assert (np.sort(after) == np.sort(seating)).all()
    if problem.priority != "balanced":  # else what is usual shifts
        assert price.of(after) <= price.of(seating)


def changed(data: st.DataObject) -> tuple[Problem, Ints, Ints]:
    """A problem, what people were told, and a seating to be mended."""
    event = data.draw(evenings())
    try:
        problem = compile_event(event)
        told = Published(
            tuple(p.id for p in event.participants),
            tuple(t.id for t in event.tables),
            seated(problem, np.empty((0, problem.people), np.int32)),
        )
        left = rest(event, told, data.draw(what_happens(event, data.draw(st.integers(1, 2)))))
        problem = compile_event(left.event)
    except Refusal:
        assume(False)
    assume(problem.played < problem.rounds)
    return problem, left.previous, seated(problem, left.previous)


def seated(problem: Problem, told: Ints) -> Ints:
    seating = keep(problem, told)
    if seating is None:
        reject()
    return seating

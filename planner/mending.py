"""Swaps of two people in a round that make a changed plan good again, each at its price.

All swaps of a round are priced at once, exactly, with arrays of everybody by everybody; then the
best are made that touch no table in common. Plain numpy: no kernel has to be compiled or loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from planner.bounds import Bound
from planner.metrics import breaks_of_each, potential_after
from planner.problem import FREE, Problem
from planner.rules import Mix
from planner.schedule import BREAK, Ints, Schedule

STAY: Final = np.float32(12)
"""The price of another seat for one person in one round."""
NEWS: Final = np.float32(9)
"""Of two newcomers at one table: from three on it pays to part them."""
REPEAT: Final = np.float32(20)
"""Of a meeting beyond the first of a pair, and of any other meeting less."""
OVER: Final = np.float32(80)
"""Of one beyond what bores them."""
BROKEN: Final = np.float32(4_000)
"""Of a broken rule."""
UNFAIR: Final = np.float32(8)
"""Of shortfalls away from what is usual, squared."""
RESTED: Final = np.float32(20)
"""Of the breaks of one person, squared."""
VIP: Final = 3
"""How much more the shortfall of a VIP costs."""
_SWEEPS: Final = 12
"""Times through all rounds: they end when no swap pays, or what pays goes round in circles."""
_WORK: Final = 400_000_000
"""Prices looked at: a few seconds."""
_BLOCK: Final = 1_000_000
"""Prices held at once, of each kind."""
_NEVER: Final = -1_000
"""How often nobody, and anybody with himself, meets: so that it never counts."""
_ANY: Final = 10_000
"""More meetings than there are."""

Prices = NDArray[np.float32]
"""Whole numbers: 32-bit floats are exact for them, and quick."""
Places = NDArray[np.intp]
Flags = NDArray[np.bool_]
Swap = tuple[float, int, int]
"""The price, below 0 where it pays, and the two."""


class Mending:
    """`seating` (R, N) on the way to fewer repeats, more fairness and no broken rule.

    `kept` (k, N) is what people were told: FREE where nothing was. Played rounds stay.
    """

    def __init__(self, problem: Problem, kept: Ints, proved: Bound, seating: Ints) -> None:
        self.seating = seating
        self.to_come = range(problem.played, problem.rounds)
        self.tables = problem.tables
        self.free = _free(problem)
        self.wish = np.full(seating.shape, FREE, np.int32)
        self.wish[: len(kept)] = kept
        told = (self.wish[problem.played :] != FREE).any(axis=0)
        self.pairs = _Pairs(problem, proved, np.flatnonzero(~told))
        for row in seating:
            for mates in _members(row, problem.tables):
                self.pairs.seat(mates[mates < problem.people])
        breaks = breaks_of_each(Schedule(seating))
        self.fairness = _Fairness(problem, potential_after(proved, breaks) - self.pairs.met())
        self.breaks = np.append(breaks, 0).astype(np.float32)
        weight = problem.event.weights.table_balance
        self.mixes = [(mix, REPEAT * np.float32(weight * mix.weight)) for mix in problem.mixes]
        self.touched = _touched(self.wish, seating, problem)
        self.left = _WORK

    def run(self, stopped: Callable[[], bool]) -> None:
        for _ in range(_SWEEPS):
            self.fairness.center()
            if not sum(self._mend(r, stopped) for r in self.to_come):
                return

    def _mend(self, r: int, stopped: Callable[[], bool]) -> int:
        """Makes swaps in a round while they pay; how many."""
        made = 0
        while self.left > 0 and not stopped():
            more = self._make_best(Round(self, r))
            if not more:
                break
            made += more
        return made

    def _make_best(self, round_: Round) -> int:
        """Makes the best swaps at tables of their own, so that none changes what another costs."""
        rows = round_.troubled()
        self.left -= len(rows) * round_.mates.size
        step = max(1, _BLOCK // len(round_.place))
        swaps = [s for k in range(0, len(rows), step) for s in round_.best(rows[k : k + step])]
        taken: set[int] = set()
        made = 0
        for _, i, j in sorted(swaps):
            spots = {round_.spot(i), round_.spot(j)}
            if not taken & spots:
                taken |= spots
                made += 1
                self._swap(round_, i, j)
        return made

    def _swap(self, round_: Round, i: int, j: int) -> None:
        here, there = round_.beside(i), round_.beside(j)
        for person, mates, more in ((i, here, -1), (j, there, -1), (j, here, 1), (i, there, 1)):
            self.fairness.change(person, mates, self.pairs.meet(person, mates, more))
        row = self.seating[round_.number]
        row[i], row[j] = row[j], row[i]
        resting = int(row[i] == BREAK) - int(row[j] == BREAK)
        self.breaks[i] += resting
        self.breaks[j] -= resting


class Round:
    """One round as it is, and what each swap in it costs.

    Whoever sits the round out sits at one table more, where nobody meets; empty seats are taken by
    one person more, `nobody`, so that all tables are equally wide and no price asks for them.
    """

    def __init__(self, mending: Mending, number: int) -> None:
        self.mending = mending
        self.number = number
        row = mending.seating[number]
        self.nobody = len(row)
        self.members = _members(row, mending.tables)
        self.place = np.append(np.where(row >= 0, row, mending.tables), mending.tables)
        self.seated = self.place < mending.tables
        self.mates = self.members[self.place]
        everybody = np.arange(self.nobody + 1)[:, None]
        saved, only = mending.pairs.left(everybody, self.mates)
        self.only = only.astype(np.float32)
        fair = mending.fairness
        self.lost = self.only.sum(axis=1)
        self.saved = saved.sum(axis=1)
        self.away = (self.only * fair.loss[self.mates]).sum(axis=1) - self.saved
        self.mixed = [
            _Mixed(mix, weight, self.place, mending.tables) for mix, weight in mending.mixes
        ]

    def troubled(self) -> Places:
        """Who could gain by another seat."""
        mending = self.mending
        wish, row = mending.wish[self.number], mending.seating[self.number]
        could = (self.saved[:-1] > 0) | (row != wish) | (mending.fairness.short[:-1] > 1)
        breaks = mending.breaks[:-1]
        could |= (row == BREAK) & (breaks > breaks.min() + 1)
        for mixed in self.mixed:
            could |= mixed.uneven[self.place[:-1]]
        could &= mending.touched[self.number]
        could |= self.saved[:-1] >= BROKEN
        could[mending.pairs.short_of()] = True
        return np.flatnonzero(could & mending.free[self.number])

    def best(self, rows: Places) -> list[Swap]:
        """The best swap of each of them, if it pays."""
        costs = self.costs(rows)
        other = costs.argmin(axis=1)
        cost = costs[np.arange(len(rows)), other]
        return [
            (price, i, j)
            for price, i, j in zip(cost.tolist(), rows.tolist(), other.tolist(), strict=True)
            if price < 0
        ]

    def spot(self, person: int) -> int:
        """The table, or for who sits out a spot of her own."""
        return int(self.place[person]) if self.seated[person] else -1 - person

    def beside(self, person: int) -> Places:
        mates = self.mates[person]
        others: Places = mates[(mates != person) & (mates != self.nobody)]
        return others

    def costs(self, rows: Places) -> Prices:
        """(k, N + 1): what swapping each of `rows` with everybody costs."""
        fair, pairs = self.mending.fairness, self.mending.pairs
        join, first = pairs.joined(rows)
        new = first.astype(np.float32)
        joined = join + new * fair.gain
        seated = self.seated.astype(np.float32)
        here = seated[rows, None]

        # each of `rows` at the table of each other
        cost: Prices = joined[:, self.members].sum(axis=2)[:, self.place] + self.away
        cost -= joined * seated
        mine = new[:, self.members].sum(axis=2)[:, self.place] - new * seated
        for seat in range(self.mates.shape[1]):
            beside = self.mates[:, seat]
            cost -= 2 * new[:, beside] * (self.only[:, seat] * fair.weight[beside])

        # each other at their tables
        tables, slot = np.unique(self.place[rows], return_inverse=True)
        inside = self.members[tables]
        shape = (*inside.shape, self.nobody + 1)
        join_in, first_in = pairs.joined(inside.ravel())
        new_in = first_in.astype(np.float32)
        paid_in = (join_in + new_in * fair.gain[inside.ravel(), None]).reshape(shape).sum(axis=1)
        new_in = new_in.reshape(shape)
        cost += paid_in[slot] + self.away[rows, None]
        cost -= (join + new * fair.gain[rows, None]) * here
        theirs = new_in.sum(axis=1)[slot] - new * here
        weights = self.only[rows] * fair.weight[self.mates[rows]]
        for seat in range(self.mates.shape[1]):
            cost -= 2 * weights[:, seat, None] * new_in[slot, seat]

        cost += fair.price(rows[:, None], mine - self.lost[rows, None])
        cost += fair.price(np.arange(self.nobody + 1), theirs - self.lost)
        cost += self._moves(rows) + self._rests(rows)
        for mixed in self.mixed:
            cost += mixed.costs(rows)
        free = np.append(self.mending.free[self.number], False)
        cost[~free | (self.place == self.place[rows, None])] = np.inf
        return cost

    def _moves(self, rows: Places) -> Prices:
        """The price of seats that were not told."""
        row = np.append(self.mending.seating[self.number], FREE)
        wish = np.append(self.mending.wish[self.number], FREE)
        wish = np.where(wish == FREE, FREE - 2, wish)  # nothing was told: no seat is better
        now = (wish == row).astype(np.float32)
        then = (wish[rows, None] == row).astype(np.float32) + (wish == row[rows, None])
        moves: Prices = STAY * (now[rows, None] + now - then)
        return moves

    def _rests(self, rows: Places) -> Prices:
        """The price of breaks that are unevenly shared."""
        breaks = self.mending.breaks
        begins, ends = 2 * breaks + 1, 1 - 2 * breaks
        seated, here = self.seated, self.seated[rows, None]
        rests: Prices = np.where(
            here & ~seated,
            begins[rows, None] + ends,
            np.where(~here & seated, ends[rows, None] + begins, np.float32(0)),
        )
        return RESTED * rests


class _Pairs:
    """What meetings of two people cost, given how often they meet.

    Matrices have a row and a column more for nobody.
    """

    def __init__(self, problem: Problem, proved: Bound, newcomers: Places) -> None:
        size = problem.people + 1
        self.often = proved.often
        self.times = np.zeros((size, size), np.int16)
        self.times[-1] = self.times[:, -1] = _NEVER
        np.fill_diagonal(self.times, _NEVER)
        counting = problem.counting
        self.counted = None if counting.counts is None else _padded(counting.counts)
        self.fresh = _fresh(self.counted, counting.known, size)
        self.wished = None if counting.wished is None else _padded(counting.wished)
        self.ends = _ends(problem.limits, size) if len(problem.limits) else None
        self.toll = _tolls(problem, newcomers)

    def seat(self, people: Places) -> None:
        """One meeting more of each two of them."""
        self.times[np.ix_(people, people)] += 1

    def meet(self, person: int, mates: Places, more: int) -> NDArray[np.int64]:
        """So many meetings more; whom of the mates the person meets now (1) or no more (-1)."""
        where = person, mates
        before = self._is_first(self.times[where], where)
        self.times[person, mates] += more
        self.times[mates, person] += more
        return before.astype(np.int64) - self._is_first(self.times[where], where)

    def met(self) -> NDArray[np.int64]:
        """(N,): how many each person meets, as far as it counts."""
        met = self.times[:-1, :-1] > 0
        if self.fresh is not None:
            met &= self.fresh[:-1, :-1]
        total: NDArray[np.int64] = met.sum(axis=1)
        return total

    def joined(self, people: Places) -> tuple[Prices, Flags]:
        """(k, N + 1): the price of one more meeting with everybody, and whether it is the first."""
        return self._one_more(self.times[people], people)

    def left(self, people: Places, mates: Places) -> tuple[Prices, Flags]:
        """(k, seats): what one meeting less saves, and whether it was the only one."""
        return self._one_more(self.times[people, mates] - np.int16(1), (people, mates))

    def short_of(self) -> Places:
        """Who must still meet somebody."""
        if self.ends is None:
            return np.empty(0, np.intp)
        return np.flatnonzero((self.times < self.ends[0]).any(axis=1))

    def _one_more(self, times: NDArray[np.int16], where: Any) -> tuple[Prices, Flags]:
        first = self._is_first(times, where)
        again, over = times > 0, times >= self.often
        if self.fresh is not None:
            again &= self.fresh[where]
        if self.counted is not None:
            over &= self.counted[where]
        price: Prices = again.astype(np.float32) * REPEAT + over.astype(np.float32) * OVER
        if self.toll is not None:
            price += self.toll[where] * (times > _NEVER // 2)
        if self.wished is not None:
            price -= (first & self.wished[where]) * REPEAT
        if self.ends is not None:
            least, most = self.ends
            price += (times >= most[where]) * BROKEN
            price -= (times < least[where]) * BROKEN
        return price, first

    def _is_first(self, times: NDArray[np.int16], where: Any) -> Flags:
        first: Flags = times == 0
        if self.fresh is not None:
            first &= self.fresh[where]
        return first


def _padded(pairs: Flags) -> Flags:
    return np.pad(pairs, ((0, 1), (0, 1)))


def _fresh(counted: Flags | None, known: Ints | None, size: int) -> Flags | None:
    """Whose first meeting counts; None: everybody's."""
    if known is None:
        return counted
    fresh = np.ones((size, size), np.bool_) if counted is None else counted.copy()
    u, v, _ = known.T
    fresh[u, v] = fresh[v, u] = False
    return fresh


def _ends(limits: Ints, size: int) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """How often each two must meet at least, and may at most."""
    least = np.full((size, size), 2 * _NEVER, np.int16)
    most = np.full((size, size), _ANY, np.int16)
    for u, v in (limits.T[:2], limits.T[1::-1]):
        least[u, v], most[u, v] = limits.T[2], limits.T[3]
    return least, most


def _tolls(problem: Problem, newcomers: Places) -> Prices | None:
    """What every meeting of two costs, however often they meet; None: nothing."""
    counting = problem.counting
    plain = not len(problem.apart) and counting.known is None and len(newcomers) < 2
    if plain and not problem.pairs_only:
        return None
    toll = np.zeros((problem.people + 1,) * 2, np.float32)
    toll[np.ix_(newcomers, newcomers)] = NEWS
    if counting.known is not None:
        u, v, weight = counting.known.T
        toll[u, v] += REPEAT * weight
        toll[v, u] += REPEAT * weight
    if counting.counts is not None and problem.pairs_only:
        toll[:-1, :-1] += ~counting.counts * BROKEN
    u, v = problem.apart.T
    toll[u, v] += BROKEN
    toll[v, u] += BROKEN
    return toll


class _Fairness:
    """Shortfalls, and what it costs if they differ; with a place more for nobody."""

    def __init__(self, problem: Problem, shortfall: NDArray[np.int64]) -> None:
        self.short = np.append(shortfall, 0).astype(np.float32)
        equity = problem.event.weights.equity
        self.weight = UNFAIR * np.append(
            np.where(problem.vip, VIP, 1) * equity, 0
        ).astype(np.float32)  # fmt: skip
        self.classes = problem.classes
        self.levels = problem.priority == "balanced"

    def center(self) -> None:
        """Measures shortfalls against what is usual among people of one kind."""
        for class_ in np.unique(self.classes) if self.levels else ():
            who = np.flatnonzero(self.classes == class_)
            self.short[who] -= np.floor(np.median(self.short[who]))

    @property
    def gain(self) -> Prices:
        """(N + 1,): the price of meeting one person more."""
        gain: Prices = self.weight * (1 - 2 * self.short)
        return gain

    @property
    def loss(self) -> Prices:
        """Of one less."""
        loss: Prices = self.weight * (1 + 2 * self.short)
        return loss

    def price(self, people: Places, more: Prices) -> Prices:
        """Of meeting so many more."""
        price: Prices = self.weight[people] * more * (more - 2 * self.short[people])
        return price

    def change(self, person: int, mates: Places, met: NDArray[np.int64]) -> None:
        self.short[mates] -= met
        self.short[person] -= met.sum()


class _Mixed:
    """How evenly the tables of a round hold an attribute, and what swaps change of it."""

    def __init__(self, mix: Mix, weight: np.float32, place: Places, tables: int) -> None:
        self.weight = weight
        self.place = place
        self.of = np.append(mix.of, -1)
        self.tables = tables
        values = len(mix.values)
        has = self.of >= 0
        self.count = np.zeros((tables + 1, values + 1), np.int64)
        np.add.at(self.count, (place[has], self.of[has]), 1)
        self.among = self.count[:-1].sum(axis=0)
        self.people = self.count.sum(axis=1)
        # with one person less, as many and one more who have a value
        self.whole = np.stack([self._table_prices(self.people + more) for more in (-1, 0, 1)])
        self.uneven = self.whole[1] > 0

    def costs(self, rows: Places) -> Prices:
        """(k, N + 1)"""
        mine, theirs = self.of[rows, None], self.of[None]
        here, there = self.place[rows, None], self.place[None]
        cost: Prices = self.weight * (
            self._change(here, mine, theirs) + self._change(there, theirs, mine)
        ).astype(np.float32)
        return cost

    def _table_prices(self, people: NDArray[np.int64]) -> NDArray[np.int64]:
        """(T + 1,): how uneven the tables are, if so many there had a value."""
        values = np.arange(self.count.shape[1] - 1)
        each = self._price(self.count[:, :-1], people[:, None], values[None])
        uneven: NDArray[np.int64] = each.sum(axis=1)
        uneven[-1] = 0  # where people sit out
        return uneven

    def _price(self, count: Any, people: Any, value: Any) -> NDArray[np.int64]:
        among, every = self.among[value], max(int(self.among.sum()), 1)
        low, high = people * among // every, -(-people * among // every)
        price: NDArray[np.int64] = np.maximum(0, np.maximum(count - high, low - count))
        return price

    def _change(self, table: Places, leaves: Ints, comes: Ints) -> NDArray[np.int64]:
        """What it changes at a table that a person with one value leaves and one with another
        comes."""
        more = (comes >= 0).astype(np.int64) - (leaves >= 0)
        people = self.people[table] + more
        cost: NDArray[np.int64] = self.whole[more + 1, table] - self.whole[1, table]
        for value, one in ((leaves, -1), (comes, 1)):
            count = self.count[table, value]
            each = self._price(count + one, people, value) - self._price(count, people, value)
            cost = cost + np.where(value >= 0, each, 0)
        changes: NDArray[np.int64] = np.where((leaves == comes) | (table == self.tables), 0, cost)
        return changes


def _free(problem: Problem) -> Flags:
    """(R, N): who may be swapped: there, at no fixed table, in no group."""
    alone = np.empty_like(problem.present)
    for r, glue in enumerate(problem.glue):
        alone[r] = np.bincount(glue, minlength=problem.people)[glue] == 1
    free: Flags = problem.present & (problem.fixed == FREE) & alone
    return free


def _touched(told: Ints, seating: Ints, problem: Problem) -> Flags:
    """(R, N): who sits, or was told to sit, with somebody who is gone, new or elsewhere.

    For all others nothing has changed, and what was not perfect before is left as it was told.
    """
    touched = np.zeros(seating.shape, np.bool_)
    for r, (wish, row) in enumerate(zip(told, seating, strict=True)):
        news = wish != row
        spoilt = np.zeros(problem.tables, np.bool_)
        for place in (wish, row):
            spoilt[place[news & (place >= 0)]] = True
        for place in (wish, row):
            touched[r] |= (place >= 0) & spoilt[np.maximum(place, 0)]
        touched[r] |= news
    return touched


def _members(row: Ints, tables: int) -> Places:
    """(T + 1, widest): who sits at each table, then nobody (N); at the last one nobody at all."""
    order = np.argsort(row, kind="stable")
    order = order[row[order] >= 0]
    seats = row[order]
    first = np.searchsorted(seats, np.arange(tables))
    place = np.arange(len(seats)) - first[seats]
    members = np.full((tables + 1, int(place.max(initial=0)) + 1), len(row), np.intp)
    members[seats, place] = order
    return members

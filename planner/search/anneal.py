"""Annealing of a seating: swaps of people and of groups within a round, where trouble is."""

from __future__ import annotations

from typing import Final, NamedTuple

from planner.schedule import Ints
from planner.search.compile import kernel, part
from planner.search.moves import measure, swap, swap_cost
from planner.search.pairs import TROUBLE
from planner.search.random import Words, accepts, below
from planner.search.state import (
    BEHIND,
    BROKEN,
    GAP,
    OVER,
    REST,
    VALUE,
    Longs,
    Prices,
    State,
)

_TRIES: Final = 6
"""Partners tried for one person before another one is drawn."""
_SWAP_STEPS: Final = 8
"""Judging a swap of one pair by making it costs as much as judging so many others."""
_ASIDE: Final = 4
"""Draws of a partner for one of the same side; a swap with the other side mostly unbalances."""
_ACROSS: Final = 8
"""One in so many draws takes whoever comes, all the same."""
_LOTS: Final = 8
"""Of so many people drawn the one with the dearest shortfall moves, when nobody has repeats."""


class Best(NamedTuple):
    """The best seating a lane has seen."""

    table: Ints
    """(R, N)."""
    score: Longs
    """As `State.score`."""


class Course(NamedTuple):
    """How one slice is annealed. Temperatures are in units of 1/ONE."""

    steps: int
    """Swaps judged."""
    hot: int
    cold: int
    roam: int
    """Of 256 people drawn, how many at random instead of among those with repeats."""
    meetings_first: bool
    """The priority: most meetings before repeats and fairness."""
    fair: bool
    """Fairness counts."""
    goal: int
    """A value that no plan exceeds."""


@kernel
def anneal(s: State, p: Prices, best: Best, c: Course, words: Words) -> bool:
    """Searches from the seating of `s`, keeps the best in `best`; whether the goal is reached."""
    fresh = False
    left = c.steps
    while left > 0 and not done(best.score, c):
        temperature = c.cold + (c.hot - c.cold) * left // c.steps
        r, i = _draw(s, p, c.roam, words)
        left -= 1 if r >= 0 else s.table.shape[0]
        for _ in range(_TRIES if r >= 0 else 0):
            j = _partner(s, r, i, words)
            left -= 1
            count = _gather(s, r, i, j, words) if j >= 0 else 0
            if count == 0:
                continue
            if count > 1:
                left -= _SWAP_STEPS * count
            cost = swap_cost(s, p, r, i, j) if count == 1 else _swap_hands(s, p, r, count)
            accepted = accepts(words, cost, temperature)
            if accepted == (count == 1):
                _swap_hands(s, p, r, count)
            if not accepted:
                continue
            measure(s)
            ahead = better(s.score, best.score, c)
            if fresh and not ahead:
                # copies are dear, so the best is only copied when the search leaves it
                _copy(s, best, r, count)
            if ahead:
                for place in range(s.score.size):
                    best.score[place] = s.score[place]
            fresh = ahead
            break
    measure(s)
    if fresh:
        _copy(s, best, 0, 0)
    return done(best.score, c)


@part
def _copy(s: State, best: Best, r: int, count: int) -> None:
    """The seating before the last `count` of `hands` were swapped in round r."""
    for q in range(s.table.shape[0]):
        for k in range(s.table.shape[1]):
            best.table[q, k] = s.table[q, k]
    for n in range(count):
        i, j = s.hands[0, n], s.hands[1, n]
        best.table[r, i], best.table[r, j] = s.table[r, j], s.table[r, i]


@part
def _swap_hands(s: State, p: Prices, r: int, count: int) -> int:
    """Swaps what `hands` holds, person by person; how much the energy rises."""
    cost = 0
    for n in range(count):
        cost += swap(s, p, r, s.hands[0, n], s.hands[1, n])
    return cost


@part
def done(b: Longs, c: Course) -> bool:
    """Whether nothing is left to improve at this score."""
    fair = not c.fair or (b[GAP] <= 1 and b[BEHIND] == 0 and b[REST] <= 1)
    return bool(fair and b[VALUE] >= c.goal and b[BROKEN] == 0 and b[OVER] == 0)


def rank(score: Longs, meetings_first: bool, fair: bool) -> tuple[int, ...]:
    """A score as `better` compares it: `planner.metrics.key`, as far as swaps change it."""
    broken, over, _, gap, behind, rest, value = (int(n) for n in score)
    first = (over, max(gap, 1), behind, max(rest, 1)) if fair else (over,)
    both = (-value, *first) if meetings_first else (*first, -value)
    return (broken, *both, *((gap,) if fair else ()))


@part
def better(x: Longs, y: Longs, c: Course) -> bool:
    """Whether `rank` of the score x is less than that of y."""
    order = (
        (BROKEN, VALUE, OVER, GAP, BEHIND, REST)
        if c.meetings_first
        else (BROKEN, OVER, GAP, BEHIND, REST, VALUE)
    )
    for place in order:
        a, b = x[place], y[place]
        if place in (GAP, REST):
            a, b = max(a, 1), max(b, 1)
        if a != b and (c.fair or place not in (GAP, BEHIND, REST)):
            return bool(a > b if place == VALUE else a < b)
    return bool(c.fair and x[GAP] < y[GAP])


@part
def _draw(s: State, p: Prices, roam: int, words: Words) -> tuple[int, int]:
    """A round and a person who can move there, mostly one with a repeat at the table."""
    rounds, people = s.table.shape
    troubled = int(s.troubled[people])
    r = s.played + below(words, rounds - s.played)
    if troubled == 0 or below(words, 256) < roam:
        i = below(words, people)
        for _ in range(_LOTS if troubled == 0 else 0):
            k = below(words, people)
            if _unfair(s, p, k) > _unfair(s, p, i):
                i = k
        return (r, i) if s.size[r, i] else (-1, i)
    i = int(s.troubled[below(words, troubled)])
    for _ in range(rounds - s.played):
        if s.size[r, i] and _in_trouble(s, p, r, i):
            return r, i
        r = r + 1 if r + 1 < rounds else s.played
    # who only lacks a meeting can begin anywhere
    return (r, i) if s.size[r, i] else (-1, i)


@part
def _unfair(s: State, p: Prices, i: int) -> int:
    """The price of what a person gets."""
    price = p.person[s.kind[i], s.short[i]]
    return int(price + (p.rest[s.breaks.taken[i]] if s.breaks.taken.size else 0))


@part
def _in_trouble(s: State, p: Prices, r: int, i: int) -> bool:
    t = int(s.table[r, i])
    if t == s.first.shape[1] - 2:
        return False
    for q in range(s.first[r, t], s.first[r, t + 1]):
        k = int(s.order[r, q])
        if s.head[r, k] != s.head[r, i] and p.marks[s.met[i, k] - 1, TROUBLE] > 0:
            return True
    return False


@part
def _partner(s: State, r: int, i: int, words: Words) -> int:
    """Somebody at another table of the round who can move, mostly of the same side, or -1."""
    t = int(s.table[r, i])
    seats = int(s.first[r, t + 1] - s.first[r, t])
    others = int(s.first[r, -1] - seats)
    if others == 0:
        return -1
    j = -1
    for _ in range(_ASIDE):
        q = below(words, others)
        if q >= s.first[r, t]:
            q += seats
        j = int(s.order[r, q])
        if s.kind[j] >> 1 == s.kind[i] >> 1 or below(words, _ACROSS) == 0:
            break
    return j if s.size[r, j] else -1


@part
def _gather(s: State, r: int, i: int, j: int, words: Words) -> int:
    """Fills `hands` with whole units of two tables, as many people of each; how many, 0: failed.

    Starts from the units of i and j; whichever side has fewer people adds a unit at random.
    """
    if s.size[r, i] == 1 and s.size[r, j] == 1:
        s.hands[0, 0], s.hands[1, 0] = i, j
        return 1
    a, b = int(s.table[r, i]), int(s.table[r, j])
    left = _take(s, r, int(s.head[r, i]), a, 0, 0)
    right = _take(s, r, int(s.head[r, j]), b, 1, 0)
    while left != right:
        side, t, count = (0, a, left) if left < right else (1, b, right)
        head = _another(s, r, t, side, count, words)
        if head < 0:
            return 0
        count = _take(s, r, head, t, side, count)
        if side == 0:
            left = count
        else:
            right = count
    return left


@part
def _take(s: State, r: int, head: int, t: int, side: int, count: int) -> int:
    for q in range(s.first[r, t], s.first[r, t + 1]):
        k = int(s.order[r, q])
        if s.head[r, k] == head:
            s.hands[side, count] = k
            count += 1
    return count


@part
def _another(s: State, r: int, t: int, side: int, count: int, words: Words) -> int:
    """The head of a random unit at the table that can move and is not yet in the hand, or -1."""
    begin, end = int(s.first[r, t]), int(s.first[r, t + 1])
    q = begin + below(words, end - begin)
    for _ in range(end - begin):
        k = int(s.order[r, q])
        head = int(s.head[r, k])
        if s.size[r, k] and not _held(s, r, head, side, count):
            return head
        q = q + 1 if q + 1 < end else begin
    return -1


@part
def _held(s: State, r: int, head: int, side: int, count: int) -> bool:
    held = False
    for n in range(count):
        held |= s.head[r, s.hands[side, n]] == head
    return held

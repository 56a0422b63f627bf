"""What must recur between rounds: people at large tables who cannot all be parted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.problem import Problem
from planner.reach import SPELLS_LIMIT
from planner.schedule import Ints
from planner.tally import Longs

PRICES_LIMIT: Final = 12
"""Sizes of tables told apart in `reseated`; with more of them it proves nothing, to stay quick."""

ASCENT_LIMIT: Final = 500
"""Steps towards the best prices of `reseated`; what they prove holds wherever they end."""


def pairs(sizes: NDArray[np.integer]) -> Longs:
    """C(n, 2) for each n."""
    wide = sizes.astype(np.int64)
    return wide * (wide - 1) // 2


def recurring(problem: Problem, together: Ints) -> int:
    """Meetings beyond the first that must exist because rounds share meetings pairwise.

    For any tree over sets of meetings, their union has at most the sum of their sizes less, for
    each edge of the tree, the meetings both ends share (Hunter 1976, for probabilities); the
    heaviest tree is taken. The sets are the rounds to come, and all that were played as one.
    """
    kinds, kind_of = _kinds(problem, together)
    played = problem.played
    if len(kinds) > SPELLS_LIMIT:  # one path through the rounds is a tree too
        first = max(1, played)
        return sum(_shared(problem, together, r - 1, r) for r in range(first, problem.rounds))
    if played == problem.rounds:
        return 0
    of_kinds = np.array([[_shared(problem, together, r, s) for s in kinds] for r in kinds])
    weights = of_kinds[np.ix_(kind_of, kind_of)]
    if played > 1:
        past = weights[:played].max(axis=0)
        weights[played - 1], weights[:, played - 1] = past, past
    return _heaviest_tree(weights[max(played - 1, 0) :, max(played - 1, 0) :])


def _kinds(problem: Problem, together: Ints) -> tuple[list[int], list[int]]:
    """Rounds that differ in attendance, sizes or groups, and for each round which it is like."""
    seen: dict[tuple[bytes, bytes, bytes], int] = {}
    kinds: list[int] = []
    kind_of = []
    for r in range(problem.rounds):
        key = (
            problem.present[r].tobytes(),
            np.sort(problem.occupancy[r]).tobytes(),
            together[r].tobytes(),
        )
        if key not in seen:
            seen[key] = len(kinds)
            kinds.append(r)
        kind_of.append(seen[key])
    return kinds, kind_of


def _shared(problem: Problem, together: Ints, r: int, s: int) -> int:
    """Pairs that must meet in both of two rounds (of the same kind as r and s)."""
    first, second = (row[row > 0] for row in (problem.occupancy[r], problem.occupancy[s]))
    either = int((problem.present[r] | problem.present[s]).sum())
    missing = max(0, either - int(first.sum())), max(0, either - int(second.sum()))
    groups = _common_groups(together[r], together[s])
    return max(
        recreated(first, second.size, missing[1], groups),
        recreated(second, first.size, missing[0], groups),
        0 if any(missing) else reseated(first, second),
        int(pairs(groups).sum()),
    )


def recreated(
    sizes: NDArray[np.integer], tables: int, away: int = 0, groups: Sequence[int] | Longs = ()
) -> int:
    """Pairs of one round that must sit together again when spread over `tables`.

    A table of n gives at least f(n, T) pairs (see `_level`). Of `away` people, whoever saves the
    most are not there the second time: the k-th person of a table adds (k - 1) div T pairs.
    With everybody there, each of the `groups`, which stay whole, adds what it costs alone at the
    cheapest table: several at one table cost no less than the sum, as the cost is supermodular.
    """
    if not tables:
        return 0
    total = int(_level(sizes, tables).sum())
    if not away:
        kinds = Counter(map(int, groups))
        return total + sum(_cost_of_group(sizes, tables, c) * n for c, n in kinds.items())
    for level in range((int(sizes.max(initial=0)) - 1) // tables, 0, -1):
        gone = min(away, int(np.clip(sizes - level * tables, 0, tables).sum()))
        total -= level * gone
        away -= gone
        if not away:
            break
    return total


def reseated(first: NDArray[np.integer], second: NDArray[np.integer]) -> int:
    """Pairs that meet in both of two rounds with the same people, from the sizes of both.

    A transportation problem: x(t, u) people go from table t to table u, at C(x, 2) pairs each. For
    whole numbers C(x, 2) >= y x - y (y + 1) / 2, so any prices y(t, u) = l(t) + m(u) prove
    sum l(t) n(t) + sum m(u) n(u) - sum h(y(t, u)), h(y) = y (y + 1) / 2 from y = 0 on, else 0.
    Prices rise or fall together for the larger tables of one round and the smaller of the other
    while that proves more (steepest ascent, Murota 2003); tables of one size share a price.
    """
    sizes, of_rows = np.unique(first, return_counts=True)
    other_sizes, of_columns = np.unique(second, return_counts=True)
    rows = sizes.size
    if not 2 < rows + other_sizes.size <= PRICES_LIMIT:
        return 0
    amounts = np.concatenate([sizes * of_rows, other_sizes * of_columns])
    larger = np.triu(np.ones((rows + 1, rows), np.int64))
    smaller = np.tril(np.ones((other_sizes.size + 1, other_sizes.size), np.int64), -1)
    rises = np.array([[*up, *-down] for up in larger for down in smaller])
    moves = np.concatenate([rises, -rises])

    def proves(prices: Longs) -> Longs:
        levels = np.maximum(prices[:, :rows, None] + prices[:, None, rows:], 0)
        paid: Longs = (levels * (levels + 1) // 2) @ of_columns @ of_rows
        earned: Longs = prices @ amounts
        return earned - paid

    prices = np.concatenate([sizes // second.size, np.zeros_like(other_sizes)]).astype(np.int64)
    best = int(proves(prices[None])[0])
    for _ in range(ASCENT_LIMIT):
        found = proves(prices + moves)
        if found.max() <= best:
            break
        best = int(found.max())
        prices = prices + moves[found.argmax()]
    return best


def _level(sizes: NDArray[np.integer], tables: int) -> Longs:
    """f(n, T) = r C(q + 1, 2) + (T - r) C(q, 2), q = n div T, r = n mod T (pigeonhole)."""
    wide = sizes.astype(np.int64)
    quotient, rest = wide // tables, wide % tables
    return rest * pairs(quotient + 1) + (tables - rest) * pairs(quotient)


def _cost_of_group(sizes: NDArray[np.integer], tables: int, group: int) -> int:
    """Pairs that a group adds to f(n, T), where it can sit, by filling more than its share."""
    room = np.unique(sizes[sizes >= group])
    larger = room[room < group * tables]
    if larger.size < room.size or not room.size:
        return 0
    rest = _level(larger - group, tables - 1)
    return int((group * (group - 1) // 2 + rest - _level(larger, tables)).min())


def _common_groups(first: Ints, second: Ints) -> Longs:
    """Sizes of groups kept together in both rounds, the largest first."""
    width = 2 * max(int(np.abs(first).max(initial=0)), int(np.abs(second).max(initial=0))) + 2
    _, sizes = np.unique(first.astype(np.int64) * width + second, return_counts=True)
    return np.sort(sizes[sizes > 1])[::-1]


def _heaviest_tree(weights: Longs) -> int:
    """Weight of a maximum spanning tree (Prim)."""
    joined = np.zeros(len(weights), bool)
    joined[0] = True
    nearest = weights[0].copy()
    total = 0
    for _ in range(len(weights) - 1):
        new = int(np.where(joined, -1, nearest).argmax())
        total += int(nearest[new])
        joined[new] = True
        np.maximum(nearest, weights[new], out=nearest)
    return total

"""What no schedule can beat: counting proofs, for a problem as a whole and for each person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import isqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.constructions.fields import prime_power
from planner.messages import N_, Message
from planner.problem import FREE, Problem
from planner.schedule import ABSENT, Ints, Schedule

Longs = NDArray[np.int64]

CLASSES_LIMIT: Final = 600
"""Kinds of people (by attendance and fixed seats) told apart; the rest count as free for all."""

CELLS_LIMIT: Final = 25_000_000
"""Rounds times pairs of such kinds: with very many rounds fewer kinds are told apart."""

SPELLS_LIMIT: Final = 64
"""Rounds up to which all spells, and all pairs of unlike rounds, are looked at; else fewer are."""

PRICES_LIMIT: Final = 12
"""Sizes of tables told apart in `reseated`; with more of them it proves nothing, to stay quick."""

ASCENT_LIMIT: Final = 500
"""Steps towards the best prices of `reseated`; what they prove holds wherever they end."""

AWAY: Final = FREE - 1
"""Among fixed tables: the person is not there."""

REASONS: Final[Mapping[str, str]] = {
    "seats": N_("every seat of every round meets only new people"),
    "pairs": N_("every two people who could meet do meet"),
    "pigeonhole": N_(
        "tables hold more people than there are tables, so some must sit together again"
    ),
    "groups": N_("people kept together meet each other again in every round"),
    "per-person": N_("people run out of others whom they could still meet"),
}
"""Why no schedule can have more: the bound that is least."""


@dataclass(frozen=True, eq=False)
class Bound:
    """Proved limits of a problem."""

    unique: int
    """No schedule has more unique meetings: pairs who meet at least once."""
    reason: str
    """Which bound is least: a key of REASONS."""
    potential: Ints
    """(N,) p_i: the most different people each person could meet."""
    worth: int
    """No schedule has unique meetings that are worth more, those of pairs who wish it worth two."""
    value: int
    """No schedule has a greater value (`planner.metrics.Metrics.value`)."""
    forced_excess: int
    """Meetings beyond the first of a pair that every schedule has at least."""
    often: int
    """How often a pair may meet before it is bored: 2, or more where the numbers force it."""

    @property
    def explanation(self) -> Message:
        return Message(f"bound-{self.reason}", REASONS[self.reason])


def bound(problem: Problem) -> Bound:
    """The least of five counting bounds.

    With P_r the meetings of round r (sum over tables of C(n, 2)): "seats" is sum P_r; "pairs" the
    pairs who could ever share a table; "pigeonhole" takes off the meetings that must recur between
    rounds; "groups" takes off (k - 1) for each pair kept together in k rounds; "per-person" adds up
    what each person could reach at most, and takes off the repeats each must have.
    """
    meetings = int(pairs(problem.occupancy).sum())
    certain = _certainties(problem)
    codes, times = Schedule(_groups_only(certain.together)).meetings()
    kept = of_each(problem.people, codes, times - 1)
    reach, potential = _reach(problem, certain, kept)
    own = np.maximum(kept, _least_seats(problem, certain) - reach).sum()
    possible = int(reach.sum()) // 2
    limits = {
        "seats": meetings,
        "pairs": possible,
        "groups": meetings - int((times - 1).sum()),
        "pigeonhole": meetings - _recurring(problem, certain),
        "per-person": min(int(potential.sum()) // 2, meetings - int(own + 1) // 2),
    }
    often = max(2, -(-meetings // possible) if possible else 0)
    counting = problem.counting
    wishes = 0 if counting.wished is None else int(np.triu(counting.wished).sum())
    if not counting.is_plain:
        potential = np.minimum(potential, _may_count(problem).sum(axis=1))
        limits["pairs"] = min(limits["pairs"], int(np.triu(_may_count(problem)).sum()))
        limits["per-person"] = min(limits["per-person"], int(potential.sum()) // 2)
    reason = min(limits, key=lambda name: limits[name])
    unique = limits[reason]
    worth = unique + min(unique, wishes)
    return Bound(
        unique=unique,
        reason=reason,
        potential=potential.astype(np.int32),
        worth=worth,
        value=problem.event.weights.meetings * worth,
        forced_excess=0 if counting.counts is not None else meetings - unique,
        often=often,
    )


def _may_count(problem: Problem) -> NDArray[np.bool_]:
    """(N, N) whose meeting could be a first one that counts."""
    counting = problem.counting
    may = np.ones((problem.people, problem.people), np.bool_)
    if counting.counts is not None:
        may &= counting.counts
    if counting.known is not None:
        left, right, _ = counting.known.T
        may[left, right] = may[right, left] = False
    np.fill_diagonal(may, False)
    return may


def pairs(sizes: NDArray[np.integer]) -> Longs:
    """C(n, 2) for each n."""
    wide = sizes.astype(np.int64)
    return wide * (wide - 1) // 2


def kept_together(problem: Problem) -> Ints:
    """(R, N) labels: people with one label sit at one table in that round, by the rules.

    Besides glued groups these are people fixed at one table. The absent have labels of their own.
    """
    people = np.arange(problem.people, dtype=np.int32)
    if problem.is_plain:
        return np.broadcast_to(people, problem.present.shape)
    fixed = _fixed_with_groups(problem)
    labels = np.where(fixed == FREE, problem.glue, problem.people + fixed)
    return np.where(problem.present, labels, -1 - people).astype(np.int32)


def of_each(people: int, codes: Longs, amounts: Longs | None = None) -> Longs:
    """(N,) amounts of pairs u * people + v (1 each without amounts), added up for both of them."""
    if not codes.size:
        return np.zeros(people, np.int64)
    left, right = np.divmod(codes, people)
    total = np.bincount(left, amounts, people) + np.bincount(right, amounts, people)
    return total.astype(np.int64)


def _fixed_with_groups(problem: Problem) -> Ints:
    """`problem.fixed`, where a whole group sits at the table one of them must sit at."""
    fixed = np.full_like(problem.fixed, FREE)
    rows = np.arange(problem.rounds)[:, None]
    np.maximum.at(fixed, (rows, problem.glue), np.where(problem.present, problem.fixed, FREE))
    return np.take_along_axis(fixed, problem.glue, axis=1)


@dataclass(frozen=True, eq=False)
class _Certainties:
    """What the rules settle in every schedule; people may sit out any round short of seats."""

    everybody_sits: NDArray[np.bool_]
    """(R,)"""
    together: Ints
    """(R, N) as `kept_together`."""
    fixed: Ints
    """(R, N) the only table where the person can sit, or FREE."""


def _certainties(problem: Problem) -> _Certainties:
    seated = problem.occupancy.sum(axis=1) >= problem.present.sum(axis=1)
    alone = np.arange(problem.people, dtype=np.int32)
    return _Certainties(
        everybody_sits=seated,
        together=np.where(seated[:, None], kept_together(problem), alone),
        fixed=np.where(seated[:, None], _fixed_with_groups(problem), problem.fixed),
    )


def _groups_only(labels: Ints) -> Ints:
    """The labels as a seating in which everybody without company is absent."""
    shared = np.array([_company(row) > 1 for row in labels]).reshape(labels.shape)
    return np.where(shared, labels, ABSENT).astype(np.int32)


# Per person


def _least_seats(problem: Problem, certain: _Certainties) -> Longs:
    """(N,) the fewest meetings each person has in all, repeats included."""
    sizes = problem.occupancy
    least = np.where(sizes > 0, sizes, np.iinfo(np.int32).max).min(axis=1, keepdims=True)
    at_fixed = np.take_along_axis(sizes, np.maximum(certain.fixed, 0), axis=1)
    beside = np.where(certain.fixed == FREE, least, at_fixed) - 1
    there = problem.present & certain.everybody_sits[:, None]
    least_of_each: Longs = np.where(there, beside, 0).sum(axis=0, dtype=np.int64)
    return least_of_each


def _most_seats(problem: Problem, certain: _Certainties) -> Longs:
    """(R, N) the most people each person can sit with in a round; nobody while absent."""
    most = np.take_along_axis(problem.occupancy, np.maximum(certain.fixed, 0), axis=1)
    for r, (fixed, sizes) in enumerate(zip(certain.fixed, problem.occupancy, strict=True)):
        room = sizes.astype(np.int64)
        if certain.everybody_sits[r]:
            held = fixed[(fixed != FREE) & problem.present[r]]
            room -= np.bincount(held, minlength=problem.tables)
        company = _company(certain.together[r])
        for size in np.unique(company).tolist():
            here = (fixed == FREE) & (company == size)
            most[r, here] = sizes[room >= size].max(initial=0)
    beside: Longs = np.where(problem.present, np.maximum(most - 1, 0), 0).astype(np.int64)
    return beside


def _company(labels: Ints) -> Longs:
    """(N,) how many people share each person's label, the person included."""
    _, group, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    company: Longs = sizes[group]
    return company


def _reach(problem: Problem, certain: _Certainties, kept: Longs) -> tuple[Longs, Longs]:
    """(N,) |E_i|, the people each could ever share a table with, and (N,) p_i.

    p_i is the least, over all cuts of the evening into spells of rounds, of the sum over spells of
    min(people met in it at most, seats beside i in it); less what a kept group repeats (Hall's
    condition for the rounds of a spell; the whole evening as one spell is the plain formula).
    """
    seats = _most_seats(problem, certain)
    before = np.zeros((problem.rounds + 1, problem.people), np.int64)
    np.cumsum(seats, axis=0, out=before[1:])
    eligible = _Eligible(problem, certain)
    reach = eligible.people(np.logical_or.reduce(eligible.by_round))
    best = before.copy()
    for stop in range(1, problem.rounds + 1 if problem.rounds <= SPELLS_LIMIT else 1):
        np.minimum(best[stop], best[stop - 1] + seats[stop - 1], out=best[stop])
        may_meet, least = np.zeros_like(eligible.by_round[0]), problem.people
        for start in reversed(range(stop)):
            may_meet |= eligible.by_round[start]
            least = min(least, eligible.least[start])
            spell = before[stop] - before[start]
            if least < spell.max(initial=0):
                met = np.minimum(eligible.people(may_meet), spell)
                np.minimum(best[stop], best[start] + met, out=best[stop])
    return reach, np.minimum(np.minimum(best[-1], reach), before[-1] - kept)


class _Eligible:
    """How many people each person could meet within a spell of rounds.

    People of one class are there in the same rounds and have the same fixed seats, so that classes
    stand for people and no table of all pairs is needed.
    """

    by_round: NDArray[np.bool_]
    """(R, S, S) which classes may share a table."""
    least: list[int]
    """For each round a lower limit of the people whom anybody there may meet in it."""

    def __init__(self, problem: Problem, certain: _Certainties) -> None:
        where = np.where(problem.present, certain.fixed, AWAY)
        classes, self._class_of, sizes = _classes(where)
        self._sizes = sizes.astype(np.float32)
        self._apart = _apart_with_groups(problem, certain.together)
        most_apart = int(np.bincount(self._apart.ravel()).max(initial=0))
        self.by_round = _may_share(classes)
        self.least = [
            int(self._by_class(may_meet)[there].min(initial=problem.people)) - most_apart
            for may_meet, there in zip(self.by_round, classes != AWAY, strict=True)
        ]

    def _by_class(self, may_meet: NDArray[np.bool_]) -> Longs:
        """(S,) people one person of each class may meet; 32-bit floats count exactly to 2^24."""
        return (may_meet.astype(np.float32) @ self._sizes - may_meet.diagonal()).astype(np.int64)

    def people(self, may_meet: NDArray[np.bool_]) -> Longs:
        """(N,) whom each person may meet, by the classes (S, S) that may meet."""
        u, v = self._apart.T
        counted = may_meet[self._class_of[u], self._class_of[v]]
        lost = np.bincount(self._apart[counted].ravel(), minlength=self._class_of.size)
        return self._by_class(may_meet)[self._class_of] - lost


def _classes(where: Ints) -> tuple[Ints, Longs, Longs]:
    """Distinct columns (R, S), the class of each person, people in each class."""
    if (where == where[:, :1]).all():
        return where[:, :1], np.zeros(where.shape[1], np.int64), np.array([where.shape[1]])
    classes, class_of, sizes = np.unique(where, axis=1, return_inverse=True, return_counts=True)
    limit = min(CLASSES_LIMIT, isqrt(CELLS_LIMIT // len(where)))
    if sizes.size > limit:
        common = np.argsort(-sizes, kind="stable")[: limit - 1]
        new = np.full(sizes.size, limit - 1)
        new[common] = np.arange(common.size)
        class_of = new[class_of]
        free = np.full((where.shape[0], 1), FREE, where.dtype)
        classes = np.concatenate([classes[:, common], free], axis=1)
        sizes = np.bincount(class_of, minlength=limit)
    return classes, class_of, sizes


def _may_share(classes: Ints) -> NDArray[np.bool_]:
    """(R, S, S): both there and not fixed at different tables."""
    may_share = np.empty((*classes.shape, classes.shape[1]), np.bool_)
    for where, out in zip(classes, may_share, strict=True):
        there, free = where != AWAY, where == FREE
        np.equal.outer(where, where, out=out)
        out |= free[:, None] | free
        out &= there[:, None] & there
    return may_share


def _apart_with_groups(problem: Problem, together: Ints) -> Longs:
    """(A, 2) pairs never at one table: whoever is always together with u is apart from v too."""
    apart = problem.apart.astype(np.int64)
    if not len(apart):
        return apart
    _, group, sizes = np.unique(together, axis=1, return_inverse=True, return_counts=True)
    members, first = np.argsort(group, kind="stable"), np.cumsum(sizes) - sizes
    left, right = np.unique(np.sort(group[apart], axis=1), axis=0).T
    repeat = np.repeat(np.arange(left.size), sizes[left] * sizes[right])
    index = np.arange(repeat.size) - np.searchsorted(repeat, repeat)
    width = sizes[right[repeat]]
    u = members[first[left[repeat]] + index // width]
    v = members[first[right[repeat]] + index % width]
    return np.stack([u, v], axis=1)


# Between rounds


def _recurring(problem: Problem, certain: _Certainties) -> int:
    """Meetings beyond the first that must exist because rounds share meetings pairwise.

    For any tree over the rounds, unique <= sum P_r - sum over its edges of the meetings both rounds
    share (Hunter 1976, for probabilities); the heaviest tree is taken.
    """
    kinds, kind_of = _kinds(problem, certain.together)
    if len(kinds) > SPELLS_LIMIT:  # one path through the rounds is a tree too
        return sum(_shared(problem, certain.together, r - 1, r) for r in range(1, problem.rounds))
    weights = np.array([[_shared(problem, certain.together, r, s) for s in kinds] for r in kinds])
    return _heaviest_tree(weights[np.ix_(kind_of, kind_of)]) if problem.rounds else 0


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


# Questions an organiser asks


def zero_repeats_possible(problem: Problem, proved: Bound | None = None) -> bool | None:
    """False where counting proves that some pair meets twice; True for one round; None: not known.

    On a plain evening with equal tables False covers rounds x (seats - 1) > people - 1.
    """
    if problem.rounds <= 1:
        return True
    return False if (proved or bound(problem)).forced_excess else None


def everybody_can_meet_everybody(problem: Problem, proved: Bound | None = None) -> bool | None:
    """False where proved impossible, True where one round seats all at one table, else None.

    On a plain evening with equal tables False covers rounds x (seats - 1) < people - 1.
    """
    people, largest = problem.people, int(problem.occupancy.max(initial=0))
    if people <= max(1, largest):
        return True
    if largest < 2 or problem.rounds < fewest_rounds(people, largest)[0]:
        return False
    best = proved or bound(problem)
    if best.unique < people * (people - 1) // 2 or best.potential.min() < people - 1:
        return False
    return None


def fewest_rounds(people: int, seats: int) -> tuple[int, int | None]:
    """Rounds in which everybody can meet everybody at tables of at most `seats` (2 or more).

    Returns (no fewer will do, so many are known to do, with as many tables as that takes, or
    None). Up to 30 people at up to 8 seats from `data/fewest_rounds.csv`: the bounds that F. van
    Doorn and others list for "Dagstuhl's happy diner problem" (github.com/fpvandoorn/
    Dagstuhl-tables), facts cited here, none of its code; else counted.
    """
    if people <= seats:
        return (1, 1) if people > 1 else (0, 0)
    return _known_fewest_rounds().get((people, seats)) or _counted_rounds(people, seats)


def _counted_rounds(people: int, seats: int) -> tuple[int, int | None]:
    """max(3, ceil((N - 1) / (p - 1)), ceil(C(N, 2) / P)), P the most pairs of one round.

    Two rounds never do: all at one table would have to sit with all others in the second. One more
    is needed where N = 1 mod p and p - 1 divides N: everybody would sit alone once, and meet p - 1
    new people in each other round.

    Exact for N <= 1.5 p; tables of two (circle method); Kirkman triple systems (N = 3 mod 6,
    Ray-Chaudhuri and Wilson 1971); blocks of 4 (N = 4 mod 12, Hanani, Ray-Chaudhuri and Wilson
    1972); powers of a prime power p (affine spaces).
    """
    full, rest = divmod(people, seats)
    in_one_round = full * seats * (seats - 1) // 2 + rest * (rest - 1) // 2
    all_pairs = people * (people - 1) // 2
    lower = max(3, -(-(people - 1) // (seats - 1)), -(-all_pairs // in_one_round))
    if rest == 1 and seats > 2 and lower * (seats - 1) == people:
        lower += 1
    exact = (
        seats == 2
        or 2 * people <= 3 * seats
        or (seats, people % 6) == (3, 3)
        or (seats, people % 12) == (4, 4)
        or _is_affine(people, seats)
    )
    return lower, lower if exact else None


def _is_affine(people: int, seats: int) -> bool:
    order, space = prime_power(seats), prime_power(people)
    return bool(order and space and order[0] == space[0] and space[1] % order[1] == 0)


@cache
def _known_fewest_rounds() -> dict[tuple[int, int], tuple[int, int]]:
    return {(people, seats): (low, high) for people, seats, low, high in _table_rows()}


def _table_rows() -> Iterator[tuple[int, int, int, int]]:
    from csv import DictReader
    from importlib.resources import files

    text = (files("planner") / "data" / "fewest_rounds.csv").read_text("utf-8")
    for row in DictReader(text.splitlines()):
        yield (
            int(row["n_participants"]), int(row["k_max_table_size"]),
            int(row["min_sessions_lower"]), int(row["min_sessions_upper"]),
        )  # fmt: skip

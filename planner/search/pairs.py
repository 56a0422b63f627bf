"""Kinds of pairs: what each further meeting of two people is worth, and when it breaks a rule."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.bounds import Bound
from planner.certainties import kept_together
from planner.problem import Problem
from planner.schedule import Ints, Schedule
from planner.tally import known_of, of_each

Longs = NDArray[np.int64]

VALUE, OVER, BREACH, TROUBLE, IDLE = range(5)
"""Columns of `Pairs.marks`."""
_LEVELS: Final = (np.uint8, np.uint16, np.uint32)


class PairKind(NamedTuple):
    """What is true of a pair; limits are those of the whole evening."""

    counts: bool = True
    wished: bool = False
    known: int = 0
    """The weight of an earlier meeting, 0 without."""
    apart: bool = False
    least: int = 0
    most: int = 1 << 20
    often: int = 1 << 20
    """Beyond so many meetings the two are bored."""


@dataclass(frozen=True, eq=False, slots=True)
class Pairs:
    """The kinds that occur, and what a meeting changes by the entry of the pair before it.

    The entry of a pair is its kind times (R + 1), plus its meetings so far; so one table of M
    entries serves for all kinds, and a search looks up nothing else.
    """

    kinds: tuple[PairKind, ...]
    entries: NDArray[Any]
    """(N, N): before any meeting; as few bytes as will do."""
    gain: Longs
    """(M,): 1 where one more meeting is that of two who are new to each other, else 0."""
    marks: Longs
    """(M, 5): what one more meeting adds to the value and to the pairs who meet too often, how many
    more breaches of rules it is, how much more trouble for each of the two (a repeat, but also a
    meeting that was missing, as -1), and whether it is a break for both instead."""
    spare: int
    """So many people at most may somebody meet beyond the potential, by breaking rules or with
    fewer people to meet than seats; groups do for a moment when they move."""
    trouble: Longs = field(default_factory=lambda: np.empty(0, np.int64))
    """(N,): what each person begins with: meetings that are missing, less what rules force."""
    breaches: int = 0
    """What a seating without meetings begins with: meetings that are missing, less those that were
    too many in rounds that are over."""


def pair_kinds(problem: Problem, bound: Bound) -> Pairs:
    """The kinds of pairs of a problem."""
    forced, times = _forced(problem)
    kinds, numbers = _numbered(problem, bound, forced, times)
    step = problem.rounds + 1
    level = next(level for level in _LEVELS if len(kinds) * step - 1 <= np.iinfo(level).max)
    first = np.tile(np.arange(step) == 0, len(kinds))
    new = np.repeat([_is_new(kind) for kind in kinds], step)
    pairs = Pairs(
        kinds=tuple(kinds),
        entries=(np.arange(len(kinds)) * step).astype(level)[numbers],
        gain=(first & new).astype(np.int64),
        marks=np.concatenate([_marks(problem, kind) for kind in kinds]),
        spare=_spare(problem) + int(bound.rests.max(initial=0)),
    )
    return replace(
        pairs,
        trouble=_first_trouble(problem, pairs, forced, times),
        breaches=int(problem.limits[:, 2].sum()) - _past_breaches(problem, pairs),
    )


def _spare(problem: Problem) -> int:
    apart = int(np.bincount(problem.apart.ravel()).max(initial=0))
    grouped = bool((problem.glue != np.arange(problem.people)).any())
    return apart + (int(problem.occupancy.max(initial=0)) if grouped else 0)


def _is_new(kind: PairKind) -> bool:
    """A first meeting makes one more pair who meet."""
    return kind.counts and not kind.known


def _forced(problem: Problem) -> tuple[Longs, Longs]:
    """The pairs who sit together by the rules alone, and how often; so they do in played rounds."""
    if problem.is_plain:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    return Schedule(kept_together(problem)).meetings()


def _numbered(
    problem: Problem, bound: Bound, forced: Longs, times: Longs
) -> tuple[list[PairKind], NDArray[np.uint16]]:
    """The kinds, and the number of each pair's; pairs without any rule are told by `counting`."""
    people, counting = problem.people, problem.counting
    numbers = np.zeros((people, people), np.uint16)
    if counting.counts is not None:
        numbers[~counting.counts] = 1
    if counting.wished is not None:
        numbers[counting.wished & (numbers == 0)] = 2
    kinds = [
        PairKind(often=bound.often),
        PairKind(counts=False),
        PairKind(wished=True, often=bound.often),
    ]
    codes, rows = _ruled(problem, bound, forced, times)
    left, right = np.divmod(codes, people)
    rows[:, 0] = numbers[left, right]
    ruled, which = np.unique(rows, axis=0, return_inverse=True)
    numbers[left, right] = numbers[right, left] = len(kinds) + which.ravel()
    for base, known, apart, least, most, often in ruled.tolist():
        kinds.append(
            kinds[base]._replace(
                known=known, apart=bool(apart), least=least, most=most, often=often
            )
        )
    occur = np.flatnonzero(np.bincount(numbers.ravel(), minlength=len(kinds)))
    place = np.zeros(len(kinds), np.uint16)
    place[occur] = np.arange(len(occur))
    return [kinds[n] for n in occur], place[numbers]


def _ruled(problem: Problem, bound: Bound, forced: Longs, times: Longs) -> tuple[Longs, Longs]:
    """Codes of the pairs that rules speak of, and (K, 6) room for the kind, known, apart, least,
    most, often."""
    people = problem.people
    apart, limited = _codes(people, problem.apart), _codes(people, problem.limits)
    known = problem.counting.known
    met = np.empty(0, np.int64) if known is None else _codes(people, known)
    beyond = times > bound.often
    # sorted by hand: np.unique hashes since numpy 2.3, a hundred times slower on such codes
    codes = np.sort(np.concatenate([apart, limited, met, forced[beyond]]))
    codes = codes[np.diff(codes, prepend=-1) > 0]
    rows = np.tile(np.array([0, 0, 0, *PairKind(often=bound.often)[4:]], np.int64), (len(codes), 1))
    rows[:, 1] = known_of(problem.counting, people, codes)
    rows[np.searchsorted(codes, apart), 2] = 1
    rows[np.searchsorted(codes, limited), 3:5] = problem.limits[:, 2:]
    rows[np.searchsorted(codes, forced[beyond]), 5] = times[beyond]
    rows[:, 5] = np.maximum(rows[:, 5], rows[:, 3])
    return codes, rows


def _codes(people: int, pairs: Ints) -> Longs:
    codes: Longs = pairs[:, 0].astype(np.int64) * people + pairs[:, 1]
    return codes


def _marks(problem: Problem, kind: PairKind) -> Longs:
    """(R + 1, 5): the marks of one kind, by the meetings before."""
    before = np.arange(problem.rounds + 1)
    missing, excess = before < kind.least, before >= kind.most
    barred = problem.pairs_only and not kind.counts
    rests = barred and problem.event.breaks == "allowed"
    again = kind.counts & ((before > 0) | (kind.known > 0))
    marks = np.zeros((len(before), 5), np.int64)
    if _is_new(kind):
        marks[0, VALUE] = problem.event.weights.meetings * (1 + kind.wished)
    if kind.counts:
        marks[:, OVER] = before == kind.often
    marks[:, BREACH] = kind.apart + (barred and not rests) + excess.astype(np.int64) - missing
    marks[:, TROUBLE] = np.where(missing, -1, excess | kind.apart | barred | again)
    marks[:, IDLE] = rests
    return marks


def _first_trouble(problem: Problem, pairs: Pairs, forced: Longs, times: Longs) -> Longs:
    """Whoever lacks a meeting is in trouble, but nobody for what rules force."""
    so_far = _sums(pairs.marks[:, TROUBLE])
    first = pairs.entries[np.divmod(forced, problem.people)].astype(np.int64)
    trouble = -of_each(problem.people, forced, so_far[first + times] - so_far[first])
    missing = problem.limits[:, 2].astype(np.int64)
    lacking = of_each(problem.people, _codes(problem.people, problem.limits), missing)
    return trouble + lacking


def _past_breaches(problem: Problem, pairs: Pairs) -> int:
    """Breaches in the rounds that are over."""
    if problem.past is None:
        return 0
    codes, times = Schedule(problem.past).meetings()
    so_far = _sums(np.maximum(pairs.marks[:, BREACH], 0))
    first = pairs.entries[np.divmod(codes, problem.people)].astype(np.int64)
    return int((so_far[first + times] - so_far[first]).sum())


def _sums(amounts: Longs) -> Longs:
    """The sums of so many first ones."""
    sums: Longs = np.append(0, np.cumsum(amounts))
    return sums

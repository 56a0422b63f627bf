"""Small evenings for the tests: planted so that a seating exists, and solved whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from planner.counting import Counting
from planner.event import Event, Participant, Table
from planner.problem import FREE, Problem
from planner.rules import Mix
from planner.schedule import ABSENT, BREAK, Ints, Schedule


def plain_problem(people: int, tables: int, rounds: int, vips: int = 0) -> Problem:
    """Everybody there, no rules, tables that differ by at most one."""
    sizes = [people // tables + (t < people % tables) for t in range(tables)]
    seating = np.tile(np.repeat(np.arange(tables, dtype=np.int32), sizes), (rounds, 1))
    return problem_around(seating, vip=np.arange(people) < vips)


def problem_around(
    seating: Ints,
    *,
    tables: int | None = None,
    glue: Ints | None = None,
    apart: list[tuple[int, int]] | None = None,
    fixed: Ints | None = None,
    vip: NDArray[np.bool_] | None = None,
) -> Problem:
    """A problem of which `seating` is one solution: its attendance and people at each table."""
    rounds, people = seating.shape
    tables = tables or int(seating.max(initial=0)) + 1
    occupancy = [np.bincount(row[row >= 0], minlength=tables) for row in seating]
    vip = np.zeros(people, bool) if vip is None else vip
    return Problem(
        event=Event(
            tuple(Participant(str(i), vip=bool(vip[i])) for i in range(people)),
            tuple(Table(str(t), int(max(o[t] for o in occupancy))) for t in range(tables)),
            rounds,
            breaks="allowed" if (seating == BREAK).any() else "never",
        ),
        present=seating != ABSENT,
        occupancy=np.array(occupancy, np.int32),
        glue=np.tile(np.arange(people, dtype=np.int32), (rounds, 1)) if glue is None else glue,
        apart=np.array(sorted(apart or []), np.int32).reshape(-1, 2),
        fixed=np.full_like(seating, FREE) if fixed is None else fixed,
        vip=vip,
    )


@st.composite
def small_evenings(draw: st.DrawFn) -> tuple[Problem, Schedule]:
    """Up to 6 people, 3 tables, 3 rounds, with rules that the drawn seating keeps."""
    people, tables, rounds = (draw(st.integers(*ends)) for ends in ((2, 6), (1, 3), (1, 3)))
    where = st.integers(0, tables - 1) | st.integers(BREAK, tables - 1)
    seating = np.array(
        draw(st.lists(st.lists(where, min_size=people, max_size=people),
                      min_size=rounds, max_size=rounds)), np.int32)  # fmt: skip
    return planted(draw, seating, tables)


def planted(draw: st.DrawFn, seating: Ints, tables: int) -> tuple[Problem, Schedule]:
    rounds, people = seating.shape
    person = st.integers(0, people - 1)
    for first, second in draw(st.lists(st.tuples(person, person), max_size=2)):
        seating[:, second] = seating[:, first]
    chosen = draw(st.lists(st.tuples(person, person), max_size=4))
    glue = np.tile(np.arange(people, dtype=np.int32), (rounds, 1))
    for r, row in enumerate(seating):
        named = draw(st.sets(person, max_size=people)) if draw(st.booleans()) else {*range(people)}
        for u, v in chosen:
            if u in named and row[u] == row[v] >= 0:
                low, high = sorted((int(glue[r, u]), int(glue[r, v])))
                glue[r, glue[r] == high] = low
    met = {divmod(code, people) for code in Schedule(seating).meetings()[0].tolist()}
    strangers = [(u, v) for v in range(people) for u in range(v) if (u, v) not in met]
    apart = draw(st.sets(st.sampled_from(strangers))) if strangers else set()
    fixed = np.full_like(seating, FREE)
    for i in draw(st.sets(person, max_size=3)):
        named_rounds = draw(st.sets(st.integers(0, rounds - 1)) | st.just({*range(rounds)}))
        for r in named_rounds:
            fixed[r, i] = max(seating[r, i], FREE)
    problem = problem_around(
        seating, tables=tables, glue=glue, apart=list(apart), fixed=fixed,
        vip=np.array(draw(st.lists(st.booleans(), min_size=people, max_size=people))),
    )  # fmt: skip
    return problem, Schedule(seating)


@st.composite
def rich_evenings(draw: st.DrawFn) -> tuple[Problem, Schedule]:
    """As `small_evenings`, with sides, wishes, earlier meetings, limits and played rounds."""
    problem, schedule = draw(small_evenings())
    problem = replace(problem, counting=draw(countings(problem.people)))
    if draw(st.booleans()):
        problem = replace(problem, event=replace(problem.event, breaks="allowed"))
    if draw(st.booleans()):
        problem = with_limits(draw, problem, schedule)
    problem = replace(problem, mixes=tuple(draw(st.lists(mixes(problem.people), max_size=2))))
    played = draw(st.integers(0, problem.rounds))
    return (with_past(problem, schedule, played) if played else problem), schedule


@st.composite
def countings(draw: st.DrawFn, people: int) -> Counting:
    side = draw(st.none() | st.lists(st.integers(0, 1), min_size=people, max_size=people))
    sides = None if side is None else np.array(side, np.int32)
    counts = None if sides is None else sides[:, None] != sides
    wishes = draw(st.sampled_from(["none", "strict", "soft"]))
    wished = draw(symmetric(people)) if wishes != "none" else None
    if wishes == "strict" and wished is not None:
        counts, wished = wished if counts is None else counts & wished, None
    met = np.argwhere(np.triu(draw(symmetric(people)) & draw(symmetric(people))))
    weights = draw(st.lists(st.integers(1, 3), min_size=len(met), max_size=len(met)))
    known = np.column_stack([met, np.array(weights, np.int64)]).astype(np.int32)
    return Counting(sides, counts, wished, known if len(met) and draw(st.booleans()) else None)


@st.composite
def symmetric(draw: st.DrawFn, people: int) -> NDArray[np.bool_]:
    """Pairs of different people."""
    bits = draw(st.lists(st.booleans(), min_size=people**2, max_size=people**2))
    upper = np.triu(np.array(bits).reshape(people, people), 1)
    return upper | upper.T


@st.composite
def mixes(draw: st.DrawFn, people: int) -> Mix:
    values = st.lists(st.integers(-1, 1), min_size=people, max_size=people)
    return Mix("group", ("a", "b"), np.array(draw(values), np.int32), draw(st.integers(0, 2)))


def with_limits(draw: st.DrawFn, problem: Problem, schedule: Schedule) -> Problem:
    """Limits that the schedule keeps."""
    apart = {(int(u), int(v)) for u, v in problem.apart}
    rows = []
    for u, v in combinations(range(problem.people), 2):
        if (u, v) not in apart and draw(st.integers(0, 3)) == 0:
            seats = schedule.seating[:, [u, v]]
            times = int(((seats[:, 0] == seats[:, 1]) & (seats[:, 0] >= 0)).sum())
            most = draw(st.integers(max(times, 1), 4))
            rows.append((u, v, draw(st.integers(0, times)), most))
    return replace(problem, limits=np.array(rows, np.int32).reshape(-1, 4))


def with_past(problem: Problem, schedule: Schedule, played: int) -> Problem:
    """The problem when the first rounds of a schedule that keeps it are over."""
    past = schedule.seating[:played]
    present, glue, fixed = problem.present.copy(), problem.glue.copy(), problem.fixed.copy()
    present[:played] = past >= 0
    fixed[:played] = np.where(past >= 0, past, FREE)
    glue[:played] = np.arange(problem.people)
    return replace(problem, present=present, glue=glue, fixed=fixed, past=past)


def every_outcome(problem: Problem) -> NDArray[np.int64]:
    """How often each pair can have met in the end: (K, N (N - 1) / 2), pairs in order."""
    met = np.zeros((1, problem.people * (problem.people - 1) // 2), np.int64)
    for r in range(problem.rounds):
        rows = [_met_in(problem, r, row) for row in _rows(problem, r)]
        options = np.unique([row for row in rows if row is not None], axis=0)
        if not options.size:
            return met[:0]
        met = np.unique((met[:, None] + options).reshape(-1, met.shape[1]), axis=0)
    pairs = list(combinations(range(problem.people), 2))
    for u, v, least, most in problem.limits.tolist():
        times = met[:, pairs.index((u, v))]
        met = met[(times >= least) & (times <= most)]
    return met


def _rows(problem: Problem, r: int) -> Iterator[list[int]]:
    """Every way to seat one round under the rules; what was played can only be as it was."""
    if r < problem.played and problem.past is not None:
        yield problem.past[r].tolist()
        return
    room = problem.occupancy[r].tolist()
    breaks = int(problem.present[r].sum()) - sum(room)
    apart = {(int(u), int(v)) for u, v in problem.apart}

    def seat(row: list[int], breaks: int) -> Iterator[list[int]]:
        i = len(row)
        if i == problem.people:
            yield row
        elif not problem.present[r, i]:
            yield from seat([*row, ABSENT], breaks)
        else:
            if breaks:
                yield from seat([*row, BREAK], breaks - 1)
            for t in range(problem.tables):
                if room[t] and allowed(row, i, t):
                    room[t] -= 1
                    yield from seat([*row, t], breaks)
                    room[t] += 1

    def allowed(row: list[int], i: int, t: int) -> bool:
        glued = row[problem.glue[r, i]] if problem.glue[r, i] < i else t
        return (
            problem.fixed[r, i] in (FREE, t)
            and (glued == t or glued < 0)
            and not any((j, i) in apart for j in range(i) if row[j] == t)
        )

    yield from seat([], breaks)


def _met_in(problem: Problem, r: int, row: list[int]) -> list[int] | None:
    """Who meets, pair by pair; None where two sit at a table of two for nothing.

    Where breaks are allowed these two rest instead.
    """
    pairs = combinations(range(problem.people), 2)
    met = [(u, v) if row[u] == row[v] >= 0 else None for u, v in pairs]
    if problem.pairs_only and r >= problem.played and problem.counting.counts is not None:
        idle = [pair for pair in met if pair and not problem.counting.counts[pair]]
        if idle and problem.event.breaks == "never":
            return None
        met = [None if pair in idle else pair for pair in met]
    return [pair is not None for pair in met]

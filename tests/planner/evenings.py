"""Small evenings for the tests: planted so that a seating exists, and solved whole."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from planner.event import Event, Participant, Table
from planner.problem import FREE, Problem
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


def every_outcome(problem: Problem) -> NDArray[np.int64]:
    """Every set of pairs that can have met in the end, as bits u * people + v."""
    met = np.zeros(1, np.int64)
    for r in range(problem.rounds):
        options = np.unique([_pairs_of(row) for row in _rows(problem, r)])
        met = np.unique(met[:, None] | options[None, :])
    return met


def _rows(problem: Problem, r: int) -> Iterator[list[int]]:
    """Every way to seat one round under the rules."""
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

    return seat([], breaks)


def _pairs_of(row: list[int]) -> int:
    people = len(row)
    return sum(
        1 << (u * people + v)
        for v in range(people)
        for u in range(v)
        if row[u] == row[v] >= 0
    )  # fmt: skip

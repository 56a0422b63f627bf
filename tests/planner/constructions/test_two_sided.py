from __future__ import annotations

import csv
from collections import Counter
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from planner.baseline import lots
from planner.constructions.two_sided import two_sided
from planner.event import (
    Apart,
    Event,
    Meet,
    MetBefore,
    Participant,
    PlayedRound,
    PlayedTable,
    Rule,
    Seat,
    Table,
)
from planner.messages import Refusal
from planner.problem import Problem, compile_event
from planner.schedule import ABSENT, BREAK, Ints, Schedule

DATING = Path(__file__).parents[2] / "data" / "participants" / "dating-two-sided-41.csv"

Pairs = NDArray[np.bool_]


def pairs_of(event: Event) -> tuple[Problem, Ints]:
    problem = compile_event(event)
    seating = two_sided(problem, potential(problem), lots(1, problem.people))
    assert seating is not None
    assert_kept(problem, seating)
    return problem, seating


def potential(problem: Problem) -> Ints:
    """How many new people each could meet, one in each round there."""
    new = allowed(problem)
    if problem.counting.known is not None:
        u, v, _ = problem.counting.known.T
        new[u, v] = new[v, u] = False
    reach: Ints = np.minimum(new.sum(axis=1), problem.present.sum(axis=0)).astype(np.int32)
    return reach


def allowed(problem: Problem) -> Pairs:
    assert problem.counting.counts is not None
    pairs = problem.counting.counts.copy()
    u, v = problem.apart.T
    pairs[u, v] = pairs[v, u] = False
    return pairs


def assert_kept(problem: Problem, seating: Ints) -> None:
    """Two of the two sides at each table, or nobody; breaks only where they are allowed."""
    may = allowed(problem)
    to_come = slice(problem.played, None)
    assert ((seating[to_come] == ABSENT) == ~problem.present[to_come]).all()
    if problem.event.breaks == "never":
        assert not (seating == BREAK).any()
    for r in range(problem.played, problem.rounds):
        for table, people in Schedule(seating).tables(r).items():
            assert problem.seats[r, table] == 2
            assert len(people) == 2
            assert may[people[0], people[1]]


def met(seating: Ints) -> dict[tuple[int, int], int]:
    people = seating.shape[1]
    codes, times = Schedule(seating).meetings()
    return dict(zip(zip(*np.divmod(codes, people), strict=True), times.tolist(), strict=True))


def evening(
    women: int,
    men: int,
    tables: int,
    rounds: int,
    *rules: Rule,
    breaks: bool = True,
    wishes: dict[str, tuple[str, ...]] | None = None,
    met_before: tuple[MetBefore, ...] = (),
    played: tuple[PlayedRound, ...] = (),
    absent: tuple[str, ...] = (),
    meetings_first: bool = False,
) -> Event:
    """People w0, w1 ... and m0, m1 ...; `wishes` are the genders somebody looks for."""
    names = [f"w{i}" for i in range(women)] + [f"m{i}" for i in range(men)]
    return Event(
        tuple(
            Participant(
                name,
                side=name[0],
                gender=name,
                looking_for=(wishes or {}).get(name, ()),
                rounds=tuple(range(1, len(played) + 1)) if name in absent else None,
            )
            for name in names
        ),
        tuple(Table(f"t{t}", 2) for t in range(tables)),
        rounds,
        rules=rules,
        two_sided=True,
        breaks="allowed" if breaks else "never",
        met_before=met_before,
        played=played,
        priority="most-meetings" if meetings_first else "balanced",
    )


@st.composite
def small_evenings(draw: st.DrawFn) -> Event:
    women, men, tables, rounds = draw(
        st.sampled_from([(2, 2, 2, 2), (3, 2, 2, 3), (2, 4, 2, 2), (3, 3, 2, 2), (3, 3, 3, 2)])
    )
    pairs = [(f"w{i}", f"m{j}") for i in range(women) for j in range(men)]
    wishes = {
        f"w{i}": tuple(draw(st.sets(st.sampled_from([f"m{j}" for j in range(men)]), min_size=1)))
        for i in range(women)
    }
    rules = [Apart(who=pair) for pair in draw(st.sets(st.sampled_from(pairs), max_size=2))]
    known = [MetBefore(who=pair) for pair in draw(st.sets(st.sampled_from(pairs), max_size=2))]
    return evening(
        women, men, tables, rounds, *rules,
        wishes=wishes, met_before=tuple(known), meetings_first=draw(st.booleans()),
    )  # fmt: skip


def every_outcome(problem: Problem) -> set[frozenset[tuple[int, int]]]:
    """Every set of pairs who can have met in the end."""
    pairs = [(int(u), int(v)) for u, v in np.argwhere(np.triu(allowed(problem)))]
    rounds = {frozenset[tuple[int, int]]()}
    for _ in range(problem.tables):
        rounds |= {
            round_ | {pair}
            for round_, pair in product(rounds, pairs)
            if not {*pair} & {i for other in round_ for i in other}
        }
    rounds = {round_ for round_ in rounds if len(round_) <= problem.tables}
    evenings = {frozenset[tuple[int, int]]()}
    for _ in range(problem.rounds):
        evenings = {one | other for one, other in product(evenings, rounds)}
    return evenings


@settings(max_examples=60, deadline=None)
@given(small_evenings())
def test_no_plan_has_a_better_key(event: Event) -> None:
    try:
        problem = compile_event(event)
    except Refusal:  # wishes that leave nobody to meet are refused
        return
    known = set()
    if problem.counting.known is not None:
        known = {(int(u), int(v)) for u, v, _ in problem.counting.known}
    reach = potential(problem)

    def key(pairs: set[tuple[int, int]]) -> tuple[int, int]:
        new = pairs - known
        unique = Counter(i for pair in new for i in pair)
        short = np.array([reach[i] - unique[i] for i in range(problem.people)])
        gap = max(int(np.ptp(short[problem.classes == c])) for c in np.unique(problem.classes))
        if event.priority == "most-meetings":
            return -len(new), gap
        return max(gap, 1), -len(new)

    seating = two_sided(problem, reach, lots(1, problem.people))
    assert seating is not None
    assert_kept(problem, seating)
    assert key(set(met(seating))) == min(key(set(pairs)) for pairs in every_outcome(problem))


@pytest.mark.parametrize(("tables", "rounds"), [(20, 10), (15, 8), (20, 19)])
def test_an_evening_of_41_with_ages_and_wishes_is_fair_and_nobody_meets_twice(
    tables: int, rounds: int
) -> None:
    with DATING.open(newline="", encoding="utf-8") as file:
        people = tuple(
            Participant(
                str(n),
                gender=row["gender"],
                looking_for=tuple(row["interested_in"].split("|")),
                age=int(row["age"]),
                age_min=int(row["age_min"]),
                age_max=int(row["age_max"]),
            )
            for n, row in enumerate(csv.DictReader(file))
        )
    seats = tuple(Table(str(t), 2) for t in range(tables))
    problem, seating = pairs_of(Event(people, seats, rounds, two_sided=True, breaks="allowed"))
    assert set(met(seating).values()) == {1}
    short = potential(problem) - (seating >= 0).sum(axis=0)
    assert max(np.ptp(short[problem.classes == c]) for c in (0, 2)) <= 1


def test_the_smaller_side_stays_at_its_tables_and_the_others_move() -> None:
    _, seating = pairs_of(evening(12, 9, 10, 9))
    assert all(np.unique(column[column >= 0]).size == 1 for column in seating.T[12:])
    assert (seating[:, 12:] >= 0).all()
    assert set((seating[:, :12] == BREAK).sum(axis=0)) <= {2, 3}


def test_a_host_stays_at_her_table_and_so_does_her_side() -> None:
    _, seating = pairs_of(evening(6, 5, 6, 5, Seat("w2", "t4")))
    assert set(seating[:, 2]) <= {4, BREAK}
    assert all(np.unique(column[column >= 0]).size == 1 for column in seating.T[:6])


def test_with_few_tables_people_return_to_the_same_where_they_can() -> None:
    _, seating = pairs_of(evening(8, 8, 6, 4))
    assert all(len(Schedule(seating).tables(r)) == 6 for r in range(4))


def test_who_must_meet_does_and_who_knows_each_other_meets_instead_of_a_break_only() -> None:
    before = tuple(MetBefore(who=("w0", f"m{j}")) for j in range(1, 4))
    problem, seating = pairs_of(
        evening(4, 4, 4, 3, Meet(("w3", "m3"), at_least=1), met_before=before)
    )
    meetings = met(seating)
    assert (3, 7) in meetings
    assert (0, 4) in meetings
    assert sum((i, j) in meetings for i, j, _ in problem.counting.known) <= 2  # type: ignore[union-attr]
    assert (seating[:, 0] == BREAK).sum() + len([p for p in meetings if p[0] == 0]) == 3


def test_without_breaks_pairs_meet_again_but_nobody_three_times() -> None:
    _, seating = pairs_of(evening(5, 5, 5, 8, breaks=False))
    assert Counter(met(seating).values()) == {1: 10, 2: 15}


def test_without_breaks_there_is_none_when_somebody_has_nobody() -> None:
    problem = compile_event(evening(3, 3, 3, 2, wishes={"w0": ("m0",), "w1": ("m0",)}))
    never = compile_event(evening(3, 3, 3, 2, breaks=False))
    strict = Problem(**{**vars(never), "counting": problem.counting})
    assert two_sided(strict, potential(strict), lots(1, 6)) is None


def test_played_rounds_stay_and_the_rest_brings_only_new_people() -> None:
    first = PlayedRound(tuple(PlayedTable(f"t{i}", (f"w{i}", f"m{i}")) for i in range(5)))
    problem, seating = pairs_of(evening(5, 6, 5, 4, played=(first,), absent=("m1", "w4")))
    assert (seating[0] == problem.past[0]).all()  # type: ignore[index]
    assert set(met(seating).values()) == {1}
    assert (seating[1:, [4, 6]] == ABSENT).all()
    # of the five men still there, whoever has rested already sits
    assert (seating[1:, 10] >= 0).all()


def test_a_closed_table_stays_empty() -> None:
    event = evening(5, 5, 5, 4)
    tables = (*event.tables[:4], Table("t4", 2, seats_by_round={2: 0}))
    _, seating = pairs_of(Event(event.participants, tables, 4, two_sided=True, breaks="allowed"))
    assert 4 not in seating[1]
    assert len(met(seating)) == 19


def test_wishes_between_two_groups_are_enough_and_inside_one_too_many() -> None:
    people = [
        Participant(f"p{i}", gender="FM"[i % 2], looking_for=("MF"[i % 2],)) for i in range(8)
    ]
    tables = tuple(Table(str(t), 2) for t in range(4))

    def event(*more: Participant) -> Event:
        return Event((*people, *more), tables, 4, breaks="allowed", interest="strict")

    _, seating = pairs_of(event())
    assert len(met(seating)) == 16
    odd = compile_event(event(*(Participant(f"x{i}", gender="X") for i in range(3))))
    assert two_sided(odd, potential(odd), lots(1, odd.people)) is None


@pytest.mark.parametrize("rule", [Meet(("w0", "m0"), times=2), Seat("w0", "t1", rounds=(1,))])
def test_what_is_no_plain_flow_is_left_to_search(rule: Rule) -> None:
    problem = compile_event(evening(4, 4, 4, 3, rule))
    assert two_sided(problem, potential(problem), lots(1, 8)) is None


def test_so_is_an_evening_that_somebody_leaves() -> None:
    event = evening(4, 4, 4, 3)
    early = (Participant("w0", side="w", rounds=(1, 2)), *event.participants[1:])
    problem = compile_event(Event(early, event.tables, 3, two_sided=True, breaks="allowed"))
    assert two_sided(problem, potential(problem), lots(1, 8)) is None

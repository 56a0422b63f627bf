from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.breaches import broken_rules
from planner.event import Apart, Event, Participant, Seat, Table, Together
from planner.metrics import measure
from planner.problem import Problem, compile_event
from planner.schedule import Schedule
from planner.swap import Figures, Swaps, swapped
from tests.planner.evenings import plain_problem, small_evenings


def figures(problem: Problem, schedule: Schedule) -> Figures:
    m = measure(problem, schedule)
    return Figures(m.unique, m.repeats, m.excess, m.gap, m.broken.total)


def after_swap(schedule: Schedule, round_: int, one: int, other: int) -> Schedule:
    seating = schedule.seating.copy()
    seating[round_] = swapped(seating[round_], one, other)
    return Schedule(seating)


@given(small_evenings(), st.data())
def test_the_effect_of_any_swap_is_what_a_recount_finds(
    evening: tuple[Problem, Schedule], data: st.DataObject
) -> None:
    problem, schedule = evening
    person = st.integers(0, problem.people - 1)
    round_ = data.draw(st.integers(0, problem.rounds - 1))
    one, other = data.draw(person), data.draw(person)
    assume(one != other)
    effect = Swaps(problem, schedule).effect(round_, one, other)
    assert effect.before == figures(problem, schedule)
    assert effect.after == figures(problem, after_swap(schedule, round_, one, other))


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_chains_of_swaps_in_a_larger_evening_stay_exact(seed: int, vips: bool) -> None:
    random = np.random.default_rng(seed)
    problem = plain_problem(23, 5, 6, vips=4 if vips else 0)
    schedule = Schedule(
        np.array(
            [random.permutation(np.repeat(np.arange(5), o)) for o in problem.occupancy], np.int32
        )
    )
    for _ in range(4):
        round_ = int(random.integers(6))
        one, other = map(int, random.choice(23, 2, replace=False))
        effect = Swaps(problem, schedule).effect(round_, one, other)
        schedule = after_swap(schedule, round_, one, other)
        assert effect.after == figures(problem, schedule)


def with_rules() -> tuple[Problem, Schedule]:
    event = Event(
        tuple(Participant(name, name, rounds=(1,) if name == "Fay" else None)
              for name in ("Ada", "Bob", "Cem", "Dee", "Eve", "Fay")),
        (Table("red", 3), Table("blue", 3)),
        2,
        rules=(
            Together(("Ada", "Bob"), rounds=(1,)),
            Apart(("Cem", "Dee"), name="Competitors"),
            Seat("Eve", "blue"),
        ),
    )  # fmt: skip
    seating = np.array([[0, 0, 0, 1, 1, 1], [0, 1, 0, 1, 1, -1]], np.int32)
    return compile_event(event), Schedule(seating)


def broken_by(round_: int, one: int, other: int) -> list[str]:
    return [str(m) for m in Swaps(*with_rules()).effect(round_, one, other).breaks]


def test_rules_that_a_swap_breaks_are_named() -> None:
    problem, schedule = with_rules()
    assert broken_rules(problem, schedule).total == 0
    assert broken_by(0, 0, 5) == ["Ada, Bob together"]
    assert broken_by(0, 1, 4) == ["Ada, Bob together", "Eve at table blue"]
    assert broken_by(0, 2, 5) == ["Competitors"]


def test_a_rule_of_other_rounds_does_not_count() -> None:
    assert broken_by(1, 0, 1) == []


def test_seating_somebody_who_is_away_is_told_by_name() -> None:
    assert broken_by(1, 0, 5) == ["Fay is not there in round 2"]
    assert Swaps(*with_rules()).effect(1, 0, 5).after.broken == 2


def test_nothing_changes_at_one_table() -> None:
    effect = Swaps(*with_rules()).effect(0, 0, 1)
    assert effect.after == effect.before

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.breaches import broken_rules
from planner.event import (
    Apart,
    Event,
    Meet,
    Participant,
    PlayedRound,
    PlayedTable,
    Seat,
    Table,
    Together,
    plain_event,
)
from planner.messages import Refusal
from planner.metrics import measure
from planner.problem import Problem, compile_event
from planner.schedule import BREAK, Schedule
from planner.swap import Figures, Swaps, swapped
from tests.planner.evenings import plain_problem, rich_evenings, small_evenings


def figures(problem: Problem, schedule: Schedule) -> Figures:
    m = measure(problem, schedule)
    values = {f.name: getattr(m, f.name) for f in fields(Figures) if f.name != "broken"}
    return Figures(**values, broken=m.broken.total)


def after_swap(schedule: Schedule, round_: int, one: int, other: int) -> Schedule:
    seating = schedule.seating.copy()
    seating[round_] = swapped(seating[round_], one, other)
    return Schedule(seating)


@given(small_evenings() | rich_evenings(), st.data())
@settings(max_examples=100, deadline=None)
def test_the_effect_of_any_swap_is_what_a_recount_finds(
    evening: tuple[Problem, Schedule], data: st.DataObject
) -> None:
    problem, schedule = evening
    person = st.integers(0, problem.people - 1)
    round_ = data.draw(st.integers(0, problem.rounds - 1))
    one, other = data.draw(person), data.draw(person)
    assume(one != other and round_ >= problem.played)
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


def test_rules_about_how_often_two_meet_are_named() -> None:
    event = Event(
        tuple(Participant(name, name) for name in ("Ada", "Bob", "Cem", "Dee")),
        (Table("red", 2), Table("blue", 2)),
        2,
        rules=(
            Meet(("Ada", "Bob"), at_least=1),
            Apart(("Cem", "Dee"), at_most=1, name="Rivals"),
            Meet(("Ada", "Cem"), times=1),
        ),
    )
    problem = compile_event(event)
    kept = Schedule(np.array([[0, 0, 1, 1], [0, 1, 0, 1]], np.int32))
    assert broken_rules(problem, kept).total == 0

    def broken(round_: int, one: int, other: int) -> list[str]:
        return [str(m) for m in Swaps(problem, kept).effect(round_, one, other).breaks]

    missed = ["Ada, Bob meet, times at least: 1", "Ada, Cem meet, times exactly: 1"]
    assert broken(0, 1, 2) == missed
    assert broken(1, 1, 2) == ["Rivals", "Ada, Cem meet, times exactly: 1"]


def test_two_who_do_not_count_for_each_other_are_named_at_a_table_of_two() -> None:
    event = Event(
        tuple(Participant(f"{side}{n}", side=side) for side in "AB" for n in (1, 2)),
        (Table("red", 2), Table("blue", 2)),
        1,
        two_sided=True,
    )
    effect = Swaps(
        compile_event(event), Schedule(np.array([[0, 1, 0, 1]], np.int32))
    ).effect(0, 1, 2)  # fmt: skip
    assert [str(m) for m in effect.breaks] == [
        "A2 and A1 would sit together, and it would not count",
        "B1 and B2 would sit together, and it would not count",
    ]
    assert (effect.before.unique, effect.after.unique, effect.after.broken) == (2, 0, 2)


def test_somebody_on_a_break_changes_places_with_somebody_seated() -> None:
    event = replace(plain_event(3, 1, 2, 3), breaks="allowed")
    schedule = Schedule(np.array([[0, 0, BREAK], [0, 0, BREAK], [0, BREAK, 0]], np.int32))
    effect = Swaps(compile_event(event), schedule).effect(1, 0, 2)
    assert (effect.before.break_gap, effect.after.break_gap) == (2, 0)
    assert (effect.before.unique, effect.after.unique) == (2, 3)


def test_who_sat_where_in_a_played_round_stays() -> None:
    played = PlayedRound((PlayedTable("0", ("0", "1")), PlayedTable("1", ("2", "3"))))
    event = replace(plain_event(4, 2, 2, 2), played=(played,))
    schedule = Schedule(np.array([[0, 0, 1, 1], [0, 1, 0, 1]], np.int32))
    with pytest.raises(Refusal, match="Round 1 is over"):
        Swaps(compile_event(event), schedule).effect(0, 0, 2)

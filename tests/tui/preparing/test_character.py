from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planner.counting import interest
from planner.event import Weights
from planner.records import EventRecord, event_of
from tui.preparing.character import (
    CHOICES,
    LABELS,
    WEIGHT_LIMIT,
    WEIGHTS,
    changed,
    character,
    meaning_of,
    summary,
    value_of,
    with_character,
)

EVENT = EventRecord("e", "Gala")
STEPS = st.lists(st.tuples(st.sampled_from(sorted(LABELS)), st.sampled_from([1, -1])), max_size=30)


@given(STEPS)
def test_whatever_is_chosen_is_kept_and_read_back(steps: list[tuple[str, int]]) -> None:
    chosen = character(EVENT)
    for name, step in steps:
        chosen = changed(chosen, name, step)
        assert value_of(chosen, name)
        assert meaning_of(chosen, name)
    kept = with_character(EVENT, chosen)
    assert character(kept) == chosen
    assert interest(event_of(kept, (), ())) == chosen.interest
    assert all(0 <= getattr(kept.weights, name) <= WEIGHT_LIMIT for name in WEIGHTS)


def test_sides_bring_strict_wishes_and_take_them_away_again() -> None:
    sided = changed(character(EVENT), "two_sided", 1)
    assert (sided.two_sided, sided.interest) == (True, "strict")
    soft = changed(sided, "interest", 1)
    assert soft.interest == "soft"
    assert changed(soft, "interest", 1).interest == "strict"
    assert changed(soft, "two_sided", 1) == character(EVENT)


def test_the_event_form_s_default_in_two_sided_evenings_is_strict() -> None:
    assert character(replace(EVENT, two_sided=True)).interest == "strict"


def test_an_evening_is_summed_up_in_a_few_words() -> None:
    assert summary(EVENT) == "everybody"
    sided = replace(EVENT, two_sided=True, breaks="allowed")
    assert summary(sided) == "two sides, strict, breaks"
    assert summary(replace(sided, interest="soft", breaks="never")) == "two sides, soft"


def test_weights_stop_at_their_ends() -> None:
    chosen = character(replace(EVENT, weights=Weights(0, WEIGHT_LIMIT, 1)))
    assert changed(chosen, "meetings", -1).meetings == 0
    assert changed(chosen, "equity", 1).equity == WEIGHT_LIMIT
    assert set(LABELS) == {*CHOICES, *WEIGHTS}

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.messages import Refusal
from tui import texts
from tui.preparing.round_seats import in_words, shown_seats, typed_seats

SEATS = st.dictionaries(st.integers(1, 9), st.integers(0, 12))


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("", {}),
        ("3: 0", {3: 0}),
        ("3: closed; 5-6: 4", {3: 0, 5: 4, 6: 4}),
        ("3:0, 5 : 4", {3: 0, 5: 4}),
        ("1, 3 = 2", {1: 2, 3: 2}),
        ("7-: X", {7: 0, 8: 0, 9: 0}),
        ("1-9: 3", dict.fromkeys(range(1, 10), 3)),
    ],
)
def test_seats_of_rounds_are_read(text: str, seats: dict[int, int]) -> None:
    assert typed_seats(text, 9) == seats


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3", "not-round-seats"),
        ("3: many", "not-round-seats"),
        ("3: 0 and more", "not-round-seats"),
        ("10: 0", "rounds-outside"),
        ("3: 99999", "seats-outside"),
        ("-: 2", "not-rounds-typed"),
    ],
)
def test_what_says_no_seats_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        typed_seats(text, 9)
    assert refused.value.messages[0].code == code


@given(SEATS)
def test_what_is_shown_is_read_back(seats: dict[int, int]) -> None:
    assert typed_seats(shown_seats(seats), 9) == seats
    assert typed_seats(shown_seats(seats, in_words), 9) == seats


def test_a_closed_table_is_closed_in_french_too() -> None:
    texts.use("fr")
    shown = shown_seats({3: 0, 4: 5}, in_words)
    assert shown == "3: fermée; 4: 5"
    assert typed_seats(shown, 9) == {3: 0, 4: 5}

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.messages import Refusal
from tui.preparing.round_lists import shown_rounds, typed_rounds


@pytest.mark.parametrize(
    ("text", "rounds"),
    [
        ("", None),
        ("1-3, 5", (1, 2, 3, 5)),
        ("3-", (3, 4, 5, 6)),
        ("-4", (1, 2, 3, 4)),
        ("2 – 3", (2, 3)),
        ("1 3;5", (1, 3, 5)),
        ("5, 1, 1-2", (1, 2, 5)),
        ("1-6", None),
    ],
)
def test_rounds_are_read_as_people_type_them(text: str, rounds: tuple[int, ...] | None) -> None:
    assert typed_rounds(text, 6) == rounds


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("late", "not-rounds-typed"),
        ("-", "not-rounds-typed"),
        ("1-2-3", "not-rounds-typed"),
        ("99999", "not-rounds-typed"),
        ("7", "rounds-outside"),
        ("0", "rounds-outside"),
        ("4-2", "rounds-outside"),
        ("9-", "rounds-outside"),
    ],
)
def test_what_is_no_rounds_is_refused_with_what_was_typed(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        typed_rounds(text, 6)
    message = refused.value.messages[0]
    assert message.code == code
    assert text in str(message)


@given(st.sets(st.integers(1, 40), min_size=1), st.integers(41, 60))
def test_what_is_shown_is_read_back(rounds: set[int], count: int) -> None:
    chosen = tuple(sorted(rounds))
    assert typed_rounds(shown_rounds(chosen), count) == chosen


@given(st.text("0123456789-–,; x\x1b", max_size=20), st.integers(1, 12))
def test_whatever_is_typed_gives_rounds_of_the_evening_or_is_refused(text: str, count: int) -> None:
    rounds = None
    with suppress(Refusal):
        rounds = typed_rounds(text, count)
    assert rounds is None or set(rounds) < set(range(1, count + 1))

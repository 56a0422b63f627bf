from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.messages import Refusal
from planner.records import ANSWERS
from tui.screens.matches.typed import LETTERS, Typed, read_line


@pytest.mark.parametrize(
    ("text", "answers", "rest_no"),
    [
        ("3y 5n 8f", "3 yes, 5 no, 8 friends", False),
        ("3o5n8a", "3 yes, 5 no, 8 friends", False),
        ("3 5 8 -", "3 yes, 5 yes, 8 yes", True),
        ("3, 5;8 N.", "3 yes, 5 yes, 8 no", False),
        ("-", "", True),
        ("", "", False),
    ],
)
def test_a_line_is_numbers_with_letters(text: str, answers: str, rest_no: bool) -> None:
    typed = read_line(text)
    assert ", ".join(f"{number} {answer}" for number, answer in typed.answers) == answers
    assert typed.rest_no == rest_no


@pytest.mark.parametrize("text", ["3x", "y", "3yy", "Ada", "3y!", "5 yes"])
def test_what_is_none_is_told(text: str) -> None:
    with pytest.raises(Refusal) as told:
        read_line(text)
    assert told.value.messages[0].code == "unread-line"


@given(st.lists(st.tuples(st.integers(0, 999), st.sampled_from(sorted(LETTERS)))), st.booleans())
def test_whatever_is_written_so_is_read_so(lines: list[tuple[int, str]], rest: bool) -> None:
    text = "".join(f"{number}{letter}" for number, letter in lines) + "-" * rest
    expected = tuple((str(number), LETTERS[letter]) for number, letter in lines)
    assert read_line(text) == Typed(expected, rest)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Refusal):
        assert all(
            number.isdigit() and answer in ANSWERS for number, answer in read_line(text).answers
        )

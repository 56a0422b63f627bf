from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tui.safe import safe


def test_an_escape_sequence_loses_what_a_terminal_obeys() -> None:
    assert safe("Ada\x1b]0;owned\x07 \x9b31mL") == "Ada]0;owned 31mL"


def test_line_breaks_and_tabs_become_spaces() -> None:
    assert safe("Ada\r\nL\tB") == "Ada  L B"


def test_marks_that_reorder_text_are_stripped() -> None:
    assert safe("a\u202eb\u2066c\u200fd") == "abcd"


def test_accents_and_joined_emoji_stay() -> None:
    text = "Zoë Müller-Šimůnková 👩\u200d💻 e\u0301"
    assert safe(text) == text


@given(st.text(st.characters(codec=None)))
def test_nothing_is_left_that_moves_the_cursor(text: str) -> None:
    shown = safe(text)
    assert not any(unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") for c in shown)
    assert safe(shown) == shown

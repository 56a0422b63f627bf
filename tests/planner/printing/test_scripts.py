from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.printing.scripts import joined, visual


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Ada", "Ada"),
        ("שלום", "םולש"),
        ("Ada שלום", "Ada םולש"),
        ("Ada שלום עולם ok", "Ada םלוע םולש ok"),
        ("שלום Ada", "Ada םולש"),
        ("שלום 12 עולם", "םלוע 12 םולש"),
        ("שלום (Ada)", "(Ada) םולש"),
        ("Ada (שלום)", "Ada (םולש)"),
        ("בָּ א", "א בָּ"),
    ],
)
def test_right_to_left_is_drawn_from_the_right(text: str, drawn: str) -> None:
    assert visual(text) == drawn


def test_arabic_letters_take_the_shape_their_neighbors_give_them() -> None:
    # meem initial, hah medial, meem medial, dal final
    assert joined("محمد") == "\ufee3\ufea4\ufee4\ufeaa"
    # dal does not join onward
    assert joined("دار") == "\ufea9\ufe8d\ufead"
    # lam and alef are one, here after a seen
    assert joined("سلام") == "\ufeb3\ufefc\ufee1"
    # marks do not separate letters
    assert joined("مُح") == "\ufee3\u064f\ufea2"


@given(st.text(st.characters(codec="utf-8")))
def test_no_letter_is_lost(text: str) -> None:
    def letters(text: str) -> str:
        return unicodedata.normalize("NFKC", text)

    assert letters(joined(text)) == letters(text)
    assert len(visual(text)) == len(text)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.cells import inert, original, printable
from planner.records import has_control_characters

tricky = st.text(
    st.sampled_from("=+-@'’,; \t\r\n\u00a0\u200b\ufeff＝＋－＠﹦⁺−aé|\x1b\ud800"), max_size=8
)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+33 6", "-2", "@SUM(A1)", " =1", "\t=1", "\r=1", "\u00a0=1", "\u200b=1", "＝1", "＋1",
     "－1", "＠a", "\x1b=1"],
)  # fmt: skip
def test_what_a_spreadsheet_could_run_gets_an_apostrophe(cell: str) -> None:
    assert inert(cell).startswith("'")


def test_a_piece_that_the_other_separator_cuts_off_gets_one_too() -> None:
    assert inert("Bob;=HYPERLINK(1)") == "Bob;'=HYPERLINK(1)"


@pytest.mark.parametrize("name", ["Ada", "O'Neil", "Jean-Luc", "'t Hooft", "a@b.org", "1+1=2"])
def test_other_text_stays_as_it_is(name: str) -> None:
    assert inert(name) == original(name) == name


@given(st.text() | tricky)
def test_reading_takes_off_what_writing_put_on(text: str) -> None:
    assert original(inert(text)) == printable(text)


@given(st.text() | tricky)
def test_nothing_inert_starts_a_formula_or_controls_a_terminal(text: str) -> None:
    cell = inert(text)
    assert not has_control_characters(cell)
    cell.encode("utf-8")
    for piece in cell.replace(";", ",").split(","):
        assert piece.strip()[:1] not in set("=+-@＝＋－＠")

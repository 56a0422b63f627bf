"""What the views of a plan cost over a slow line, at 80x24."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.tui.planned import keep, new_event, shuffled
from tui.store.store import Store

STEP = 1_500
PAGE = 10_000


@pytest.fixture
def planned(home: Path) -> Path:
    """The home of a program with one evening of 200 people."""
    with Store.open() as store:
        event_id = new_event(store, [f"Person {i}" for i in range(200)], tables=40, rounds=8)
        keep(store, event_id, shuffled(200, 40, 8))
    return home


@pytest.mark.parametrize("colors", [{}, {"COLORTERM": None, "TERM": "xterm"}])
def test_steps_and_pages_keep_to_the_budget(planned: Path, colors: dict[str, str | None]) -> None:
    with Terminal(home=planned, environ=colors) as terminal:
        terminal.until("Gala").keys("enter").until("Limit reached").keys("6").until("Round 1 of 8")
        spent = {
            "person right": terminal.bytes_of("right"),
            "table down": terminal.bytes_of("down"),
            "next round": terminal.bytes_of("n", then="Round 2 of 8"),
            "by person": terminal.bytes_of("i", then="200 in all"),
            "row down": terminal.bytes_of("down"),
            "heatmap": terminal.bytes_of("m", then="people to a cell"),
            "block down": terminal.bytes_of("down"),
            "block right": terminal.bytes_of("right"),
            "closer": terminal.bytes_of("z"),
            "order": terminal.bytes_of("o", then="by table"),
            "fairness": terminal.bytes_of("f", then="Gini"),
            "versions": terminal.bytes_of("V", then="Made"),
        }
    steps = {"person right", "table down", "row down", "block down", "block right"}
    too_many = {
        what: sent for what, sent in spent.items() if sent > (STEP if what in steps else PAGE)
    }
    assert not too_many, spent

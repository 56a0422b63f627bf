"""What the door sends over the line, at 80x24, and two of them on one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.tui.running.tonight import evening_of

STEP = 1_500
PAGE = 10_000
DIALOG = 25_000

PEOPLE = [
    f"{first}{last} Doe" for first in ("An", "Be", "Ca", "Do", "El", "Fi") for last in "abcdefghij"
]


def at_the_door(home: Path) -> Terminal:
    terminal = Terminal(home=home)
    terminal.until("1 in all").keys("enter").until("[1 Overview]").quiet()
    return terminal.keys("7").until("of 60 here").quiet()


@pytest.mark.usefixtures("warm")
def test_the_door_stays_within_the_budgets(home: Path, kernels: Path) -> None:
    evening_of(PEOPLE, tables=10)
    with at_the_door(home) as terminal:
        assert terminal.bytes_of("down") < STEP
        assert terminal.bytes_of("pagedown") < PAGE
        assert terminal.bytes_of("c", then="Caa") < PAGE
        assert terminal.bytes_of("ac", then="Cac") < PAGE
        assert terminal.bytes_of("enter", then="Cac Doe is here") < PAGE
        assert terminal.bytes_of("tab", then="[Missing 59]") < PAGE
        assert terminal.bytes_of("f5", then="Add a walk-in") < DIALOG
        assert terminal.bytes_of("f4", then="1 of 60 here") < DIALOG
        terminal.keys("bec", "enter").until("2 of 60 here")
        assert terminal.bytes_of("f8", then="planned again: 2") < DIALOG
        assert terminal.bytes_of("n", then="stays as it was") < DIALOG
        assert terminal.bytes_of() == 0


def test_two_at_one_door_see_each_other_and_keep_what_the_other_did(home: Path) -> None:
    evening_of(PEOPLE, tables=10)
    with at_the_door(home) as one, at_the_door(home) as other:
        one.keys("ana", "enter")
        other.keys("fij", "enter")
        for terminal in (one, other):
            terminal.until("2 of 60 here")
        # both have the same guest before them
        one.keys("cad", "enter")
        other.keys("cad", "enter")
        for terminal in (one, other):
            terminal.until("3 of 60 here")
        other.keys("f3")
        one.keys("elb", "enter")
        for terminal in (one, other):
            terminal.until(lambda seen: "3 of 60 here" in seen.text or "4 of 60 here" in seen.text)
        one.process.kill()
    with at_the_door(home) as again:
        assert "of 60 here" in again.text

"""How cards, matches and results look, at both sizes, and what they send over the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.records import Answer
from tests.terminal import Terminal
from tests.tui.pilots import LARGE, SMALL, journey, press, settled, until
from tests.tui.screens.matches.afterwards import answered, changed, matches, played
from tests.tui.snapshots import assert_looks_as_before
from tui.widgets.field import Field

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
CARDS: dict[str, Answer] = {
    "Ada Dee": "yes", "Dee Ada": "yes", "Ada Jo": "friends", "Jo Ada": "friends",
    "Ada Gil": "yes", "Gil Ada": "friends", "Bob Eve": "yes",
}  # fmt: skip
STEP = 1_500
PAGE = 10_000
DIALOG = 25_000


def evening() -> str:
    event_id = played()
    answered(event_id, CARDS)
    changed(event_id, "Ada", consent=True, email="ada@example.org", phone="+44 1")
    changed(event_id, "Dee", consent=True, email="dee@example.org")
    return event_id


@SIZES
def test_looks(size: tuple[int, int], tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("from,to,answer\n2,5,yes\n2,5,no\n5,2,yes\n1,2,yes\n99,1,yes\n3,6,friends\n")

    @journey
    async def go() -> None:
        async with matches(evening(), size) as pilot:
            assert_looks_as_before(pilot.app, "cards")
            await press(pilot, "n", "2", "enter", "y", "f")
            await press(pilot, "=1 99", "enter")
            await settled(pilot)
            assert_looks_as_before(pilot.app, "card")
            await press(pilot, "escape", "escape", "escape")
            await settled(pilot)
            await press(pilot, "i")
            await until(pilot, "Which file of answers")
            pilot.app.screen.query_one("FileStep Field", Field).value = str(file)
            await press(pilot, "enter")
            await until(pilot, "Wrong:")
            assert_looks_as_before(pilot.app, "answers")
            await press(pilot, "f4")
            await until(pilot, "[Cards]")
            await press(pilot, "tab")
            await settled(pilot)
            assert_looks_as_before(pilot.app, "matches")
            await press(pilot, "p")
            await settled(pilot)
            assert_looks_as_before(pilot.app, "matches-by-person")
            await press(pilot, "tab")
            await settled(pilot)
            assert_looks_as_before(pilot.app, "told")
            await press(pilot, "enter")
            await until(pilot, "What Ada is told")
            assert_looks_as_before(pilot.app, "result")

    go()


def test_bytes_over_the_line(home: Path) -> None:
    evening()
    with Terminal(home=home) as terminal:
        terminal.until("Gala").keys("enter").until("[1 Overview]").quiet()
        assert terminal.bytes_of("9", then="of 12 cards") < DIALOG
        assert terminal.bytes_of("down") < STEP
        assert terminal.bytes_of("n") < PAGE
        assert terminal.bytes_of("1") < PAGE
        assert terminal.bytes_of("enter", then="1 Ada") < PAGE
        assert terminal.bytes_of("y") < STEP
        assert terminal.bytes_of("n") < STEP
        assert terminal.bytes_of("4y 7") < STEP
        assert terminal.bytes_of("\x7f\x7f\x7f\x7f", "enter", then="Replace") < DIALOG
        terminal.keys("n").quiet()
        assert terminal.bytes_of("-") < PAGE
        terminal.keys("enter").until("Replace").keys("y").until("all 7 answers kept").quiet()
        terminal.keys("escape").quiet()
        assert terminal.bytes_of("tab", then="[Matches]") < PAGE
        assert terminal.bytes_of("p", then="With") < PAGE
        assert terminal.bytes_of("tab", then="[Results]") < PAGE
        assert terminal.bytes_of("enter", then="is told") < DIALOG
        terminal.keys("f4").quiet()
        assert terminal.bytes_of() == 0

"""What the people and their import send over the line, at 80x24, against the budgets."""

from __future__ import annotations

from pathlib import Path

from tests.terminal import Terminal

STEP = 1_500
PAGE = 10_000
DIALOG = 25_000


def test_people_stay_within_the_budgets(tmp_path: Path) -> None:
    with Terminal("demo", home=tmp_path) as terminal:
        terminal.until("Sample").quiet()
        terminal.keys("2").until("[2 People]").until("36 in all").quiet()
        assert terminal.bytes_of("down") < STEP
        assert terminal.bytes_of("pagedown") < PAGE
        assert terminal.bytes_of("/") < PAGE
        assert terminal.bytes_of("n", then="Noé") < PAGE
        assert terminal.bytes_of("o", then="Noé") < PAGE
        terminal.keys("escape").until("36 in all")
        assert terminal.bytes_of("enter", then="First name") < DIALOG
        terminal.keys("f4").until("36 in all")
        assert terminal.bytes_of("i", then="Which list") < DIALOG
        assert terminal.bytes_of("f4", then="36 in all") < DIALOG
        assert terminal.bytes_of() == 0

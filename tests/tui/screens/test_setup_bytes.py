"""What rules and setup cost over a slow line, at 80x24."""

from __future__ import annotations

from pathlib import Path

from tests.terminal import Terminal

STEP = 1_500
TYPED = 2_000
"""A key typed into a field, whose figures then change."""
PAGE = 10_000
SCREEN = 25_000


def test_every_answer_keeps_to_the_budget(home: Path) -> None:
    with Terminal("demo", home=home) as terminal:
        terminal.until("Overview").quiet()
        spent = {
            SCREEN: {
                "rules": terminal.bytes_of("3", then="[3 Rules]"),
                "kinds": terminal.bytes_of("n", then="New rule"),
                "people": terminal.bytes_of("1", then="Choose two"),
            },
            TYPED: {"letter": terminal.bytes_of("h", then="Daniel")},
            PAGE: {
                "pick": terminal.bytes_of("enter", then="Chosen: 1"),
                "leave": terminal.bytes_of("f4", then="3 in all"),
            },
            STEP: {"row": terminal.bytes_of("down")},
        }
        spent[SCREEN]["setup"] = terminal.bytes_of("4", then="[4 Setup]")
        spent[STEP]["table"] = terminal.bytes_of("down")
        spent[PAGE]["field"] = terminal.bytes_of("r")
        spent[TYPED]["digit"] = terminal.bytes_of("9", then="Until 21:16")
        spent[PAGE]["tab, which keeps it"] = terminal.bytes_of("tab")
        spent[PAGE]["esc"] = terminal.bytes_of("escape")
        spent[PAGE]["seat"] = terminal.bytes_of("+", then="37 for 36")
        spent[SCREEN]["presets"] = terminal.bytes_of("p", then="ready made")
        spent[PAGE]["preset"] = terminal.bytes_of("down", then="Tables and rounds")
        terminal.keys("f4").until("37 for 36").quiet()
        spent[SCREEN]["sides"] = terminal.bytes_of("o", then="Balanced tables")
        spent[PAGE]["two sides"] = terminal.bytes_of(" ", then="strict")
        spent[PAGE]["weight"] = terminal.bytes_of("up", "+", then="2")
    too_many = {
        what: sent
        for budget, answers in spent.items()
        for what, sent in answers.items()
        if sent > budget
    }
    assert not too_many, spent

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.pilots import journey, press, program, screen_text, until
from tui import keymap
from tui.actions import by_id
from tui.folders import config_folder


def write(text: str) -> Path:
    path = config_folder() / keymap.FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_without_a_file_keys_are_the_usual_ones() -> None:
    assert keymap.load(config_folder() / keymap.FILE) == ({}, [])
    assert keymap.keys_of(by_id("app.undo"), {}) == ("u", "f3")


def test_one_key_or_several_are_read_by_id() -> None:
    keys, problems = keymap.load(write('[keys]\n"events.new" = "f7"\n"app.undo" = ["f10", ";"]\n'))
    assert keys == {"events.new": ("f7",), "app.undo": ("f10", "semicolon")}
    assert problems == []


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"events.fly": "f"}, "keymap-unknown"),
        ({"app.undo": "ctrl+z"}, "keymap-key"),
        ({"app.undo": "alt+u"}, "keymap-key"),
        ({"app.undo": ""}, "keymap-key"),
        ({"app.undo": 7}, "keymap-key"),
        ({"app.undo": []}, "keymap-none"),
        ({"app.undo": "q"}, "keymap-clash"),
        ({"list.sort": "n"}, "keymap-clash"),
        ([], "keymap-form"),
    ],
)
def test_entries_that_cannot_be_used_are_refused_in_words(entries: object, code: str) -> None:
    keys, problems = keymap.check(entries)
    assert keys == {}
    assert [problem.code for problem in problems] == [code]
    assert "{" not in str(problems[0])


def test_keys_may_change_places() -> None:
    keys, problems = keymap.check({"events.new": "e", "events.edit": "n"})
    assert problems == []
    assert keys == {"events.new": ("e",), "events.edit": ("n",)}


@pytest.mark.parametrize("text", ["[keys", "\x00", "keys = 3"])
def test_a_broken_file_is_named_and_does_no_harm(text: str) -> None:
    keys, problems = keymap.load(write(text))
    assert keys == {}
    assert len(problems) == 1


@journey
async def test_the_organizers_key_works_and_is_shown_and_the_usual_one_does_not() -> None:
    write('[keys]\n"events.new" = "f7"\n"app.fly" = "f"\n"app.undo" = "alt+u"\n')
    async with program() as pilot:
        assert "“alt+u” is no key" in screen_text(pilot.app)
        assert "F7 new" in screen_text(pilot.app)
        assert "there is no action “app.fly”" in screen_text(pilot.app)
        await press(pilot, "n")
        assert "New event" not in screen_text(pilot.app)
        await press(pilot, "f7")
        await until(pilot, "New event")


@journey
async def test_swapped_keys_do_each_others_work() -> None:
    write('[keys]\n"events.new" = "e"\n"events.edit" = "n"\n')
    async with program() as pilot:
        await press(pilot, "n")
        assert "no event under the cursor" in screen_text(pilot.app)
        await press(pilot, "e")
        await until(pilot, "New event")

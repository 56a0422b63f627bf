from __future__ import annotations

import re

import pytest

from planner.messages import Refusal
from tui import terminal
from tui.cli.options import make_parser
from tui.store.settings import Settings


class Tty:
    def __init__(self, there: bool = True) -> None:
        self._there = there

    def isatty(self) -> bool:
        return self._there


@pytest.mark.parametrize(("stdin", "stdout"), [(False, True), (True, False), (False, False)])
def test_without_a_terminal_the_plain_commands_are_named(stdin: bool, stdout: bool) -> None:
    with pytest.raises(Refusal) as refused:
        terminal.expect_usable(Tty(stdin), Tty(stdout), {"TERM": "xterm"})
    assert refused.value.messages[0].params["commands"] == terminal.PLAIN


def test_the_plain_commands_are_all_that_draw_no_screen() -> None:
    described = make_parser().format_help()
    commands = re.findall(r"^    (\w+)  ", described.partition("COMMAND\n")[2], re.MULTILINE)
    assert set(commands) == {*terminal.PLAIN, "demo", "display"}


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_that_cannot_draw_is_refused(term: str) -> None:
    with pytest.raises(Refusal, match="cannot draw"):
        terminal.expect_usable(Tty(), Tty(), {"TERM": term})


@pytest.mark.parametrize(
    ("environ", "theme", "chosen"),
    [
        ({"TERM": "xterm-256color"}, "", terminal.DARK),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "", terminal.DARK),
        ({"TERM": "xterm"}, "", terminal.SIXTEEN),
        ({"TERM": "linux"}, "", terminal.SIXTEEN),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "", terminal.SIXTEEN),
        ({"TERM": "xterm-256color"}, "16", terminal.SIXTEEN),
        ({"TERM": "linux"}, "dark", terminal.DARK),
        ({"TERM": "xterm-256color"}, "light", terminal.LIGHT),
        ({"TERM": "xterm-256color"}, "none", terminal.SIXTEEN),
    ],
)
def test_colors_follow_the_settings_then_the_terminal(
    environ: dict[str, str], theme: str, chosen: str
) -> None:
    terminal.settle(environ, Settings(theme=theme))
    assert environ["TEXTUAL_THEME"] == chosen
    assert environ["TEXTUAL_ANIMATIONS"] == "none"


def test_colors_asked_for_in_the_settings_win_over_the_environment() -> None:
    environ = {"TERM": "xterm-256color", "NO_COLOR": "1"}
    terminal.settle(environ, Settings(theme="dark"))
    assert "NO_COLOR" not in environ
    terminal.settle(environ, Settings(theme="none"))
    assert environ["NO_COLOR"] == "1"


def test_there_is_no_mouse_over_ssh() -> None:
    assert terminal.mouse({}, Settings())
    assert not terminal.mouse({}, Settings(mouse=False))
    assert not terminal.mouse({"SSH_CONNECTION": "here there"}, Settings())


def test_sixteen_colors_are_offered_over_ssh_until_colors_are_chosen() -> None:
    environ = {"SSH_CONNECTION": "here there", "TERM": "xterm-256color"}
    assert [note.code for note in terminal.notes(environ, Settings())] == ["slow-line"]
    assert terminal.notes(environ, Settings(theme="dark")) == ()
    assert terminal.notes({"TERM": "xterm-256color"}, Settings()) == ()

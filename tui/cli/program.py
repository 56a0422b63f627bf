"""`speed-dating` alone and `speed-dating demo`: the terminal program itself."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING

from tui import texts
from tui.cli.options import Commands, add_command, add_common
from tui.texts import _

if TYPE_CHECKING:
    from tui.crash import Crash


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands, "demo", run_demo,
        help=_("open the program with a sample event"),
        description=_("Opens the program with a sample event ready: an evening of 36 people."),
    )  # fmt: skip
    add_common(parser)


def run(options: Namespace) -> int:
    """Opens the program on the organiser's events."""
    return _run(options, demo=False)


def run_demo(options: Namespace) -> int:
    return _run(options, demo=True)


def _run(options: Namespace, *, demo: bool) -> int:
    from tui import terminal
    from tui.store import settings as kept
    from tui.store.place import store_path

    terminal.expect_usable(sys.stdin, sys.stdout, os.environ)
    settings = kept.read(store_path())
    if options.lang is None and settings.language:
        texts.use(settings.language)
    terminal.settle(os.environ, settings)

    from tui.app import PlannerApp

    notes = terminal.notes(os.environ, settings)
    mouse = terminal.mouse(os.environ, settings)
    while True:
        app = PlannerApp(settings, demo=demo, notes=notes)
        app.run(mouse=mouse)
        if app.crash is None:
            return app.return_code or 0
        if not _goes_on(app.crash, mouse=mouse):
            return ended(app.crash)
        settings, demo, notes = app.settings, False, (app.crash.remembered,)


def _goes_on(crash: Crash, *, mouse: bool) -> bool:
    """Shows what happened; whether the organizer wants the program again."""
    from tui.screens.crash import CrashScreen

    screen = CrashScreen(crash)
    screen.run(mouse=mouse)
    return screen.goes_on


def ended(crash: Crash) -> int:
    """The exit code, and what remains to be read when the screen is gone."""
    from tui.cli.exits import UNEXPECTED

    width = get_terminal_size().columns
    print(fill(texts.translate(crash.told), width, break_on_hyphens=False), file=sys.stderr)
    return UNEXPECTED

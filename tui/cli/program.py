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
    from tui.app import PlannerApp


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

    app = PlannerApp(settings, demo=demo, notes=terminal.notes(os.environ, settings))
    app.run(mouse=terminal.mouse(os.environ, settings))
    return _ended(app)


def _ended(app: PlannerApp) -> int:
    """The exit code; after a crash also what the organiser should know."""
    from tui.cli.exits import UNEXPECTED

    if app.crash is None:
        return app.return_code or 0
    width = get_terminal_size().columns
    print(fill(texts.translate(app.crash), width, break_on_hyphens=False), file=sys.stderr)
    return UNEXPECTED

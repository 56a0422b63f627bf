"""`speed-dating score`: the measures of any plan, made here or elsewhere."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.options import Commands, add_command, add_common
from tui.texts import _


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "score",
        run,
        help=_("measure a plan, also one made elsewhere"),
        description=_("Measures a plan; with its event file, also whether its rules are kept."),
    )
    parser.add_argument("plan", metavar="PLAN", help=_("a plan as CSV or JSON"))
    parser.add_argument("event", nargs="?", metavar="EVENT.json", help=_("its event file"))
    parser.add_argument("--verbose", "-v", action="store_true", help=_("show more measures"))
    add_common(parser)


def run(options: Namespace) -> int:
    return 0

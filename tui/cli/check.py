"""`speed-dating check`: whether an evening is possible, and what the best plan could reach."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from tui.cli.options import Commands, add_command, add_common, add_numbers
from tui.texts import _

USAGE: Final = """\
speed-dating check -n N -t N -c N -s N [...]
       speed-dating check EVENT.json [...]"""


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "check",
        run,
        usage=USAGE,
        help=_("say whether an evening is possible, and how good its best plan can be"),
        description=_(
            "Says, without planning, whether an evening is possible or why not, and what no plan "
            "for it can beat."
        ),
    )
    parser.add_argument("event", nargs="?", metavar="EVENT.json", help=_("an event file"))
    add_numbers(parser.add_argument_group(_("the evening")))
    add_common(parser)


def run(options: Namespace) -> int:
    return 0

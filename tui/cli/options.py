"""What can be typed: the parser, the options that every command has, and the kinds of values."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn

from planner import __version__
from planner.messages import N_, refuse
from tui.texts import LANGUAGES, _, say

PROGRAM: Final = "speed-dating"
Commands = Any
"""What `ArgumentParser.add_subparsers` returns, a class of argparse without a public name."""

INTERESTS: Final = ("strict", "soft")
LOG_LEVELS: Final = ("debug", "info", "warning", "error")
LOG_LEVEL_VARIABLE: Final = "SPEED_DATING_LOG_LEVEL"


class Parser(argparse.ArgumentParser):
    """Wrong usage is an ordinary refusal, so that its exit code and its JSON are those of any."""

    def error(self, message: str) -> NoReturn:
        raise refuse(
            "usage",
            N_("{problem} (see {command} --help)"),
            problem=message,
            command=self.prog,
        )


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options typed, completed by those of --config; `run` is the command's function.

    Raises Refusal `usage`, and SystemExit after --help and --version.
    """
    parser = make_parser()
    options = parser.parse_args(arguments)
    if options.run is None:
        from tui.cli.program import run

        options.run = run
    if getattr(options, "config", None) is not None:
        from tui.cli.config import complete

        complete(options)
    return options


def make_parser() -> Parser:
    from tui.cli import (
        backup,
        check,
        display,
        doctor,
        plan,
        print_,
        program,
        replan,
        restore,
        score,
    )

    parser = Parser(
        prog=PROGRAM,
        description=_("Plans who sits at which table in each round, and proves how good it is."),
        epilog=_(
            "Without a command the program opens on your events. "
            "speed-dating COMMAND --help explains a command."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    add_common(parser)
    parser.set_defaults(run=None, json=False, quiet=False, log_level=None, lang=None)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), parser_class=Parser)
    for module in (program, display, plan, replan, check, score, print_, backup, restore, doctor):
        module.add_to(commands)
    return parser


def add_command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], **texts: Any
) -> Parser:
    parser: Parser = commands.add_parser(name, allow_abbrev=False, **texts)
    parser.set_defaults(run=run)
    return parser


def add_common(parser: argparse.ArgumentParser) -> None:
    """Options that every command has, also before its name: hence defaults set once, above."""
    group = parser.add_argument_group(_("messages"))
    group.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("print one JSON object, the result or the error, on standard output"),
    )
    group.add_argument(
        "-q",
        "--quiet",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("say nothing but errors"),
    )
    group.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=_("language of the texts (default: the locale's)"),
    )
    group.add_argument(
        "--log-level",
        choices=LOG_LEVELS,
        default=argparse.SUPPRESS,
        help=_("what the log keeps (default: SPEED_DATING_LOG_LEVEL, else info)"),
    )


def add_numbers(group: argparse._ArgumentGroup) -> None:
    """The evening given by four numbers."""
    group.add_argument(
        "-n", "--participants", type=positive, metavar="N", help=_("how many people come")
    )
    group.add_argument("-t", "--tables", type=positive, metavar="N", help=_("how many tables"))
    group.add_argument(
        "-c", "--capacity", type=positive, metavar="N", help=_("how many seats at each table")
    )
    group.add_argument("-s", "--sessions", type=positive, metavar="N", help=_("how many rounds"))


def add_evening(parser: argparse.ArgumentParser) -> None:
    """The evening by numbers or by a list, and how the list is read."""
    evening = parser.add_argument_group(_("the evening"))
    add_numbers(evening)
    evening.add_argument(
        "--list", metavar=_("FILE"), help=_("take the people from a CSV or Excel file")
    )
    evening.add_argument(
        "--two-sided",
        action="store_true",
        help=_("meetings count only between the two sides: the list's column side, else gender"),
    )
    evening.add_argument(
        "--interest",
        choices=INTERESTS,
        help=_(
            "who looks for whom: strict, only mutual wishes count (default with --two-sided); "
            "soft, they count for more"
        ),
    )
    evening.add_argument(
        "--breaks",
        action="store_true",
        help=_("people may sit a round out where seats or partners are short"),
    )
    _add_list(parser)


def _add_list(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(
        _("the list"), _("Where the import guesses, these correct it.")
    )
    group.add_argument("--sheet", metavar=_("NAME"), help=_("the sheet of an Excel file, by name"))
    group.add_argument(
        "--header-row",
        type=whole,
        metavar=_("ROW"),
        help=_("the row of the column names, from 1; 0: none"),
    )
    group.add_argument("--encoding", metavar=_("NAME"), help=_("the encoding of a CSV file"))
    group.add_argument(
        "--delimiter", metavar=_("CHARACTER"), help=_("what separates the cells of a CSV file")
    )
    group.add_argument(
        "--map",
        type=pair,
        action="append",
        metavar=_("COLUMN=FIELD"),
        help=_("what a column holds; may be given several times"),
    )
    group.add_argument(
        "--skip-bad-rows", action="store_true", help=_("leave out the rows that have problems")
    )


def log_level(options: argparse.Namespace) -> str:
    """The level typed, else that of the environment, else info."""
    if options.log_level is not None:
        return str(options.log_level)
    level = os.environ.get(LOG_LEVEL_VARIABLE) or "info"
    if level.lower() not in LOG_LEVELS:
        raise refuse(
            "usage",
            N_("{variable} is {level}; choose one of {levels}."),
            variable=LOG_LEVEL_VARIABLE,
            level=level,
            levels=LOG_LEVELS,
        )
    return level.lower()


def positive(text: str) -> int:
    value = whole(text)
    if value < 1:
        raise argparse.ArgumentTypeError(say("{text} is not above 0", text=text))
    return value


def whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(say("{text} is not a whole number", text=text)) from None


def seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(say("{text} is not a number of seconds", text=text))
    return value


def pair(text: str) -> tuple[str, str]:
    """`COLUMN=FIELD`; the name of the column may hold an equals sign itself."""
    column, equals, field = text.rpartition("=")
    if not (column and equals and field):
        raise argparse.ArgumentTypeError(say("{text} is not COLUMN=FIELD", text=text))
    return column, field


ARGPARSE: Final = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
)
"""Sentences of argparse that a reader can come to see, listed here for the catalogues."""

"""`speed-dating plan`: from numbers, a list or an event file to a plan."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from planner.messages import N_
from tui.cli.options import (
    Commands,
    add_command,
    add_common,
    add_evening,
    positive,
    seconds,
    whole,
)
from tui.texts import _

FORMATS: Final = ("csv", "json", "names", "xlsx")
EFFORTS: Final = ("quick", "normal", "thorough")
PRIORITIES: Final = ("balanced", "most-meetings")
USAGE: Final = N_(
    "speed-dating plan -n N -t N -c N -s N [...]\n"
    "       speed-dating plan --list FILE -t N -c N -s N [...]\n"
    "       speed-dating plan EVENT.json [...]"
)


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "plan",
        run,
        usage=_(USAGE),
        help=_("make a plan"),
        description=_(
            "Seats everybody in every round. The evening comes from four numbers, from a list of "
            "people with tables, capacity and sessions, or from an event file."
        ),
        epilog=_(
            "The plan goes to --output, else to standard output; everything else that is said "
            "goes to standard error. Ctrl-C ends the search and keeps the best plan so far "
            "(exit code 130); a second one ends at once. Exit codes: 0 done, 1 invalid input or "
            "no plan found, 2 file, 3 unexpected, 130 interrupted."
        ),
    )
    parser.add_argument("event", nargs="?", metavar="EVENT.json", help=_("an event file"))
    add_options(parser)
    parser.add_argument(
        "--config", metavar=_("FILE"), help=_("TOML or JSON with defaults for all these options")
    )
    parser.set_defaults(configured=frozenset(), weights={})
    add_common(parser)


def add_options(parser: ArgumentParser) -> None:
    """All that a configuration file can hold, and `weights` besides."""
    add_evening(parser)
    _add_planning_options(parser)
    _add_output_options(parser)


def _add_planning_options(parser: ArgumentParser) -> None:
    group = parser.add_argument_group(_("planning"))
    group.add_argument(
        "--seed", type=whole, metavar="N", help=_("another seed, another plan (default: 1)")
    )
    group.add_argument("--effort", choices=EFFORTS, help=_("how long to search (default: normal)"))
    group.add_argument(
        "--priority", choices=PRIORITIES, help=_("what matters more (default: balanced)")
    )
    group.add_argument(
        "--time-limit",
        type=seconds,
        metavar=_("SECONDS"),
        help=_("stop then; the plan then depends on the machine"),
    )
    group.add_argument(
        "--threads", type=positive, metavar="N", help=_("processor cores to use (default: all)")
    )


def _add_output_options(parser: ArgumentParser) -> None:
    group = parser.add_argument_group(_("the plan"))
    group.add_argument(
        "--format",
        choices=FORMATS,
        help=_("default: names for a list or an event file, else csv; csv holds numbers only"),
    )
    group.add_argument("-o", "--output", metavar=_("FILE"), help=_("where the plan goes"))
    group.add_argument(
        "--event-out",
        metavar=_("FILE"),
        help=_("where the event goes, as a file; “replan” begins there"),
    )
    group.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    group.add_argument(
        "-v", "--verbose", action="store_true", help=_("show more measures, and other good plans")
    )


def run(options: Namespace) -> int:
    from tui.cli.planning import plan

    return plan(options)

"""`speed-dating check`: whether an evening is possible, and what the best plan could reach."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any, Final

from tui.cli.options import Commands, add_command, add_common, add_evening
from tui.texts import _, translate

if TYPE_CHECKING:
    from tui.preparing.figures import Figures

USAGE: Final = """\
speed-dating check -n N -t N -c N -s N [...]
       speed-dating check --list FILE -t N -c N -s N [...]
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
    add_evening(parser)
    parser.set_defaults(configured=frozenset())
    add_common(parser)


def run(options: Namespace) -> int:
    from tui.cli.evening import evening
    from tui.cli.exits import DONE, print_json
    from tui.cli.notices import Notices
    from tui.cli.report import columns
    from tui.preparing.figures import figures_of, lines

    notices = Notices(options.quiet)
    figures = figures_of(evening(options, notices.tell).event)
    if options.json:
        for notice in figures.notices:
            notices.tell(notice)
        print_json({**_answers(figures), "notices": notices.for_programs()})
    else:
        rows = lines(figures)
        shown = {text for _label, text in rows}
        told = [("!", translate(notice)) for notice in figures.notices]
        print(columns([*rows, *(row for row in told if row[1] not in shown)]))
    return DONE


def _answers(figures: Figures) -> dict[str, Any]:
    fewest = figures.fewest_rounds
    return {
        "possible": figures.possible,
        "people": figures.people,
        "tables": figures.tables,
        "rounds": figures.rounds,
        "seats": figures.seats,
        "free_seats": figures.free_seats,
        "pairs": figures.pairs,
        "bound": figures.bound,
        "bound_reason": figures.bound_reason,
        "zero_repeats": figures.zero_repeats,
        "everybody_meets_everybody": figures.everybody_meets_everybody,
        "fewest_rounds_to_meet_everybody": None
        if fewest is None
        else {"at_least": fewest[0], "known": fewest[1]},
    }

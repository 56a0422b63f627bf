"""`speed-dating print`: a plan as PDF, to hand out."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Final

from planner.messages import N_, refuse
from tui.cli.options import Commands, add_command, add_common
from tui.texts import _

if TYPE_CHECKING:
    from typing import BinaryIO

    from planner.event import Event
    from planner.exchange.gathering import ReadPlan
    from planner.printing.evening import Evening
    from planner.problem import Problem

KINDS: Final = ("report", "tables", "schedules", "badges", "scores")
SIZES: Final = ("a4", "letter")
STANDARD_OUTPUT: Final = "-"


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "print",
        run,
        help=_("make a PDF of a plan: report, table cards, schedules, badges, score cards"),
        description=_(
            "Makes a PDF of a plan, ready to print. Names come from the plan, if it has any, or "
            "from its event file."
        ),
    )
    parser.add_argument("plan", metavar="PLAN", help=_("a plan as CSV or JSON"))
    parser.add_argument("event", nargs="?", metavar="EVENT.json", help=_("its event file"))
    group = parser.add_argument_group(_("the PDF"))
    group.add_argument(
        "--what",
        choices=KINDS,
        default=KINDS[0],
        help=_(
            "report: figures and all rounds; tables: a card for each table and round; schedules: "
            "a slip for each person; badges; scores: cards to tick (default: report)"
        ),
    )
    group.add_argument("--paper", choices=SIZES, default=SIZES[0], help=_("default: a4"))
    group.add_argument("--name", default="", metavar=_("NAME"), help=_("name of the evening"))
    group.add_argument("--date", default="", metavar=_("DATE"), help=_("its day, as 2026-11-20"))
    group.add_argument("--venue", default="", metavar=_("PLACE"), help=_("where it is"))
    group.add_argument(
        "--with-names", action="store_true", help=_("in schedules: also who else is at the table")
    )
    group.add_argument(
        "-o", "--output", required=True, metavar=_("FILE.pdf"), help=_("where the PDF goes")
    )
    group.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    add_common(parser)


def run(options: Namespace) -> int:
    import sys
    from pathlib import Path

    from planner.exchange.reading import BYTES_LIMIT, read_plan
    from tui.cli.exits import DONE, print_json
    from tui.cli.reading import read
    from tui.files import expect_writable, write_atomically

    if options.output == STANDARD_OUTPUT:
        _refuse_standard_output(options)
    else:
        expect_writable(Path(options.output), options.force)
    evening, problem = _evening(options, read_plan(read(options.plan, BYTES_LIMIT)))
    if options.output == STANDARD_OUTPUT:
        _write(options, evening, problem, sys.stdout.buffer)
        return DONE
    with write_atomically(Path(options.output), options.force) as stream:
        _write(options, evening, problem, stream)
    if options.json:
        print_json({"what": options.what, "paper": options.paper, "output": options.output})
    return DONE


def _refuse_standard_output(options: Namespace) -> None:
    import sys

    if options.json:
        raise refuse(
            "json-needs-output",
            N_("With --json, standard output holds the summary: name a file with --output."),
        )
    if sys.stdout.isatty():
        raise refuse(
            "pdf-to-terminal",
            N_("A PDF is nothing for a terminal: name a file with --output."),
        )


def _evening(options: Namespace, plan: ReadPlan) -> tuple[Evening, Problem]:
    from planner.metrics import as_used
    from planner.printing.evening import evening
    from tui.cli.score import answered
    from tui.dates import day, typed_day

    date = day(typed_day(options.date))
    problem, schedule = answered(options.event, plan)
    event = problem.event if options.event else _named(problem.event, plan)
    shown = evening(event, schedule, name=options.name, day=date, venue=options.venue)
    return shown, as_used(problem, schedule)


def _named(event: Event, plan: ReadPlan) -> Event:
    """With people and tables called as the plan calls them."""
    from dataclasses import replace

    return replace(
        event,
        participants=tuple(
            replace(person, id=label, name=plan.names.get(label, ""))
            for person, label in zip(event.participants, plan.people, strict=True)
        ),
        tables=tuple(
            replace(table, id=label) for table, label in zip(event.tables, plan.tables, strict=True)
        ),
    )


def _write(options: Namespace, evening: Evening, problem: Problem, stream: BinaryIO) -> None:
    from planner.printing.paper import PAPERS
    from tui.texts import say

    paper = PAPERS[options.paper]
    match options.what:
        case "tables":
            from planner.printing.table_cards import write_table_cards

            write_table_cards(evening, stream, say=say, paper=paper)
        case "schedules":
            from planner.printing.schedules import write_schedules

            write_schedules(evening, stream, say=say, paper=paper, with_names=options.with_names)
        case "badges":
            from planner.printing.badges import write_badges

            write_badges(evening, stream, say=say, paper=paper)
        case "scores":
            from planner.printing.score_cards import write_score_cards

            write_score_cards(evening, stream, say=say, paper=paper)
        case _:
            from planner.bounds import bound
            from planner.metrics import measure
            from planner.printing.report import write_report
            from tui.cli.report import figures, more_figures

            proved = bound(problem)
            metrics = measure(problem, evening.schedule, proved)
            rows = figures(metrics, proved) + more_figures(metrics, proved)
            write_report(evening, metrics, rows, stream, say=say, paper=paper)

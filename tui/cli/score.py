"""`speed-dating score`: the measures of any plan, made here or elsewhere."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from tui.cli.options import Commands, add_command, add_common
from tui.texts import _, say

if TYPE_CHECKING:
    from planner.exchange.gathering import ReadPlan
    from planner.problem import Problem
    from planner.schedule import Schedule


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
    import sys

    from planner.bounds import bound
    from planner.exchange.reading import BYTES_LIMIT, read_plan
    from planner.metrics import as_used, measure
    from planner.plain import plain
    from tui.cli.exits import DONE, print_json
    from tui.cli.reading import read
    from tui.cli.report import columns, figures, more_figures

    plan = read_plan(read(options.plan, BYTES_LIMIT))
    if plan.ignored and not options.quiet:
        print(say("Not used: the columns {columns}.", columns=plan.ignored), file=sys.stderr)
    problem, schedule = answered(options.event, plan)
    problem = as_used(problem, schedule)
    proved = bound(problem)
    metrics = measure(problem, schedule, proved)
    if options.json:
        print_json(
            {
                "people": problem.people,
                "rounds": problem.rounds,
                "ignored": list(plan.ignored),
                "proved_best": metrics.proved_best,
                "metrics": plain(metrics),
            }
        )
    else:
        rows = figures(metrics, proved)
        print(columns(rows + more_figures(metrics, proved) if options.verbose else rows))
    return DONE


def answered(event_file: str | None, plan: ReadPlan) -> tuple[Problem, Schedule]:
    """What the plan answers: its event, or without one what can be seen from the plan itself."""
    if event_file is None:
        from planner.metrics import problem_of

        return problem_of(plan.schedule), plan.schedule
    from planner.exchange.reading import match_to_event
    from planner.problem import compile_event
    from tui.cli.evening import read_event

    event = read_event(event_file)
    return compile_event(event), match_to_event(plan, event)

"""The run of `speed-dating plan`: describe, search with the progress shown, write, report."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from io import BytesIO
from pathlib import Path
from typing import Any

from planner import plain
from planner.notices import notices as worth_a_word
from planner.pipeline import Plan, make_plan
from planner.problem import Problem, compile_event
from planner.schedule import Ints
from planner.search.compile import prepared
from tui.cli import report
from tui.cli.evening import evening
from tui.cli.event_file import event_file
from tui.cli.exits import DONE, INTERRUPTED, print_json
from tui.cli.interruption import Interruption
from tui.cli.notices import Notices
from tui.cli.output import Output, choose, write
from tui.cli.progress import shown
from tui.logs import log
from tui.preparing.figures import size_of
from tui.safe import safe
from tui.texts import _, say


def plan(options: Namespace) -> int:
    notices = Notices(options.quiet)
    described = evening(options, notices.tell)
    output = choose(options, described, notices.tell)
    file = event_file(options)
    problem = compile_event(described.event)
    for notice in worth_a_word(problem):
        notices.tell(notice)
    found = search(problem, options)
    saved = output.write(found)
    if file is not None:
        file.write(described.event)
        saved.append(file.path)
    notices.say(summary(found, saved, verbose=options.verbose))
    if options.json:
        print_json(summary_for_programs(found, output, saved, notices))
    return INTERRUPTED if found.stopped == "cancelled" else DONE


def search(problem: Problem, options: Namespace, previous: Ints | None = None) -> Plan:
    """Plans, with the progress on a terminal, until done, out of time or interrupted."""
    log.info(
        "plan: %d people, %d tables, %d rounds, %d rules, seed %d, %s, %s",
        problem.people,
        problem.tables,
        problem.rounds,
        len(problem.event.rules),
        problem.seed,
        problem.effort,
        problem.priority,
    )
    with (
        Interruption() as interrupted,
        shown(sys.stderr, wanted=not options.quiet, unprepared=not prepared()) as line,
    ):
        found = make_plan(
            problem,
            previous=previous,
            threads=options.threads,
            time_limit=options.time_limit,
            on_progress=line.update if line is not None else None,
            cancelled=interrupted,
        )
        if line is not None:
            line.complete(found)
    return found


def summary(found: Plan, saved: list[Path], *, verbose: bool) -> str:
    """The plan in a few lines a person can read."""
    problem = found.problem
    lines = [
        say(
            "Plan for {people}, {tables}, {rounds}",
            **size_of(problem.people, problem.tables, problem.rounds),
        )
    ]
    if found.stopped == "cancelled":
        lines.append(_("Interrupted: this is the best plan found until then."))
    elif found.stopped == "time-limit":
        lines.append(_("The time was up: this is the best plan found until then."))
    elif found.stopped == "no-search":
        lines.append(_("Without numba there is no search on this machine, only formulas."))
    rows = report.figures(found.metrics, found.bound)
    if verbose:
        rows += [*report.more_figures(found.metrics, found.bound), (_("Method"), _(found.method))]
    rows += [(_("Saved"), safe(path)) for path in saved]
    lines.append(report.columns(rows))
    if verbose and found.front:
        lines += [_("Other plans worth having:"), report.front([found, *found.front])]
    return "\n".join(lines)


def summary_for_programs(
    found: Plan, output: Output, saved: list[Path], notices: Notices
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "format": output.format,
        "files": [str(path) for path in saved],
        "stopped": found.stopped,
        "metrics": plain.plain(found.metrics),
        "proof": plain.proof(found),
        "notices": notices.for_programs(),
    }
    if output.inside_summary:
        content = BytesIO()
        write(found, "json", content)
        document["plan"] = json.loads(content.getvalue())
    return document

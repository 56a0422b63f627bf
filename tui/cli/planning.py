"""The run of `speed-dating plan`: describe, search with the progress shown, write, report."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from planner import plain
from planner.messages import Message
from planner.pipeline import Plan, Progress, make_plan
from planner.problem import Problem, compile_event
from tui.cli import report
from tui.cli.evening import evening
from tui.cli.exits import DONE, INTERRUPTED, print_json
from tui.cli.interruption import Interruption
from tui.cli.output import Output, choose, write
from tui.cli.progress import ProgressLine, shown
from tui.logs import log
from tui.safe import safe
from tui.texts import _, say, translate


def plan(options: Namespace) -> int:
    described = evening(options)
    _tell(options, *map(translate, described.notices))
    output = choose(options, described)
    _tell(options, *map(translate, output.notices))
    found = search(compile_event(described.event), options)
    saved = output.write(found)
    _tell(options, summary(found, saved, verbose=options.verbose))
    if options.json:
        print_json(_summary_for_programs(found, output, saved, described.notices))
    return INTERRUPTED if found.stopped == "cancelled" else DONE


def search(problem: Problem, options: Namespace) -> Plan:
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
        shown(sys.stderr, wanted=not options.quiet, unprepared=_unprepared()) as line,
    ):
        found = make_plan(
            problem,
            threads=options.threads,
            time_limit=options.time_limit,
            on_progress=_follower(line),
            cancelled=interrupted,
        )
    log.info(
        "plan: %d of %d meetings, gap %d, %s%s",
        found.metrics.unique,
        found.metrics.bound,
        found.metrics.gap,
        found.method,
        f", {found.stopped}" if found.stopped else "",
    )
    return found


def summary(found: Plan, saved: list[Path], *, verbose: bool) -> str:
    """The plan in a few lines a person can read."""
    problem = found.problem
    lines = [
        say(
            "Plan for {people} people, {tables} tables, {rounds} rounds",
            people=problem.people,
            tables=problem.tables,
            rounds=problem.rounds,
        )
    ]
    if found.stopped == "cancelled":
        lines.append(_("Interrupted: this is the best plan found until then."))
    elif found.stopped == "time-limit":
        lines.append(_("The time was up: this is the best plan found until then."))
    rows = report.figures(found.metrics, found.bound)
    if verbose:
        rows += [*report.more_figures(found.metrics, found.bound), (_("Method"), found.method)]
    rows += [(_("Saved"), safe(path)) for path in saved]
    lines.append(report.columns(rows))
    if verbose and found.front:
        lines += [_("Other plans worth having:"), report.front([found, *found.front])]
    return "\n".join(lines)


def _summary_for_programs(
    found: Plan, output: Output, saved: list[Path], notices: tuple[Message, ...]
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "format": output.format,
        "files": [str(path) for path in saved],
        "stopped": found.stopped,
        "metrics": plain.plain(found.metrics),
        "proof": plain.proof(found),
        "notices": [{"code": n.code, "message": translate(n)} for n in notices],
    }
    if output.inside_summary:
        content = BytesIO()
        write(found, "json", content)
        document["plan"] = json.loads(content.getvalue())
    return document


def _follower(line: ProgressLine | None) -> Callable[[Progress], None]:
    """Passes progress on to the line, and each new phase to the log."""
    phase = ""

    def follow(progress: Progress) -> None:
        nonlocal phase
        if progress.phase != phase:
            phase = progress.phase
            log.info(
                "%s: %d of %d meetings, gap %d, after %.1f s",
                phase,
                progress.unique,
                progress.bound,
                progress.gap,
                progress.elapsed,
            )
        if line is not None:
            line.update(progress)

    return follow


def _unprepared() -> bool:
    """No kernel has been compiled on this machine yet."""
    from planner.search.compile import cache_folder

    return not any(cache_folder().rglob("*.nbi"))


def _tell(options: Namespace, *texts: str) -> None:
    if not options.quiet:
        for text in texts:
            print(text, file=sys.stderr)

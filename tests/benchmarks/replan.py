"""The rest of an evening planned again: `python -m tests.benchmarks.replan`.

300 people, 50 tables of 6, 10 rounds of which three are over. For each thing that can happen: the
processor seconds of the planning alone and of the whole command, who has another seat, and what the
plan is worth, against a fresh plan of the rest, whoever has to move.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from planner.event import Event, Participant, plain_event
from planner.exchange.plan_json import write_json
from planner.form import event_to_form
from planner.pipeline import Plan, make_plan
from planner.problem import compile_event
from planner.replan import Changes, Published, rest
from planner.revision import moved
from tests.benchmarks.conditions import describe
from tests.benchmarks.evenings import KINDS, evening, of_every_rule

FROM_ROUND = 4
SIZE = (300, 50, 6, 10)


def evenings() -> Iterator[tuple[str, Event]]:
    yield "plain", plain_event(*SIZE)
    yield "rules", evening(*SIZE)
    for kind in KINDS:
        yield f"every rule, {kind}", of_every_rule(*SIZE, kind=kind)


def happenings(event: Event) -> Iterator[tuple[str, Changes]]:
    """Of people and tables that no rule names."""
    named = json.dumps(event_to_form(event)["rules"]) if event.rules else ""
    free = [p.id for p in event.participants if f'"{p.id}"' not in named and p.rounds is None]
    table = next(t.id for t in event.tables[::-1] if f'"{t.id}"' not in named and t.seats > 2)
    new = tuple(Participant(f"new-{n}", side="AB"[n], gender="FM"[n]) for n in range(2))
    yield "3 gone, 2 new", Changes(FROM_ROUND, gone=tuple(free[:3]), new=new)
    yield "30 gone", Changes(FROM_ROUND, gone=tuple(free[:30]))
    yield "6 gone, a table lost", Changes(FROM_ROUND, gone=tuple(free[:6]), closed=(table,))


def main() -> None:
    print(describe())
    print("evening, what happens: planning s, command s; moved, meetings, gap; fresh: the same")
    for name, event in evenings():
        plan = make_plan(compile_event(event))
        for what, changes in happenings(event):
            print(f"{name}, {what}: {_figures(event, plan, changes)}", flush=True)


def _figures(event: Event, plan: Plan, changes: Changes) -> str:
    told = Published(
        tuple(p.id for p in event.participants),
        tuple(t.id for t in event.tables),
        plan.schedule.seating,
    )
    started = time.process_time()
    left = rest(event, told, changes)
    problem = compile_event(left.event)
    close = make_plan(problem, previous=left.previous)
    seconds = time.process_time() - started
    command = _command(event, plan, changes)
    started = time.process_time()
    fresh = make_plan(problem)
    fresh_seconds = time.process_time() - started
    assert not close.metrics.broken.total
    said = [f"{seconds:.2f}, {command:.2f}"]
    for each in (close, fresh):
        m = each.metrics
        people = moved(left.previous, each.schedule.seating).sum()
        said.append(f"{people}, {m.unique} of {m.bound}, {m.gap}")
    return "; ".join([*said, f"{fresh_seconds:.1f} s"])


def _command(event: Event, plan: Plan, changes: Changes) -> float:
    """Seconds of the whole command, files and imports included."""
    with tempfile.TemporaryDirectory() as folder:
        event_file, plan_file = Path(folder) / "event.json", Path(folder) / "plan.json"
        event_file.write_text(json.dumps(event_to_form(event)))
        with plan_file.open("wb") as stream:
            write_json(plan, stream)
        options = [f"--gone={id_}" for id_ in changes.gone]
        options += [f"--table-lost={id_}" for id_ in changes.closed]
        options += [
            f"--new=somebody,id={p.id},side={p.side},gender={p.gender}" for p in changes.new
        ]
        command = [sys.executable, "-m", "tui.launcher", "replan", str(event_file), str(plan_file)]
        command += [f"--from-round={changes.from_round}", *options, "--quiet", "--format=json"]
        started = _of_children()
        subprocess.run(command, check=True, capture_output=True)
        return _of_children() - started


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()

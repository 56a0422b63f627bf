"""How good the plans are, and what they cost: `python -m tests.benchmarks.quality [PART]...`.

Parts: instances (known evenings against their best known values), sizes (very large ones), rules
(made-up evenings with the usual rules), every (made-up evenings with every kind of rule), shapes
(every shape of zero-repeat-known.csv against its first twelve known rounds; takes an hour at most).
Every plan is made in a process of its own, its time whole.
"""

from __future__ import annotations

import csv
import json
import re
import statistics
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.benchmarks.conditions import answer, describe, in_process_of_its_own
from tests.benchmarks.evenings import KINDS, evening, of_every_rule

DATA = Path(__file__).parent.parent / "data" / "planner"
ROUNDS_ASKED = 12
SIZES = ([30, 5, 6, 6], [60, 10, 6, 8], [100, 20, 5, 8], [300, 50, 6, 10], [1000, 125, 8, 10])


def plan(job: dict[str, Any]) -> dict[str, Any]:
    """Makes one plan in this process and returns its figures."""
    from planner.event import plain_event
    from planner.pipeline import make_plan
    from planner.problem import compile_event

    if kind := job.get("kind"):
        event = of_every_rule(*job["size"], kind=kind, seed=job["seed"])
    elif job.get("rules"):
        event = evening(*job["size"], seed=job.get("seed", 1))
    else:
        event = plain_event(*job["size"])
    event = replace(event, priority=job.get("priority", "balanced"))
    made = make_plan(compile_event(event))
    metrics = made.metrics
    return {
        "unique": metrics.unique, "bound": made.bound.unique, "gap": metrics.gap,
        "most": metrics.most_of_one_pair, "excess": metrics.excess,
        "broken": metrics.broken.total, "over_twice": metrics.over_twice,
        "vip_behind": metrics.vip_behind, "break_gap": metrics.break_gap,
        "unbalance": metrics.unbalance, "value": metrics.value, "value_bound": metrics.value_bound,
        "method": made.method,
    }  # fmt: skip


def run(**job: Any) -> dict[str, Any]:
    return in_process_of_its_own("tests.benchmarks.quality", job)


def instances() -> None:
    print("instance           unique   best  bound  gap  most   seconds  MB")
    for known in json.loads((DATA / "instances.json").read_text())["instances"]:
        size = [known["N"], known["tables"], known["seats"], known["rounds"]]
        for priority in ("balanced", "most-meetings"):
            got = run(size=size, priority=priority)
            _row(
                f"{known['id']} {'' if priority == 'balanced' else '(most)'}",
                got,
                known["best_unique"],
            )


def sizes() -> None:
    print("size               unique   best  bound  gap  most   seconds  MB")
    for size in (
        [100, 20, 5, 10], [300, 60, 5, 15], [1000, 200, 5, 25],
        [10_000, 1250, 8, 10], [100_000, 12_500, 8, 10],
    ):  # fmt: skip
        people, _, seats, rounds = size
        _row(f"{people} x {rounds}", run(size=size), people * (seats - 1) * rounds // 2)


def rules() -> None:
    print(
        "with rules         unique   best  bound  gap  most   seconds  MB  broken, share of bound"
    )
    for size in SIZES:
        for seed in (1, 2, 3):
            got = run(size=size, rules=True, seed=seed)
            end = (
                f"  {got['broken']}, {got['unique'] / got['bound']:.2%}" if "unique" in got else ""
            )
            _row(f"{size[0]} seed {seed}", got, got.get("bound", 0), end)


def every() -> None:
    print(
        "every kind of rule          value  bound   share  broken  twice  gap  breaks  seconds  MB"
    )
    for size in SIZES:
        for kind in KINDS:
            _row_of_value(f"{size[0]} {kind}", run(size=size, kind=kind, seed=1))


def _row_of_value(name: str, got: dict[str, Any]) -> None:
    if "failed" in got:
        print(f"{name:24} failed: {got['failed']} after {got['seconds']:.2f} s", flush=True)
        return
    value, bound = got["value"], got["value_bound"]
    print(
        f"{name:24} {value:8} {bound:6} {value / bound:7.1%} {got['broken']:7}"
        f" {got['over_twice']:6} {got['gap']:4} {got['break_gap']:7} {got['seconds']:8.1f}"
        f" {got['memory']:4}",
        flush=True,
    )


def _row(name: str, got: dict[str, Any], best: int, end: str = "") -> None:
    if "failed" in got:
        print(f"{name:18} failed: {got['failed']} after {got['seconds']:.2f} s", flush=True)
        return
    print(
        f"{name:18} {got['unique']:6} {best:6} {got['bound']:6} {got['gap']:4} {got['most']:5}"
        f" {got['seconds']:9.2f} {got['memory']:4}{end}",
        flush=True,
    )


def shapes() -> None:
    """One line for every shape that falls short or takes more than ten seconds, then the counts.

    By most meetings: by default a few repeats are preferred to an equity gap above 1.
    """
    reached, late, times = 0, 0, []
    cases = list(_shapes())
    for name, people, tables, seats, rounds in cases:
        got = run(size=[people, tables, seats, rounds], priority="most-meetings")
        times.append(got["seconds"])
        good = got.get("excess") == 0
        reached += good and got["seconds"] <= 10
        late += good and got["seconds"] > 10
        if not good or got["seconds"] > 10:
            print(f"{people:4} {name:12} {rounds:3} rounds: {got}", flush=True)
    print(
        f"{reached} of {len(cases)} shapes ({reached / len(cases):.1%}) without a repeat within "
        f"10 s, {late} later; median {statistics.median(times):.2f} s, longest {max(times):.2f} s"
    )


def _shapes() -> Iterator[tuple[str, int, int, int, int]]:
    with (DATA / "zero-repeat-known.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            shape = row["tables_shape"]
            parts = [(int(n), int(p)) for n, p in re.findall(r"(\d+)x(\d+)", shape)]
            rounds = min(ROUNDS_ASKED, int(row["rounds_known_without_repeat"]))
            tables = sum(n for n, _ in parts)
            yield shape, int(row["participants"]), tables, max(p for _, p in parts), rounds


PARTS = {
    "instances": instances, "sizes": sizes, "rules": rules, "every": every, "shapes": shapes,
}  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:] == ["--job"]:
        answer(plan)
    else:
        print(describe())
        for part in sys.argv[1:] or PARTS:
            print(f"\n{part}")
            PARTS[part]()

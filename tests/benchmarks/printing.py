"""`python -m tests.benchmarks.printing`: seconds, memory and size of everything that is printed.

Each figure is of a fresh process, with imports and fonts: what a command costs beyond reading its
files.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from tests.benchmarks.conditions import describe, in_process_of_its_own

KINDS = ("report", "tables", "schedules", "schedules with names", "badges", "scores")
EVENINGS = ((30, 5, 6), (100, 20, 10), (300, 60, 15), (1000, 200, 15))
"""People, tables, rounds."""


def main() -> None:
    print(describe())
    print(f"{'people':>6} {'what':<21} {'writing, s':>10} {'process, s':>10} {'MB':>5} {'kB':>6}")
    for people, tables, rounds in EVENINGS:
        for kind in KINDS:
            job = {"kind": kind, "people": people, "tables": tables, "rounds": rounds}
            done = in_process_of_its_own("tests.benchmarks.printing", job)
            print(
                f"{people:>6} {kind:<21} {done['writing']:>10.2f} {done['seconds']:>10.2f} "
                f"{done['megabytes']:>5.0f} {done['kilobytes']:>6.0f}"
            )


def one(kind: str, people: int, tables: int, rounds: int) -> dict[str, float]:
    from tests.planner.printing.conftest import WRITERS, pdf, printed_evening

    shown = printed_evening(
        [f"Jean-Étienne Wójcik-Dvořák {i}" for i in range(people)], tables, rounds
    )
    started = time.perf_counter()
    data = pdf(WRITERS[kind], shown)
    return {
        "writing": time.perf_counter() - started,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "kilobytes": len(data) / 1024,
    }


if __name__ == "__main__":
    if "--job" in sys.argv:
        print(json.dumps(one(**json.load(sys.stdin))))
    else:
        main()

"""Compiles every kernel before somebody waits for it: `python -m planner.warming`.

Standard input is never answered; its end ends the process, so that it never outlives its parent.
"""

from __future__ import annotations

import os
from contextlib import suppress
from threading import Thread
from typing import Final

from planner.event import Event, Participant, Table
from planner.messages import Refusal
from planner.pipeline import make_plan
from planner.problem import compile_event
from planner.search.compile import cache_folder

_MARK: Final = "complete"


def is_warm() -> bool:
    """Whether every kernel is compiled on this machine."""
    return (cache_folder() / _MARK).exists()


def warm() -> None:
    """Plans small evenings that between them call every kernel; does nothing where numba fails."""
    with suppress(Refusal, OSError):
        make_plan(compile_event(_evening(9, 2, 5, 3, vips=2)), threads=1)
        # the two searches for symmetrical schedules, ended after their first step
        for people, tables, rounds in ((60, 10, 11), (36, 6, 6)):
            event = _evening(people, tables, people // tables, rounds)
            make_plan(compile_event(event), threads=1, cancelled=lambda: True)
        (cache_folder() / _MARK).touch()


def _evening(people: int, tables: int, seats: int, rounds: int, vips: int = 0) -> Event:
    return Event(
        tuple(Participant(str(n), vip=n < vips) for n in range(people)),
        tuple(Table(str(n), seats) for n in range(tables)),
        rounds,
        effort="quick",
    )


def _end_with_parent() -> None:
    while os.read(0, 1):
        pass
    os._exit(0)


def main() -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    if not is_warm():
        warm()
    os._exit(0)  # the interpreter, when it ends, would wait for the reader


if __name__ == "__main__":
    main()

"""Keys and bytes while a search runs on all cores: `python -m tests.benchmarks.terminal`.

At 80x24 through a pseudo-terminal: ours at home, in a list, and in that list while it plans; beside
it the smallest Textual program with a list, and any other given with `--beside NAME=COMMAND`, such
as posting or harlequin, each from an environment of its own (posting 2.11 wants tree-sitter below
0.26). What the shell alone costs is in `tests.benchmarks.shell`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import select
import shlex
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from planner.messages import N_
from tests.benchmarks.conditions import describe
from tests.benchmarks.shell import MINIMAL
from tests.terminal import Terminal
from tests.tui.planned import contents, keep, new_event, shuffled
from tui.store.store import Store

KEYS: Final = 60
IDLE_SECONDS: Final = 2.0
PROGRESS_SECONDS: Final = 8.0
PAUSE: Final = 0.03
"""Seconds without a byte before a key is pressed, so that the answer is the key's."""


@dataclass
class Figures:
    cpu: float
    """Seconds of processor until the first paint is complete."""
    memory: float
    """MB."""
    idle: float
    """Bytes a second."""
    key: float
    """Milliseconds from a key to the first byte of its answer, median."""
    key_high: float
    """The 95th of a hundred."""

    def row(self) -> str:
        return (
            f"{1000 * self.cpu:8.0f} {self.memory:8.0f} {self.idle:8.0f} "
            f"{self.key:8.1f} {self.key_high:8.1f}"
        )


OPENINGS: Final = 5
LARGE: Final = (
    ("enter", "Limit reached"), ("2", "1,000 in all"), ("5", "10 in all"), ("6", "Round 1 of 10"),
    ("m", "people to a cell"),
)  # fmt: skip

HEADING: Final = f"{'':34} {'CPU ms':>8} {'MB':>8} {'idle B/s':>8} {'key ms':>8} {'p95':>8}"


def cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def drained(terminal: Terminal, pause: float = PAUSE) -> None:
    """Reads until nothing has come for `pause` seconds."""
    while select.select([terminal._master], [], [], pause)[0]:
        terminal._read(0)


def bytes_a_second(terminal: Terminal, seconds: float) -> float:
    before, began = len(terminal.sent), time.monotonic()
    while time.monotonic() - began < seconds:
        terminal._read(0.1)
    return (len(terminal.sent) - before) / seconds


def key_times(terminal: Terminal, keys: Sequence[str]) -> list[float]:
    """Milliseconds to the first byte, for each of KEYS keys in turn."""
    times = []
    for number in range(KEYS):
        drained(terminal)
        began = time.perf_counter()
        terminal.keys(keys[number % len(keys)])
        if select.select([terminal._master], [], [], 2.0)[0]:
            times.append(1000 * (time.perf_counter() - began))
    return times


def measured(terminal: Terminal, keys: Sequence[str], ready: Callable[[], object]) -> Figures:
    ready()
    terminal.quiet()
    cpu, memory = cpu_of(terminal.process.pid), memory_of(terminal.process.pid)
    idle = bytes_a_second(terminal, IDLE_SECONDS)
    return Figures(cpu, memory, idle, *_middle(key_times(terminal, keys)))


def _middle(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def ours(home: Path) -> None:
    make_event(home)
    with Terminal(home=home) as terminal:
        figures = measured(terminal, ("f1", "f4"), lambda: terminal.until("Gala"))
        print(f"{'speed-dating, at home':34} {figures.row()}")
        terminal.keys("enter").until("[1 ").keys("2").until("Guest 1")
        print(f"{'  key in a list of 60':34} {_keys(terminal)}")
        terminal.keys("5").until("Press p").keys("p").until("▸ Improvement").until("%), gap")
        rate = bytes_a_second(terminal, PROGRESS_SECONDS)
        print(f"{'  watching a search':34} {'':8} {'':8} {rate:8.0f}")
        terminal.keys("2").until("[2 ")
        print(f"{'  key in the list while it searches':34} {_keys(terminal)}")
        began = time.perf_counter()
        terminal.keys("c")
        terminal.keys("5").until("[5 ").keys("c").until("Cancelled, and the best")
        print(f"  from cancel to the plan kept and shown: {time.perf_counter() - began:.2f} s")


def _keys(terminal: Terminal) -> str:
    median, high = _middle(key_times(terminal, ("down", "up")))
    return f"{'':8} {'':8} {'':8} {median:8.1f} {high:8.1f}"


def large(home: Path) -> None:
    """Milliseconds from enter on an event to its figures, with 1,000 people and 10 plans."""
    os.environ["SPEED_DATING_HOME"] = str(home)
    with Store.open() as store:
        names = [f"Guest {n}" for n in range(1, 1001)]
        event_id = new_event(store, names, tables=200, rounds=10)
        for _ in range(10):
            keep(store, event_id, shuffled(1000, 200, 10))
    times: dict[str, list[float]] = {}
    for _ in range(OPENINGS):
        with Terminal(home=home) as terminal:
            terminal.until("1 in all").quiet()
            for key, wanted in LARGE:
                began = time.perf_counter()
                terminal.keys(key).until(wanted)
                times.setdefault(wanted, []).append(1000 * (time.perf_counter() - began))
                terminal.quiet()
    for wanted, spent in times.items():
        print(
            f"  1,000 people, 10 plans: key to “{wanted}”, median ms: "
            f"{statistics.median(spent):.0f}"
        )


def make_event(home: Path) -> None:
    os.environ["SPEED_DATING_HOME"] = str(home)
    with Store.open() as store:
        names = [f"Guest {n}" for n in range(1, 61)]
        event = contents(store, new_event(store, names, tables=10, rounds=11)).event
        with store.writing(N_("Effort")) as unit:
            unit.change(event, effort="thorough")


def other(name: str, command: Sequence[str], home: Path) -> None:
    start = ("-c", f"import os; os.execv({command[0]!r}, {list(command)!r})")
    with Terminal(home=home, program=start) as terminal:
        shown = lambda: terminal.until(lambda t: len(t.text.split()) > 8)  # noqa: E731
        figures = measured(terminal, ("down", "up"), shown)
        print(f"{name:34} {figures.row()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=COMMAND")
    options = parser.parse_args()
    print(describe())
    print(HEADING)
    with tempfile.TemporaryDirectory() as folder:
        ours(Path(folder, "small"))
        large(Path(folder, "large"))
        other("the smallest Textual program", (sys.executable, "-c", MINIMAL), Path(folder))
        for beside in options.beside:
            name, _, command = beside.partition("=")
            with contextlib.suppress(AssertionError):
                other(name, shlex.split(command), Path(folder))


if __name__ == "__main__":
    main()

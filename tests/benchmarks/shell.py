"""`python -m tests.benchmarks.shell`: what the terminal program costs beside a minimal Textual app.

CPU until the screen is drawn, memory, bytes sent and the time from a key to its first byte, at
80x24 in full color. Times are for the reader to judge; bytes are held by tests/tui/test_program.py.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.benchmarks.conditions import describe
from tests.terminal import Terminal

MINIMAL: Final = """
from textual.app import App
from textual.widgets import DataTable, Footer, Header

class Minimal(App):
    def compose(self):
        yield Header()
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("Event", "Day", "Place", "People", "State")
        for number in range(30):
            table.add_row(f"Evening {number:02}", "Fri 20 Nov 2026", "Here", "36", "draft")

Minimal().run()
"""
KEYS: Final = 20


def main() -> None:
    print(describe())
    print(f"{'':24}{'ours':>12}{'minimal app':>14}")
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder))
        ours = _measured(lambda: Terminal(home=Path(folder)), "30 in all")
        minimal = _measured(
            lambda: Terminal(home=Path(folder), program=("-c", MINIMAL)), "Evening 10"
        )
    for name, value in ours.items():
        print(f"{name:24}{value:>12.1f}{minimal[name]:>14.1f}")


def _fill(home: Path) -> None:
    os.environ["SPEED_DATING_HOME"] = str(home)
    from planner.messages import N_
    from planner.records import EventRecord
    from tui.store.store import Store

    with Store.open() as store, store.writing(N_("Sample event")) as unit:
        unit.add(*(EventRecord(f"event-{n:02}", name=f"Evening {n:02}") for n in range(30)))


def _measured(start: Callable[[], Terminal], shown: str) -> dict[str, float]:
    with start() as terminal:
        terminal.until(lambda t: b"\x1b[?1049h" in t.sent and len(t.sent) > 2_000)
        painted = _cpu(terminal)
        terminal.until(shown).quiet()
        figures = {
            "first paint, ms CPU": painted,
            "with its data, ms CPU": _cpu(terminal),
            "memory, MB": _memory(terminal),
            "to open, bytes": float(len(terminal.sent)),
            "idle, bytes": float(terminal.bytes_of()),
        }
        figures["row step, bytes"] = float(terminal.bytes_of("down"))
        figures["page, bytes"] = float(terminal.bytes_of("pagedown"))
        figures["key to first byte, ms"] = statistics.median(
            _answer(terminal, "up" if n % 2 else "down") for n in range(KEYS)
        )
    return figures


def _answer(terminal: Terminal, key: str) -> float:
    terminal.quiet()
    before = len(terminal.sent)
    begun = time.perf_counter()
    terminal.keys(key).until(lambda t: len(t.sent) > before)
    return 1e3 * (time.perf_counter() - begun)


def _cpu(terminal: Terminal) -> float:
    fields = Path(f"/proc/{terminal.process.pid}/stat").read_text().rpartition(")")[2].split()
    return 1e3 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(terminal: Terminal) -> float:
    status = Path(f"/proc/{terminal.process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()

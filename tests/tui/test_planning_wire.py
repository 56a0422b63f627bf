"""Planning through a real terminal: what it sends, and that it leaves nobody behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from planner.messages import N_
from tests.terminal import Terminal
from tests.tui.planned import contents, new_event
from tui.store.store import Store

SECONDS = 3.0
"""Looked at, of a search that lasts much longer."""
BUDGET = 3_000
"""Bytes a second, and at most four updates."""
PATIENCE = 30.0

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
    pytest.mark.usefixtures("warm"),
]


FAULT = """
import sys
from tui.launcher import main
from tui.screens.generate import GenerateScreen

def fault(self):
    raise ValueError

GenerateScreen.action_trade_offs = fault
GenerateScreen.meets = lambda self, need: True
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def terminal(home: Path) -> Terminal:
    """The program on an event that takes long to plan, at Generate."""
    return at_generate(home)


def at_generate(home: Path, program: Sequence[str] = ("-m", "tui.launcher")) -> Terminal:
    with Store.open() as store:
        names = [f"Guest {n}" for n in range(1, 61)]
        event = contents(store, new_event(store, names, tables=10, rounds=11)).event
        with store.writing(N_("Effort")) as unit:
            unit.change(event, effort="thorough")
    terminal = Terminal(home=home, program=program)
    terminal.until("Gala").keys("enter").until("[1 ").keys("5").until("Press p to make one")
    return terminal


def searching(terminal: Terminal) -> Terminal:
    return terminal.keys("p").until("▸ Improvement").until("%), gap")


def children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += map(int, (task / "children").read_text().split())
    return found


def is_there(pid: int) -> bool:
    """Whether a process runs; one that has ended and was not asked for is not there."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_going_to_generate_and_its_dialogs_keeps_to_the_budget_of_a_screen(
    terminal: Terminal,
) -> None:
    with terminal:
        assert terminal.bytes_of("4", then="[4 ") < 25_000
        assert terminal.bytes_of("5", then="Press p") < 25_000
        assert terminal.bytes_of("e", then="How long") < 25_000


def test_progress_keeps_to_its_budget(terminal: Terminal) -> None:
    with terminal:
        searching(terminal)
        before, began = len(terminal.sent), time.monotonic()
        reads = 0
        while (spent := time.monotonic() - began) < SECONDS:
            size = len(terminal.sent)
            terminal._read(0.05)
            reads += len(terminal.sent) > size
        sent = len(terminal.sent) - before
        assert "Time" in terminal.text
        assert 0 < sent / spent < BUDGET
        terminal.keys("c").until("Cancelled, and the best so far is kept.")
        terminal.until(lambda t: "▸" not in t.text)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for children in /proc")
@pytest.mark.parametrize("end", ["quit", "kill", "hang up"])
def test_no_planner_outlives_the_program(terminal: Terminal, end: str) -> None:
    with terminal:
        searching(terminal)
        planners = [pid for pid in children(terminal.process.pid) if _plans(pid)]
        assert planners
        match end:
            case "quit":
                terminal.keys("q")
            case "kill":
                terminal.process.kill()
            case _:
                terminal.hang_up()
        terminal.process.wait(PATIENCE)
        wait_until(lambda: not any(map(is_there, planners)))


@pytest.mark.parametrize("end", [signal.SIGHUP, signal.SIGTERM, None], ids=["HUP", "TERM", "lost"])
def test_whatever_ends_the_program_the_best_so_far_is_kept(
    terminal: Terminal, end: signal.Signals | None
) -> None:
    with terminal:
        searching(terminal)
        if end is None:
            terminal.hang_up()
        else:
            terminal.signal(end)
        assert terminal.process.wait(PATIENCE) == 128 + (end or signal.SIGHUP)
    with Store.open() as store:
        (event,) = [row.event for row in store.events()]
        found = contents(store, event.id)
    assert found.plan is not None
    assert found.plan.stopped == "cancelled"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for children in /proc")
def test_an_unexpected_error_during_a_search_leaves_no_planner_behind(home: Path) -> None:
    with at_generate(home, ("-c", FAULT)) as terminal:
        searching(terminal)
        planners = [pid for pid in children(terminal.process.pid) if _plans(pid)]
        assert planners
        terminal.keys("t").until("The search that was running has ended").until("q quit")
        wait_until(lambda: not any(map(is_there, planners)))
        terminal.keys("enter").until("Back after").until("Gala").keys("q")
        assert terminal.ended() == 0


def _plans(pid: int) -> bool:
    try:
        return b"planner.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def test_a_planner_that_waits_goes_with_the_program(terminal: Terminal) -> None:
    if not Path("/proc/self/task").exists():
        pytest.skip("looks for children in /proc")
    with terminal:
        wait_until(lambda: any(map(_plans, children(terminal.process.pid))))
        planners = [pid for pid in children(terminal.process.pid) if _plans(pid)]
        os.kill(terminal.process.pid, 9)
        wait_until(lambda: not any(map(is_there, planners)))

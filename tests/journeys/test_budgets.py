"""What the program costs over a line and imports into memory, from screen to screen.

The bytes of each screen's own keys are held where the screen is tried: tests/tui/test_program.py
(events, dialogs, palette), tests/tui/screens/*_bytes.py, tests/tui/test_planning_wire.py.
"""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Final

from tests.journeys.keyboard import LISTS, name_list, write_out
from tests.terminal import Terminal

SCREEN: Final = 25_000
PALETTE: Final = 50_000

SLOW: Final = {
    "sqlmodel", "sqlalchemy", "alembic", "numpy", "numba", "pydantic", "reportlab", "xlsxwriter",
    "python_calamine", "charset_normalizer", "planner.search.anneal",
}  # fmt: skip
TELLING: Final = """
import signal, sys
def tell(*_):
    with open({path!r}, "w") as file:
        print(*sys.modules, file=file, flush=True)
    print("\\a", end="", file=sys.__stderr__, flush=True)
signal.signal(signal.SIGUSR1, tell)
from tui.launcher import main
"""
NO_STORE: Final = """
import threading, types
store = sys.modules["tui.store.store"] = types.ModuleType("tui.store.store")
store.Store = types.SimpleNamespace(open=threading.Event().wait)
"""


def test_every_section_and_dialog_is_a_new_screen_at_most(home: Path) -> None:
    """In full color, which takes more than sixteen."""
    with Terminal("demo", home=home) as terminal:
        terminal.until("Overview").keys("5").until("Press p").keys("p").until("● The plan").quiet()
        spent = {
            f"section {section}": terminal.bytes_of(section, then=f"[{section} ")
            for section in "123457896"
        }
        spent["all actions"] = terminal.bytes_of(":", then="All actions") * SCREEN // PALETTE
        for key, wanted in {"f2": "Language", "?": "scroll", "P": "enter takes it"}.items():
            terminal.keys("f4").until("Round 1 of")
            spent[key] = terminal.bytes_of(key, then=wanted)
        print(spent)
        assert {what: sent for what, sent in spent.items() if sent > SCREEN} == {}, spent
        assert terminal.bytes_of() == 0


def modules(terminal: Terminal, path: Path) -> set[str]:
    before = terminal.sent.count(b"\a")
    terminal.signal(signal.SIGUSR1).until(lambda t: t.sent.count(b"\a") > before)
    return SLOW & set(path.read_text().split())


def start(home: Path, path: Path, before: str, *arguments: str) -> Terminal:
    script = TELLING.format(path=str(path)) + before + "sys.exit(main(sys.argv[1:]))"
    return Terminal(*arguments, home=home, program=("-c", script))


def test_nothing_slow_is_imported_before_the_first_paint(home: Path, tmp_path: Path) -> None:
    """With a store that never opens."""
    path = tmp_path / "modules"
    with start(home, path, NO_STORE) as terminal:
        terminal.until("Speed Dating Planner").until("quit").quiet()
        assert modules(terminal, path) == set()


def test_what_is_slow_is_imported_where_it_is_used(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "modules"
    stored = {"sqlmodel", "sqlalchemy", "pydantic"}
    with start(home, path, "") as terminal:
        terminal.until("Press n to make the first one.").quiet()
        assert modules(terminal, path) <= {*stored, "numpy"}
        terminal.keys("n").until("Begins at").keys("Gala", "enter").until("1 in all")
        terminal.keys("enter").until("[1 Overview]").keys("3").until("Press n to add a rule")
        terminal.keys("4").until("No tables. Press t").keys("5").until("Press p to make one")
        assert modules(terminal, path) <= {*stored, "numpy"}
        name_list(terminal, LISTS / "evening-30.csv")
        terminal.keys("enter").until("What does each").keys("enter").until("30 people")
        terminal.keys("enter").until("30 in all")
        terminal.keys("4").until("No tables").keys("p").until("ready made").keys("enter")
        terminal.until("5 in all").keys("5").keys("p").until("● The plan")
        terminal.keys("6").until("Round 1 of 6").keys("m").until("a cell")
        assert not modules(terminal, path) & {"numba", "reportlab", "xlsxwriter", "alembic"}
        write_out(terminal, "P", 0, tmp_path / "report.pdf")
        assert modules(terminal, path) >= {"reportlab"}
        assert "numba" not in modules(terminal, path), "it is the planner process that searches"

"""The real program in a real (pseudo) terminal: bytes, colors, signals, windows."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from planner.messages import N_
from planner.records import EventRecord, When
from tests.terminal import Terminal
from tui.cli.exits import INVALID
from tui.store.store import Store
from tui.terminal import PLAIN

COLORS = re.compile(rb"\x1b\[[0-9;]*?\b([34]8;[25];[0-9;]+)m")
SIXTEEN = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
FIRST = "Press n to make the first one."

Start = Callable[..., Terminal]


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Starts the program; what still runs at the end of the test is ended."""
    begun: list[AbstractContextManager[Terminal]] = []

    def start(*arguments: str, **options: Any) -> Terminal:
        terminal = Terminal(*arguments, home=home, **options)
        begun.append(terminal)
        return terminal

    yield start
    for terminal in begun:
        terminal.__exit__(None, None, None)


@pytest.fixture
def thirty(home: Path) -> None:
    """More events than a screen holds."""
    with Store.open() as store, store.writing(N_("Sample event")) as unit:
        unit.add(*(
            EventRecord(f"event-{n:02}", name=f"Evening {n:02}", when=When(f"2030-03-{n + 1:02}"))
            for n in range(30)
        ))  # fmt: skip


def test_it_opens_works_and_leaves_the_terminal_as_it_was(start: Start) -> None:
    terminal = start().until(FIRST)
    terminal.keys("n").until("Begins at").keys("Gala", "enter").until("1 in all")
    terminal.keys("q")
    assert terminal.ended() == 0
    for left in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l"):
        assert left in terminal.sent
    with Store.open() as store:
        assert [row.event.name for row in store.events()] == ["Gala"]


def test_demo_opens_with_the_sample(start: Start) -> None:
    start("demo").until("Sample evening")


def test_it_speaks_the_language_asked_for(start: Start) -> None:
    start("--lang", "fr").until("q quitter")
    start(environ={"LC_ALL": "fr_FR.UTF-8"}).until("q quitter")
    with Store.open() as store:
        store.change_settings(language="fr")
    start().until("q quitter")
    start("--lang", "en").until("q quit").until(FIRST)


def test_bytes_stay_within_their_budgets(start: Start, thirty: None) -> None:
    terminal = start(environ={"SSH_CONNECTION": "a b"}).until("30 in all").quiet()
    assert terminal.bytes_of() == 0, "idle"
    budgets: list[tuple[int, list[str], str | None]] = [
        (1_500, ["down"], None),
        (1_500, ["j"], None),
        (10_000, ["pagedown"], None),
        (10_000, ["end"], "Evening 29"),
        (10_000, ["home"], "Evening 00"),
        (10_000, ["s"], "Place ▲"),
        (25_000, ["/"], "Filter"),
        (10_000, ["2"], "Evening 12"),
        (25_000, ["f4"], "30 in all"),
        (25_000, ["n"], "Begins at"),
        (1_500, ["x"], None),
        (25_000, ["f4"], "30 in all"),
        (50_000, [":"], "All actions"),
        (10_000, ["u"], None),
        (25_000, ["f4"], "30 in all"),
        (25_000, ["?"], "Each line is an evening."),
        (25_000, ["q"], "30 in all"),
        (25_000, ["f2"], "Language"),
        (25_000, ["q"], "30 in all"),
    ]
    taken = [(keys, terminal.bytes_of(*keys, then=then), most) for most, keys, then in budgets]
    assert [entry for entry in taken if entry[1] > entry[2]] == []
    assert terminal.bytes_of() == 0, "idle"


def test_an_open_dialog_is_idle_too(start: Start) -> None:
    terminal = start().until(FIRST)
    terminal.keys("n").until("Begins at").quiet()
    assert terminal.bytes_of() == 0


def test_another_programs_silence_costs_nothing_and_its_changes_are_shown(
    start: Start, thirty: None
) -> None:
    terminal = start().until("30 in all").quiet()
    assert terminal.bytes_of() == 0
    with Store.open() as store, store.writing(N_("New event")) as unit:
        unit.add(EventRecord("late", name="Came late", when=When("2030-01-01")))
    terminal.until("31 in all").until("Came late")


def test_full_color_where_the_terminal_has_it(start: Start) -> None:
    assert COLORS.search(start().until(FIRST).quiet().sent)


@pytest.mark.parametrize(
    "environ", [{"TERM": "linux", "COLORTERM": None}, {"TERM": "xterm", "COLORTERM": None}]
)
def test_sixteen_colors_where_it_has_no_more(start: Start, environ: dict[str, str | None]) -> None:
    terminal = start(environ=environ).until(FIRST)
    terminal.keys("n").until("Begins at").quiet()
    assert not COLORS.search(terminal.sent)


def test_no_color_means_none_and_the_cursor_is_still_seen(start: Start, thirty: None) -> None:
    terminal = start(environ={"NO_COLOR": "1"}).until("30 in all").quiet()
    terminal.keys("down").quiet()
    assert not COLORS.search(terminal.sent)
    assert not SIXTEEN.search(terminal.sent)
    row = next(y for y, line in enumerate(terminal.lines) if "Evening 01" in line)
    assert terminal.screen.buffer[row][6].reverse
    assert not terminal.screen.buffer[row + 1][6].reverse


def test_over_ssh_there_is_no_mouse_and_fewer_colors_are_offered(start: Start) -> None:
    terminal = start(environ={"SSH_CONNECTION": "a b"}).until("16 colors draw faster").quiet()
    assert b"\x1b[?1000h" not in terminal.sent
    assert b"\x1b[?1000h" in start().until(FIRST).quiet().sent


def test_bytes_of_a_mouse_that_nobody_asked_for_do_no_harm(start: Start) -> None:
    terminal = start(environ={"SSH_CONNECTION": "a b"}).until(FIRST)
    terminal.keys("\x1b[<35;22;10M\x1b[<0;5;5M\x1b[<0;5;5m", "\x1b[M !!", "\x1b[<64;999;999M")
    terminal.keys("f2").until("Language")


def test_names_from_elsewhere_never_command_the_terminal(start: Start) -> None:
    with Store.open() as store, store.writing(N_("New event")) as unit:
        unit.add(EventRecord("x", name="[/b] Bob [red]x", venue="{y}"))
    # as an older version, or another device, may have let them in
    import sqlite3
    from contextlib import closing

    from tui.store.place import store_path

    with closing(sqlite3.connect(store_path())) as database, database:
        database.execute(
            "UPDATE events SET venue = ?", ("\x1b]0;owned\x07\x9b31mRed\u202e\x1b[2J",)
        )
    terminal = start().until("[/b] Bob [red]x").quiet()
    assert b"\x1b]0;" not in terminal.sent
    assert b"\x1b[2J" not in terminal.sent
    assert "\u202e".encode() not in terminal.sent
    assert b"\xc2\x9b" not in terminal.sent


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=["TERM", "HUP", "INT"]
)
def test_signals_end_it_cleanly(start: Start, number: signal.Signals) -> None:
    terminal = start().until(FIRST)
    terminal.keys("n").until("Begins at").keys("Gala", "enter").until("1 in all")
    terminal.keys("n").until("Begins at").signal(number)
    assert terminal.ended() == 128 + number
    assert b"\x1b[?1049l" in terminal.sent
    assert "Traceback" not in terminal.text
    with Store.open() as store:
        assert [row.event.name for row in store.events()] == ["Gala"]


def test_ctrl_c_says_how_to_quit(start: Start) -> None:
    start().until(FIRST).keys("ctrl+c").until("Press q to quit; everything is saved.")


def test_a_lost_line_ends_it(start: Start) -> None:
    terminal = start().until(FIRST)
    terminal.hang_up()
    assert terminal.process.wait(timeout=30) != 0


def test_a_window_resized_to_nothing_and_back(start: Start) -> None:
    terminal = start().until(FIRST)
    terminal.resize(60, 20).until("60 columns and 20 lines")
    terminal.resize(1, 1).quiet()
    terminal.resize(100, 30).until(FIRST)
    terminal.keys("n").until("Begins at")


def test_a_small_window_is_told_at_the_start(start: Start) -> None:
    start(columns=60, lines=20).until("60 columns and 20 lines")


@pytest.mark.parametrize("term", ["dumb", None])
def test_a_terminal_that_cannot_draw_is_refused(start: Start, term: str | None) -> None:
    terminal = start(environ={"TERM": term})
    assert terminal.ended() == INVALID
    assert ",".join(PLAIN) in "".join(terminal.text.split())
    assert b"\x1b[?1049h" not in terminal.sent


@pytest.mark.parametrize("arguments", [[], ["demo"]])
def test_without_a_terminal_it_says_which_commands_work(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui.launcher", *arguments],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == INVALID
    assert ", ".join(PLAIN) in done.stderr
    assert done.stdout == ""


def test_a_damaged_database_is_told_with_the_way_back(start: Start, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "speed-dating.db").write_bytes(b"not a database" * 999)
    terminal = start().until("✗")
    terminal.keys("n", "?").until("Help").keys("q", "u").quiet()
    assert "speed-dating restore" in " ".join(terminal.text.split())
    terminal.keys("q")
    assert terminal.ended() == 0

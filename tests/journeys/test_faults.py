"""What goes wrong around the program, seen from the keyboard: it is told, and nothing is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner.records import EventRecord, ParticipantRecord, TableRecord
from tests.journeys.keyboard import LISTS, name_list
from tests.terminal import Terminal
from tui.store.integrity import STORE_SCHEMA
from tui.store.place import store_path
from tui.store.store import Store

MANY = 10_000
NAMES = (
    "[/b] Bob [red]", "{name} %s", "שלום עליכם", "مرحبا", "王小明", "e\u0301 n\u0303", "👩‍👩‍👧",
    "A" * 200, "=1+1", "Zoë", "x",
)  # fmt: skip
"""Markup, templates, right to left, wide, combining, joined, long, and formulas."""
COMMAND = "\x1b]0;owned\x07\x9b31mRed\u202e\x1b[2J"
"""What a terminal would obey. No list brings it in, but another program may have."""


def fill(names: list[str], *, tables: int = 2, seats: int = 6) -> None:
    with Store.open() as store, store.writing("Gala") as unit:
        unit.add(EventRecord("gala", name="Gala", rounds=3))
        unit.add(*(TableRecord(f"t{n}", seats, {}, "gala", str(n), n) for n in range(tables)))
        unit.add(*(
            ParticipantRecord(f"p{n:05}", name, event_id="gala", position=n)
            for n, name in enumerate(names)
        ))  # fmt: skip


def kept() -> list[str]:
    with Store.open() as store:
        return [person.first_name for person in store.all(ParticipantRecord, "gala")]


def test_killed_in_the_middle_it_opens_with_everything_that_was_told(home: Path) -> None:
    fill([])
    for number in range(4):
        with Terminal(home=home) as terminal:
            terminal.until("1 in all").keys("enter", "2").until("[2 People]")
            terminal.keys("n").until("Add somebody").keys(f"Guest {number}", "enter")
            terminal.until("is on the list")
            terminal.keys("f4", "v", "n").until("Add somebody").keys("not told yet")
            terminal.signal(signal.SIGKILL)
            assert terminal.ended() == -signal.SIGKILL
        assert len(kept()) == number + 1
    with Store.open() as store, closing(sqlite3.connect(store_path())) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.undo() is not None


def test_killed_while_it_plans_no_process_stays(home: Path) -> None:
    fill([f"Guest {n}" for n in range(60)], tables=10)
    with Terminal(home=home) as terminal:
        terminal.until("1 in all").keys("enter", "5").until("Press p")
        terminal.keys("o", "down", "enter", "e", "down", "down", "enter").until("thorough")
        terminal.keys("p").until("▸").signal(signal.SIGKILL)
        terminal.ended()
    with Terminal(home=home) as terminal:
        terminal.until("1 in all").keys("enter", "5").until("No plan yet").until("thorough")


def test_a_hang_up_while_a_list_is_imported_leaves_all_of_it_or_nothing(home: Path) -> None:
    fill([])
    with Terminal(home=home) as terminal:
        terminal.until("1 in all").keys("enter")
        name_list(terminal, LISTS / "congress-1000.csv")
        terminal.keys("enter").until("What does each").keys("enter").until("1,000 people")
        terminal.keys("enter").signal(signal.SIGHUP)
        assert terminal.ended() == 128 + signal.SIGHUP
        assert "Traceback" not in terminal.text
    assert len(kept()) in (0, 1000)


@pytest.mark.skipif(os.name != "posix", reason="a limit on the size of files")
def test_a_full_disk_costs_what_is_being_written_and_is_told(home: Path) -> None:
    fill(["Ada"])
    limit = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({1 << 19},) * 2);"
        "from tui.launcher import main; sys.exit(main(sys.argv[1:]))"
    )
    with Terminal(home=home, program=("-c", limit)) as terminal:
        terminal.until("1 in all").keys("enter", "2").until("1 in all").keys("i")
        terminal.until("Which list?").keys("end", "\x15", str(LISTS / "congress-1000.csv"))
        terminal.until(lambda t: "congress" in t.lines[7]).keys("enter").until("file ›")
        terminal.keys("enter").until("What does each").keys("enter").until("1,000 people")
        terminal.keys("enter").until("1 gone").keys("enter").until("✗").until("1 in all").keys("q")
        assert terminal.ended() == 0
    assert kept() == ["Ada"]


def test_a_folder_that_cannot_be_written_is_told(home: Path) -> None:
    """A file where the folder should be: permissions do not stop a superuser."""
    home.mkdir(parents=True)
    (home / "data").write_text("not a folder")
    with Terminal(home=home) as terminal:
        terminal.until("✗").keys("q")
        assert terminal.ended() == 0


def test_a_database_of_a_newer_version_is_left_as_it_is(home: Path) -> None:
    fill(["Ada"])
    with closing(sqlite3.connect(store_path())) as database:
        database.execute(f"PRAGMA user_version = {STORE_SCHEMA + 1}")
    before = store_path().read_bytes()
    with Terminal(home=home) as terminal:
        terminal.until("newer").keys("q")
        assert terminal.ended() == 0
    assert store_path().read_bytes() == before


def test_two_programs_on_one_file_see_each_other(home: Path) -> None:
    fill(["Ada", "Bob"])
    with Terminal(home=home) as one, Terminal(home=home) as other:
        for terminal in (one, other):
            terminal.until("1 in all").keys("enter", "2").until("2 in all")
        one.keys("v").until("VIP  Ada")
        other.until("VIP  Ada").keys("down", "v").until("VIP  Bob")
        one.until("VIP  Bob").keys("u").until(lambda t: "VIP  Ada" not in t.text)
        other.until(lambda t: "VIP  Ada" not in t.text and "VIP  Bob" in t.text)


def test_ten_thousand_people_are_looked_through(home: Path) -> None:
    fill([f"Guest {n}" for n in range(MANY)])
    with Terminal(home=home) as terminal:
        terminal.until("1 in all").keys("enter", "2").until("10,000 in all").until("Guest 17")
        assert terminal.bytes_of("down") < 1_500
        assert terminal.bytes_of("pagedown") < 10_000
        terminal.keys("end").until("Guest 9999").keys("home").until("Guest 0")
        terminal.keys("/", "4711", "enter").until("1 of 10,000 shown").until("Guest 4711")
        terminal.keys("v").until("VIP  Guest 4711").keys("escape").until("10,000 in all")


def test_names_of_every_kind_are_shown_on_every_screen_and_obeyed_on_none(home: Path) -> None:
    fill(list(NAMES))
    with closing(sqlite3.connect(store_path())) as database, database:
        database.execute("UPDATE participants SET first_name = ? WHERE id = 'p00010'", (COMMAND,))
    with Terminal(home=home) as terminal:
        terminal.until("1 in all").keys("enter", "2").until("11 in all").until("[/b] Bob [red]")
        terminal.keys("enter").until("First name").keys("f4").until("11 in all")
        terminal.keys("3").until("Press n").keys("n", "2").until("Chosen: 0")
        terminal.keys("enter", "enter", "down", "enter").until("Chosen:").keys("f4")
        terminal.keys("5").until("Press p").keys("p").until("● The plan")
        terminal.keys("6").until("people seated: 11")
        views = {"i": "11 in all", "m": "one cell for a pair", "f": "Gini", "V": "current"}
        for key, wanted in views.items():
            terminal.keys(key).until(wanted)
        terminal.keys("q")
        assert terminal.ended() == 0
    for obeyed in ("\x1b]0;", "\x1b[2J", "\x9b", "\u202e"):
        assert obeyed.encode() not in terminal.sent


def test_a_window_of_any_size_on_every_section(home: Path) -> None:
    fill([f"Guest {n}" for n in range(12)])
    with Terminal(home=home) as terminal:
        terminal.until("1 in all").keys("enter")
        for section in "123456789":
            terminal.keys(section).until(f"[{section} ")
            terminal.resize(60, 20).until("60 columns and 20 lines")
            terminal.resize(1, 1).quiet()
            terminal.resize(2, 40).resize(300, 2).resize(80, 24).until(f"[{section} ")
        terminal.keys("q")
        assert terminal.ended() == 0

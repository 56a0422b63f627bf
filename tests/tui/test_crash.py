"""An unexpected error, wherever it comes from: what is said, what is kept, how it goes on."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import ComposeResult, RenderResult
from textual.widgets import Static
from textual.worker import WorkerFailed

from tests.terminal import Terminal
from tests.tui.pilots import LARGE, SMALL, journey, press, screen_text, until
from tests.tui.snapshots import assert_looks_as_before
from tui import texts
from tui.app import PlannerApp
from tui.cli.exits import UNEXPECTED
from tui.crash import Crash
from tui.folders import log_folder
from tui.logs import FILE, open_log
from tui.screens.crash import CrashScreen
from tui.screens.events import EventsScreen
from tui.store.settings import Settings
from tui.store.store import Store
from tui.terminal import DARK, SIXTEEN

CANARY = "Wanda Canary"


def fault() -> str:
    name = CANARY
    raise ValueError(f"{name} is {len(name)} letters long")


class Faulty(Static):
    def render(self) -> RenderResult:
        return fault()


class UnmadeScreen(EventsScreen):
    def compose_body(self) -> ComposeResult:
        fault()
        yield Static()


async def faulty_worker() -> None:
    fault()


async def faulty_thread() -> None:
    await asyncio.to_thread(fault)


def provoke(app: PlannerApp, where: str) -> None:
    match where:
        case "handler":
            app.screen.action_show_archived = fault  # type: ignore[attr-defined]
            app.screen.call_later(app.action_perform, "events.show-archived")
        case "worker":
            app.run_worker(faulty_worker())
        case "thread":
            app.run_worker(faulty_thread())
        case "timer":
            app.set_timer(0.01, fault)
        case "rendering":
            app.screen.mount(Faulty())
        case "composing":
            app.push_screen(UnmadeScreen())


PLACES = pytest.mark.parametrize(
    "where", ["handler", "worker", "thread", "timer", "rendering", "composing"]
)


@PLACES
def test_an_error_anywhere_ends_the_program_with_a_reference_and_names_nobody(where: str) -> None:
    open_log("debug")
    app = PlannerApp(Settings())

    @journey
    async def go() -> None:
        async with app.run_test(size=SMALL) as pilot:
            await until(pilot, lambda: app.store is not None)
            provoke(app, where)
            await until(pilot, lambda: app.crash is not None)

    with pytest.raises((ValueError, WorkerFailed)):
        go()
    assert app.crash is not None
    log = (log_folder() / FILE).read_text("utf-8")
    assert app.crash.reference in log
    assert "test_crash.py" in log
    assert "Canary" not in log + str(app.crash.told)
    assert not app.crash.searching


@pytest.fixture(params=[DARK, SIXTEEN])
def theme(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CrashScreen.theme, "_default", request.param)
    monkeypatch.setattr("tui.screens.crash.log_folder", lambda: Path("/home/ana/.local/state/logs"))


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_the_screen_says_what_is_saved_and_how_to_go_on(
    size: tuple[int, int], language: str
) -> None:
    texts.use(language)
    app = CrashScreen(Crash("0a1b2c3d", searching=True))

    @journey
    async def go() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert_looks_as_before(app, f"crash-{language}")
            assert "doctor --bundle" in screen_text(app)
            await press(pilot, "enter")

    go()
    assert app.goes_on


@journey
async def test_leaving_the_screen_is_not_going_on() -> None:
    app = CrashScreen(Crash("0a1b2c3d"))
    async with app.run_test(size=SMALL) as pilot:
        assert "search" not in screen_text(app)
        await press(pilot, "q")
    assert not app.goes_on


FAULTS = {
    "handler": "EventsScreen.action_show_archived = fault",
    "worker": """
async def work(self):
    fault(self)
EventsScreen.action_show_archived = work
""",
    "rendering": """
class Faulty(Static):
    render = fault
EventsScreen.action_show_archived = lambda self: (self.mount(Faulty()), None)[1]
""",
}
PROGRAM = """
import sys
from tui.launcher import main
from tui.screens.crash import CrashScreen
from tui.screens.events import EventsScreen
from textual.widgets import Static

def fault(self):
    name = "Wanda Canary"
    raise ValueError(name)

{fault}
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(params=FAULTS)
def crashed(request: pytest.FixtureRequest, home: Path) -> Iterator[Terminal]:
    """Just after the error, with one event that was typed before it."""
    program = PROGRAM.format(fault=FAULTS[request.param])
    with Terminal(home=home, program=("-c", program)) as terminal:
        terminal.until("Press n to make").keys("n").until("Begins at")
        terminal.keys("Gala", "enter").until("1 in all").keys("A")
        yield terminal.until("Something went wrong").until("q quit")


def test_after_the_screen_everything_is_there_and_undo_goes_on(crashed: Terminal) -> None:
    crashed.keys("enter").until("Back after an unexpected error").until("1 in all")
    crashed.keys("u").until("Undone: New event").until("Press n to make")
    crashed.keys("q")
    assert crashed.ended() == 0
    assert "Canary" not in crashed.sent.decode()


def test_quitting_leaves_the_reference_in_the_terminal(crashed: Terminal, home: Path) -> None:
    crashed.keys("q")
    assert crashed.ended() == UNEXPECTED
    told = "".join(crashed.text.split())
    assert "Everythinguptoyourlastchangeissaved." in told
    assert "Traceback" not in told
    reference = re.search(r"reference([0-9a-f]{8})", told)
    assert reference is not None
    log = (home / "logs" / "speed-dating.log").read_text("utf-8")
    assert reference[1] in log
    assert "Canary" not in log + crashed.sent.decode()
    with Store.open() as store:
        assert [row.event.name for row in store.events()] == ["Gala"]


def test_where_not_even_the_screen_can_be_drawn_it_is_told_in_words(home: Path) -> None:
    fault = "EventsScreen.action_show_archived = fault; CrashScreen.compose = fault"
    with Terminal(home=home, program=("-c", PROGRAM.format(fault=fault))) as terminal:
        terminal.until("Press n to make").keys("A")
        assert terminal.ended() == UNEXPECTED
        told = "".join(terminal.text.split())
    assert "Everythinguptoyourlastchangeissaved." in told
    assert b"Canary" not in terminal.sent

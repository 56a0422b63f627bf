"""An evening in the store, with a clock that stands where the test has put it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from textual.pilot import Pilot

from planner.evening import checkin
from planner.evening.facts import Evening
from planner.messages import N_
from planner.records import Record, When
from tests.terminal import Terminal
from tests.tui.pilots import SMALL, program, screen_text, settled, shell, until
from tests.tui.planned import contents, keep, new_event, rotated
from tests.tui.snapshots import assert_looks_as_before
from tui.store.store import Store

START: Final = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)
NAMES: Final = (
    "Ada", "Bob", "Cem", "Dee", "Eve", "Fay", "Gil", "Hal", "Ida", "Jo", "Kim", "Lou",
)  # fmt: skip


@dataclass
class Hands:
    """The time of day; `hands.minutes = 3` puts it on."""

    minutes: float = 0.0

    def now(self) -> datetime:
        return START + timedelta(minutes=self.minutes)


def evening_of(names: Iterable[str] = NAMES, *, tables: int = 3, **fields: Any) -> str:
    """Twelve people at three tables, three rounds of ten minutes, breaks of two; with a plan."""
    people = list(names)
    settings: dict[str, Any] = {
        "when": When("2026-11-20", "19:30", "UTC"), "minutes_per_round": 10, "minutes_of_break": 2,
        **fields,
    }  # fmt: skip
    with Store.open() as store:
        event_id = new_event(store, people, tables=tables, rounds=3)
        keep(store, event_id, rotated(len(people), tables, 3))
        with store.writing(N_("Settings")) as unit:
            unit.change(contents(store, event_id).event, **settings)
    return event_id


def step(event_id: str, work: Any, minutes: float) -> None:
    """A step of the evening by another program."""
    _step(event_id, work, Hands(minutes).now())


def step_ago(event_id: str, work: Any, seconds: float = 0.0) -> None:
    """The same by the clock of the machine, as real programs look at it."""
    _step(event_id, work, datetime.now(UTC) - timedelta(seconds=seconds))


def _step(event_id: str, work: Any, now: datetime) -> None:
    with Store.open() as store:
        store.evening_step(event_id, "step", lambda evening: work(evening, now))


def bytes_a_tick(terminal: Terminal, ticks: int = 3) -> float:
    """How many bytes the clock sends for each second that it shows, as so many seconds pass."""
    terminal.quiet()
    begun = len(terminal.sent)
    for _ in range(ticks):
        before = terminal.lines
        terminal.until(lambda t, before=before: t.lines != before).quiet()  # type: ignore[misc]
    return (len(terminal.sent) - begun) / ticks


def arrived(event_id: str, *, but: int = 0) -> None:
    """Everybody is here, the last `but` people apart."""

    def come(evening: Evening, now: datetime) -> Iterable[Record]:
        ids = [person.id for person in evening.people]
        return checkin.arrive(evening, ids[: len(ids) - but], now)

    step(event_id, come, -5)


@asynccontextmanager
async def tonight(
    event_id: str, hands: Hands, size: tuple[int, int] = SMALL
) -> AsyncIterator[Pilot[int]]:
    """The program on the section Evening."""
    async with program(size) as pilot:
        app = shell(pilot)
        app.now = hands.now
        app.open_event(event_id)
        app.show_section("evening")
        await until(pilot, lambda: getattr(app.screen, "seats", None) is not None)
        await settled(pilot)
        yield pilot


async def at(pilot: Pilot[int], hands: Hands, minutes: float) -> None:
    """As if the time had passed: every clock looks again."""
    app = shell(pilot)
    hands.minutes = minutes
    app.keeper.tick()
    getattr(app.screen, "tick", lambda: None)()
    await settled(pilot)


async def looks(pilot: Pilot[int], name: str) -> None:
    """Once everything has found its place."""
    before = ""
    while before != (before := screen_text(pilot.app)):
        await pilot.pause(0.1)
    assert_looks_as_before(pilot.app, name)


async def facts(pilot: Pilot[int], event_id: str) -> Evening:
    await settled(pilot)
    evening = await shell(pilot).read(lambda store: store.evening(event_id))
    assert evening is not None
    return evening

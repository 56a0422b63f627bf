"""Keeping the time: rings, and writes what the time has brought, whatever is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.worker import WorkType

from planner.evening.clock import Clock, clock, due
from planner.evening.facts import Evening
from planner.messages import N_, Refusal
from planner.records import EventRecord
from tui.running import words
from tui.running.ticking import Ticker, rings, seconds_to_change
from tui.screens.event import EventScreen
from tui.widgets.bars import TitleBar

if TYPE_CHECKING:
    from tui.app import PlannerApp
    from tui.store.store import Store

AGAIN: Final = 1.0
"""Seconds until what could not be written is tried again."""


class Keeper:
    """Of all evenings that run. Several programs on one file may keep the time: what they write is
    the same."""

    def __init__(self, shell: PlannerApp) -> None:
        self._shell = shell
        self._ticker = Ticker(shell, self.tick)
        self._evenings: dict[str, Evening] = {}
        self._seen: dict[str, Clock] | None = None
        """How they stood at the last look; None before the first."""

    def look(self) -> None:
        """The store has changed."""
        # not begun yet, for the next look may end this one before it begins
        look: WorkType[None] = self._look
        self._shell.run_worker(look, group="keeper", exclusive=True)

    async def _look(self) -> None:
        try:
            self._evenings = await self._shell.read(self._read)
        except Refusal as refusal:
            self._shell.tell(refusal.messages[0], "error")
            return
        self.tick()

    def _read(self, store: Store) -> dict[str, Evening]:
        """Those that run, and those that did when they were last looked at: they may have ended."""
        known = self._evenings
        with store.reading() as reader:
            events = reader.all(EventRecord)
            ids = [e.id for e in events if e.state == "running" or e.id in known]
            read = [reader.evening(id_) for id_ in ids]
        return {evening.event.id: evening for evening in read if evening is not None}

    def tick(self) -> None:
        """The time has gone on."""
        if self._shell.leaving:
            return
        now = self._shell.now()
        self.tell_time()
        before, self._seen = self._seen, {}
        waits: list[float | None] = []
        for event_id, evening in self._evenings.items():
            shown = self._seen[event_id] = clock(evening, now)
            if before is not None and evening.event.bell:
                last = before.get(event_id, Clock("before", 0, shown.rounds))
                if rings(last, shown):
                    self._shell.bell()
            waits.append(seconds_to_change(shown))
            if due(evening, now):
                waits.append(AGAIN)
                self._shell.run_worker(
                    self._write(event_id), group=f"due {event_id}", exclusive=True
                )
        self._ticker.wait(waits)

    def tell_time(self) -> None:
        """In the title of the section that is shown, where the large digits are not."""
        screen = self._shell.screen
        if not isinstance(screen, EventScreen) or screen.SECTION == "evening":
            return
        evening = self._evenings.get(screen.event_id)
        time = "" if evening is None else words.in_a_line(evening, self._shell.now())
        for title in screen.query(TitleBar):  # none yet while the screen is being composed
            title.tell_time(time)

    async def _write(self, event_id: str) -> None:
        now = self._shell.now()
        try:
            await self._shell.read(
                lambda store: store.evening_step(
                    event_id, N_("What the time brought"), lambda evening: due(evening, now),
                    undoable=False,
                )
            )  # fmt: skip
        except Refusal as refusal:
            self._shell.tell(refusal.messages[0], "error")
            return
        self._shell.store_changed()

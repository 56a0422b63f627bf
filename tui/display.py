"""The public display: the round, a large clock and everybody's place, for a second screen."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar, Final, get_args

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.timer import Timer

from planner.evening.clock import Clock, clock
from planner.messages import N_, Message, Refusal
from planner.records import Display
from tui.frame import Frame
from tui.running.board import By, View, board, title
from tui.running.seats import Seats
from tui.running.ticking import Ticker, rings, seconds_to_change
from tui.store.watch import Watch
from tui.texts import translate
from tui.widgets.clock import ClockFace
from tui.widgets.live import Live

POLL_SECONDS: Final = 1.0
"""How often the file is looked at for what the organizer did."""
PAGE_SECONDS: Final = 12.0
"""How long a page is shown where there are several."""

_GONE: Final = Message("event-gone", N_("The event was deleted."))


class DisplayApp(Frame):
    """It reads and never writes: whatever happens to it, the evening goes on."""

    CSS = """
    #title { height: 1; }
    #band { height: auto; padding: 0 1; }
    #words { width: 1fr; padding: 0 1; }
    #below { height: 1fr; }
    """
    BINDINGS: ClassVar = [
        Binding("q,escape,ctrl+c", "end", show=False),
        Binding("tab,t", "other_order", show=False, priority=True),
        Binding("d", "other_names", show=False),
        Binding("right,space,pagedown,down", "page(1)", show=False),
        Binding("left,pageup,up", "page(-1)", show=False),
    ]

    def __init__(self, watch: Watch, event_id: str) -> None:
        super().__init__()
        self._watch = watch
        self._event_id = event_id
        self._seats: Seats | None = None
        self._problem: Message | None = None
        """Why nothing, or nothing new, can be shown."""
        self._view = View()
        self._shown: Clock | None = None
        self._ticker = Ticker(self, self.tick)
        self._turning: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Live(id="title")
        with Horizontal(id="band"):
            yield ClockFace()
            yield Live(id="words")
        yield Live(id="below")

    def on_mount(self) -> None:
        self.set_interval(POLL_SECONDS, self._look)
        self.run_worker(self._read(), group="read")

    # --- what it shows

    async def _look(self) -> None:
        try:
            changed = await asyncio.to_thread(self._watch.changed)
        except Refusal as refusal:
            self._say(refusal.messages[0])
            return
        if changed or self._problem is not None:
            await self._read()

    async def _read(self) -> None:
        try:
            self._seats = await asyncio.to_thread(self._find)
        except Refusal as refusal:
            self._say(refusal.messages[0])
            return
        self._say(None if self._seats is not None else _GONE)

    def _find(self) -> Seats | None:
        with self._watch.reading() as reader:
            evening = reader.evening(self._event_id)
            return None if evening is None else Seats(evening, reader.plans_of(evening))

    def _say(self, problem: Message | None) -> None:
        self._problem = problem
        self.tick()

    def on_resize(self) -> None:
        self.call_after_refresh(self.tick)

    def tick(self) -> None:
        """Shows how it stands now; only what differs is sent."""
        if not self.query("#below") or self.leaving:
            return
        lines: tuple[Text, ...] = ()
        pages = 0
        width, height = self.size
        if self._seats is not None:
            now = self.now()
            shown = clock(self._seats.evening, now)
            self._ring(shown)
            found = board(self._seats, now, self._view, width, height)
            lines, pages = found.lines, found.pages
            self.query_one("#title", Live).show([title(self._seats, width)])
            self.query_one(ClockFace).show_time(found.digits, alarm=found.alarm, scale=found.scale)
            self.query_one("#words", Live).show(found.words)
            self._ticker.wait([seconds_to_change(shown)])
        if self._problem is not None:
            problem = Text(f" {translate(self._problem)}")
            problem.stylize("bold")
            lines = (*lines[:-1], problem)
        self.query_one("#below", Live).show(lines)
        self._turn(pages > 1)

    def _ring(self, shown: Clock) -> None:
        before, self._shown = self._shown, shown
        if before is None:
            return
        if self._seats is not None and self._seats.evening.event.bell and rings(before, shown):
            self.bell()
        if (before.phase, before.round) != (shown.phase, shown.round):
            self._view = replace(self._view, page=0)

    def _turn(self, several: bool) -> None:
        if several and self._turning is None:
            self._turning = self.set_interval(PAGE_SECONDS, self.turned)
        elif not several and self._turning is not None:
            self._turning.stop()
            self._turning = None

    def turned(self) -> None:
        """The page has been shown long enough."""
        self._show(replace(self._view, page=self._view.page + 1))

    def _show(self, view: View) -> None:
        self._view = view
        self.tick()

    # --- keys

    def action_end(self) -> None:
        self.leave(0)

    def action_other_order(self) -> None:
        by: By = "table" if self._view.by == "name" else "name"
        self._show(replace(self._view, by=by, page=0))

    def action_other_names(self) -> None:
        if self._seats is None:
            return
        ways = get_args(Display)
        current = self._view.display or self._seats.evening.event.display
        following = ways[(ways.index(current) + 1) % len(ways)]
        self._show(replace(self._view, display=following, page=0))

    def action_page(self, step: int) -> None:
        if self._turning is not None:
            self._turning.reset()
        self._show(replace(self._view, page=self._view.page + step))

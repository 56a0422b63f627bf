"""The frame of a screen of one open event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult

from planner.records import EventRecord
from tui import dates
from tui.bindings import bindings
from tui.screens.base import StoreScreen
from tui.widgets.bars import SectionBar

if TYPE_CHECKING:
    from tui.store.store import Store

D = TypeVar("D")


class EventScreen(StoreScreen[D]):
    """One section of the event `event_id`; `event` is its record as last read.

    A subclass sets `SECTION` to its id in `tui.sections`, and
    `PLACES = (*EventScreen.PLACES, SECTION)`,
    `BINDINGS = [*EventScreen.BINDINGS, *bindings(SECTION)]`.
    """

    SECTION: ClassVar[str] = ""
    PLACES: ClassVar[tuple[str, ...]] = ("event", "section")
    BINDINGS: ClassVar = bindings("event", "section")

    def __init__(self, event_id: str) -> None:
        super().__init__()
        self.event_id = event_id
        self.event: EventRecord | None = None

    def compose_bar(self) -> ComposeResult:
        yield SectionBar(self.SECTION)

    async def on_screen_resume(self) -> None:
        self.shell.keeper.tell_time()

    def title_parts(self) -> tuple[str, ...]:
        if self.event is None:
            return ()
        return (self.event.name, dates.day(self.event.when.date), self.event.venue)

    def read_all(self, store: Store) -> Any:
        event = store.get(EventRecord, self.event_id)
        return event, (None if event is None else self.read(store))

    def show_read(self, found: Any) -> None:
        self.event, data = found
        if self.event is None:
            self.shell.event_gone()
        else:
            self.show(data)

    def action_back(self) -> None:
        """Esc leaves what is transient first."""
        if not self.leave():
            self.shell.close_event()

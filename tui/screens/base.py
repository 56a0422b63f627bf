"""What every screen shares: the bars, reading from the store, and which actions it can do."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import WorkType

from planner.messages import Message, Refusal
from tui.actions import STORE_OPEN, Action, Need
from tui.texts import say
from tui.widgets.bars import KeyBar, MessageBar, TitleBar

if TYPE_CHECKING:
    from tui.app import PlannerApp
    from tui.store.store import Store

D = TypeVar("D")

SMALLEST = (80, 24)
"""Columns and lines that every screen fits."""


class TooSmall(Static):
    """Covers a screen or dialog while the window is smaller than it."""

    def tell(self, width: int, height: int) -> None:
        self.update(
            Text(
                say(
                    "This window has {width} columns and {height} lines; make it at least "
                    "{columns} x {lines}.",
                    width=width, height=height, columns=SMALLEST[0], lines=SMALLEST[1],
                )
            )
        )  # fmt: skip

    @staticmethod
    def mind(screen: Screen[Any], width: int, height: int) -> None:
        """Covers `screen` if the window is too small for it, and uncovers it when it is not."""
        small = width < SMALLEST[0] or height < SMALLEST[1]
        screen.set_class(small, "-small")
        if small:
            screen.query_one(TooSmall).tell(width, height)


class StoreScreen(Screen[None], Generic[D]):
    """A screen that shows what `read` finds in the store; `D` is what that is.

    A subclass names itself (`PLACES`, `TITLE`), composes its widgets in `compose_body`, reads in
    `read` (in a thread: the store only, no widgets) and shows in `show` (in the loop: widgets
    only, no store). It is read again whenever the store has changed, by whomever.
    """

    PLACES: ClassVar[tuple[str, ...]] = ()
    """The places of the registry whose actions work here."""
    HELP: ClassVar[str] = ""
    """A template: what this screen is for, in a few sentences."""

    focused = Reactive[Widget | None](None, repaint=False)
    """Textual repaints the whole screen whenever another widget has the focus."""
    is_read = False
    """Whether it knows what can be done: what is in the store was read, or cannot be."""
    _revision = -1
    _keys_shown: tuple[Any, ...] = ()

    @property
    def shell(self) -> PlannerApp:
        return cast("PlannerApp", self.app)

    # --- for the subclass to fill

    def compose_body(self) -> ComposeResult:
        raise NotImplementedError

    def read(self, store: Store) -> D:
        """What this screen shows. Runs in a thread."""
        raise NotImplementedError

    def show(self, data: D) -> None:
        """Puts `data` into the widgets."""
        raise NotImplementedError

    def title_parts(self) -> tuple[str, ...]:
        """What the title line says, from the wide to the narrow."""
        return ()

    def meets(self, need: Need) -> bool:
        """Whether what an action needs is there."""
        return need is not STORE_OPEN or self.shell.store is not None

    def reason_against(self, action: Action) -> Message | None:
        """Why `action` cannot be done now. Override where a need's own sentence says too little."""
        return next((self.shell.reason(n) for n in action.needs if not self.meets(n)), None)

    def leave(self) -> bool:
        """Ends what is transient (a filter, a mode); False if there is nothing such."""
        return False

    # --- the frame

    def compose(self) -> ComposeResult:
        yield TitleBar(id="title")
        yield from self.compose_bar()
        yield from self.compose_body()
        yield MessageBar(id="message")
        yield KeyBar(id="keys")
        yield TooSmall(id="too-small")

    def compose_bar(self) -> ComposeResult:
        yield from ()

    def on_mount(self) -> None:
        self.query_one("#title", TitleBar).show(*self.title_parts())
        self.refresh_keys()
        self.watch(self, "focused", self.refresh_keys, init=False)

    async def on_screen_resume(self) -> None:
        self.refresh_from_store()
        self.refresh_keys()

    def on_resize(self, event: events.Resize) -> None:
        TooSmall.mind(self, *event.size)
        self._keys_shown = ()
        self.refresh_keys()
        self.query_one("#title", TitleBar).show(*self.title_parts())

    def say(self, sentence: str, kind: str) -> None:
        self.query_one("#message", MessageBar).say(sentence, kind)

    async def say_it_again(self) -> None:
        """Composes the screen anew, in the language in use now."""
        await self.recompose()
        self.focus_next()
        self._keys_shown = ()
        self._revision = -1
        self.is_read = False
        self.query_one("#title", TitleBar).show(*self.title_parts())
        self.refresh_from_store()
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """Call when what an action needs has come or gone (a row under the cursor, say)."""
        if not self.is_mounted or self.shell.leaving or self.shell.screen is not self:
            return
        shown = self.shell.hints()
        if shown != self._keys_shown:
            self._keys_shown = shown
            self.query_one("#keys", KeyBar).show(*shown)

    # --- from the store

    def refresh_from_store(self) -> None:
        """Reads again if the store has changed since it was last read."""
        if not self.is_mounted:
            return  # it is told again once it is there
        if self.shell.store is not None and self._revision != self.shell.revision:
            self._revision = self.shell.revision
            reload: WorkType[None] = self._reload
            self.run_worker(reload, group="reload", exclusive=True)

    async def _reload(self) -> None:
        store = self.shell.store
        assert store is not None
        try:
            found = await asyncio.to_thread(self.read_all, store)
        except Refusal as refusal:
            self.is_read = True
            self.shell.tell(refusal.messages[0], "error")
            return
        if self.shell.leaving or not self.is_attached:
            return
        self.show_read(found)
        self.is_read = True
        self.query_one("#title", TitleBar).show(*self.title_parts())
        self.refresh_keys()

    def read_all(self, store: Store) -> Any:
        return self.read(store)

    def show_read(self, found: Any) -> None:
        self.show(found)

    def part_with_help(self) -> Widget | None:
        """The focused widget or the nearest around it that explains itself (`HELP`)."""
        node = self.focused
        while node is not None and node is not self:
            if getattr(node, "HELP", ""):
                return node
            node = cast("Widget | None", node.parent)
        return None

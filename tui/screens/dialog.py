"""Dialogs: a question over the screen, answered by keys, awaited by whoever asks."""

from __future__ import annotations

from typing import Any, ClassVar, Final, TypeVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from tui.screens.base import TooSmall
from tui.texts import _

R = TypeVar("R")

LEAVE: Final = "escape,f4"
"""F4 because terminals make escape wait 100 ms, to see whether more follows."""


class Dialog(ModalScreen[R | None]):
    """A panel with a title; `await app.ask(dialog)` gives what it was dismissed with.

    None says that it was left. A subclass composes its widgets in `compose_body`.
    """

    BINDINGS: ClassVar = [Binding(LEAVE, "leave", show=False)]
    HINT: ClassVar[str] = ""
    """A template: the keys of this dialog, in its last line."""

    def heading(self) -> str:
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical(id="panel"):
            yield Static(Text(self.heading()), id="heading")
            yield from self.compose_body()
            if self.HINT:
                yield Static(Text(_(self.HINT)), id="hint")
        yield TooSmall(id="too-small")

    def on_resize(self, event: events.Resize) -> None:
        TooSmall.mind(self, *event.size)

    def action_leave(self) -> None:
        self.dismiss(None)


class Confirm(Dialog[bool]):
    """Asks before something is done that hurts: cancel has the focus, `y` does it."""

    BINDINGS: ClassVar = [
        Binding("n", "leave", show=False),
        Binding("y", "confirm", show=False),
        Binding("left,right,up,down,h,l,k,j", "other", show=False),
    ]

    def __init__(self, question: str, consequence: str, confirm: str) -> None:
        """Three sentences in the reader's language; `confirm` is the button's verb."""
        super().__init__()
        self._texts = question, consequence, confirm

    def heading(self) -> str:
        return self._texts[0]

    def compose_body(self) -> ComposeResult:
        yield Static(Text(self._texts[1]), classes="dialog--text")
        with Horizontal(classes="dialog--buttons"):
            yield Button(Text(f"n {_('Cancel')}"), id="cancel")
            yield Button(Text(f"y {self._texts[2]}"), id="confirm")

    def on_mount(self) -> None:
        self.query_one("#cancel", Button).focus()

    def action_confirm(self) -> None:
        self.dismiss(True)

    def action_other(self) -> None:
        self.focus_next()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(True if event.button.id == "confirm" else None)


AnyDialog = Dialog[Any]

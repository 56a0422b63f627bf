"""Dialogs: a question over the screen, answered by keys, awaited by whoever asks."""

from __future__ import annotations

from typing import ClassVar, Final, Literal, TypeVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Static

from tui.screens.base import TooSmall
from tui.texts import _

R = TypeVar("R")

LEAVE: Final = "escape,f4"
"""F4 because terminals make escape wait 100 ms, to see whether more follows."""


class Dialog(ModalScreen[R]):
    """A panel with a title; `await app.ask(dialog)` gives what it was dismissed with.

    None says that it was left. A subclass composes its widgets in `compose_body`.
    """

    BINDINGS: ClassVar = [Binding(LEAVE, "leave", show=False)]
    focused = Reactive[Widget | None](None, repaint=False)
    """As in `StoreScreen`."""
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


Answer = Literal["confirmed", "instead"]
CONFIRMED: Final = "confirmed"
INSTEAD: Final = "instead"


class Confirm(Dialog[Answer]):
    """Asks before something is done that hurts: cancel has the focus, `y` does it.

    CONFIRMED, INSTEAD for the other way offered (`e`), or None.
    """

    BINDINGS: ClassVar = [
        Binding("n", "leave", show=False),
        Binding("y", "answer('confirmed')", show=False),
        Binding("e", "answer('instead')", show=False),
        Binding("right,down,l,j", "app.focus_next", show=False),
        Binding("left,up,h,k", "app.focus_previous", show=False),
    ]

    def __init__(self, question: str, consequence: str, confirm: str, instead: str = "") -> None:
        """All in the reader's language; `confirm` and `instead` are verbs."""
        super().__init__()
        self._question = question
        self._consequence = consequence
        self._confirm = confirm
        self._instead = instead

    def heading(self) -> str:
        return self._question

    def compose_body(self) -> ComposeResult:
        yield Static(Text(self._consequence), classes="dialog--text")
        with Horizontal(classes="dialog--buttons"):
            yield Button(Text("n " + _("Cancel")), id="cancel")
            if self._instead:
                yield Button(Text(f"e {self._instead}"), id=INSTEAD)
            yield Button(Text(f"y {self._confirm}"), id=CONFIRMED)

    def on_mount(self) -> None:
        self.query_one("#cancel", Button).focus()

    def action_answer(self, answer: Answer) -> None:
        if answer == CONFIRMED or self._instead:
            self.dismiss(answer)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        match event.button.id:
            case "confirmed":
                self.dismiss(CONFIRMED)
            case "instead":
                self.dismiss(INSTEAD)
            case _:
                self.dismiss(None)

"""Help: what has the focus first, then the screen, then every key that works here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from planner.messages import N_
from tui import keymap
from tui.actions import PLACES
from tui.screens.base import StoreScreen
from tui.screens.dialog import Dialog
from tui.texts import _, translate

if TYPE_CHECKING:
    from tui.app import PlannerApp


class Help(Dialog[None]):
    BINDINGS: ClassVar = [
        Binding("q,question_mark,f1,enter", "leave", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]
    HINT = N_("↑ ↓ scroll, esc or q leaves")

    def __init__(self, text: Text) -> None:
        super().__init__()
        self._text = text

    @classmethod
    def of(cls, shell: PlannerApp) -> Help:
        """The help of what `shell` shows now."""
        text = Text()
        screen = shell.screen
        if isinstance(screen, StoreScreen):
            for part in (screen.part_with_help(), screen):
                if part is not None and part.HELP:
                    text.append(_(part.HELP) + "\n\n")
        _append_keys(text, shell)
        return cls(text)

    def heading(self) -> str:
        return _("Help")

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Static(self._text)

    def action_scroll(self, lines: int) -> None:
        self.query_one("#help").scroll_relative(y=lines, animate=False)


def _append_keys(text: Text, shell: PlannerApp) -> None:
    place = ""
    for action, reason in shell.available():
        if action.place != place:
            place = action.place
            text.append(f"{_(PLACES[place])}\n", Style(bold=True, underline=True))
        keys = " ".join(map(keymap.shown, shell.keys_of(action)))
        style = Style(dim=reason is not None)
        text.append(f"{keys:>10}  ", Style(bold=True) + style)
        text.append(_(action.title), style)
        if reason is not None:
            text.append(f" ({translate(reason)})", style + Style(italic=True))
        text.append("\n")

"""Help: what has the focus first, then the screen, then every key that works here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.table import Table as Grid
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

    def __init__(self, parts: list[Text | Grid]) -> None:
        """What it says, one below the other."""
        super().__init__()
        self._parts = parts

    @classmethod
    def of(cls, shell: PlannerApp) -> Help:
        """The help of what `shell` shows now."""
        parts: list[Text | Grid] = []
        screen = shell.screen
        if isinstance(screen, StoreScreen):
            for part in (screen.part_with_help(), screen):
                if part is not None and part.HELP:
                    parts.append(Text(_(part.HELP) + "\n"))
        return cls([*parts, *_keys(shell)])

    def heading(self) -> str:
        return _("Help")

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            for part in self._parts:
                yield Static(part)

    def action_scroll(self, lines: int) -> None:
        self.query_one("#help").scroll_relative(y=lines, animate=False)


def _keys(shell: PlannerApp) -> Iterator[Text | Grid]:
    """By place, the actions that work here; what is said of one stays clear of the keys."""
    for place, found in groupby(shell.available(), lambda entry: entry[0].place):
        yield Text(_(PLACES[place]), Style(bold=True, underline=True))
        grid = Grid.grid(padding=(0, 2, 0, 0))
        grid.add_column(justify="right", min_width=10)
        grid.add_column()
        for action, reason in found:
            style = Style(dim=reason is not None)
            keys = " ".join(map(keymap.shown, shell.keys_of(action)))
            title = Text(_(action.title), style)
            if reason is not None:
                title.append(f" ({translate(reason)})", Style(italic=True))
            grid.add_row(Text(keys, Style(bold=True) + style), title)
        yield grid

"""Everything that can be done here, found by typing a few letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult

from planner.messages import N_, Message
from tui import keymap
from tui.actions import PLACES, Action
from tui.screens.dialog import Dialog
from tui.texts import _, translate
from tui.widgets.field import Field
from tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from tui.app import PlannerApp

_MOVES: Final = frozenset(
    f"list.{verb}"
    for verb in ("up", "down", "left", "right", "page-up", "page-down", "first", "last")
)
"""Of no use by name: the palette has the focus."""


@dataclass(frozen=True, slots=True)
class Entry:
    action: Action
    keys: str
    reason: Message | None


def _title(entry: Entry) -> Text:
    text = f"{_(PLACES[entry.action.place])}: {_(entry.action.title)}"
    if entry.reason is not None:
        return Text(f"{text} ({translate(entry.reason)})", style="dim italic")
    return Text(text)


class Palette(Dialog[Action]):
    HINT = N_("enter does it, ↑ ↓ choose, esc or F4 leaves")

    def __init__(self, available: Sequence[tuple[Action, Message | None]]) -> None:
        super().__init__()
        self._available = available

    def heading(self) -> str:
        return _("All actions")

    def compose_body(self) -> ComposeResult:
        yield Field(placeholder=_("A few letters of what you want to do"))
        yield Table(
            [
                Column[Entry]("title", N_("Action"), _title, grows=True),
                Column[Entry]("keys", N_("Key"), lambda entry: entry.keys),
            ],
            lambda entry: entry.action.id,
        )

    def on_mount(self) -> None:
        shell = cast("PlannerApp", self.app)
        entries = [
            Entry(action, " ".join(map(keymap.shown, shell.keys_of(action))), reason)
            for action, reason in self._available
            if action.id not in _MOVES
        ]
        self._table.show(entries)
        self._table.can_focus = False

    @property
    def _table(self) -> Table[Entry]:
        return self.query_one(Table)

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        self._table.filter(event.value)
        self._table.action_first()

    @on(Field.Submitted)
    @on(Table.Chosen)
    def _chosen(self) -> None:
        if self._table.current is not None:
            self.dismiss(self._table.current.action)

    def key_up(self) -> None:
        self._table.action_up()

    def key_down(self) -> None:
        self._table.action_down()

    def key_pageup(self) -> None:
        self._table.action_page_up()

    def key_pagedown(self) -> None:
        self._table.action_page_down()

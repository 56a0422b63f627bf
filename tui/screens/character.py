"""What sort of evening it is, with what that means for its figures while it is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.messages import N_
from tui.latest import Latest
from tui.preparing.character import (
    LABELS,
    Character,
    changed,
    character,
    meaning_of,
    value_of,
    with_character,
)
from tui.preparing.outlook import Outlook, outlook
from tui.screens.dialog import Dialog
from tui.screens.outlook_grid import outlook_grid
from tui.texts import _
from tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from tui.store.reading import EventContents


class CharacterDialog(Dialog[Character]):
    CSS_PATH = "character.tcss"
    BINDINGS: ClassVar = [
        Binding("space,right,l,plus", "change(1)", show=False),
        Binding("left,h,minus", "change(-1)", show=False),
        Binding("f2", "save", show=False),
    ]
    HINT = N_("space, ← and → change, enter or F2 saves, esc or F4 leaves")

    def __init__(self, contents: EventContents) -> None:
        super().__init__()
        self._contents = contents
        self._chosen = character(contents.event)
        self._measuring: Latest[Outlook] = Latest()

    def heading(self) -> str:
        return _("Sides, wishes, breaks and weights")

    def compose_body(self) -> ComposeResult:
        yield Choices(
            [
                Column[str]("label", "", lambda name: _(LABELS[name])),
                Column[str]("value", "", lambda name: f"‹ {value_of(self._chosen, name)} ›"),
                Column[str]("meaning", "", lambda name: meaning_of(self._chosen, name),
                            grows=True),
            ],
            lambda name: name,
        )  # fmt: skip
        yield Static(id="outlook")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        self.query_one(Choices).show(list(LABELS))
        event = with_character(self._contents.event, self._chosen)
        contents = replace(self._contents, event=event)
        self.run_worker(self._measure(contents), group="measure")

    async def _measure(self, contents: EventContents) -> None:
        found = await self._measuring.of(lambda: outlook(contents))
        if found is not None:
            for box in self.query("#outlook").results(Static):  # it may have been left meanwhile
                box.update(outlook_grid(found), layout=False)

    def action_change(self, step: int) -> None:
        name = self.query_one(Choices).current
        if name is not None:
            self._chosen = changed(self._chosen, name, step)
            self._show()

    @on(Table.Chosen)
    def action_save(self) -> None:
        self.dismiss(self._chosen)


class Choices(Table[str]):
    """Arrows to the side are for the values, not for the list."""

    BINDINGS: ClassVar = [
        Binding("right,l", "screen.change(1)", show=False),
        Binding("left,h", "screen.change(-1)", show=False),
    ]

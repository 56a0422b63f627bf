"""A dialog that asks for one of several things."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Generic, TypeVar

from textual import on
from textual.app import ComposeResult

from planner.messages import N_
from tui.screens.dialog import Dialog
from tui.widgets.table import Column, Table

H = TypeVar("H", bound=Hashable)


class Choose(Dialog[H], Generic[H]):
    CSS_PATH = "choose.tcss"
    HINT = N_("enter takes it, esc or F4 leaves")

    def __init__(self, title: str, choices: Sequence[tuple[H, str]], current: H) -> None:
        """`title` and the words of the `choices` are in the reader's language."""
        super().__init__()
        self._title = title
        self._choices = choices
        self._current = current

    def heading(self) -> str:
        return self._title

    def compose_body(self) -> ComposeResult:
        yield Table[tuple[H, str]](
            [Column("choice", "", lambda choice: choice[1], grows=True)],
            lambda choice: choice[0],
        )

    def on_mount(self) -> None:
        table: Table[Any] = self.query_one(Table)
        table.styles.height = min(len(self._choices) + table.head, 16)
        table.show(self._choices)
        table.move_to(self._current)
        table.focus()

    @on(Table.Chosen)
    def _chosen(self, event: Table.Chosen) -> None:
        self.dismiss(event.item[0])

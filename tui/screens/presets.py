"""Tables and rounds ready made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.messages import N_
from tui.screens.dialog import Dialog
from tui.texts import _, number, say
from tui.widgets.table import Column, Table


@dataclass(frozen=True, slots=True)
class Preset:
    tables: int
    seats: int
    rounds: int

    @property
    def people(self) -> int:
        return self.tables * self.seats

    @property
    def answers(self) -> Mapping[str, Any]:
        """As if typed into the fields of the setup screen."""
        return {"tables": (self.seats,) * self.tables, "rounds": self.rounds}


PRESETS: Final = (Preset(5, 6, 6), Preset(20, 5, 10), Preset(60, 5, 15))


class Presets(Dialog[Preset]):
    BINDINGS: ClassVar = [
        Binding(str(digit), f"pick({digit})", show=False) for digit in range(1, len(PRESETS) + 1)
    ]
    HINT = N_("enter or a number takes it, esc or F4 leaves")

    def __init__(self, people: int) -> None:
        """`people` are on the list."""
        super().__init__()
        self._people = people

    def heading(self) -> str:
        return _("Tables and rounds ready made")

    def compose_body(self) -> ComposeResult:
        yield Table(
            [
                Column[Preset]("digit", "", lambda preset: str(PRESETS.index(preset) + 1)),
                Column[Preset]("people", N_("People"), lambda p: number(p.people), right=True),
                Column[Preset]("tables", N_("Tables"), lambda p: f"{p.tables} x {p.seats}"),
                Column[Preset]("rounds", N_("Rounds"), lambda p: number(p.rounds), right=True),
            ],
            lambda preset: preset.people,
        )
        yield Static(
            Text(
                say("On the list now: {people}. The tables there are now change or go; u brings "
                    "them back.", people=self._people)
            )
        )  # fmt: skip

    def on_mount(self) -> None:
        table = self.query_one(Table)
        table.show(list(PRESETS))
        fitting = next((p for p in PRESETS if p.people >= self._people), PRESETS[-1])
        table.move_to(fitting.people)

    @on(Table.Chosen)
    def _chosen(self, event: Table.Chosen) -> None:
        self.dismiss(event.item)

    def action_pick(self, digit: int) -> None:
        self.dismiss(PRESETS[digit - 1])

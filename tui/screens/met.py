"""Who met at an earlier event: the people who come again, to be confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.messages import N_
from planner.records import MetBeforeRecord
from tui.preparing.returning import Returning, Reunion
from tui.screens.dialog import Dialog
from tui.texts import _, say
from tui.widgets.table import Column, Table


@dataclass(frozen=True, slots=True)
class Line:
    again: Returning
    same: bool

    @property
    def then(self) -> str:
        """Who she was: the address, or the name and what she could be told by."""
        return " ".join(filter(None, (self.again.then.name, self.again.then.email)))


class MetDialog(Dialog[list[MetBeforeRecord]]):
    CSS_PATH = "met.tcss"
    BINDINGS: ClassVar = [
        Binding("space", "other_person", show=False),
        Binding("f2", "save", show=False),
    ]
    HINT = N_("space: not the same person · enter or F2 takes them, esc or F4 leaves")

    def __init__(self, event_id: str, reunion: Reunion) -> None:
        super().__init__()
        self._event_id = event_id
        self._reunion = reunion
        self._others: set[str] = set()
        """Who is somebody else of that name."""

    def heading(self) -> str:
        return say("Who met at {event}", event=self._reunion.source)

    def compose_body(self) -> ComposeResult:
        yield Table[Line](
            [
                Column("same", "", lambda line: "✓" if line.same else "✗"),
                Column("name", N_("Name"), lambda line: line.again.person.name, grows=True),
                Column("then", N_("Then"), lambda line: line.then, grows=True),
                Column("how", N_("Known by"),
                       lambda line: _("e-mail") if line.again.by_email else _("name")),
            ],
            lambda line: line.again.person.id,
        )  # fmt: skip
        yield Static(id="counts")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        people = self._reunion.people
        self.query_one(Table).show([Line(p, p.person.id not in self._others) for p in people])
        pairs = len(self._reunion.met(self._event_id, self._others))
        text = say(
            "Come again: {people}. Pairs of them who shared a table: {pairs}. The plan lets them "
            "meet others rather.",
            people=len(people) - len(self._others), pairs=pairs,
        )  # fmt: skip
        self.query_one("#counts", Static).update(Text(text))

    def action_other_person(self) -> None:
        line = self.query_one(Table).current
        if isinstance(line, Line):
            self._others ^= {line.again.person.id}
            self._show()

    @on(Table.Chosen)
    def action_save(self) -> None:
        self.dismiss(self._reunion.met(self._event_id, self._others))

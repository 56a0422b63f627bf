"""Evenings ready made, with what each would come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.messages import N_
from tui.latest import Latest
from tui.preparing.kinds import KINDS, Kind, Proposal, with_proposal
from tui.preparing.outlook import Outlook, outlook
from tui.preparing.table_list import shown_tables
from tui.screens.dialog import Dialog
from tui.screens.outlook_grid import outlook_grid
from tui.texts import _, number, say
from tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from tui.store.reading import EventContents


@dataclass(frozen=True, slots=True)
class Line:
    kind: Kind
    proposal: Proposal | None

    @property
    def tables(self) -> str:
        return "–" if self.proposal is None else shown_tables(self.proposal.sizes)

    @property
    def rounds(self) -> str:
        return "–" if self.proposal is None else number(self.proposal.rounds)


class Presets(Dialog[tuple[Kind, Proposal]]):
    CSS_PATH = "presets.tcss"
    BINDINGS: ClassVar = [
        Binding(str(digit), f"pick({digit})", show=False) for digit in range(1, len(KINDS) + 1)
    ]
    HINT = N_("enter or a number takes it, u brings back what was; esc or F4 leaves")

    def __init__(self, contents: EventContents) -> None:
        super().__init__()
        self._contents = contents
        self._lines = [Line(kind, kind.propose(contents)) for kind in KINDS]
        self._measuring: Latest[Outlook] = Latest()

    def heading(self) -> str:
        return say("Evenings ready made, for {people} on the list",
                   people=len(self._contents.people))  # fmt: skip

    def compose_body(self) -> ComposeResult:
        yield Table[Line](
            [
                Column("digit", "", lambda line: str(self._lines.index(line) + 1)),
                Column("title", N_("Evening"), lambda line: _(line.kind.title), grows=True),
                Column("tables", N_("Tables"), lambda line: line.tables),
                Column("rounds", N_("Rounds"), lambda line: line.rounds, right=True),
            ],
            lambda line: line.kind.id,
        )
        yield Static(id="meaning")
        yield Static(id="outlook")

    def on_mount(self) -> None:
        table = self.query_one(Table)
        table.show(self._lines)
        people = len(self._contents.people)
        sized = [line for line in self._lines[:3] if line.proposal is not None]
        fitting = next(
            (s for s in sized if s.proposal and sum(s.proposal.sizes) >= people), sized[-1]
        )
        table.move_to(fitting.kind.id)
        self._tell()

    @on(Table.Moved)
    def _tell(self) -> None:
        line = self.query_one(Table).current
        if not isinstance(line, Line):
            return
        meaning = _(line.kind.meaning)
        if line.proposal is None:
            meaning += " " + _("✗ Nobody’s team, group or company is known.")
        self.query_one("#meaning", Static).update(Text(meaning), layout=False)
        self.run_worker(self._measure(line.proposal), group="measure")

    async def _measure(self, proposal: Proposal | None) -> None:
        found = await self._measuring.of(
            lambda: outlook(
                self._contents if proposal is None else with_proposal(self._contents, proposal)
            )
        )
        for box in self.query("#outlook").results(Static):  # it may have been left meanwhile
            if found is not None:
                shown = Text() if proposal is None else outlook_grid(found)
                box.update(shown, layout=False)

    @on(Table.Chosen)
    def _chosen(self, event: Table.Chosen) -> None:
        self._take(event.item)

    def action_pick(self, digit: int) -> None:
        self._take(self._lines[digit - 1])

    def _take(self, line: Line) -> None:
        if line.proposal is not None:
            self.dismiss((line.kind, line.proposal))
        else:
            self.query_one(Table).move_to(line.kind.id)

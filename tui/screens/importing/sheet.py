"""Which sheet of a workbook."""

from __future__ import annotations

from textual.app import ComposeResult

from planner.messages import N_
from tui.preparing.list_file import with_sheet
from tui.screens.importing.step import Step, question
from tui.texts import _, say
from tui.widgets.table import Column, Table


class SheetStep(Step):
    TITLE = N_("sheet")
    KEYS = N_("↑ ↓ choose, enter goes on, esc a step back, F4 leaves")

    def compose(self) -> ComposeResult:
        yield question()
        yield Table[str](
            [Column("name", N_("Sheet"), self._sheet_name, grows=True)], lambda name: name
        )

    def _sheet_name(self, name: str) -> str:
        return f"{name} " + _("(hidden)") if name in self.draft.book.hidden else name

    def show(self) -> None:
        self.explain(
            say("The file has {count} sheets. “{sheet}” looks like the list.",
                count=len(self.draft.book.sheets), sheet=self.draft.sheet)
        )  # fmt: skip
        table: Table[str] = self.query_one(Table)
        table.show(self.draft.book.sheets)
        table.move_to(self.draft.sheet)
        table.focus()

    def proceed(self) -> None:
        table: Table[str] = self.query_one(Table)
        draft, sheet = self.draft, table.current or ""
        self.wizard.read(lambda: draft if sheet == draft.sheet else with_sheet(draft, sheet))

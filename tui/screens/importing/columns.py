"""What each column holds."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding

from planner.exchange.columns import FIELDS
from planner.exchange.columns import Column as ListColumn
from planner.messages import N_
from tui.preparing.list_file import checked, with_field
from tui.screens.choose import Choose
from tui.screens.importing.step import Step, question
from tui.screens.importing.words import FIELD_NAMES
from tui.texts import _, say
from tui.widgets.table import Column, Table

_ROWS_LOOKED_AT: Final = 50
"""For examples."""


class ColumnsStep(Step):
    TITLE = N_("columns")
    KEYS = N_("space changes a column, enter goes on, esc a step back, F4 leaves")
    BINDINGS: ClassVar = [Binding("space,c", "change", show=False)]

    def compose(self) -> ComposeResult:
        yield question()
        yield Table[ListColumn](
            [
                Column("letter", "", lambda column: column.letter),
                Column("header", N_("Column"), lambda column: column.header),
                Column("field", N_("Holds"), self._meaning),
                Column("example", N_("For example"), self._example, grows=True),
            ],
            lambda column: column.index,
        )

    def _meaning(self, column: ListColumn) -> Text:
        changed = (self.draft.guesses or {}).get(column.index) != column.field
        text = _(FIELD_NAMES[column.field]) + (" *" if changed else "")
        return Text(text, "dim" if column.field == "ignore" else "bold" if changed else "")

    def _example(self, column: ListColumn) -> str:
        draft = self.draft
        assert draft.header is not None
        rows = draft.grid.rows[draft.header + 1 : draft.header + 1 + _ROWS_LOOKED_AT]
        cells = (row[column.index].strip() for row in rows if column.index < len(row))
        return ", ".join(list(dict.fromkeys(cell for cell in cells if cell))[:3])

    def show(self) -> None:
        self.explain(_("What does each column hold? What was recognized can be changed."))
        table: Table[ListColumn] = self.query_one(Table)
        table.show(self.draft.columns)
        table.focus()

    def proceed(self) -> None:
        draft = self.draft
        self.wizard.read(lambda: draft if draft.people else checked(draft))

    @work(group="actions")
    async def action_change(self) -> None:
        column = self.query_one(Table).current
        if column is None:
            return
        chosen = await self.app.push_screen_wait(
            Choose(
                say("What “{column}” holds", column=column.header),
                [(field, _(FIELD_NAMES[field])) for field in FIELDS],
                column.field,
            )
        )
        if chosen is not None and chosen != column.field:
            self.wizard.draft = with_field(self.draft, column.index, chosen)
            self.show()

"""Which row names the columns, and how a text is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.messages import N_
from tui.preparing.list_file import (
    DELIMITERS,
    ENCODINGS,
    NO_HEADER,
    Draft,
    with_header,
    with_text_options,
)
from tui.screens.choose import Choose
from tui.screens.importing.step import Step, question
from tui.texts import _, say
from tui.widgets.table import Column, Table

_DELIMITER_NAMES: Final = {
    ",": N_("comma ,"),
    ";": N_("semicolon ;"),
    "\t": N_("tab"),
    "|": N_("bar |"),
}
_ROWS_OFFERED: Final = 50
"""As header."""


@dataclass(frozen=True, slots=True)
class Row:
    index: int
    text: str


class RowsStep(Step):
    TITLE = N_("header")
    KEYS = N_("enter: this row names the columns, 0: no row does, esc back, F4 leaves")
    BINDINGS: ClassVar = [
        Binding("e", "encoding", show=False),
        Binding("d", "delimiter", show=False),
        Binding("0", "no_header", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield question()
        yield Static(classes="step--options")
        yield Table[Row](
            [
                Column("row", N_("Row"), self._number, right=True),
                Column("cells", N_("What it holds"), lambda row: row.text, grows=True),
            ],
            lambda row: row.index,
        )

    @staticmethod
    def _number(row: Row) -> str:
        return "0" if row.index == NO_HEADER else str(row.index + 1)

    def show(self) -> None:
        draft = self.draft
        self.explain(
            say("Which row names the columns? Row {row} looks like it.", row=draft.header + 1)
            if draft.header is not None and draft.header_guessed
            else _("Which row names the columns?")
        )
        options = self.query_one(".step--options", Static)
        options.display = draft.is_text
        if draft.is_text:
            options.update(_text_options(draft))
        rows = [Row(NO_HEADER, _("(no row does: columns are A, B, C ...)"))]
        rows += [
            Row(index, " │ ".join(cell.strip() for cell in cells[:12]))
            for index, cells in enumerate(draft.grid.rows[:_ROWS_OFFERED])
        ]
        table: Table[Row] = self.query_one(Table)
        table.show(rows)
        table.move_to(draft.header if draft.header is not None else 0)
        table.focus()

    def proceed(self) -> None:
        table: Table[Row] = self.query_one(Table)
        draft, row = self.draft, table.current
        assert row is not None
        same = row.index == draft.header
        self.wizard.read(lambda: draft if same else with_header(draft, row.index))

    def action_no_header(self) -> None:
        self.query_one(Table).move_to(NO_HEADER)

    @work(group="actions")
    async def action_encoding(self) -> None:
        draft = self.draft
        if not draft.is_text:
            return
        names = list(dict.fromkeys((draft.read_as, *ENCODINGS)))
        chosen = await self.app.push_screen_wait(
            Choose(_("Encoding of the file"), [(name, name) for name in names], draft.read_as)
        )
        if chosen is not None:
            self.wizard.read(
                lambda: with_text_options(draft, encoding=chosen, delimiter=draft.delimiter),
                stay=True,
            )

    @work(group="actions")
    async def action_delimiter(self) -> None:
        draft = self.draft
        if not draft.is_text:
            return
        choices = [(sign, _(_DELIMITER_NAMES[sign])) for sign in DELIMITERS]
        chosen = await self.app.push_screen_wait(
            Choose(_("What separates cells"), choices, draft.grid.delimiter or ",")
        )
        if chosen is not None:
            self.wizard.read(
                lambda: with_text_options(draft, encoding=draft.encoding, delimiter=chosen),
                stay=True,
            )


def _text_options(draft: Draft) -> Text:
    sign = draft.grid.delimiter or ""
    encoding = say("encoding: {name}", name=draft.read_as)
    cells = say("cells separated by: {name}", name=_(_DELIMITER_NAMES.get(sign, sign)))
    guessed = _("(guessed)")
    line = Text()
    for key, text, said in (("e", encoding, draft.encoding), ("d", cells, draft.delimiter)):
        line.append(key, Style(bold=True))
        line.append(f" {text}   " if said else f" {text} {guessed}   ")
    return line

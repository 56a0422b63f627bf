"""One round of a plan: a line or more for each table, the people at it side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from planner.messages import N_
from tui.safe import safe
from tui.widgets.table import Column, Table, fold

_NARROWEST: Final = 16
_WIDEST: Final = 19
_LABEL: Final = 12
"""Columns for the name of a table, at most."""


@dataclass(frozen=True, slots=True)
class TableInRound:
    """A table and who sits at it, by index; also those on a break, or away."""

    label: str
    people: tuple[int, ...]
    seats: int | None = None
    """None where there are none to be counted."""


@dataclass(frozen=True, slots=True)
class GridLine:
    """A part of a table that fits on a line."""

    number: int
    """Of the table, and of the line within it."""
    part: int
    table: TableInRound
    people: tuple[int, ...]


class ScheduleGrid(Table[GridLine]):
    """The cursor is on a person. A filter shows whole tables, and the people it finds in bold."""

    HELP = N_(
        "Each line is a table with the people at it in this round. “n” and “p” go to the next and "
        "the previous round, “/” finds somebody, enter shows her evening, “x” exchanges two people."
    )

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__((), lambda line: (line.number, line.part), cells=True, id=id)
        self.marked: int | None = None
        """The first of two people to be exchanged."""
        self._tables: Sequence[TableInRound] = ()
        self._names: Sequence[str] = ()
        self._signs: Sequence[str] = ()
        self._people_in_line = 0

    def show_round(
        self, tables: Sequence[TableInRound], names: Sequence[str], signs: Sequence[str]
    ) -> None:
        """From now on these tables; `signs` are what follows the names of people, by index."""
        kept = self.person
        self._tables, self._names, self._signs = tables, names, signs
        self._lay_out()
        if kept is not None:
            self.move_to_person(kept)

    @property
    def person(self) -> int | None:
        """Who is under the cursor."""
        line = self.current
        if line is None or not line.people:
            return None
        return line.people[max(0, min(self.cursor_column - 1, len(line.people) - 1))]

    def move_to_person(self, person: int) -> None:
        for line in self.items:
            if person in line.people:
                self.cursor_column = 1 + line.people.index(person)
                self.move_to((line.number, line.part))
                self.refresh()
                return

    def mark(self, person: int | None) -> None:
        """Shows who is to be exchanged."""
        self.marked = person
        self._texts.clear()
        self.refresh()

    def filter(self, needle: str) -> None:
        self._texts.clear()
        self.needle = needle
        super().filter(needle)

    def on_resize(self) -> None:
        if self._fitting() != self._people_in_line:
            kept = self.person
            self._lay_out()
            if kept is not None:
                self.move_to_person(kept)
        super().on_resize()

    def _fitting(self) -> int:
        """How many names fit on a line."""
        longest = max((cell_len(name) for name in self._names), default=0) + 4
        room = max(self.size.width - _LABEL - 3, 1)
        return max(room // (min(max(longest, _NARROWEST), _WIDEST) + 2), 1)

    def _lay_out(self) -> None:
        width = self._people_in_line = self._fitting()
        self.columns = (
            Column("table", N_("Table"), _label),
            *(
                Column[GridLine](f"seat-{seat}", "", partial(self._person, seat), grows=True)
                for seat in range(width)
            ),
        )
        self.cursor_column = max(1, min(self.cursor_column, width))
        self.show([
            GridLine(number, part, table, table.people[part : part + width])
            for number, table in enumerate(self._tables)
            for part in range(0, max(len(table.people), 1), width)
        ])  # fmt: skip

    def _person(self, seat: int, line: GridLine) -> Text:
        if seat >= len(line.people):
            return Text()
        person = line.people[seat]
        text = Text(safe(self._names[person]) + self._signs[person])
        if person == self.marked:
            return Text(f"»{text.plain}«", Style(bold=True, reverse=True))
        if self.needle and fold(self.needle) in fold(text.plain):
            text.stylize(Style(bold=True, underline=True))
        return text

    def _haystack(self) -> list[str]:
        if self._folded is None:
            by_table = [
                fold("\t".join([table.label, *(self._names[i] for i in table.people)]))
                for table in self._tables
            ]
            self._folded = [by_table[line.number] for line in self.items]
        return self._folded

    def _move_column(self, step: int) -> None:
        """Past the last person of a line comes the first of the next."""
        line = self.current
        if line is None:
            return
        column = self.cursor_column + step
        if 1 <= column <= len(line.people):
            super()._move_column(step)
        elif column < 1 and self._cursor > 0:
            self.cursor_column = len(self.shown[self._cursor - 1].people)
            self._move(self._cursor - 1)
        elif column > 1 and self._cursor + 1 < len(self.shown):
            self.cursor_column = 1
            self._move(self._cursor + 1)

    def _move(self, position: int) -> None:
        super()._move(position)
        line = self.current
        if line is not None and self.cursor_column > len(line.people) > 0:
            self.cursor_column = len(line.people)
            self._redraw(self._cursor)


def _label(line: GridLine) -> Text:
    table = line.table
    if line.part:
        return Text()
    room = _LABEL - 6 if table.seats is not None else _LABEL
    text = Text(safe(table.label), Style(bold=True))
    text.truncate(room, overflow="ellipsis")
    if table.seats is not None:
        text.append(f" {len(table.people)}/{table.seats}", Style(bold=False, dim=True))
    return text

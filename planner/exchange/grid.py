"""Rows of text cells: what every kind of list file comes down to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planner.messages import N_, Message, Refusal, refuse

BYTES_LIMIT: Final = 20 * 2**20
"""Largest file that is read."""
ROWS_LIMIT: Final = 100_000
"""Most rows of a list, title and blank rows included."""
COLUMNS_LIMIT: Final = 100
CELL_LIMIT: Final = 32_767
"""Most characters in one cell: what a spreadsheet program holds."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet. `rows[i]` is the row a spreadsheet program numbers `i + 1`."""

    rows: list[list[str]]
    notices: tuple[Message, ...] = ()
    """What had to be guessed to read it."""
    delimiter: str | None = None
    """What separates cells in a text file; None for a workbook, whose rows are never ragged."""
    sheet: str = ""


def column_letter(index: int) -> str:
    """The name spreadsheet programs give a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def is_blank(row: list[str]) -> bool:
    return not any(cell.strip() for cell in row)


def checked_size(rows: list[list[str]]) -> list[list[str]]:
    """The rows without blank ones at the end, once they are within the limits.

    Raises `Refusal` for too many rows or columns, an overlong cell, or no content at all.
    """
    while rows and is_blank(rows[-1]):
        rows.pop()
    if not rows:
        raise refuse("empty-list", N_("The list is empty."))
    if len(rows) > ROWS_LIMIT:
        raise too_many_rows()
    for number, row in enumerate(rows, 1):
        while len(row) > COLUMNS_LIMIT and not row[-1].strip():
            row.pop()
        if len(row) > COLUMNS_LIMIT:
            raise too_many_columns()
        if any(len(cell) > CELL_LIMIT for cell in row):
            raise refuse(
                "cell-too-long",
                N_("Row {row} has a cell of more than {limit} characters; shorten it."),
                row=number,
                limit=CELL_LIMIT,
            )
    return rows


def too_many_rows() -> Refusal:
    return refuse(
        "too-many-rows",
        N_("The list has more than {limit} rows; split it or delete the rows below the people."),
        limit=ROWS_LIMIT,
    )


def too_many_columns() -> Refusal:
    return refuse(
        "too-many-columns",
        N_("The list has more than {limit} columns; keep the ones that matter."),
        limit=COLUMNS_LIMIT,
    )

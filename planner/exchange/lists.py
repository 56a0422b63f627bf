"""A list of people as somebody sends it, to participants: the steps, and all of them in one.

book = open_list(data, options)            the file: text or workbook, by its content
grid = book.grid(choose_sheet(book, ...))  one sheet
header = find_header(grid, ...)            (planner.exchange.columns)
columns = recognize_columns(grid, ...)     (planner.exchange.columns)
people = read_people(grid, ...)            (planner.exchange.people)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from planner.exchange.columns import Column, find_header, recognize_columns, recognized_count
from planner.exchange.delimited import read_delimited
from planner.exchange.encoding import decode
from planner.exchange.grid import BYTES_LIMIT, Grid
from planner.exchange.people import RowProblem, read_people
from planner.exchange.workbook import OLE, ZIP, Workbook, open_workbook
from planner.messages import N_, Message, Refusal, refuse
from planner.records import ParticipantRecord

_SHEETS_TRIED: Final = 20
_NOT_LISTS: Final = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
)
_MARKUP: Final = re.compile(rb"\s*<(?:!doctype|html|table|\?xml|head|body|meta)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the organizer says instead of leaving it to be recognized."""

    sheet: str | None = None
    """A sheet's name, or its number from 1."""
    header_row: int | None = None
    """The header's row number, 0 for none."""
    encoding: str | None = None
    delimiter: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    """A column's header or letter -> one of `planner.exchange.columns.FIELDS`."""


@dataclass(frozen=True, slots=True)
class TextList:
    """A text file, which has one sheet without a name."""

    text: str
    delimiter: str | None
    notices: tuple[Message, ...]
    sheets: tuple[str, ...] = ("",)
    hidden: frozenset[str] = frozenset()

    def grid(self, _: str = "") -> Grid:
        grid = read_delimited(self.text, self.delimiter)
        return Grid(grid.rows, self.notices + grid.notices, grid.delimiter)


@dataclass(frozen=True, slots=True)
class ImportedList:
    """What a list holds. It is clean when there are no problems."""

    records: tuple[ParticipantRecord, ...]
    """The people of the rows without a problem."""
    row_numbers: tuple[int, ...]
    """For each record, the row it comes from."""
    problems: tuple[RowProblem, ...]
    notices: tuple[Message, ...]
    """What was recognized or decided, with the option that says otherwise."""
    columns: tuple[Column, ...]
    header_row: int
    """0 if the list has none."""
    sheet: str
    sheets: tuple[str, ...]


def read_list(data: bytes, options: ImportOptions | None = None) -> ImportedList:
    """Everything a list file holds. Raises `Refusal` where nothing can be read, and only that."""
    options = options or ImportOptions()
    book = open_list(data, options)
    sheet, notices = choose_sheet(book, options.sheet)
    grid = book.grid(sheet)
    header = find_header(grid, options.header_row)
    columns = recognize_columns(grid, header, options.mapping)
    people = read_people(grid, header, columns)
    if not people.records and not people.problems:
        raise refuse("header-only", N_("The list has a header and nobody below it."))
    return ImportedList(
        people.records,
        people.row_numbers,
        people.problems,
        (*notices, *grid.notices, *people.notices),
        columns,
        header + 1,
        sheet,
        book.sheets,
    )


def open_list(data: bytes, options: ImportOptions | None = None) -> TextList | Workbook:
    """A file by what it holds, whatever its name says."""
    options = options or ImportOptions()
    if len(data) > BYTES_LIMIT:
        raise refuse("file-too-large", N_(
            "The file is larger than {limit} MB; copy the list alone into a new one."
        ), limit=BYTES_LIMIT // 2**20)  # fmt: skip
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise refuse("empty-list", N_("The list is empty."))
    if data.startswith((ZIP, OLE)):
        return open_workbook(data)
    for start, name in _NOT_LISTS:
        if data.startswith(start):
            raise refuse("not-a-list-format", N_(
                "This is a {format} file, not a list; save the list as .xlsx or CSV."
            ), format=name)  # fmt: skip
    if _MARKUP.match(data[:200].removeprefix(b"\xef\xbb\xbf")):
        raise refuse("markup", N_(
            "This is a web page or XML, whatever its name says; open it in a spreadsheet program"
            " and save it as .xlsx or CSV."
        ))  # fmt: skip
    text, notices = decode(data, options.encoding)
    return TextList(text, options.delimiter, notices)


def choose_sheet(
    book: TextList | Workbook, wanted: str | None = None
) -> tuple[str, tuple[Message, ...]]:
    """The wanted sheet (by name or number), else the visible one with the best header row."""
    if wanted is not None:
        return _named_sheet(book.sheets, wanted), ()
    visible = [name for name in book.sheets if name not in book.hidden] or list(book.sheets)
    if len(visible) == 1:
        best, others = visible[0], []
    else:
        merits = {name: _header_merit(book, name) for name in visible[:_SHEETS_TRIED]}
        best = max(merits, key=lambda name: merits[name])
        others = [name for name in book.sheets if name != best and merits.get(name, 0) > 1]
    if len(book.sheets) == 1:
        return best, ()
    notices = [Message("sheet-chosen", N_(
        "Sheet “{sheet}” is read, of {sheets}; --sheet names another."
    ), {"sheet": best, "sheets": ", ".join(book.sheets[:_SHEETS_TRIED])})]  # fmt: skip
    if others:
        notices.append(Message("further-lists", N_(
            "These sheets look like lists too and are not read: {sheets}."
        ), {"sheets": ", ".join(others)}))  # fmt: skip
    return best, tuple(notices)


def _named_sheet(sheets: tuple[str, ...], wanted: str) -> str:
    for name in sheets:
        if name and name.casefold() == wanted.strip().casefold():
            return name
    if wanted.isdecimal() and sheets != ("",) and 1 <= int(wanted) <= len(sheets):
        return sheets[int(wanted) - 1]
    if sheets == ("",):
        raise refuse("no-sheets", N_("--sheet {sheet}: a text file has no sheets."), sheet=wanted)
    raise refuse("unknown-sheet", N_(
        "There is no sheet “{sheet}”; the workbook has {sheets}."
    ), sheet=wanted, sheets=", ".join(sheets[:_SHEETS_TRIED]))  # fmt: skip


def _header_merit(book: TextList | Workbook, name: str) -> int:
    try:
        rows = book.grid(name).rows
    except Refusal:
        return 0
    return max(map(recognized_count, rows[:50]), default=0)

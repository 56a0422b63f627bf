"""Excel and OpenDocument workbooks: their sheets, and the cells of one of them as text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from planner.exchange import archive
from planner.exchange.archive import Archive, Sheet, damaged, password_protected
from planner.exchange.grid import (
    COLUMNS_LIMIT,
    ROWS_LIMIT,
    Grid,
    checked_size,
    too_many_columns,
    too_many_rows,
)
from planner.messages import N_, Message, Refusal

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the container of old and of password-protected Excel files begins."""
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Workbook:
    """An open workbook. `grid(name)` reads a sheet; the names are in the order of the file."""

    sheets: tuple[str, ...]
    hidden: frozenset[str]
    _book: CalamineWorkbook
    _look: Callable[[str], Sheet]
    """A first look at a sheet, which also refuses what is too large to be read."""
    _notices: tuple[Message, ...] = ()
    _grids: dict[str, Grid] = field(default_factory=dict)

    def grid(self, name: str) -> Grid:
        """The cells of a sheet. Raises `Refusal` if it is empty, damaged or too large."""
        if name not in self._grids:
            seen = self._look(name)
            seen.check()
            with _reading():
                sheet = self._book.get_sheet_by_name(name)
                notices = self._notices + _merged(sheet)
            self._grids[name] = Grid(checked_size(_cells(sheet, seen)), notices, sheet=name)
        return self._grids[name]


def open_workbook(data: bytes) -> Workbook:
    """A workbook from the bytes of an .xlsx, .xlsm, .ods or .xls file.

    Raises `Refusal` for anything else, for one with a password, and for a zip bomb.
    """
    if data.startswith(OLE):
        return _open_old(data)
    parts = Archive(data)
    if archive.kind(parts) == "ods":
        sheets = {sheet.name: sheet for sheet in archive.look_at_ods(parts)}
        return _opened(data, lambda name: sheets.get(name) or Sheet())
    return _opened(data, lambda name: archive.look_at_xlsx(parts, name))


def _open_old(data: bytes) -> Workbook:
    if _ENCRYPTED in data:
        raise password_protected()
    notice = Message(
        "old-workbook",
        N_(
            "In this old Excel format a cell that shows an error (#N/A) reads as empty; saved as"
            " .xlsx, it would be found."
        ),
    )
    return _opened(data, lambda _: Sheet(), (notice,))


def _opened(
    data: bytes, look: Callable[[str], Sheet], notices: tuple[Message, ...] = ()
) -> Workbook:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with _reading():
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        pages = [page for page in book.sheets_metadata if page.typ is SheetTypeEnum.WorkSheet]
    if not pages:
        raise damaged()
    return Workbook(
        tuple(page.name for page in pages),
        frozenset(page.name for page in pages if page.visible is not SheetVisibleEnum.Visible),
        book,
        look,
        notices,
    )


@contextmanager
def _reading() -> Iterator[None]:
    """Turns whatever the reader raises into a refusal, a panic of its Rust code included."""
    from python_calamine import PasswordError

    try:
        yield
    except PasswordError:
        raise password_protected() from None
    except (Refusal, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a panic is no Exception
        raise damaged() from None


def _cells(sheet: CalamineSheet, seen: Sheet) -> list[list[str]]:
    if sheet.total_width > COLUMNS_LIMIT:
        raise too_many_columns()
    if sheet.total_height > ROWS_LIMIT:
        raise too_many_rows()
    with _reading():
        rows = [list(map(_text, row)) for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), error in seen.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = error
    return rows


def _text(value: Any) -> str:
    """A cell as a person would type it: 31.0 is 31, a date is 2024-12-31."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return str(value)


def _merged(sheet: CalamineSheet) -> tuple[Message, ...]:
    """A notice where cells of several rows are one: only the first of these rows has the value."""
    rows = [start[0] + 1 for start, end in sheet.merged_cell_ranges or () if end[0] > start[0]]
    if not rows:
        return ()
    return (
        Message(
            "merged-cells",
            N_(
                "Cells are merged over several rows from row {rows}; only the first row of each has"
                " the value. Split the cells in the spreadsheet if all should have it."
            ),
            {"rows": ", ".join(map(str, rows[:10])) + (" ..." if len(rows) > 10 else "")},
        ),
    )

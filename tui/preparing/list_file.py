"""A list on its way in: what has been read of the file, and which guess can be changed where.

Each step gives a new draft, and forgets what followed from what it changes. The steps read the
file and may take seconds: call them in a thread. They raise Refusal.
"""

from __future__ import annotations

import codecs
import errno
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from planner.exchange.columns import Column, expect_names, find_header, guess_columns
from planner.exchange.grid import BYTES_LIMIT, Grid
from planner.exchange.people import People, read_people
from planner.messages import N_, Message, Refusal, refuse
from tui.files import FileRefusal
from tui.preparing.differences import NewList, new_list

if TYPE_CHECKING:
    from planner.exchange.lists import TextList
    from planner.exchange.workbook import Workbook

SUFFIXES: Final = frozenset((".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"))
"""Files that look like lists; others are read too when they are named."""
ENCODINGS: Final = (
    "utf-8", "utf-16", "cp1252", "iso8859-15", "mac-roman", "cp850", "cp1250", "iso8859-2",
    "cp1251", "cp1253", "cp1254", "cp1257", "gb18030", "shift-jis",
)  # fmt: skip
DELIMITERS: Final = (",", ";", "\t", "|")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NO_HEADER: Final = -1


@dataclass(frozen=True, slots=True)
class Draft:
    path: Path
    data: bytes
    book: TextList | Workbook
    sheet: str
    grid: Grid
    encoding: str | None = None
    """As it was asked for; None where it is guessed. So with the delimiter."""
    delimiter: str | None = None
    header: int | None = None
    """The row's index, NO_HEADER for none; None while no row reads as one."""
    header_guessed: bool = True
    columns: tuple[Column, ...] = ()
    guesses: Mapping[int, str] | None = None
    """What each column was taken for before anybody changed it."""
    people: People | None = None
    list: NewList | None = None
    notices: tuple[Message, ...] = ()
    """What was decided on the way, apart from what the steps show."""

    @property
    def is_text(self) -> bool:
        return self.grid.delimiter is not None

    @property
    def read_as(self) -> str:
        """The encoding of a text."""
        guessed = [n.params["encoding"] for n in self.grid.notices if n.code == "encoding-guessed"]
        marked = [name for mark, name in _MARKS if self.data.startswith(mark)]
        return str(self.encoding or (guessed + marked + ["utf-8"])[0])


def opened(path: Path) -> Draft:
    """The file with the sheet it seems to be about."""
    data = content(path)
    return _read(path, data, None, None)


def with_text_options(draft: Draft, *, encoding: str | None, delimiter: str | None) -> Draft:
    return _read(draft.path, draft.data, encoding, delimiter)


def _read(path: Path, data: bytes, encoding: str | None, delimiter: str | None) -> Draft:
    from planner.exchange.lists import ImportOptions, choose_sheet, open_list

    book = open_list(data, ImportOptions(encoding=encoding, delimiter=delimiter))
    sheet, _notices = choose_sheet(book)
    draft = Draft(path, data, book, sheet, book.grid(sheet), encoding, delimiter)
    return _with_likely_header(draft)


def with_sheet(draft: Draft, sheet: str) -> Draft:
    """Another sheet, and the header row it seems to have."""
    grid = draft.book.grid(sheet)
    return _with_likely_header(
        Draft(draft.path, draft.data, draft.book, sheet, grid, draft.encoding, draft.delimiter)
    )


def _with_likely_header(draft: Draft) -> Draft:
    try:
        return with_header(draft, find_header(draft.grid), guessed=True)
    except Refusal:  # she will say which row it is
        return draft


def with_header(draft: Draft, header: int, *, guessed: bool = False) -> Draft:
    columns = guess_columns(draft.grid, header)
    return replace(
        draft,
        header=header,
        header_guessed=guessed,
        columns=columns,
        guesses={column.index: column.field for column in columns},
        people=None,
        list=None,
    )


def with_field(draft: Draft, index: int, field: str) -> Draft:
    """The column `index` holds `field`; a column that had it is kept as an attribute."""
    single = field not in ("attribute", "ignore")
    columns = tuple(
        replace(column, field=field) if column.index == index
        else replace(column, field="attribute") if single and column.field == field
        else column
        for column in draft.columns
    )  # fmt: skip
    return replace(draft, columns=columns, people=None, list=None)


def checked(draft: Draft) -> Draft:
    """With everybody in the list, and what is wrong with whom."""
    assert draft.header is not None
    expect_names(draft.columns)
    people = read_people(draft.grid, draft.header, draft.columns)
    if not people.records and not people.problems:
        raise refuse("header-only", N_("The list has a header and nobody below it."))
    shown_by_steps = ("encoding-guessed", "delimiter-guessed", "columns-recognized", "columns-kept")
    notices = (*draft.grid.notices, *people.notices)
    return replace(
        draft,
        people=people,
        list=new_list(draft.grid, draft.columns, people),
        notices=tuple(in_wizard(n) for n in notices if n.code not in shown_by_steps),
    )


def content(path: Path) -> bytes:
    """At most a byte more than is read, so that what is too large is seen to be."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(mode):  # reading a pipe or a device may never end
            raise FileRefusal(Message("no-plain-file", N_("{path} is not a plain file."),
                                      {"path": str(path)}))  # fmt: skip
        with path.open("rb") as stream:
            return stream.read(BYTES_LIMIT + 1)
    except FileNotFoundError:
        raise FileRefusal(
            Message("no-such-file", N_("There is no file {path}."), {"path": str(path)})
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        reason = getattr(error, "strerror", None) or str(error)
        raise FileRefusal(
            Message("cannot-read", N_("{path} cannot be read: {reason}."),
                    {"path": str(path), "reason": reason})
        ) from error  # fmt: skip


# The words of messages that name options of the command

_HERE: Final[Mapping[str, str]] = {
    "no-name-column": N_("No column holds the names: {headers}. Say which one does."),
    "name-kept-whole": N_(
        "The names in “{column}” are kept whole; the step “columns” can divide them."
    ),
    "missing-id": N_(
        "The id is missing; give one, or leave the column “{column}” out in the step “columns”."
    ),
    "unreadable-letters": N_(
        "“{value}” was once read in a wrong encoding; retype it, or try another encoding."
    ),
    "not-in-encoding": N_("The file is not {encoding} text, or it is damaged."),
}


def in_wizard(message: Message) -> Message:
    """The message as it is said where the wizard's steps are, and not the command's options."""
    return replace(message, template=_HERE.get(message.code, message.template))

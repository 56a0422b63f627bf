"""Text to rows: which character separates cells, quoting, and every kind of line end."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from planner.exchange.columns import recognized_count
from planner.exchange.grid import ROWS_LIMIT, Grid, checked_size, is_blank, too_many_rows
from planner.messages import N_, Message, refuse

DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE_ROWS: Final = 50
_SAMPLE_LENGTH: Final = 100_000
"""Rows and characters that are looked at to find the delimiter."""
_EXCEL_HINT: Final = re.compile(r"sep=(.)(?:\r\n?|\n)", re.IGNORECASE)
"""A first line that Excel obeys and does not show."""
_END: Final = "\x00end"
"""A line after the last one: read as a row of its own unless a quotation mark is still open."""


def read_delimited(text: str, delimiter: str | None = None) -> Grid:
    """The rows of a CSV or similar text. Raises `Refusal` where it cannot be split into cells."""
    if delimiter is not None and not _separates(delimiter):
        raise refuse("bad-delimiter", N_(
            "“{delimiter}” cannot separate cells; give one character, such as ; or ,"
        ), delimiter=delimiter)  # fmt: skip
    notices: tuple[Message, ...] = ()
    hint = _EXCEL_HINT.match(text)
    if hint and _separates(hint.group(1)):
        text = text[hint.end() :]
        delimiter = delimiter or hint.group(1)
    if delimiter is None:
        delimiter = _likely_delimiter(text)
        notices = (_guessed(delimiter),)
    return Grid(checked_size(_all_rows(text, delimiter)), notices, delimiter)


def _guessed(delimiter: str) -> Message:
    return Message(
        "delimiter-guessed",
        N_("Cells are separated by “{delimiter}”; --delimiter names another character."),
        {"delimiter": "TAB" if delimiter == "\t" else delimiter},
    )


def _separates(delimiter: str) -> bool:
    return delimiter == "\t" or (
        len(delimiter) == 1 and delimiter.isprintable() and not delimiter.isalnum()
        and delimiter not in "\" "
    )  # fmt: skip


def _likely_delimiter(text: str) -> str:
    """The one under which a row reads as a header and most rows are as wide as it."""
    sample = text[:_SAMPLE_LENGTH]

    def merit(delimiter: str) -> tuple[int, int]:
        rows = list(itertools.islice(_rows(sample, delimiter), _SAMPLE_ROWS))
        rows = [row for row in rows if not is_blank(row) and row != [_END]]
        header = max(rows, key=recognized_count, default=[])
        if recognized := recognized_count(header):
            return recognized, sum(len(row) == len(header) for row in rows)
        widths = Counter(len(row) for row in rows)
        return 0, max((count for width, count in widths.items() if width > 1), default=0)

    return max(DELIMITERS, key=merit)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    lines = itertools.chain(io.StringIO(text, newline=""), (_END,))
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:  # a cell beyond the reader's limit, which only an open quotation mark makes
        yield ["", _END]


def _all_rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in _rows(text, delimiter):
        if len(rows) > ROWS_LIMIT * 2:  # blank rows at the end are not counted, but end somewhere
            raise too_many_rows()
        rows.append([cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row])
    if rows.pop() != [_END]:
        raise refuse("open-quote", N_(
            "The quotation mark opened in row {row} is never closed; delete it or close it."
        ), row=len(rows) + 1)  # fmt: skip
    return rows

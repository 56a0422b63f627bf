"""Plans read from CSV: one row per seat, or one row per person with a column per round."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from planner.exchange.cells import original
from planner.exchange.gathering import Gathering, ReadPlan, is_label, number
from planner.messages import N_, refuse
from planner.schedule import ABSENT, BREAK

_COLUMNS: Final = {
    "session": frozenset({"session_id", "session", "round_id", "round", "tour"}),
    "table": frozenset({"table_id", "table"}),
    "person": frozenset({"participant_id", "participant", "person_id", "person"}),
}
_ROUND: Final = re.compile(r"[^\W\d]+[ \u00a0]*([0-9]{1,4})")
"""The header of a round's column: "Round 3", "Tour 3"."""
_BREAKS: Final = frozenset({"break", "pause"})
"""What `planner.exchange.plan_names` writes for a break, in each language."""
_DELIMITERS: Final = (",", ";", "\t", "|")

Row = tuple[int, list[str]]
"""The line where it ends, and its cells without the space around them."""


def read_csv(text: str) -> ReadPlan:
    """Raises Refusal, with the line, for whatever cannot be read as a plan."""
    lines = text.split("\n", 1)
    for delimiter in _DELIMITERS:
        header = next(_rows(lines[0], delimiter), (1, []))[1]
        for layout in (_seats_layout(header), _people_layout(header)):
            if layout is not None:
                rows = _rows(text, delimiter)
                next(rows)
                return _gather(rows, layout, len(header))
    raise refuse(
        "not-a-plan",
        N_(
            "The first line is not that of a plan: it needs the columns session_id, table_id and "
            "participant_id, or one column per round."
        ),
    )


@dataclass(frozen=True, slots=True)
class _Seats:
    """One row per seat."""

    session: int
    table: int
    person: int
    ignored: tuple[str, ...]
    first: ClassVar = 0

    def take(self, into: Gathering, line: int, row: Sequence[str]) -> None:
        session = number(row[self.session])
        if session is None:
            raise refuse(
                "bad-session",
                N_("Line {line}: “{value}” is not the number of a session."),
                line=line, value=row[self.session][:40],
            )  # fmt: skip
        into.seat(session, _label(row[self.table], line), _label(row[self.person], line))


@dataclass(frozen=True, slots=True)
class _People:
    """One row per person; columns before `start` are the id and, maybe, the name."""

    start: int
    rounds: int
    ignored: tuple[str, ...]
    first: ClassVar = 1

    def take(self, into: Gathering, line: int, row: Sequence[str]) -> None:
        person = _label(original(row[0]), line)
        if self.start > 1 and row[1]:
            into.names[person] = _label(original(row[1]), line)
        for round_, cell in enumerate(row[self.start : self.start + self.rounds]):
            if not cell:
                into.place(round_, ABSENT, person)
            elif cell.casefold() in _BREAKS:
                into.place(round_, BREAK, person)
            else:
                into.seat(round_, _label(original(cell), line), person)


def _seats_layout(header: Sequence[str]) -> _Seats | None:
    found: dict[str, int] = {}
    for column, title in enumerate(header):
        for meaning, titles in _COLUMNS.items():
            if title.casefold() in titles and meaning not in found:
                found[meaning] = column
    if len(found) < len(_COLUMNS):
        return None
    ignored = tuple(t for i, t in enumerate(header) if t and i not in found.values())
    return _Seats(**found, ignored=ignored)


def _people_layout(header: Sequence[str]) -> _People | None:
    matches = [_ROUND.fullmatch(title) for title in header]
    start = next((i for i, match in enumerate(matches) if match), 0)
    rounds = 0
    for match in matches[start:]:
        if match is None or int(match[1]) != rounds + 1:
            break
        rounds += 1
    if not start or not rounds:
        return None
    used = (0, 1, *range(start, start + rounds))
    return _People(start, rounds, tuple(t for i, t in enumerate(header) if t and i not in used))


def _gather(rows: Iterator[Row], layout: _Seats | _People, width: int) -> ReadPlan:
    into = Gathering()
    into.ignored, into.first = layout.ignored, layout.first
    for line, row in rows:
        if len(row) < width or any(row[width:]):
            raise refuse(
                "ragged-row",
                N_("Line {line} has {count} values, the first line has {expected}."),
                line=line, count=len(row), expected=width,
            )  # fmt: skip
        layout.take(into, line, row)
    return into.plan()


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise refuse(
            "malformed-csv",
            N_("Line {line} cannot be read as CSV: {reason}."),
            line=reader.line_num, reason=str(error),
        ) from error  # fmt: skip


def _label(text: str, line: int) -> str:
    if not text:
        raise refuse("empty-value", N_("Line {line}: a value is missing."), line=line)
    if not is_label(text):
        raise refuse(
            "bad-value",
            N_("Line {line}: a value is too long or holds control characters."),
            line=line,
        )
    return text

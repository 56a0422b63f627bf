"""Rows to people: every cell read or its problem named, and nobody twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from planner.exchange import values
from planner.exchange.cells import original
from planner.exchange.columns import Column, columns_notice, plain
from planner.exchange.grid import Grid, is_blank
from planner.exchange.names import split_name
from planner.exchange.values import BadValue
from planner.messages import N_, Message
from planner.records import ParticipantRecord, invalid_fields

_NAMED: Final = 10
"""Rows or people that one notice names."""
_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "vip": values.flag,
    "consent": values.consent,
    "gender": values.gender,
    "looking_for": values.wishes,
    "age": values.age,
    "age_min": values.age,
    "age_max": values.age,
    "age_range": values.age_range,
    "rounds": values.rounds,
    "tags": values.tags,
    "phone": values.phone,
}
_NAMES: Final = frozenset(
    ("first_name", "last_name", "full_name", "first_last_name", "last_first_name")
)
_ONE_LINE: Final = _NAMES | {"id", "email", "phone", "side"}
"""Fields in which a line break is a fault; elsewhere it becomes a space, and that is said."""
_PRESENCE: Final = frozenset(("presence", "present", "attendance"))
_EDGES: Final = " \t\r\n\v\f\u00a0\u2007\u202f\u200b\u2060\ufeff"

_ARTEFACT: Final = re.compile(
    r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|NOM ?\?|VALEUR ?!|NOMBRE ?!|NUL ?!)"
    r"|#{4,}"
)
_MOJIBAKE: Final = re.compile("[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")
_TOTAL: Final = re.compile(r"(?:sous |grand |sub)?(?:total|totaux|somme|sum)\b[ \d]*")
_COUNTS: Final = re.compile(r"[\d.,% ]*")


@dataclass(frozen=True, slots=True)
class RowProblem:
    row: int
    """As a spreadsheet program numbers it, from 1."""
    column: str
    """The header's text; empty where the whole row is meant."""
    message: Message


@dataclass(frozen=True, slots=True)
class People:
    """The rows that may be kept, and what is wrong with the others."""

    records: tuple[ParticipantRecord, ...]
    row_numbers: tuple[int, ...]
    """For each record, its row."""
    problems: tuple[RowProblem, ...]
    """In row order."""
    notices: tuple[Message, ...]


def read_people(grid: Grid, header: int, columns: Sequence[Column]) -> People:
    """The people below row index `header` (-1: from the first row on).

    People without an id in the list are numbered by their place among all rows that hold
    something, so that correcting one row does not renumber the others.
    """
    reader = _RowReader(grid, header, columns)
    people: list[tuple[int, ParticipantRecord]] = []
    problems: list[RowProblem] = []
    place = 0
    for number, row in enumerate(grid.rows[header + 1 :], header + 2):
        if is_blank(row) or reader.repeats_header(number, row):
            continue
        place += 1
        record, faults = reader.read(number, row, place)
        problems += faults
        if record is not None:
            people.append((number, record))
    kept, doubles, namesakes = _without_doubles(people, {c.field: c.header for c in columns})
    problems = sorted(problems + doubles, key=lambda problem: problem.row)
    notices = [*columns_notice(columns, header), *reader.notices()]
    if namesakes:
        notices.append(_namesakes(namesakes, dict(kept)))
    return People(
        tuple(record for _, record in kept),
        tuple(number for number, _ in kept),
        tuple(problems),
        tuple(notices),
    )


class _RowReader:
    """Reads the rows of one grid, keeping count of what is to be said about all of them."""

    def __init__(self, grid: Grid, header: int, columns: Sequence[Column]) -> None:
        self._columns = [column for column in columns if column.field != "ignore"]
        self._keys = attribute_keys(self._columns)
        self._header = [plain(cell) for cell in grid.rows[header]] if header >= 0 else []
        self._ragged = grid.delimiter is not None and header >= 0
        self._delimiter = grid.delimiter or "\t"
        self._width = max((column.index for column in columns), default=-1) + 1
        self._repeated: list[int] = []
        self._joined: list[int] = []
        self._unsplit: list[int] = []

    def repeats_header(self, number: int, row: list[str]) -> bool:
        repeats = len(row) == len(self._header) and all(
            plain(cell) == title for cell, title in zip(row, self._header, strict=True)
        )
        if repeats:
            self._repeated.append(number)
        return repeats

    def read(
        self, number: int, row: list[str], place: int
    ) -> tuple[ParticipantRecord | None, list[RowProblem]]:
        cells = [unicodedata.normalize("NFC", cell).strip(_EDGES) for cell in row]
        cells += [""] * (self._width - len(cells))
        faults = [
            RowProblem(number, column, message)
            for column, message in self._structural_faults(cells, len(row))
        ]
        if faults:
            return None, faults
        record, found = self._record(number, cells, place)
        if not found:
            found = [(self._header_of(field), message) for field, message in invalid_fields(record)]
        faults = [RowProblem(number, column, message) for column, message in found]
        return (None if faults else record), faults

    def _structural_faults(self, cells: list[str], length: int) -> list[tuple[str, Message]]:
        """What makes the cells of a row doubtful as a whole; they are then not read further."""
        faults = [
            (column.header, fault)
            for column in self._columns
            if (text := cells[column.index]) and (fault := _cell_fault(column, text))
        ]
        if faults:
            return faults
        if any(cells[self._width :]) and self._ragged:
            return [("", _more_cells(sum(1 for _ in _trimmed(cells)), self._width))]
        if self._ragged and length < self._width:
            return [("", _fewer_cells(length, self._width))]
        if any("\n" in cell and self._swallows_rows(cell) for cell in cells):
            return [("", _swallowed_rows())]
        return _footer_faults([cells[column.index] for column in self._columns])

    def _swallows_rows(self, cell: str) -> bool:
        least = max(1, self._width - 1)
        return any(line.count(self._delimiter) >= least for line in cell.split("\n"))

    def _record(
        self, number: int, cells: list[str], place: int
    ) -> tuple[ParticipantRecord, list[tuple[str, Message]]]:
        fields: dict[str, Any] = {"id": str(place)}
        attributes: dict[str, str] = {}
        faults: list[tuple[str, Message]] = []
        for column in self._columns:
            text = cells[column.index]
            if column.field not in _NAMES:  # which begin with none of what is guarded
                text = original(text)
            if "\n" in text and column.field not in _ONE_LINE and column.field != "tags":
                text = " ".join(text.split())
                self._joined.append(number)
            if column.index in self._keys:
                if text:
                    attributes[self._keys[column.index]] = text
                continue
            try:
                fields.update(self._read_cell(column, text, number))
            except BadValue as bad:
                faults.append((column.header, bad.message))
        return ParticipantRecord(**fields, attributes=attributes), faults

    def _read_cell(self, column: Column, text: str, number: int) -> dict[str, Any]:
        """The record's fields that a cell gives."""
        if column.field in ("full_name", "first_last_name", "last_first_name"):
            return self._name(column.field, text, number)
        if column.field == "id" and not text:
            raise BadValue(Message("missing-id", N_(
                "The id is missing; give one, or leave the column out with --map {column}=ignore."
            ), {"column": column.header}))  # fmt: skip
        if column.field == "rounds" and plain(column.header) in _PRESENCE:
            return {"rounds": values.attendance(text)}
        reader = _READERS.get(column.field)
        value = reader(text) if reader else text
        if column.field == "age_range":
            return {"age_min": value[0], "age_max": value[1]}
        return {column.field: value}

    def _name(self, field: str, text: str, number: int) -> dict[str, str]:
        if field == "full_name" or not text:
            return {"last_name": text}
        parts = split_name(text, last_first=field == "last_first_name")
        if parts is None:
            self._unsplit.append(number)
            return {"last_name": text}
        return {"first_name": parts[0], "last_name": parts[1]}

    def _header_of(self, field: str) -> str:
        """The header of the column that a record's field came from."""
        sources = {field, *_SOURCES.get(field, ())}
        for column in self._columns:
            if column.field in sources or self._keys.get(column.index) == field:
                return column.header
        return field

    def notices(self) -> list[Message]:
        notices = []
        if self._repeated:
            notices.append(Message("header-repeated", N_(
                "The header is repeated in rows {rows}; these are left out."
            ), {"rows": _listed(self._repeated)}))  # fmt: skip
        if self._joined:
            notices.append(Message("lines-joined", N_(
                "Line breaks in cells became spaces in rows {rows}."
            ), {"rows": _listed(dict.fromkeys(self._joined))}))  # fmt: skip
        if self._unsplit:
            notices.append(Message("name-not-split", N_(
                "Names that could be divided in more than one way stay whole, in rows {rows};"
                " give first and last name a column each to divide them."
            ), {"rows": _listed(self._unsplit)}))  # fmt: skip
        return notices


_SOURCES: Final[Mapping[str, tuple[str, ...]]] = {
    "first_name": ("first_last_name", "last_first_name"),
    "last_name": ("full_name", "first_last_name", "last_first_name", "first_name"),
    "age_min": ("age_range",),
    "age_max": ("age_range",),
}


def attribute_keys(columns: Iterable[Column]) -> dict[int, str]:
    """The attribute that each column without a field of its own fills, no two the same."""
    keys: dict[int, str] = {}
    for column in columns:
        if column.field in ("company", "group"):
            keys[column.index] = column.field
    for column in columns:
        if column.field == "attribute":
            taken = column.header in keys.values()
            keys[column.index] = f"{column.header} ({column.letter})" if taken else column.header
    return keys


def _cell_fault(column: Column, text: str) -> Message | None:
    if text[0] in "=+-@" if column.field in _NAMES else text[0] == "=":
        return Message("formula", N_(
            "“{value}” begins like a formula; write what it stands for."
        ), {"value": values.shown(text)})  # fmt: skip
    if match := _ARTEFACT.search(text):
        return Message("spreadsheet-error", N_(
            "{value} is an error of the spreadsheet; write the value itself."
        ), {"value": match.group()})  # fmt: skip
    if "\ufffd" in text or (column.field in _NAMES and _MOJIBAKE.search(text)):
        return Message("unreadable-letters", N_(
            "“{value}” was once read in a wrong encoding; retype it, or try --encoding."
        ), {"value": values.shown(text)})  # fmt: skip
    if column.field in _ONE_LINE and "\n" in text:
        return Message("line-break", N_(
            "Holds a line break; write it in one line (perhaps a quotation mark is missing)."
        ))  # fmt: skip
    return None


def _trimmed(cells: list[str]) -> list[str]:
    last = max((i for i, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _more_cells(count: int, width: int) -> Message:
    return Message("more-cells", N_(
        "Has {count} cells, the header {width}: quote a cell that holds the separator, or delete"
        " what is too much."
    ), {"count": count, "width": width})  # fmt: skip


def _fewer_cells(count: int, width: int) -> Message:
    return Message("fewer-cells", N_(
        "Has {count} cells, the header {width}: fill in the missing ones (they may be empty)."
    ), {"count": count, "width": width})  # fmt: skip


def _swallowed_rows() -> Message:
    return Message("swallowed-rows", N_(
        "One cell holds whole rows: a quotation mark is missing where it ends."
    ))  # fmt: skip


def _footer_faults(cells: list[str]) -> list[tuple[str, Message]]:
    filled = [cell for cell in cells if cell]
    if filled and _COUNTS.fullmatch("".join(filled[1:])) and _TOTAL.fullmatch(plain(filled[0])):
        return [("", Message("total-row", N_("Looks like a row of totals; delete it.")))]
    if len(filled) == 1 and len(cells) > 2 and len(filled[0].split()) > 2:
        return [("", Message("note-row", N_(
            "Looks like a note below the list (“{value}”); delete it, or fill in its other cells."
        ), {"value": values.shown(filled[0])}))]  # fmt: skip
    return []


def _without_doubles(
    people: list[tuple[int, ParticipantRecord]], headers: Mapping[str, str]
) -> tuple[list[tuple[int, ParticipantRecord]], list[RowProblem], list[list[int]]]:
    """The people who come for the first time, a problem for each who comes again, and the rows of
    different people of one name.

    The same id or e-mail address is the same person; so is the same name, unless two addresses
    tell the two apart.
    """
    ids: dict[str, int] = {}
    emails: dict[str, int] = {}
    names: dict[str, list[tuple[int, bool]]] = {}
    kept: list[tuple[int, ParticipantRecord]] = []
    doubles: list[RowProblem] = []
    name_header = next((headers[field] for field in headers if field in _NAMES), "")
    for number, record in people:
        email, name = record.email.casefold(), plain(record.name) or record.name
        same_name = names.setdefault(name, [])
        if record.id in ids:
            column = headers.get("id", "")
            doubles.append(RowProblem(number, column, _double(ids[record.id], "id")))
        elif email and email in emails:
            doubles.append(RowProblem(number, headers["email"], _double(emails[email], "email")))
        elif same_name and not (email and all(told_apart for _, told_apart in same_name)):
            doubles.append(RowProblem(number, name_header, _double(same_name[0][0], "name")))
        else:
            kept.append((number, record))
            ids[record.id] = number
            same_name.append((number, bool(email)))
            if email:
                emails[email] = number
    namesakes = [[row for row, _ in same] for same in names.values() if len(same) > 1]
    return kept, doubles, namesakes


def _double(row: int, what: str) -> Message:
    templates = {
        "id": N_("Row {row} has the same id; give each person one of her own."),
        "email": N_("Row {row} has the same e-mail address; delete one of them, or correct it."),
        "name": N_(
            "Row {row} has the same name; delete one of them, or tell the two apart by e-mail"
            " addresses or by their names."
        ),
    }
    return Message(f"duplicate-{what}", templates[what], {"row": row})


def _namesakes(groups: list[list[int]], people: Mapping[int, ParticipantRecord]) -> Message:
    shown = [f"{people[rows[0]].name} ({_listed(rows)})" for rows in groups[:_NAMED]]
    return Message("namesakes", N_(
        "Taken for different people, since their e-mail addresses differ (name and rows): {people}."
        " If two are one person, delete a row."
    ), {"people": "; ".join(shown) + (" ..." if len(groups) > _NAMED else "")})  # fmt: skip


def _listed(numbers: Iterable[int]) -> str:
    texts = [str(number) for number in numbers]
    return ", ".join(texts[:_NAMED]) + (" ..." if len(texts) > _NAMED else "")

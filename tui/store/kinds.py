"""The catalogue of records as tables see it: which column holds which field, and in what form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from planner.records import IMMUTABLE, PARENTS, RECORDS, Record
from planner.registers import hints, is_optional, reader, scalar_type, to_text

Value = str | int | float | None
"""What a column holds."""

DELETED: Final = "_deleted"
"""The register of every row that hides it, and can be taken back."""
ERASED: Final = "_erased"
"""The register of every row whose values are gone for good."""

_SQL_TYPES: Final = {str: "TEXT", int: "INTEGER", bool: "INTEGER", float: "REAL"}


@dataclass(frozen=True, slots=True)
class Field:
    """One register of a record and its column."""

    name: str
    hint: Any

    @property
    def sql_type(self) -> str:
        return _SQL_TYPES[scalar_type(self.hint) or str]

    @property
    def optional(self) -> bool:
        return is_optional(self.hint)

    @property
    def reader(self) -> Callable[[Any], Any] | None:
        """From the column's value to the record's; None where they are the same."""
        scalar = scalar_type(self.hint)
        if scalar is bool:
            return _flag
        if scalar is not None:
            return None
        read = reader(self.hint)
        return lambda value: None if value is None else read(_loads(value))

    @property
    def writer(self) -> Callable[[Any], Value] | None:
        scalar = scalar_type(self.hint)
        if scalar is bool:
            return _number
        if scalar is float:
            return float
        if scalar is not None:
            return None
        return lambda value: None if value is None else to_text(value)


_EMPTY: Final[Mapping[str, Callable[[], Any]]] = {"[]": list, "{}": dict}


def _loads(text: str) -> Any:
    """Most lists and objects are empty, and need no parser."""
    empty = _EMPTY.get(text)
    return json.loads(text) if empty is None else empty()


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _number(value: bool | None) -> int | None:
    return None if value is None else int(value)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record and its table."""

    table: str
    record: type[Record]
    fields: tuple[Field, ...]
    """All but the id, in the record's order."""
    parent: tuple[str, str] | None
    """The field with the parent's id, and the parent's table."""
    immutable: bool
    read: Callable[[Iterable[Value]], Any]
    """A record from a row: its id and the fields in order."""
    row: Callable[[Any], dict[str, Value]]
    """The columns of a record, by name."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


def _kind(table: str, record: type[Record]) -> Kind:
    fields = tuple(Field(name, hint) for name, hint in hints(record).items() if name != "id")
    return Kind(
        table,
        record,
        fields,
        PARENTS.get(table),
        table in IMMUTABLE,
        _record_reader(record, fields),
        _row_writer(fields),
    )


def _record_reader(
    record: Callable[..., Any], fields: tuple[Field, ...]
) -> Callable[[Iterable[Value]], Any]:
    readers = [(index, reader) for index, field in enumerate(fields, 1) if (reader := field.reader)]

    def read(row: Iterable[Value]) -> Any:
        values: list[Any] = list(row)
        for index, reader in readers:
            values[index] = reader(values[index])
        return record(*values)

    return read


def _row_writer(fields: tuple[Field, ...]) -> Callable[[Any], dict[str, Value]]:
    names = ("id", *(field.name for field in fields))
    values = attrgetter(*names)
    writers = [(field.name, writer) for field in fields if (writer := field.writer)]

    def write(record: Any) -> dict[str, Value]:
        row = dict(zip(names, values(record), strict=True))
        for name, writer in writers:
            row[name] = writer(row[name])
        return row

    return write


KINDS: Final[Mapping[str, Kind]] = {table: _kind(table, r) for table, r in RECORDS.items()}
"""By table, parents before their children."""
_BY_RECORD: Final = {kind.record: kind for kind in KINDS.values()}


def kind_of(record: type[Any]) -> Kind:
    return _BY_RECORD[record]

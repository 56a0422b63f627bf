"""Everything that is kept, in formats that any program reads: one JSON document, or CSV in a zip.

Deleted rows are in it and say so; erased ones have nothing left to say.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from planner.exchange.cells import inert
from planner.records import SCHEMA
from planner.registers import to_json
from tui.store.kinds import DELETED, ERASED, KINDS, Kind

FORMAT: Final = "speed-dating-archive"


def write_json(database: sqlite3.Connection, stream: BinaryIO) -> None:
    """An object with the schema's number and, by table, the list of rows as objects."""
    document = {
        "format": FORMAT,
        "schema": SCHEMA,
        **{
            table: [_object(kind, row) for row in _rows(database, kind)]
            for table, kind in KINDS.items()
        },
    }
    stream.write(json.dumps(document, ensure_ascii=False, indent=1).encode())


def write_csv(database: sqlite3.Connection, stream: BinaryIO) -> None:
    """A file for each table; lists and objects in cells are JSON, and no cell is a formula."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, kind in KINDS.items():
            text = io.StringIO()
            writer = csv.writer(text)
            writer.writerow(("id", *kind.names, DELETED))
            for row in _rows(database, kind):
                writer.writerow(inert(v) if isinstance(v, str) else v for v in row)
            archive.writestr(f"{table}.csv", "\ufeff" + text.getvalue())


def _rows(database: sqlite3.Connection, kind: Kind) -> Iterator[tuple[Any, ...]]:
    columns = ", ".join(f'"{name}"' for name in ("id", *kind.names, DELETED))
    return database.execute(f'SELECT {columns} FROM {kind.table} WHERE "{ERASED}" = 0 ORDER BY id')


def _object(kind: Kind, row: tuple[Any, ...]) -> dict[str, Any]:
    record = kind.read(row[:-1])
    values = {name: to_json(getattr(record, name)) for name in ("id", *kind.names)}
    return values | {DELETED: bool(row[-1])}

"""The database as another program sees it, with the standard library alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from planner.records import RECORDS, Record
from tui.store.store import Store

Cell = tuple[str, str, str]
"""Table, row, field."""


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Every statement is its own transaction."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as database:
        yield database


def cells(path: Path) -> dict[Cell, bytes]:
    with raw(path) as database:
        rows = database.execute("SELECT tbl, row_id, field, hlc FROM sync_cell").fetchall()
    return {(table, row, field): stamp for table, row, field, stamp in rows}


def clock(path: Path) -> tuple[int, bytes]:
    """The last stamp's number, and the device."""
    with raw(path) as database:
        last, device = database.execute("SELECT last, device FROM clock").fetchone()
    return last, device


def everything(store: Store) -> dict[str, list[Record]]:
    """All that shows."""
    with store.reading() as reader:
        return {table: list(reader.all(record)) for table, record in RECORDS.items()}


def stored_bytes(path: Path) -> bytes:
    """All files of the database."""
    files = sorted(path.parent.glob(path.name + "*"))
    return b"".join(file.read_bytes() for file in files if not file.name.endswith("-shm"))


def contradictions(path: Path) -> list[Any]:
    """What no crash may leave: rows without stamps, stamps without rows or beyond the clock."""
    last, device = clock(path)
    with raw(path) as database:
        found: list[Any] = database.execute("PRAGMA integrity_check").fetchall()
        found.remove(("ok",))
        for table in RECORDS:
            found += database.execute(
                f"SELECT id FROM {table} WHERE id NOT IN "
                "(SELECT row_id FROM sync_cell WHERE tbl = ?)",
                (table,),
            ).fetchall()
            found += database.execute(
                f"SELECT row_id FROM sync_cell WHERE tbl = ? AND row_id NOT IN "
                f"(SELECT id FROM {table})",
                (table,),
            ).fetchall()
    newest = last.to_bytes(8, "big") + device
    return found + [cell for cell, stamp in cells(path).items() if stamp > newest]

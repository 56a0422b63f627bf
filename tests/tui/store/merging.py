"""Two devices that send each other their registers: the later stamp wins, field by field."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from planner.records import RECORDS
from tests.tui.store.raw import Cell, raw
from tui.store.kinds import DELETED, ERASED, KINDS

State = dict[Cell, tuple[bytes, Any]]
"""The stamp and the value of every register."""


def merge(one: Path, other: Path) -> None:
    """Both databases hold the same afterwards."""
    states = [_state(path) for path in (one, other)]
    winners = {
        cell: max((state[cell] for state in states if cell in state), key=lambda held: held[0])
        for cell in states[0] | states[1]
    }
    for path, state in zip((one, other), states, strict=True):
        _apply(path, {c: held for c, held in winners.items() if state.get(c) != held})


def _state(path: Path) -> State:
    found: State = {}
    with raw(path) as database:
        for table in RECORDS:
            names = _columns(table)
            listed = ", ".join(f'"{name}"' for name in names)
            rows = {id_: values for id_, *values in database.execute(
                f"SELECT id, {listed} FROM {table}"
            )}  # fmt: skip
            cells = database.execute(
                "SELECT row_id, field, hlc FROM sync_cell WHERE tbl = ?", (table,)
            )
            for id_, field, stamp in cells:
                found[table, id_, field] = stamp, rows[id_][names.index(field)]
    return found


def _apply(path: Path, registers: State) -> None:
    with raw(path) as database:
        database.execute("BEGIN IMMEDIATE")
        database.execute("UPDATE clock SET applying = 1")
        for (table, id_, field), (stamp, value) in registers.items():
            _ensure_row(database, table, id_)
            database.execute(f'UPDATE {table} SET "{field}" = ? WHERE id = ?', (value, id_))
            database.execute(
                "INSERT OR REPLACE INTO sync_cell VALUES (?, ?, ?, ?, 0)",
                (table, id_, field, stamp),
            )
            seen = int.from_bytes(stamp[:8], "big")
            database.execute("UPDATE clock SET last = max(last, ?)", (seen,))
        database.execute("UPDATE clock SET applying = 0")
        database.execute("COMMIT")


def _ensure_row(database: sqlite3.Connection, table: str, id_: str) -> None:
    blank = {"TEXT": "", "INTEGER": 0, "REAL": 0.0}
    row = {"id": id_} | {
        field.name: None if field.optional else blank[field.sql_type]
        for field in KINDS[table].fields
    }
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    database.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", (*row.values(),))


def _columns(table: str) -> list[str]:
    return [*KINDS[table].names, DELETED, ERASED]

"""Triggers that stamp every change of every register, whoever makes it, in the same transaction.

They are pure SQL: with a function of ours in them, the writes of any other program would fail,
and two programs would not share the clock. All fields that one statement changes in a row get one
stamp.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from planner.messages import N_, Message
from tui.store.complaints import StoreRefusal
from tui.store.kinds import DELETED, ERASED, KINDS, Kind

_TICK: Final = """UPDATE clock SET last = max(
    last + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16
  );"""
_AWAKE: Final = "(SELECT applying FROM clock) = 0"


def _upsert(table: str, registers: str, condition: str) -> str:
    return f"""INSERT INTO sync_cell (tbl, row_id, field, hlc, dirty)
    SELECT '{table}', NEW.id, column1, (SELECT hlc FROM clock), 1
    FROM (VALUES {registers})
    WHERE {condition}
    ON CONFLICT (tbl, row_id, field) DO UPDATE SET hlc = excluded.hlc, dirty = 1;"""


def triggers() -> dict[str, str]:
    """Every trigger by its name."""
    return dict(pair for kind in KINDS.values() for pair in _triggers(kind))


def _triggers(kind: Kind) -> Iterator[tuple[str, str]]:
    table = kind.table
    registers = (*kind.names, DELETED, ERASED)
    changed = {name: f'OLD."{name}" IS NOT NEW."{name}"' for name in registers}
    inserted = [f"('{name}', 1)" for name in kind.names]
    inserted += [f"('{flag}', NEW.\"{flag}\")" for flag in (DELETED, ERASED)]
    updated = [f"('{name}', {test})" for name, test in changed.items()]
    yield _trigger(
        f"{table}_inserted",
        f"AFTER INSERT ON {table} WHEN {_AWAKE}",
        f"{_TICK}\n  {_upsert(table, ', '.join(inserted), 'column2')}",
    )
    yield _trigger(
        f"{table}_updated",
        f"AFTER UPDATE ON {table} WHEN {_AWAKE} AND ({' OR '.join(changed.values())})",
        f"{_TICK}\n  {_upsert(table, ', '.join(updated), 'column2')}",
    )
    yield _trigger(
        f"{table}_renamed",
        f"BEFORE UPDATE OF id ON {table} WHEN OLD.id IS NOT NEW.id",
        "SELECT RAISE(ABORT, 'ids never change');",
    )
    yield _trigger(
        f"{table}_removed",
        f"BEFORE DELETE ON {table} WHEN {_AWAKE}",
        f"SELECT RAISE(ABORT, 'rows are never removed: set {DELETED}');",
    )
    yield _trigger(
        f"{table}_revived",
        f"BEFORE UPDATE ON {table} WHEN OLD.{ERASED} = 1 AND {_AWAKE}",
        "SELECT RAISE(ABORT, 'erased rows take no value');",
    )
    if kind.immutable:
        fields = " OR ".join(changed[name] for name in kind.names)
        yield _trigger(
            f"{table}_rewritten",
            f"BEFORE UPDATE ON {table} WHEN {_AWAKE} AND ({fields})",
            f"SELECT RAISE(ABORT, '{table} are written once');",
        )


def _trigger(name: str, when: str, body: str) -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} {when}\nBEGIN\n  {body}\nEND"


def install(database: sqlite3.Connection) -> None:
    """Drops every trigger and makes those of the catalogue, within the caller's transaction."""
    for name in _installed(database):
        database.execute(f'DROP TRIGGER "{name}"')
    for sql in triggers().values():
        database.execute(sql)


def expect_installed(database: sqlite3.Connection) -> None:
    """Raises StoreRefusal where a change could go unstamped."""
    if _installed(database) != triggers():
        raise StoreRefusal(Message("triggers-differ", N_(
            "The database no longer records its changes as it should: another program has "
            "altered it. Nothing was written; go back to a backup with: speed-dating restore"
        )))  # fmt: skip


def _installed(database: sqlite3.Connection) -> dict[str, str]:
    return dict(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))

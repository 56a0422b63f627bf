"""SQLite's complaints about a file, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.messages import N_, Message
from tui.files import FileRefusal


class StoreRefusal(FileRefusal):
    """Why the store cannot be opened, read or written."""


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """SQLite's errors about the file become StoreRefusals; faults of ours stay what they are."""
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", error)  # SQLAlchemy wraps what SQLite says
        message = _message(path, cause) if isinstance(cause, sqlite3.Error) else None
        if message is None:
            raise
        raise StoreRefusal(message) from error


def _message(path: Path, error: sqlite3.Error) -> Message | None:
    where = {"path": str(path), "reason": str(error)}
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(path)
        case sqlite3.SQLITE_FULL:
            return Message("disk-full", N_("No room is left for {path}."), where)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Message("store-busy", N_(
                "Another program has been writing to {path} for long; try again, or close it."
            ), where)  # fmt: skip
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return not_writable(path)
        case sqlite3.SQLITE_IOERR:
            return Message("cannot-write", N_("{path} cannot be written: {reason}."), where)
    return None


def not_writable(path: Path) -> Message:
    return Message("store-not-writable", N_(
        "{path} cannot be opened for writing; check who is allowed to, or set SPEED_DATING_HOME "
        "to another folder."
    ), {"path": str(path)})  # fmt: skip


def damaged(path: Path) -> Message:
    return Message("store-damaged", N_(
        "The database {path} is damaged. Nothing was written; go back to the last good state "
        "with: speed-dating restore --latest"
    ), {"path": str(path)})  # fmt: skip

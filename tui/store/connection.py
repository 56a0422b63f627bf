"""One connection to the file, its transactions, and SQLite's complaints in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from planner.messages import N_, Message
from tui.files import FileRefusal

PATIENCE: Final = 10.0
"""Seconds to wait for another program that is writing."""


class StoreRefusal(FileRefusal):
    """Why the store cannot be opened, read or written."""


def connect(path: Path) -> Connection:
    """A connection without transactions of its own: `transaction` says when one begins.

    The file must be there. It may be used from several threads, one at a time.
    """

    def opened() -> sqlite3.Connection:
        # a URI, so that a file that has gone meanwhile is not made anew, empty
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )

    engine = create_engine("sqlite://", creator=opened, poolclass=StaticPool)
    return engine.connect()


def disconnect(connection: Connection) -> None:
    connection.close()
    connection.engine.dispose()


def dbapi(connection: Connection) -> sqlite3.Connection:
    """What SQLAlchemy wraps."""
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


@contextmanager
def transaction(
    connection: Connection, mode: Literal["DEFERRED", "IMMEDIATE"]
) -> Iterator[Connection]:
    """IMMEDIATE to write: what is read inside cannot change before it is written back."""
    try:
        connection.exec_driver_sql(f"BEGIN {mode}")
        yield connection
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def make_private(path: Path) -> None:
    """The folder and an empty file for the owner alone, where they do not exist yet."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        os.close(os.open(path, flags, 0o600))
    except OSError as error:
        raise StoreRefusal(_not_writable(path)) from error


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """SQLite's errors about the file become StoreRefusals; faults of ours stay what they are."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error) and (message := _message(path, error.orig)):
            raise StoreRefusal(message) from error
        raise
    except sqlite3.Error as error:
        if message := _message(path, error):
            raise StoreRefusal(message) from error
        raise


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
            return _not_writable(path)
        case sqlite3.SQLITE_IOERR:
            return Message("cannot-write", N_("{path} cannot be written: {reason}."), where)
    return None


def _not_writable(path: Path) -> Message:
    return Message("store-not-writable", N_(
        "{path} cannot be opened for writing; check who is allowed to, or set SPEED_DATING_HOME "
        "to another folder."
    ), {"path": str(path)})  # fmt: skip


def damaged(path: Path) -> Message:
    return Message("store-damaged", N_(
        "The database {path} is damaged. Nothing was written; go back to the last good state "
        "with: speed-dating restore"
    ), {"path": str(path)})  # fmt: skip

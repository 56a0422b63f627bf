"""One connection to the file, and its transactions."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from tui.store.complaints import StoreRefusal, not_writable

PATIENCE: Final = 10.0
"""Seconds to wait for another program that is writing."""


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """A connection without transactions of its own: `transaction` says when one begins.

    The file must be there. It may be used from several threads, one at a time.
    """

    def opened() -> sqlite3.Connection:
        # a URI, so that a file that has gone meanwhile is not made anew, empty
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}",
            uri=True,
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )

    # what goes wrong is told without the values: they may be names
    engine = create_engine("sqlite://", creator=opened, poolclass=StaticPool, hide_parameters=True)
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
        raise StoreRefusal(not_writable(path)) from error

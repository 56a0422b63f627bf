"""From a path to a database that can be written: made, migrated, found sound, or refused."""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlalchemy import Connection, insert

from planner.messages import N_, Message
from tui.store.capture import expect_installed, install
from tui.store.connection import (
    StoreRefusal,
    connect,
    disconnect,
    in_words,
    make_private,
    transaction,
)
from tui.store.integrity import expect_sound
from tui.store.tables import APPLICATION_ID, STORE_SCHEMA, metadata


def opened(path: Path) -> Connection:
    """A connection to the store at `path`. Raises StoreRefusal, having written nothing."""
    make_private(path)
    with in_words(path):
        connection = connect(path)
        try:
            _prepare(path, connection)
        except BaseException:
            disconnect(connection)
            raise
    return connection


def _prepare(path: Path, connection: Connection) -> None:
    _expect_ours(path, connection)
    expect_sound(path, connection)
    # asked only now: it is the first thing that writes
    connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    connection.exec_driver_sql("PRAGMA synchronous = FULL")
    with transaction(connection, "IMMEDIATE"):
        # another program may have made it since
        if _pragma(connection, "user_version") == 0:
            _create(connection)
    if _pragma(connection, "user_version") < STORE_SCHEMA:
        from tui.store.migrate import migrate

        migrate(path, connection)
    with transaction(connection, "DEFERRED"):
        expect_installed(connection)


def _expect_ours(path: Path, connection: Connection) -> None:
    """Nothing yet, or a store of this version or an earlier one."""
    version = _pragma(connection, "user_version")
    empty = not connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    where = {"path": str(path)}
    if version > STORE_SCHEMA and _pragma(connection, "application_id") == APPLICATION_ID:
        raise StoreRefusal(Message("store-newer", N_(
            "{path} was written by a newer version of this program: install that version to go on "
            "with it. Nothing was changed."
        ), where))  # fmt: skip
    if not empty and _pragma(connection, "application_id") != APPLICATION_ID:
        raise StoreRefusal(Message("store-not-ours", N_(
            "{path} is the database of another program; move it, or set SPEED_DATING_HOME to "
            "another folder."
        ), where))  # fmt: skip


def _create(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.execute(
        insert(metadata.tables["clock"]).values(
            id=1, last=0, offset_ms=0, device=secrets.token_bytes(8), applying=0
        )
    )
    connection.execute(
        insert(metadata.tables["alembic_version"]).values(version_num=str(STORE_SCHEMA))
    )
    install(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {STORE_SCHEMA}")


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())

"""From a path to a database that can be written: made, migrated, found sound, or refused."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path

from sqlalchemy import Connection, insert

from tui.store.backups import back_up, keep_daily
from tui.store.capture import expect_installed, install
from tui.store.complaints import StoreRefusal, in_words
from tui.store.connection import connect, dbapi, disconnect, make_private, transaction
from tui.store.integrity import APPLICATION_ID, STORE_SCHEMA, expect_ours
from tui.store.tables import metadata

log = logging.getLogger(__name__)


def opened(path: Path, *, copies: bool = True) -> Connection:
    """A connection to the store at `path`; before a migration, and once a day, it is copied.

    Raises StoreRefusal, having written nothing, where it cannot be used.
    """
    make_private(path)
    with in_words(path):
        connection = connect(path)
        try:
            _prepare(path, connection, copies=copies)
        except BaseException:
            disconnect(connection)
            raise
    return connection


def _prepare(path: Path, connection: Connection, *, copies: bool) -> None:
    found = expect_ours(path, dbapi(connection))
    # nothing has been written so far
    connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    connection.exec_driver_sql("PRAGMA synchronous = FULL")
    # what is erased, or falls out of the journal, is overwritten and not only unlinked
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    if found == 0:
        with transaction(connection, "IMMEDIATE"):
            # another program may have made it meanwhile
            if expect_ours(path, dbapi(connection)) == 0:
                _create(connection)
    elif found < STORE_SCHEMA:
        from tui.store.migrate import migrate

        if copies:
            back_up(path, dbapi(connection), "before-migration")
        migrate(path, connection)
    with transaction(connection, "DEFERRED"):
        expect_installed(dbapi(connection))
    if found and copies:
        _copy_daily(path, connection)


def _copy_daily(path: Path, connection: Connection) -> None:
    try:
        keep_daily(path, dbapi(connection))
    except (OSError, StoreRefusal) as error:
        # work goes on without; `doctor` tells how old the last copy is
        log.warning("no daily copy: %s", type(error).__name__)


def _create(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.execute(
        insert(metadata.tables["clock"]).values(
            id=1,
            last=0,
            offset_ms=0,
            device=secrets.token_bytes(8),
            applying=0,
            octets=bytes(range(256)),
        )
    )
    connection.execute(
        insert(metadata.tables["alembic_version"]).values(version_num=str(STORE_SCHEMA))
    )
    install(dbapi(connection))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {STORE_SCHEMA}")

"""Whether a database is whole."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from tui.store.connection import StoreRefusal, damaged, transaction


def expect_sound(path: Path, connection: Connection) -> None:
    """Raises StoreRefusal for a file with broken pages or rows."""
    with transaction(connection, "DEFERRED"):
        verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if verdict != "ok":
        raise StoreRefusal(damaged(path))

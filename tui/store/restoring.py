"""The way back to a copy of the database, also while programs have it open."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, and_, select
from sqlalchemy.dialects.sqlite import insert

from planner.messages import N_, Message
from tui.store.backups import back_up, new_copy, write_copy
from tui.store.complaints import StoreRefusal, in_words
from tui.store.connection import disconnect, transaction
from tui.store.erasing import erase, erased
from tui.store.integrity import schema_of
from tui.store.opening import opened
from tui.store.tables import metadata

_BEYOND_REPAIR: Final = ("store-damaged", "triggers-differ")
"""What is refused for these is not written into: the copy takes its place."""
_STAYING: Final = ("clock", "settings", "alembic_version")


def restore(path: Path, copy: Path) -> Path | None:
    """Makes the database at `path` what `copy` is; other programs that have it open see it change.

    What was erased since the copy was made stays erased, mails that were sent stay sent, and the
    clock does not go back. The present state is copied first; returns that copy, None where there
    was no database. Raises StoreRefusal, having changed nothing, where `copy` is no sound backup,
    OSError where it is not there.
    """
    _expect_backup(copy)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.restoring")
    try:
        _remove(fresh)
        with closing(sqlite3.connect(copy.absolute().as_uri() + "?mode=ro", uri=True)) as source:
            write_copy(source, fresh)
        return _put_in_place(path, fresh)
    finally:
        _remove(fresh)


def _expect_backup(copy: Path) -> None:
    copy.stat()
    try:
        found = schema_of(copy)
    except StoreRefusal as refusal:
        if refusal.messages[0].code == "store-newer":
            raise
        raise StoreRefusal(Message("backup-unusable", N_(
            "{path} is no sound backup of this program; choose another copy."
        ), {"path": str(copy)})) from refusal  # fmt: skip
    if found == 0:
        raise StoreRefusal(Message("backup-empty", N_(
            "{path} is empty; choose another copy."
        ), {"path": str(copy)}))  # fmt: skip


def _put_in_place(path: Path, fresh: Path) -> Path | None:
    try:
        present = path.exists() and schema_of(path) > 0
        with _open(path) as into:
            with _open(fresh):
                pass  # brought to today's schema
            return _replace_contents(path, into, fresh, present=present)
    except StoreRefusal as refusal:
        if refusal.messages[0].code not in _BEYOND_REPAIR:
            raise
        return _replace_file(path, fresh)


def _replace_contents(path: Path, into: Connection, fresh: Path, *, present: bool) -> Path | None:
    """In one transaction, so that nothing another program writes falls between copy and change."""
    with in_words(path):
        into.exec_driver_sql("ATTACH ? AS restored", (str(fresh),))
        with transaction(into, "IMMEDIATE"):
            saved = _copy_of_present(path) if present else None
            gone = list(erased(into))
            out = _mails_out(into)
            _copy_tables(into)
            _keep_out(into, out)
            for kind, ids in gone:
                erase(into, kind, ids)
        into.exec_driver_sql("DETACH restored")
        into.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return saved


def _copy_of_present(path: Path) -> Path:
    """Through a connection of its own: the one that is writing cannot be copied from."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as present:
        return back_up(path, present, "before-restore")


def _copy_tables(into: Connection) -> None:
    """Rows with the stamps they had; the clock and the settings of this device stay."""
    into.exec_driver_sql(
        "UPDATE clock SET applying = 1, last = max(last, (SELECT last FROM restored.clock))"
    )
    for table in metadata.sorted_tables:
        if table.name in _STAYING:
            continue
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        into.exec_driver_sql(f"DELETE FROM {table.name}")
        into.exec_driver_sql(
            f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM restored.{table.name}"
        )
    into.exec_driver_sql("INSERT OR IGNORE INTO settings SELECT key, value FROM restored.settings")
    into.exec_driver_sql("UPDATE clock SET applying = 0")


def _mails_out(into: Connection) -> list[dict[str, Any]]:
    """Mails that are sent or may be: no older copy makes them unsent."""
    mails = metadata.tables["mails"]
    rows = into.execute(select(mails).where(mails.c._deleted == 0, mails.c._erased == 0))
    return [
        dict(row) for row in rows.mappings() if json.loads(row["delivery"])["state"] != "pending"
    ]


def _keep_out(into: Connection, out: list[dict[str, Any]]) -> None:
    mails = metadata.tables["mails"]
    query = insert(mails)
    query = query.on_conflict_do_update(
        index_elements=["id"],
        set_={"delivery": query.excluded.delivery},
        where=and_(mails.c._erased == 0, mails.c.delivery.like('%"pending"%')),
    )
    if out:
        into.execute(query, out)


def _replace_file(path: Path, fresh: Path) -> Path:
    """Puts the files aside as they are: something in them may still be saved."""
    aside = new_copy(path, "damaged")
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.replace(f"{path}{suffix}", f"{aside}{suffix}")
    os.replace(path, aside)
    os.replace(fresh, path)
    return aside


@contextmanager
def _open(path: Path) -> Iterator[Connection]:
    connection = opened(path, copies=False)
    try:
        yield connection
    finally:
        disconnect(connection)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)

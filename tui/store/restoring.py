"""The way back to a copy of the database, also while programs have it open."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, update

from planner.messages import N_, Message
from tui.store.backups import back_up, new_copy, write_copy
from tui.store.complaints import StoreRefusal, in_words
from tui.store.connection import dbapi, disconnect, transaction
from tui.store.erasing import erase, erased
from tui.store.integrity import schema_of
from tui.store.kinds import Kind
from tui.store.opening import opened
from tui.store.tables import metadata

_clock: Final = metadata.tables["clock"]


def restore(path: Path, copy: Path) -> Path | None:
    """Makes the database at `path` what `copy` is; other programs that have it open see it change.

    What was erased since the copy was made stays erased, and the clock does not go back. The
    present state is copied first; returns that copy, None where there was no database. Raises
    StoreRefusal, having changed nothing, where `copy` is no sound backup, OSError where it is not
    there.
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
        present = schema_of(path) if path.exists() else 0
    except StoreRefusal:
        return _replace_damaged(path, fresh)
    with _open(path) as into:
        saved = back_up(path, dbapi(into), "before-restore") if present else None
        with _open(fresh) as source:
            _carry_over(into if present else None, source)
            with in_words(path):
                dbapi(source).backup(dbapi(into))
    return saved


def _carry_over(present: Connection | None, source: Connection) -> None:
    """What a restored state must not lose: that time has passed, and what was to be forgotten."""
    if present is None:
        return
    with transaction(present, "DEFERRED"):
        clock = present.execute(_clock.select()).one()
        gone: list[tuple[Kind, list[str]]] = list(erased(present))
    with transaction(source, "IMMEDIATE"):
        for kind, ids in gone:
            erase(source, kind, ids)
        last = max(clock.last, source.execute(_clock.select()).one().last)
        source.execute(
            update(_clock).values(last=last, device=clock.device, offset_ms=clock.offset_ms)
        )


def _replace_damaged(path: Path, fresh: Path) -> Path:
    """Puts the damaged files aside as they are: something in them may still be saved."""
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

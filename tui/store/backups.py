"""Copies of the database, made while it is in use, and the way back to one of them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, update

from planner.messages import N_, Message
from tui.store.complaints import StoreRefusal, in_words
from tui.store.connection import dbapi, disconnect, transaction
from tui.store.erasing import erase, erased
from tui.store.integrity import schema_of
from tui.store.kinds import Kind
from tui.store.tables import metadata

KEPT: Final = 10
"""Copies made for one reason."""
PAUSE: Final = timedelta(days=1)
"""Between two daily copies."""
_STAMP: Final = "%Y%m%dT%H%M%SZ"

_clock: Final = metadata.tables["clock"]


def folder_of(path: Path) -> Path:
    """Where the automatic copies of the database at `path` lie."""
    return path.parent / "backups"


def copies(path: Path, reason: str = "") -> list[Path]:
    """The automatic copies of the database at `path`, or those made for one reason; the newest
    first."""
    pattern = f"{path.stem}-*-{reason}.db" if reason else f"{path.stem}-*.db"
    return sorted(folder_of(path).glob(pattern), key=lambda copy: copy.name, reverse=True)


def made_at(copy: Path) -> datetime:
    """When an automatic copy was made, after its name."""
    stamp = next(part for part in copy.stem.split("-") if part.endswith("Z"))
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def keep_daily(path: Path, connection: Connection, now: datetime | None = None) -> Path | None:
    """A copy when the last one is a day old."""
    now = now or datetime.now(UTC)
    last = copies(path, "daily")
    if last and now - made_at(last[0]) < PAUSE:
        return None
    return back_up(path, connection, "daily", now)


def back_up(path: Path, connection: Connection, reason: str, now: datetime | None = None) -> Path:
    """An automatic copy; the oldest of those made for the same reason go."""
    copy = _new_copy(path, reason, now or datetime.now(UTC))
    write_copy(dbapi(connection), copy)
    for old in copies(path, reason)[KEPT:]:
        old.unlink(missing_ok=True)
    return copy


def _new_copy(path: Path, reason: str, now: datetime) -> Path:
    folder = folder_of(path)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    while (copy := folder / f"{path.stem}-{now.strftime(_STAMP)}-{reason}.db").exists():
        now += timedelta(seconds=1)
    return copy


def write_copy(source: sqlite3.Connection, target: Path) -> None:
    """The database as one file, whole or not there at all, replacing what is at `target`."""
    partial = target.with_name(f".{target.name}.partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with in_words(target), closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
            # a copy lies alone, without the files that WAL keeps beside a database
            copy.execute("PRAGMA journal_mode = DELETE")
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)


# The way back


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
        raise StoreRefusal(Message("backup-unusable", N_(
            "{path} is no sound backup of this program ({reason}); choose another copy."
        ), {"path": str(copy), "reason": refusal.messages[0]})) from refusal  # fmt: skip
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
        saved = back_up(path, into, "before-restore") if present else None
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
    aside = _new_copy(path, "damaged", datetime.now(UTC))
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.replace(f"{path}{suffix}", f"{aside}{suffix}")
    os.replace(path, aside)
    os.replace(fresh, path)
    return aside


@contextmanager
def _open(path: Path) -> Iterator[Connection]:
    from tui.store.opening import opened

    connection = opened(path, copies=False)
    try:
        yield connection
    finally:
        disconnect(connection)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)

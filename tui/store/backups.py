"""Copies of the database, made while it is in use. With the standard library alone."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from tui.store.complaints import in_words

KEPT: Final = 10
"""Copies made for one reason."""
PAUSE: Final = timedelta(days=1)
"""Between two daily copies."""
_STAMP: Final = "%Y%m%dT%H%M%SZ"


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


def keep_daily(
    path: Path, database: sqlite3.Connection, now: datetime | None = None
) -> Path | None:
    """A copy when the last one is a day old."""
    now = now or datetime.now(UTC)
    last = copies(path, "daily")
    if last and now - made_at(last[0]) < PAUSE:
        return None
    return back_up(path, database, "daily", now)


def back_up(
    path: Path, database: sqlite3.Connection, reason: str, now: datetime | None = None
) -> Path:
    """An automatic copy; the oldest of those made for the same reason go.

    So do those made before something and older than the daily ones, so that what is forgotten
    leaves all copies but those made by hand.
    """
    copy = new_copy(path, reason, now)
    write_copy(database, copy)
    kept, old = copies(path, reason)[:KEPT], copies(path, reason)[KEPT:]
    if reason == "daily" and len(kept) == KEPT:
        old += [o for o in copies(path, "before-*") if made_at(o) < made_at(kept[-1])]
    for other in old:
        other.unlink(missing_ok=True)
    return copy


def new_copy(path: Path, reason: str, now: datetime | None = None) -> Path:
    """A free name for a copy of the database at `path`."""
    folder = folder_of(path)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = now or datetime.now(UTC)
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

"""Copies of the database, made while it is in use, and the way back to one of them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from tui.store.connection import dbapi, in_words

KEPT: Final = 10
"""Daily copies."""
PAUSE: Final = timedelta(days=1)
_STAMP: Final = "%Y%m%dT%H%M%S"


def folder_of(path: Path) -> Path:
    """Where the automatic copies of the database at `path` lie."""
    return path.parent / "backups"


def backups(path: Path) -> list[Path]:
    """The automatic copies of the database at `path`, the newest first."""
    return sorted(folder_of(path).glob(f"{path.stem}-*.db"), key=_when, reverse=True)


def back_up(path: Path, connection: Connection, reason: str) -> Path:
    """An automatic copy; `reason` is a part of its name. Of daily ones the oldest go."""
    folder = folder_of(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = datetime.now(UTC).strftime(_STAMP)
    copy = folder / f"{path.stem}-{stamp}-{reason}.db"
    write_copy(dbapi(connection), copy)
    return copy


def _when(copy: Path) -> str:
    return copy.stem.rsplit("-", 2)[-2]


def write_copy(source: sqlite3.Connection, target: Path) -> None:
    """The database as one file, whole or not there at all."""
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

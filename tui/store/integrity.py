"""Whether a database is whole, and one of ours. With the standard library alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from planner.messages import N_, Message, Refusal
from planner.records import SCHEMA
from tui.store.complaints import StoreRefusal, damaged, in_words

APPLICATION_ID: Final = 0x53445031
"""In the file's header: “SDP1”."""
STORE_SCHEMA: Final = SCHEMA
"""In the file's header as `user_version`: raised with the records, or with a table of the store."""


def schema_of(path: Path) -> int:
    """The schema of the database at `path`, 0 for an empty file. Writes nothing.

    Raises StoreRefusal for one that is damaged, of another program, or of a newer version.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with in_words(path), closing(sqlite3.connect(uri, uri=True)) as database:
        return expect_ours(path, database)


def is_sound(path: Path) -> bool:
    """Whether there is a whole database of this program, of this version or an earlier one."""
    try:
        return schema_of(path) > 0
    except Refusal:
        return False


def expect_ours(path: Path, database: sqlite3.Connection) -> int:
    """The schema, 0 where nothing is there yet. Raises StoreRefusal."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (application,) = database.execute("PRAGMA application_id").fetchone()
    where = {"path": str(path)}
    if application != APPLICATION_ID:
        (objects,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if objects or version:
            raise StoreRefusal(Message("store-not-ours", N_(
                "{path} is the database of another program; move it, or set SPEED_DATING_HOME to "
                "another folder."
            ), where))  # fmt: skip
        return 0
    if version > STORE_SCHEMA:
        raise StoreRefusal(Message("store-newer", N_(
            "{path} was written by a newer version of this program: install that version to go on "
            "with it. Nothing was changed."
        ), where))  # fmt: skip
    if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise StoreRefusal(damaged(path))
    return int(version)

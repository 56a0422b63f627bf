"""What this device's program remembers; it stays on the device.

Read with the standard library alone: language and theme are wanted before anything is painted,
and the rest of the store takes longer to import than that may last.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    language: str = ""
    """Empty for that of the locale."""
    theme: str = ""
    """Empty for the default."""
    mouse: bool = True
    last_event: str = ""
    """The id of the event that was open last."""
    last_folder: str = ""
    """Where the last list came from."""


def read(path: Path) -> Settings:
    """The settings in the database at `path`; the defaults where there is none to be read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return of_rows(database.execute("SELECT key, value FROM settings"))
    except sqlite3.Error:
        return Settings()


def of_rows(rows: Iterable[Any]) -> Settings:
    """From keys and JSON values; what is unknown or of another type is left out."""
    types = {field.name: type(field.default) for field in fields(Settings)}
    values = {key: json.loads(value) for key, value in rows}
    known: dict[str, Any] = {k: v for k, v in values.items() if type(v) is types.get(k)}
    return Settings(**known)

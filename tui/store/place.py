"""Where the database lies."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tui.folders import data_folder

FILE: Final = "speed-dating.db"


def store_path() -> Path:
    return data_folder() / FILE

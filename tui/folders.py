"""Where the program keeps its files, outside of those the organiser names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

HOME: Final = "SPEED_DATING_HOME"
"""The environment variable that moves every folder below one of the reader's choice."""


def data_folder() -> Path:
    if home := os.environ.get(HOME):
        return Path(home) / "data"
    from platformdirs import user_data_path

    return user_data_path("speed-dating-planner", appauthor=False)


def log_folder() -> Path:
    if home := os.environ.get(HOME):
        return Path(home) / "logs"
    from platformdirs import user_log_path

    return user_log_path("speed-dating-planner", appauthor=False)


def config_folder() -> Path:
    """Settings and keymap."""
    if home := os.environ.get(HOME):
        return Path(home) / "config"
    from platformdirs import user_config_path

    return user_config_path("speed-dating-planner", appauthor=False)


def settle_cache() -> None:
    """Compiled kernels follow HOME too; the planner itself reads SPEED_DATING_CACHE only."""
    if home := os.environ.get(HOME):
        os.environ.setdefault("SPEED_DATING_CACHE", str(Path(home) / "cache"))

"""The rotating log: what the program did, never about whom."""

from __future__ import annotations

import logging
import secrets
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from tui.folders import log_folder

FILE: Final = "speed-dating.log"
_SIZE: Final = 1_000_000
_KEPT: Final = 3
_PACKAGES: Final = ("planner", "tui")

log = logging.getLogger("tui")


def open_log(level: str) -> Path | None:
    """Starts logging at `level`; None, and no log, where the folder cannot be written."""
    close_log()
    folder = log_folder()
    handler: logging.Handler
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / FILE, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for name in _PACKAGES:
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(level.upper())
        logger.propagate = False
    return folder / FILE if isinstance(handler, RotatingFileHandler) else None


def close_log() -> None:
    for name in _PACKAGES:
        logger = logging.getLogger(name)
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
            handler.close()


def log_unexpected(error: BaseException) -> str:
    """Logs where `error` came from and returns the reference to find it by.

    What the error says is left out, for it may quote a cell of somebody's list; so are the lines
    of code, which the reference's version of the program has.
    """
    if not log.handlers:
        open_log("error")
    reference = secrets.token_hex(4)
    places: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        places.append(type(cause).__qualname__)
        places += (
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        )
        cause = cause.__cause__ or cause.__context__
    log.error(
        "unexpected error %s (Python %s)\n%s",
        reference,
        sys.version.split()[0],
        "\n".join(places),
    )
    return reference

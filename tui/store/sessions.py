"""Which of the programs on one file this is: its number outlives a restart, never a clash."""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path
from typing import BinaryIO


def claim(folder: Path) -> tuple[int, BinaryIO]:
    """The lowest number from 1 that no running program holds; it is held until the file closes.

    The system frees it when a program ends in whatever way, and the next one to start goes on with
    its journal.
    """
    for number in count(1):
        path = folder / f"session-{number}.lock"
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        if locked(file):
            return number, file
        file.close()
    raise AssertionError("count() does not end")


def locked(file: BinaryIO) -> bool:
    """Whether it is ours from now on, until it is closed."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

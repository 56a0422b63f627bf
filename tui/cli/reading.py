"""Files that the commands read."""

from __future__ import annotations

from pathlib import Path


def read(path: str, limit: int) -> bytes:
    """At most one byte more than `limit`, so that the reader sees what is too large.

    Raises OSError.
    """
    with Path(path).open("rb") as stream:
        return stream.read(limit + 1)

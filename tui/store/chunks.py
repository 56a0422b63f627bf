"""Long lists of values in pieces that every SQLite takes in one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

_SIZE: Final = 500
"""Below the 999 that SQLite before 3.32 allows."""


def chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _SIZE):
        yield values[start : start + _SIZE]

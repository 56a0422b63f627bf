"""Text made to fit: shrunk, wrapped or shortened, never over the edge."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from planner.printing.typeface import drawable, width

ELLIPSIS: Final = "…"
LEADING: Final = 1.3
"""From one line to the next, as a multiple of the font size."""
_KEPT: Final = 1 << 14
"""Results remembered: on cards, a name is set in the same room again and again."""


@lru_cache(maxsize=_KEPT)
def fitted(
    text: str, room: float, size: float, *, least: float = 0.0, bold: bool = False
) -> tuple[str, float]:
    """`text` on one line of at most `room` points: smaller down to `least`, then shortened.

    Returns the text and its size; without `least` the size stays.
    """
    text = drawable(text)
    wide = width(text, bold=bold)
    if wide * size <= room:
        return text, size
    least = min(least or size, size)
    if wide * least <= room:
        return text, room / wide
    return shortened(text, room / least, bold=bold), least


def shortened(text: str, room: float, *, bold: bool = False) -> str:
    """The longest beginning of a drawable text and an ellipsis; `room` counts in sizes."""
    if width(text, bold=bold) <= room:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, bold=bold) <= room:
            fits = middle
        else:
            too_long = middle
    return text[:fits].rstrip() + ELLIPSIS


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """`text` on as many lines of at most `room` points as it takes."""
    lines: list[str] = []
    line = ""
    for word in _words(drawable(text), room / size, bold):
        longer = f"{line} {word}" if line else word
        if line and width(longer, bold=bold) * size > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line or not lines else lines


@lru_cache(maxsize=_KEPT)
def shrunk(
    text: str, room: float, most: int, size: float, least: float, *, bold: bool = False
) -> tuple[tuple[str, ...], float]:
    """`text` on at most `most` lines of `room` points: smaller down to `least`, then shortened."""
    while True:
        lines = wrapped(text, room, size, bold=bold)
        if len(lines) <= most and not _breaks_words(lines, text):
            return tuple(lines), size
        if size <= least:
            break
        size = max(least, size * 0.93)
    if len(lines) > most:
        last = shortened(f"{lines[most - 1]} {lines[most]}", room / size, bold=bold)
        lines = [*lines[: most - 1], last]
    return tuple(lines), size


def _words(text: str, room: float, bold: bool) -> Iterator[str]:
    """Words, and the pieces of those that are longer than a line."""
    for word in text.split(" "):
        while width(word, bold=bold) > room and len(word) > 1:
            cut = len(word) - 1
            while cut > 1 and width(word[:cut], bold=bold) > room:
                cut -= 1
            yield word[:cut]
            word = word[cut:]
        yield word


def _breaks_words(lines: list[str], text: str) -> bool:
    return " ".join(lines) != drawable(text)

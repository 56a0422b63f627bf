"""Text from files and people, made fit for a terminal."""

from __future__ import annotations

from typing import Final

_SPACES: Final = "\t\n\v\f\r\x85\u2028\u2029"
_STRIPPED: Final = [
    *range(0x20),
    *range(0x7F, 0xA0),
    0x061C,  # the marks that reorder text on a screen
    *range(0x200E, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),  # half characters, which no terminal can be sent
]
_TABLE: Final[dict[int, str | None]] = {
    **dict.fromkeys(_STRIPPED),
    **dict.fromkeys(map(ord, _SPACES), " "),
}


def safe(text: object) -> str:
    """`text` without anything a terminal would obey: C0, C1, escapes, marks that reorder it."""
    return str(text).translate(_TABLE)

"""Fewer bytes for the same screen: over a slow line they are what the organiser waits for.

Rich sends every piece of a line with its whole style and a reset, `ESC[1;38;2;...m` text `ESC[0m`.
Here the style is sent where it changes, which is a third to two thirds of the bytes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from textual.driver import Driver

_STYLE: Final = re.compile(r"\x1b\[([0-9;]*)m")
_INVISIBLE: Final = re.compile(r"(?:\x1b\[[0-9;]*H|[\r\n])*")
"""Moves of the cursor, for which the style does not matter."""
_DECORATIONS: Final = frozenset((4, 7, 9, 21, 53))
"""Underline, reverse, strike, double underline, overline: what shows on a space, too."""


def compact(data: str) -> str:
    """`data` with each style sent once; like every piece of Rich's it ends without style."""
    pieces = _STYLE.split(data)
    sent: list[str] = [pieces[0]]
    current = wanted = ""
    for style, text in zip(pieces[1::2], pieces[2::2], strict=True):
        wanted = "" if style == "0" else style
        if not text:
            continue
        moves = _INVISIBLE.match(text)
        assert moves is not None
        seen = text[moves.end() :]
        if seen and wanted != current and not (seen.isspace() and _same_ground(wanted, current)):
            sent.append(text[: moves.end()])
            sent.append(_change(current, wanted))
            sent.append(seen)
            current = wanted
        else:
            sent.append(text)
    if current:
        sent.append("\x1b[0m")
    return "".join(sent)


class Lean(Driver):
    """A driver that writes compactly."""

    gone = False
    """Whether nobody reads any more: what is written then would fill a queue and block."""


def lean(driver: type[Driver]) -> type[Driver]:
    """The same driver as a `Lean` one."""

    def write(self: Lean, data: str) -> None:
        if not self.gone:
            driver.write(self, compact(data))

    return type(f"Lean{driver.__name__}", (Lean, driver), {"write": write})


def _change(current: str, wanted: str) -> str:
    if not current:
        return f"\x1b[{wanted}m"
    return f"\x1b[0;{wanted}m" if wanted else "\x1b[0m"


def _same_ground(one: str, other: str) -> bool:
    """Whether a space looks the same in both styles."""
    ground = _ground(one)
    return ground is not None and ground == _ground(other)


@lru_cache(maxsize=1024)
def _ground(style: str) -> tuple[int, ...] | None:
    """What a space shows of a style, its background; None where it shows more."""
    codes = [int(code or 0) for code in style.split(";")]
    ground: tuple[int, ...] = ()
    position = 0
    while position < len(codes):
        code = codes[position]
        if code in (38, 48):
            length = 5 if codes[position + 1 : position + 2] == [2] else 3
            if code == 48:
                ground = tuple(codes[position : position + length])
            position += length
            continue
        if code in _DECORATIONS:
            return None
        if 40 <= code <= 47 or 100 <= code <= 107:
            ground = (code,)
        position += 1
    return ground

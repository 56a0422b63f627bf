"""Digits that are read from across a room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.text import Text

from tui.widgets.live import Live

HEIGHT: Final = 5
"""Lines of digits at scale 1."""

_BLOCK: Final = "█"
_SHAPES: Final = {
    "0": "### #.# #.# #.# ###",
    "1": "..# ..# ..# ..# ..#",
    "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    ":": ". # . # .",
}


def large(digits: str, scale: int = 1) -> list[str]:
    """`9:05` in HEIGHT x `scale` lines of equal length; a point is twice as wide as it is high."""
    lines = []
    for row in range(HEIGHT):
        points = ".".join(_SHAPES[digit].split()[row] for digit in digits)
        wide = points.replace("#", _BLOCK * 2 * scale).replace(".", " " * 2 * scale)
        lines += [wide] * scale
    return lines


class ClockFace(Live):
    """As high as its digits; of the next second only the cells that differ are sent."""

    def show_time(self, digits: str, *, alarm: bool = False, scale: int = 1) -> None:
        """`alarm` shows them dark on light."""
        self.show(face(digits, alarm=alarm, scale=scale))


def face(digits: str, *, alarm: bool = False, scale: int = 1, margin: int = 1) -> Sequence[Text]:
    """The lines of the digits, `margin` cells around them at both sides."""
    texts = [Text(" " * margin + line + " " * margin) for line in large(digits, scale)]
    if alarm:
        for text in texts:
            text.stylize("reverse")
    return texts

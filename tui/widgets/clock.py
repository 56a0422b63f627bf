"""Digits that are read from across a room."""

from __future__ import annotations

from typing import Final

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.widgets.live import Live

HEIGHT: Final = 5
"""Lines of digits at scale 1."""

LONGEST: Final = 8
"""Digits and colons."""

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


def breadth(digits: str, scale: int = 1) -> int:
    """Columns of `large`, and of as many digits in a ClockFace."""
    return sum(len(_digit(digit, scale)[0]) for digit in digits)


def _digit(digit: str, scale: int) -> list[str]:
    """With the gap behind it."""
    return [line + " " * 2 * scale for line in large(digit, scale)]


class ClockFace(Horizontal):
    """As high as its digits, each in a widget of its own: Textual sends the lines of a widget from
    their beginnings, and mostly only the last digit has changed."""

    DEFAULT_CSS = """
    ClockFace { width: auto; height: auto; }
    ClockFace Live { height: auto; display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._shown: dict[int, tuple[str, bool, int]] = {}

    def compose(self) -> ComposeResult:
        for _place in range(LONGEST):
            yield Live()

    def show_time(self, digits: str, *, alarm: bool = False, scale: int = 1) -> None:
        """`alarm` shows them dark on light."""
        for place, slot in enumerate(self.query(Live)):
            digit = digits[place : place + 1]
            if self._shown.get(place) == (digit, alarm, scale):
                continue
            self._shown[place] = digit, alarm, scale
            if digit:
                texts = [Text(line) for line in _digit(digit, scale)]
                if alarm:
                    for text in texts:
                        text.stylize("reverse")
                slot.styles.width = texts[0].cell_len
                slot.show(texts)
            slot.display = bool(digit)

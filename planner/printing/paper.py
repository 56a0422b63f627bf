"""Sheets of paper, in points of 1/72 inch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MM: Final = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Paper:
    width: float
    height: float


A4: Final = Paper(210 * MM, 297 * MM)
LETTER: Final = Paper(612, 792)

PAPERS: Final[Mapping[str, Paper]] = {"a4": A4, "letter": LETTER}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page; y grows downwards from the upper edge."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def inset(self, across: float, down: float | None = None) -> Box:
        """The box without a margin on each side."""
        down = across if down is None else down
        return Box(
            self.x + across, self.y + down, max(0, self.width - 2 * across), self.height - 2 * down
        )

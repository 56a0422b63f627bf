"""Many small things on a page, in rows and columns with lines to cut along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from planner.printing.paper import MM, Box
from planner.printing.sheet import FAINT, Sheet

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Grid:
    """Equal boxes that fill `box`."""

    box: Box
    columns: int
    rows: int

    def __len__(self) -> int:
        return self.columns * self.rows

    def __iter__(self) -> Iterator[Box]:
        wide, high = self.box.width / self.columns, self.box.height / self.rows
        for row in range(self.rows):
            for column in range(self.columns):
                yield Box(self.box.x + column * wide, self.box.y + row * high, wide, high)


def print_cards(
    sheet: Sheet, grid: Grid, things: Iterable[T], draw: Callable[[T, Box], None]
) -> None:
    """Draws the things one after another, as many pages as it takes."""
    places = iter(grid)
    _cut_lines(sheet, grid)
    for thing in things:
        box = next(places, None)
        if box is None:
            sheet.next_page()
            _cut_lines(sheet, grid)
            places = iter(grid)
            box = next(places)
        draw(thing, box)


def _cut_lines(sheet: Sheet, grid: Grid) -> None:
    """Between the boxes and around them, a little beyond the edge."""
    box, beyond = grid.box, 3 * MM
    for column in range(grid.columns + 1):
        x = box.x + column * box.width / grid.columns
        sheet.line((x, box.y - beyond), (x, box.bottom + beyond), FAINT, dashed=True)
    for row in range(grid.rows + 1):
        y = box.y + row * box.height / grid.rows
        sheet.line((box.x - beyond, y), (box.right + beyond, y), FAINT, dashed=True)

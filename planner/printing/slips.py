"""Slips of paper for each person, all of one size, as many on a page as fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from planner.printing.cards import Grid, print_cards
from planner.printing.evening import Evening
from planner.printing.paper import MM, Box
from planner.printing.sheet import ACCENT, QUIET, Sheet

T = TypeVar("T")

_ACROSS: Final = 6 * MM
_DOWN: Final = 5 * MM
_HEADING: Final = 36.0


@dataclass(frozen=True, slots=True)
class Slip(Generic[T]):
    """What one slip holds; a person with more rows than a page can take gets several."""

    person: int
    rows: Sequence[T]
    part: int
    parts: int


def print_slips(
    sheet: Sheet,
    evening: Evening,
    people: Sequence[int],
    rows_of: Callable[[int], Sequence[T]],
    draw: Callable[[Slip[T], Box], None],
    *,
    step: float,
    above: float = 0.0,
    per_line: int = 1,
) -> None:
    """One slip for each of the people, two abreast.

    A line of rows is `step` points high and holds `per_line` of them; `above` points come between
    the name and the rows.
    """
    page = sheet.inside(11 * MM)
    needed = max((len(rows_of(person)) for person in people), default=1)
    other = _HEADING + above + 2 * _DOWN
    most = max(1, int((page.height - other) / step))
    lines = max(1, min(most, -(-needed // per_line)))
    down = max(1, int(page.height / (other + lines * step)))
    grid = Grid(page, 2, down)

    def draw_slip(slip: Slip[T], box: Box) -> None:
        inner = box.inset(_ACROSS, _DOWN)
        _heading(sheet, evening, slip, inner)
        draw(slip, Box(inner.x, inner.y + _HEADING, inner.width, above + lines * step))

    print_cards(sheet, grid, _slips(people, rows_of, lines * per_line), draw_slip)


def _slips(
    people: Sequence[int], rows_of: Callable[[int], Sequence[T]], most: int
) -> Iterator[Slip[T]]:
    for person in people:
        rows = rows_of(person)
        parts = max(1, -(-len(rows) // most))
        for part in range(parts):
            yield Slip(person, rows[part * most : (part + 1) * most], part, parts)


def _heading(sheet: Sheet, evening: Evening, slip: Slip[T], box: Box) -> None:
    above = " · ".join(filter(None, (evening.name, evening.day)))
    sheet.fit(above, box.x, box.y + 6, box.width, 7, least=6, color=QUIET)
    company = evening.companies[slip.person]
    name = evening.people[slip.person]
    if slip.parts > 1:
        name = f"{name} ({slip.part + 1}/{slip.parts})"
    sheet.fit(name, box.x, box.y + 20, box.width, 12, least=8, bold=True)
    if company:
        sheet.fit(company, box.x, box.y + 30, box.width, 8, least=6.5, color=QUIET)
    else:
        sheet.line((box.x, box.y + 27), (box.x + 24, box.y + 27), ACCENT, thickness=1.2)

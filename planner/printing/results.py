"""Results on paper: for each person her matches, on a slip or on a page of her own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from planner.printing.cards import Grid, print_cards
from planner.printing.evening import Say
from planner.printing.paper import A4, MM, Box, Paper
from planner.printing.sheet import ACCENT, QUIET, Sheet
from planner.results import NO_ADDRESS, NO_MATCH, NOT_SHARED, TITLES, Result, Told

_HEADING: Final = 40.0
_LINE: Final = 22.0
"""A match: her name, and below it how to reach her."""
_TITLE: Final = 16.0
_SLIPS: Final = 4
"""Down a page, two abreast."""

Line = tuple[str, Told | None]
"""A title in words, or a match."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What one slip holds; who has more matches than it takes gets several."""

    result: Result
    lines: Sequence[Line]
    number: int
    parts: int


def write_results(
    results: Sequence[Result],
    stream: BinaryIO,
    *,
    name: str,
    day: str,
    say: Say,
    paper: Paper = A4,
    whole_pages: bool = False,
) -> None:
    """In the order given; eight slips on a page, or `whole_pages`, one for each person.

    `name` and `day` are the evening's, as the reader writes them.
    """
    sheet = Sheet(stream, paper, whose=name, what=say("Results"))
    page = sheet.inside(11 * MM)
    grid = Grid(page, 1, 1) if whole_pages else Grid(page, 2, _SLIPS)
    margin = (10 * MM, 10 * MM) if whole_pages else (6 * MM, 5 * MM)
    room = page.height / grid.rows - 2 * margin[1] - _HEADING
    above = " · ".join(filter(None, (name, day)))

    def draw(part: _Part, box: Box) -> None:
        _draw(sheet, part, box.inset(*margin), above, say)

    parts = (part for result in results for part in _parts(result, room, say))
    if whole_pages:
        for number, part in enumerate(parts):
            if number:
                sheet.next_page()
            draw(part, page)
    else:
        print_cards(sheet, grid, parts, draw)
    sheet.save()


def _parts(result: Result, room: float, say: Say) -> Iterator[_Part]:
    """A title is never the last line of a part, and stands again where its matches go on."""
    pages: list[list[Line]] = [[]]
    left = room
    for title, some in _blocks(result, say):
        if left < _TITLE + (_LINE if some else 0) and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append((title, None))
        left -= _TITLE
        for told in some:
            if left < _LINE and len(pages[-1]) > 1:
                pages.append([(title, None)])
                left = room - _TITLE
            pages[-1].append(("", told))
            left -= _LINE
    for number, lines in enumerate(pages, 1):
        yield _Part(result, lines, number, len(pages))


def _blocks(result: Result, say: Say) -> Iterator[tuple[str, Sequence[Told]]]:
    """Titles with the matches below them."""
    if not result.told:
        yield say(NO_MATCH), ()
    for kind, title in TITLES.items():
        if some := result.of(kind):
            yield say(title), some


def _draw(sheet: Sheet, part: _Part, box: Box, above: str, say: Say) -> None:
    sheet.fit(above, box.x, box.y + 6, box.width, 7, least=6, color=QUIET)
    name = part.result.person.name
    if part.parts > 1:
        name = f"{name} ({part.number}/{part.parts})"
    sheet.fit(name, box.x, box.y + 20, box.width, 12, least=8, bold=True)
    sheet.line((box.x, box.y + 27), (box.x + 24, box.y + 27), ACCENT, thickness=1.2)
    y = box.y + _HEADING
    for title, told in part.lines:
        if told is None:
            sheet.fit(title, box.x, y + 8, box.width, 8, least=5.5, color=ACCENT, bold=True)
            y += _TITLE
        else:
            sheet.fit(told.name, box.x, y + 9, box.width, 10, least=6.5, bold=True)
            sheet.fit(_contact(told, say), box.x, y + 18, box.width, 8, least=5, color=QUIET)
            y += _LINE


def _contact(told: Told, say: Say) -> str:
    """How to reach a match, or why that is not said."""
    if not told.shared:
        return say(NOT_SHARED)
    return told.contact or say(NO_ADDRESS)

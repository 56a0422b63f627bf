"""Cards that stand on the tables: one for each table and round, four on a page.

Where some rest, one more card for each round says who they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import BinaryIO, Final

from planner.printing.cards import Grid, print_cards
from planner.printing.evening import Evening, Say
from planner.printing.lines import shrunk
from planner.printing.paper import A4, MM, Box, Paper
from planner.printing.sheet import ACCENT, FAINT, QUIET, Sheet

_NAME: Final = 16.0
"""Size of the names, where there is room."""
_SMALLER_NAME: Final = 11.0
"""Size of the names in several columns."""
_LEAST: Final = 5.0
_IN_ONE_COLUMN: Final = 12

Card = tuple[int, str, list[int]]
"""Round, table or break, people."""


def write_table_cards(evening: Evening, stream: BinaryIO, *, say: Say, paper: Paper = A4) -> None:
    """Round after round, in the order of the tables; a card for those on a break comes last."""
    sheet = Sheet(stream, paper, whose=evening.name, what=say("Table cards"))

    def cards() -> Iterator[Card]:
        for round_, tables in enumerate(evening.at_tables):
            for table, people in tables.items():
                yield round_, evening.tables[table], people
            if resting := evening.on_break(round_):
                yield round_, "", resting

    def draw(card: Card, box: Box) -> None:
        _draw(sheet, evening, card, box.inset(8 * MM, 7 * MM), say)

    print_cards(sheet, Grid(sheet.inside(10 * MM), 2, 2), cards(), draw)
    sheet.save()


def _draw(sheet: Sheet, evening: Evening, card: Card, box: Box, say: Say) -> None:
    round_, table, people = card
    middle = box.x + box.width / 2
    sheet.fit(evening.name, box.x, box.y + 9, box.width * 0.6, 9, least=7, color=QUIET)
    sheet.text(say("Round {number}", number=round_ + 1), box.right, box.y + 9, 12, bold=True,
               color=ACCENT, align="right")  # fmt: skip
    if table:
        sheet.text(say("Table"), middle, box.y + 42, 12, color=QUIET, align="center")
    title = table or say("break")
    name, size = shrunk(title, box.width, 1, 64, 30, bold=True)
    if len(name) > 1 or size == 30:
        name, size = shrunk(title, box.width, 2, 27, 12, bold=True)
    top = box.y + 76 + size * (0.36 if len(name) == 1 else -0.19)
    sheet.lines(name, middle, top, size, leading=1.1, bold=True, align="center")
    below = Box(box.x, box.y + 116, box.width, box.height - 116)
    sheet.line((box.x, below.y), (box.right, below.y), FAINT)
    draw_names(sheet, [evening.people[i] for i in people], below.inset(0, 8))


def draw_names(sheet: Sheet, names: Sequence[str], box: Box) -> None:
    """Names below one another, in more columns and smaller the more there are."""
    columns = min(4, ceil(len(names) / _IN_ONE_COLUMN))
    rows = ceil(len(names) / columns)
    step = min(box.height / rows, _NAME * 1.6 if columns == 1 else _SMALLER_NAME * 1.6)
    size = min(_NAME if columns == 1 else _SMALLER_NAME, step / 1.25)
    gap = 6
    wide = (box.width - gap * (columns - 1)) / columns
    for place, name in enumerate(names):
        column, row = divmod(place, rows)
        at = Box(box.x + column * (wide + gap), box.y + row * step, wide, step)
        sheet.name(name, at, size, least=_LEAST, align="center" if columns == 1 else "left")

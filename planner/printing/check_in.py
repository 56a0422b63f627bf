"""The list for the door: a box to tick, the name, the first table; as many columns as fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from planner.printing.evening import Say
from planner.printing.paper import MM, Box, Paper
from planner.printing.sheet import FAINT, INK, QUIET, Sheet

_HEAD: Final = 16 * MM
_LINE: Final = 7.2 * MM
_BOX: Final = 3.6 * MM
_GAP: Final = 8 * MM
_PLACE: Final = 24 * MM
_COLUMNS: Final = 2


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    place: str = ""
    """Where she sits first, in words."""
    ticked: bool = False
    """Whether she is here already."""
    note: str = ""
    """What stands behind the name: VIP, walk-in."""


def write_check_in(
    entries: Sequence[Entry],
    stream: BinaryIO,
    *,
    name: str,
    heading: str,
    say: Say,
    paper: Paper,
) -> None:
    """A PDF of the entries in their order, down each column; `heading` says how many are here."""
    sheet = Sheet(stream, paper, whose=name, what=say("Check-in"))
    inside = sheet.inside()
    rows = int((inside.height - _HEAD) // _LINE)
    page = rows * _COLUMNS
    for start in range(0, max(len(entries), 1), page):
        if start:
            sheet.next_page()
        sheet.fit(name, inside.x, inside.y + 6 * MM, inside.width, 15, bold=True)
        sheet.fit(heading, inside.x, inside.y + 12 * MM, inside.width, 9, color=QUIET)
        _draw(sheet, inside, entries[start : start + page], rows)
    sheet.save()


def _draw(sheet: Sheet, inside: Box, entries: Sequence[Entry], rows: int) -> None:
    width = (inside.width - _GAP * (_COLUMNS - 1)) / _COLUMNS
    boxes: list[Box] = []
    for index, entry in enumerate(entries):
        x = inside.x + (index // rows) * (width + _GAP)
        y = inside.y + _HEAD + (index % rows) * _LINE
        box = Box(x, y + (_LINE - _BOX) / 2, _BOX, _BOX)
        boxes.append(box)
        if entry.ticked:
            sheet.line((box.x, box.y), (box.right, box.bottom), INK)
            sheet.line((box.right, box.y), (box.x, box.bottom), INK)
        room = width - _BOX - 2 * MM - _PLACE
        label = f"{entry.name} · {entry.note}" if entry.note else entry.name
        sheet.fit(label, box.right + 2 * MM, y + 4.8 * MM, room, 10, least=7)
        sheet.fit(entry.place, x + width, y + 4.8 * MM, _PLACE, 9, color=QUIET, align="right")
        sheet.line((x, y + _LINE), (x + width, y + _LINE), FAINT)
    sheet.frame(boxes, INK)

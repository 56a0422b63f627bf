"""Badges: the name, and where the evening begins; ten on a page."""

from __future__ import annotations

from typing import BinaryIO

from planner.printing.cards import Grid, print_cards
from planner.printing.evening import Evening, Say
from planner.printing.lines import shrunk
from planner.printing.paper import A4, MM, Box, Paper
from planner.printing.sheet import ACCENT, QUIET, Sheet


def write_badges(evening: Evening, stream: BinaryIO, *, say: Say, paper: Paper = A4) -> None:
    """In the order of the names."""
    sheet = Sheet(stream, paper, whose=evening.name, what=say("Badges"))

    def draw(person: int, box: Box) -> None:
        _draw(sheet, evening, person, box.inset(6 * MM, 5 * MM), say)

    print_cards(sheet, Grid(sheet.inside(), 2, 5), evening.by_name, draw)
    sheet.save()


def _draw(sheet: Sheet, evening: Evening, person: int, box: Box, say: Say) -> None:
    middle = box.x + box.width / 2
    sheet.fit(evening.name, middle, box.y + 8, box.width, 8, least=6, color=QUIET, align="center")
    company = evening.companies[person]
    lines, size = shrunk(evening.people[person], box.width, 2, 24, 9, bold=True)
    high = (len(lines) - 1) * size * 1.15 + size * 0.72 + (16 if company else 0)
    y = box.y + 8 + (box.height - 20 - high) / 2 + size * 0.72
    y = sheet.lines(lines, middle, y, size, leading=1.15, bold=True, align="center")
    if company:
        y += 11 - size * 1.15 + 5
        sheet.fit(company, middle, y, box.width, 10, least=7, color=QUIET, align="center")
    if place := evening.first_place(person, say):
        sheet.fit(say("First: {place}", place=place), middle, box.bottom, box.width, 10, least=6,
                  color=ACCENT, align="center")  # fmt: skip

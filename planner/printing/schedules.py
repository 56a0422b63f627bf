"""Personal schedules: each person's table in every round, and who else sits there if wished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, Final

from planner.printing.evening import Evening, Say
from planner.printing.lines import shortened, wrapped
from planner.printing.paper import A4, Box, Paper
from planner.printing.sheet import INK, QUIET, Sheet
from planner.printing.slips import Slip, print_slips
from planner.printing.typeface import drawable, width

_STEP: Final = 13.0
_SIZE: Final = 9.0
_LABEL: Final = 56.0
"""Width of the number of a round."""
_PLACE: Final = 66.0
"""Width of the place in a round where two rounds stand abreast."""
_COMPANY: Final = 7.5
_LINE: Final = 9.0
_LINES: Final = 4
"""Lines of names below a round, at most."""


def write_schedules(
    evening: Evening, stream: BinaryIO, *, say: Say, paper: Paper = A4, with_names: bool = False
) -> None:
    """In the order of the names."""
    sheet = Sheet(stream, paper, whose=evening.name, what=say("Personal schedules"))
    (_with_names if with_names else _without_names)(sheet, evening, evening.by_name, say)
    sheet.save()


def write_schedule(
    evening: Evening, person: int, stream: BinaryIO, *, say: Say, paper: Paper = A4
) -> None:
    """Of one person alone."""
    sheet = Sheet(stream, paper, whose=evening.name, what=say("Personal schedules"))
    _without_names(sheet, evening, [person], say)
    sheet.save()


def _without_names(sheet: Sheet, evening: Evening, people: Sequence[int], say: Say) -> None:
    tables = [evening.table(table, say) for table in range(len(evening.tables))]
    widest = max((width(drawable(table), bold=True) for table in tables), default=0.0) * _SIZE
    abreast = 1 if evening.rounds < 4 or widest > _PLACE else 2

    def draw(slip: Slip[int], box: Box) -> None:
        wide = box.width / abreast
        lines = -(-len(slip.rows) // abreast)
        for place, round_ in enumerate(slip.rows):
            column, line = divmod(place, lines)
            x, y = box.x + column * wide, box.y + line * _STEP + _SIZE
            _round(sheet, evening, slip.person, round_, Box(x, y, wide - 6, _STEP), say)

    print_slips(
        sheet, evening, people, lambda _: range(evening.rounds), draw, step=_STEP, per_line=abreast
    )


def _round(sheet: Sheet, evening: Evening, person: int, round_: int, at: Box, say: Say) -> None:
    label = min(at.width * 0.45, _LABEL)
    sheet.fit(say("Round {number}", number=round_ + 1), at.x, at.y, label - 3, _SIZE, least=6,
              color=QUIET)  # fmt: skip
    place = evening.place(person, round_, say)
    sheet.fit(place or "–", at.x + label, at.y, at.width - label, _SIZE, least=6,
              bold=bool(place), color=INK if place else QUIET)  # fmt: skip


def _with_names(sheet: Sheet, evening: Evening, people: Sequence[int], say: Say) -> None:
    room = sheet.inside().width / 2 - 40
    below: dict[tuple[int, int], list[str]] = {}
    for round_, tables in enumerate(evening.at_tables):
        for company in tables.values():
            for person in company:
                below[person, round_] = _names(evening, company, person, room)
    lines = max(map(len, below.values()), default=0)

    def draw(slip: Slip[int], box: Box) -> None:
        for line, round_ in enumerate(slip.rows):
            y = box.y + line * step + _SIZE
            at = Box(box.x, y, box.width, _STEP)
            _round(sheet, evening, slip.person, round_, at, say)
            sheet.lines(below.get((slip.person, round_), ()), box.x, y + _LINE, _COMPANY,
                        leading=_LINE / _COMPANY, color=QUIET)  # fmt: skip

    step = _STEP + lines * _LINE
    print_slips(sheet, evening, people, lambda _: range(evening.rounds), draw, step=step)


def _names(evening: Evening, people: list[int], person: int, room: float) -> list[str]:
    names = ", ".join(evening.people[other] for other in people if other != person)
    lines = wrapped(names, room, _COMPANY)
    if len(lines) > _LINES:
        last = shortened(f"{lines[_LINES - 1]} {lines[_LINES]}", room / _COMPANY)
        lines = [*lines[: _LINES - 1], last]
    return lines if names else []

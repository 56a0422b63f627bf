"""Score cards: for each person whom she meets, in their order, with boxes to tick.

Only those whose meeting counts: with two sides nobody says yes to her own.
"""

from __future__ import annotations

from typing import BinaryIO, Final

from planner.printing.evening import Evening, Say
from planner.printing.paper import A4, Box, Paper
from planner.printing.sheet import ACCENT, FAINT, QUIET, Sheet
from planner.printing.slips import Slip, print_slips

_STEP: Final = 15.0
_SIZE: Final = 9.0
_BOX: Final = 9.0
_ANSWER: Final = 34.0
"""Width of the column of one answer."""

Met = tuple[int, int]
"""A round and somebody met then for the first time."""


def write_score_cards(evening: Evening, stream: BinaryIO, *, say: Say, paper: Paper = A4) -> None:
    """In the order of the names."""
    answers = (say("Yes"), say("Friends"), say("No"))
    sheet = Sheet(stream, paper, whose=evening.name, what=say("Score cards"))

    def draw(slip: Slip[Met], box: Box) -> None:
        first = box.right - len(answers) * _ANSWER
        for column, answer in enumerate(answers):
            sheet.fit(answer, first + (column + 0.5) * _ANSWER, box.y + 6, _ANSWER - 2, 7, least=4,
                      color=QUIET, align="center")  # fmt: skip
        boxes = []
        for line, (round_, other) in enumerate(slip.rows):
            y = box.y + 10 + line * _STEP
            sheet.line((box.x, y), (box.right, y), FAINT, thickness=0.4)
            sheet.fit(str(round_ + 1), box.x, y + 11, 16, _SIZE, least=5, color=ACCENT, bold=True)
            place = Box(box.x + 20, y, first - box.x - 24, _STEP)
            sheet.name(evening.people[other], place, _SIZE)
            for column in range(len(answers)):
                left = first + (column + 0.5) * _ANSWER - _BOX / 2
                boxes.append(Box(left, y + (_STEP - _BOX) / 2, _BOX, _BOX))
        sheet.frame(boxes, QUIET)

    print_slips(
        sheet, evening, evening.by_name, lambda person: _met(evening, person), draw,
        step=_STEP, above=10,
    )  # fmt: skip
    sheet.save()


def _met(evening: Evening, person: int) -> list[Met]:
    met: dict[int, int] = {}
    for round_ in range(evening.rounds):
        for other in evening.met(person, round_):
            met.setdefault(other, round_)
    return [(round_, other) for other, round_ in met.items()]

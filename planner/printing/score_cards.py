"""Score cards: for each person whom she meets, in their order, with boxes to tick.

Only those whose meeting counts: with two sides nobody says yes to her own. Where people have
numbers, these stand beside the names, so that cards can be typed in by them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO, Final

from planner.messages import N_
from planner.printing.evening import Evening, Say
from planner.printing.paper import A4, Box, Paper
from planner.printing.sheet import ACCENT, FAINT, QUIET, Sheet
from planner.printing.slips import Slip, print_slips
from planner.records import ANSWERS, Answer

_STEP: Final = 15.0
_SIZE: Final = 9.0
_BOX: Final = 9.0
_ANSWER: Final = 34.0
"""Width of the column of one answer."""
_NUMBER: Final = 20.0
"""Width of the column of numbers."""
_WORDS: Final[Mapping[Answer, str]] = {
    "yes": N_("Yes"), "friends": N_("Friends"), "no": N_("No"),
}  # fmt: skip

Met = tuple[int, int]
"""A round and somebody met then for the first time."""


def write_score_cards(
    evening: Evening,
    stream: BinaryIO,
    *,
    say: Say,
    paper: Paper = A4,
    answers: Sequence[Answer] = ANSWERS,
    numbers: Sequence[str] = (),
) -> None:
    """In the order of the names; `answers` are those offered, `numbers` those of all people."""
    words = [say(_WORDS[answer]) for answer in ANSWERS if answer in answers]
    sheet = Sheet(stream, paper, whose=evening.name, what=say("Score cards"))
    named = 20 + (_NUMBER if numbers else 0)

    def draw(slip: Slip[Met], box: Box) -> None:
        first = box.right - len(words) * _ANSWER
        for column, word in enumerate(words):
            sheet.fit(word, first + (column + 0.5) * _ANSWER, box.y + 6, _ANSWER - 2, 7, least=4,
                      color=QUIET, align="center")  # fmt: skip
        boxes = []
        for line, (round_, other) in enumerate(slip.rows):
            y = box.y + 10 + line * _STEP
            sheet.line((box.x, y), (box.right, y), FAINT, thickness=0.4)
            sheet.fit(str(round_ + 1), box.x, y + 11, 16, _SIZE, least=5, color=ACCENT, bold=True)
            if numbers:
                sheet.fit(numbers[other], box.x + 16 + _NUMBER, y + 11, _NUMBER - 2, _SIZE,
                          least=5, color=QUIET, align="right")  # fmt: skip
            place = Box(box.x + named, y, first - box.x - named - 4, _STEP)
            sheet.name(evening.people[other], place, _SIZE)
            for column in range(len(words)):
                left = first + (column + 0.5) * _ANSWER - _BOX / 2
                boxes.append(Box(left, y + (_STEP - _BOX) / 2, _BOX, _BOX))
        sheet.frame(boxes, QUIET)

    headed = evening
    if numbers:
        names = zip(numbers, evening.people, strict=True)
        headed = replace(evening, people=tuple(f"{number} · {name}" for number, name in names))
    print_slips(
        sheet, headed, evening.by_name, lambda person: _met(evening, person), draw,
        step=_STEP, above=10,
    )  # fmt: skip
    sheet.save()


def _met(evening: Evening, person: int) -> list[Met]:
    met: dict[int, int] = {}
    for round_ in range(evening.rounds):
        for other in evening.met(person, round_):
            met.setdefault(other, round_)
    return [(round_, other) for other, round_ in met.items()]

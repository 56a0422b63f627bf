"""The line that fills a card: `3y 5n 8f`, `3 5 8 -`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planner.messages import N_, refuse
from planner.records import Answer

LETTERS: Final[Mapping[str, Answer]] = {
    "y": "yes", "o": "yes", "f": "friends", "a": "friends", "n": "no",
}  # fmt: skip
"""English and French ones, always both: oui, amis, non."""
REST: Final = "-"
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<number>\d+)\s*(?P<letter>[a-z]?)(?![a-z])|(?P<rest>-))[\s,;.]*"
)


@dataclass(frozen=True, slots=True)
class Typed:
    answers: tuple[tuple[str, Answer], ...]
    """Numbers and what is answered about them, as typed; a number alone means yes."""
    rest_no: bool
    """Whether all the others are a no."""


def read_line(text: str) -> Typed:
    """Raises Refusal for what is no number with a letter of LETTERS behind it."""
    answers: list[tuple[str, Answer]] = []
    rest, place, folded = False, 0, text.strip().casefold()
    while place < len(folded):
        token = _TOKEN.match(folded, place)
        letter = token["letter"] if token else None
        if token is None or (letter and letter not in LETTERS):
            raise refuse("unread-line", N_(
                "“{part}” cannot be read; write numbers with y, f or n behind them, as in 3y 5n 8f."
            ), part=folded[place:][:20])  # fmt: skip
        if token["rest"]:
            rest = True
        else:
            answers.append((token["number"], LETTERS[letter] if letter else "yes"))
        place = token.end()
    return Typed(tuple(answers), rest)

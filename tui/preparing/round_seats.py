"""The seats of a table in some rounds, as people type and read them: `3: 0; 5-6: 4`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from planner.messages import N_, refuse
from planner.validity import SEATS_LIMIT
from tui.preparing.round_lists import shown_rounds, typed_rounds
from tui.texts import _

CLOSED: Final = N_("closed")
_PART: Final = re.compile(r"\s*([\d,\s–-]+?)\s*[:=]\s*(\d{1,6}|[^\W\d_]+)\s*(?:[;,]|$)")


def typed_seats(text: str, rounds: int) -> dict[int, int]:
    """By round; 0 where the table is closed, for which its word may stand. Raises Refusal."""
    found: dict[int, int] = {}
    at = 0
    while text[at:].strip():
        part = _PART.match(text, at)
        if part is None:
            raise _unclear(text)
        seats = 0 if part[2].casefold() in (CLOSED, _(CLOSED).casefold(), "x") else part[2]
        if isinstance(seats, str) and not seats.isdecimal():
            raise _unclear(text)
        if int(seats) > SEATS_LIMIT:
            raise refuse(
                "seats-outside", N_("A table can have 1 to {limit} seats."), limit=SEATS_LIMIT
            )
        for round_ in typed_rounds(part[1], rounds) or range(1, rounds + 1):
            found[round_] = int(seats)
        at = part.end()
    return found


def _unclear(text: str) -> Exception:
    return refuse(
        "not-round-seats",
        N_("“{text}” does not say which rounds have how many seats; write it like {example}."),
        text=text.strip(), example="3: 0; 5-6: 4",
    )  # fmt: skip


def shown_seats(seats: Mapping[int, int], say: Callable[[int], str] = str) -> str:
    """What `typed_seats` reads back; `say` has the word for a number of seats."""
    rounds: dict[int, list[int]] = {}
    for round_, number in sorted(seats.items()):
        rounds.setdefault(number, []).append(round_)
    return "; ".join(f"{shown_rounds(some)}: {say(number)}" for number, some in rounds.items())


def in_words(seats: int) -> str:
    return str(seats) if seats else _(CLOSED)

"""Rounds as people type and read them: `1-3, 5`, `3-` from the third on, `-4` up to the fourth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from planner.messages import N_, refuse
from planner.naming import numbered

_SPAN: Final = re.compile(r"(\d{0,4})\s*[-–]\s*(\d{0,4})|(\d{1,4})")


def typed_rounds(text: str, count: int) -> tuple[int, ...] | None:
    """Rounds from 1 to `count`; None for all of them, as for nothing typed. Raises Refusal."""
    found: set[int] = set()
    for part in re.split(r"\s*[,;]\s*|(?<=\d)\s+(?=\d)", text.strip()):
        if not part:
            continue
        span = _SPAN.fullmatch(part)
        if span is None or not any(span.groups()):
            raise refuse(
                "not-rounds-typed",
                N_("“{text}” does not say which rounds; write them like 1-3, 5 or 3- or -4."),
                text=text.strip(),
            )
        first, last, only = span.groups()
        low, high = int(only or first or 1), int(only or last or count)
        if not 1 <= low <= high <= count:
            raise refuse(
                "rounds-outside",
                N_("“{text}” is not between round 1 and round {count}."),
                text=part, count=count,
            )  # fmt: skip
        found.update(range(low, high + 1))
    return tuple(sorted(found)) if 0 < len(found) < count else None


def shown_rounds(rounds: Sequence[int] | None) -> str:
    """`1-3, 5`, which `typed_rounds` reads back; nothing for all."""
    return "" if rounds is None else numbered(round_ - 1 for round_ in rounds)

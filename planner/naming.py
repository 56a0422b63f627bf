"""How several things are named at once, without a word of any language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from planner.messages import N_, Message

MESSAGES_SHOWN: Final = 20
"""So many problems are named at once."""
NAMES_SHOWN: Final = 8
"""So many names make a sentence long enough; the rest are counted."""


def listed(names: Iterable[str]) -> str:
    """`Ada, Bob, Cem`; of a long list the start and how many more: `Ada, …, (+12)`."""
    every = list(names)
    shown = [_short(name) for name in every[:NAMES_SHOWN]]
    more = len(every) - len(shown)
    return ", ".join([*shown, f"… (+{more})"] if more else shown)


def _short(name: str) -> str:
    return name if len(name) <= 60 else name[:59] + "…"


def distinct(names: Mapping[str, str]) -> dict[str, str]:
    """The same names, the second of two equal ones with a number: `Bar`, `Bar (2)`."""
    taken: set[str] = set()
    unique: dict[str, str] = {}
    for key, name in names.items():
        number, candidate = 2, name
        while candidate in taken:
            candidate, number = f"{name} ({number})", number + 1
        taken.add(candidate)
        unique[key] = candidate
    return unique


def numbered(rounds: Iterable[int]) -> str:
    """Rounds counted from 0, shown from 1 as runs: `1-3, 6`."""
    runs: list[list[int]] = []
    for number in sorted(r + 1 for r in rounds):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def rule_label(number: int, name: str) -> str:
    """A rule by its place in the list, counted from 1, and its name where it has one."""
    return f"{number} ({_short(name)})" if name else str(number)


def rule_labels(labels: Iterable[str]) -> str:
    """Several rules, each once, in their order."""
    return listed(sorted(set(labels), key=_place))


def _place(label: str) -> int:
    return int(label.split(" ", 1)[0])


def shortened(messages: list[Message]) -> list[Message]:
    """The first MESSAGES_SHOWN, and how many more there are."""
    more = len(messages) - MESSAGES_SHOWN
    if more <= 0:
        return messages
    rest = Message("more-problems", N_("{count} more problems are not shown."), {"count": more})
    return [*messages[:MESSAGES_SHOWN], rest]

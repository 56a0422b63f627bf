"""First and last name out of one cell, only where there is one way to read it."""

from __future__ import annotations

import re
from typing import Final

_PARTICLES: Final = frozenset(
    re.findall(
        r"\w+",
        "al ben bin da das de del della den der des di dos du el la le les ter van von zu",
    )
)


def split_name(text: str, *, last_first: bool) -> tuple[str, str] | None:
    """(first, last), or None where the words could be divided in more than one way.

    A comma ("Dupont, Jean") and a family name in capitals ("DUPONT Jean") say more than the order.
    """
    if text.count(",") == 1:
        last, first = (part.strip() for part in text.split(","))
        return (first, last) if first and last else None
    words = text.split()
    at = _capitals_end(words)
    if at is not None:
        return _divided(words, at, last_first=True)
    at = _capitals_end(words[::-1])
    if at is not None:
        return _divided(words, len(words) - at, last_first=False)
    if last_first:
        at = next((i for i, word in enumerate(words) if not _is_particle(word)), len(words)) + 1
        return _divided(words, at, last_first=True) if len(words) - at == 1 else None
    at = next((i for i, word in enumerate(words) if i and _is_particle(word)), len(words) - 1)
    clear = at == 1 or (at > 1 and _is_particle(words[at]))
    return _divided(words, at, last_first=False) if clear else None


def _divided(words: list[str], at: int, *, last_first: bool) -> tuple[str, str]:
    one, two = " ".join(words[:at]), " ".join(words[at:])
    return (two, one) if last_first else (one, two)


def _is_particle(word: str) -> bool:
    return word.casefold() in _PARTICLES or word.casefold().startswith(("d'", "d’"))


def _capitals_end(words: list[str]) -> int | None:
    """How many words in capitals come first, when the others are not in capitals."""
    at = next((i for i, word in enumerate(words) if not (word.isupper() and len(word) > 1)), 0)
    rest = words[at:]
    return at if at and not any(word.isupper() and len(word) > 2 for word in rest) else None

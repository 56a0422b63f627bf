"""Right-to-left text for a program that draws characters one after another from the left.

Enough for names: letters of Arabic are joined, runs are put into visual order at two levels
(UAX #9 without explicit embeddings, which never get here).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TATWEEL: Final = "\u0640"
_MIRRORED: Final = str.maketrans("()[]{}<>«»", ")(][}{><»«")

Forms = dict[str, str]
"""`isolated`, `final`, `initial`, `medial`: the character with that shape."""


def is_right_to_left(text: str) -> bool:
    """Whether any of it runs from the right."""
    return _RIGHT_TO_LEFT.search(text) is not None


def joined(text: str) -> str:
    """Arabic letters replaced by the shape their neighbours give them, still in reading order."""
    letters = _clusters(_with_ligatures(text))
    return "".join(
        _shape(before, letter, after) + letter[1:]
        for before, letter, after in zip(["", *letters], letters, [*letters[1:], ""], strict=False)
    )


def visual(text: str) -> str:
    """The characters from left to right, as they are to be drawn."""
    if not is_right_to_left(text):
        return text
    clusters = _clusters(text)
    levels = _levels([unicodedata.bidirectional(cluster[0]) for cluster in clusters])
    for level in (2, 1):
        _reverse_runs(clusters, levels, level)
    return "".join(
        cluster.translate(_MIRRORED) if level == 1 else cluster
        for cluster, level in zip(clusters, levels, strict=True)
    )


# Joining


def _shape(before: str, letter: str, after: str) -> str:
    forms = _forms().get(letter[0])
    if forms is None:
        return letter[0]
    from_right = "final" in forms and _joins_onward(before)
    onward = "initial" in forms and _joins_back(after)
    name = ("medial" if onward else "final") if from_right else "initial" if onward else "isolated"
    return forms.get(name, letter[0])


def _joins_onward(cluster: str) -> bool:
    return cluster[:1] == _TATWEEL or "initial" in _forms().get(cluster[:1], {})


def _joins_back(cluster: str) -> bool:
    return cluster[:1] == _TATWEEL or "final" in _forms().get(cluster[:1], {})


def _with_ligatures(text: str) -> str:
    """Lam and alef, which are always written as one."""
    for pair, isolated in _ligatures().items():
        text = text.replace(pair, isolated)
    return text


@cache
def _forms() -> dict[str, Forms]:
    """By letter; a ligature stands under its isolated form."""
    forms: dict[str, Forms] = {}
    for shape in map(chr, (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE70, 0xFEFD))):
        tag, _, codes = unicodedata.decomposition(shape).partition("> ")
        letters = "".join(chr(int(code, 16)) for code in codes.split())
        if tag and letters and letters[0] != " ":
            forms.setdefault(letters, {})[tag[1:]] = shape
    pairs = [letters for letters in forms if len(letters) > 1]
    for letters in pairs:
        own = forms.pop(letters)
        if "isolated" in own:
            forms[own["isolated"]] = own
    return forms


@cache
def _ligatures() -> dict[str, str]:
    return {
        unicodedata.normalize("NFKC", shape): shape
        for shape in ("\ufef5", "\ufef7", "\ufef9", "\ufefb")
    }


# Order


def _clusters(text: str) -> list[str]:
    """Each character with the marks that sit on it."""
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.category(character) == "Mn":
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _levels(classes: list[str]) -> list[int]:
    """0 and 2 run from the left, 1 from the right; the first letter says how the whole runs."""
    strong = [_direction(kind) for kind in classes]
    base = 1 if next(filter(None, strong), "L") == "R" else 0
    levels: list[int | None] = []
    last = "R" if base else "L"
    for kind, direction in zip(classes, strong, strict=True):
        last = direction or last
        if kind in ("EN", "AN"):
            levels.append(2 if last == "R" else base and 2)
        elif direction:
            levels.append(1 if direction == "R" else base and 2)
        else:
            levels.append(None)
    return _with_neutrals(levels, base)


def _direction(kind: str) -> str:
    return {"L": "L", "R": "R", "AL": "R"}.get(kind, "")


def _with_neutrals(levels: list[int | None], base: int) -> list[int]:
    """What stands between two runs of one direction belongs to them, anything else to the whole."""
    settled: list[int] = []
    for place, level in enumerate(levels):
        if level is None:
            before = settled[-1] if settled else base
            after = next((later for later in levels[place:] if later is not None), base)
            level = before if before == after else base
        settled.append(level)
    return settled


def _reverse_runs(clusters: list[str], levels: list[int], least: int) -> None:
    """Turns every run at `least` or above around, with its levels."""
    start = 0
    while start < len(levels):
        end = start
        while end < len(levels) and levels[end] >= least:
            end += 1
        clusters[start:end] = clusters[start:end][::-1]
        levels[start:end] = levels[start:end][::-1]
        start = max(end, start + 1)

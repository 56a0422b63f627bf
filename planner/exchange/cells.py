"""Text that is safe in a cell of a spreadsheet, and back again."""

from __future__ import annotations

import re
from typing import Final

from planner.records import has_control_characters

_TRIGGERS: Final = "=+\\-@\u2212\u207a\u207b\u207c\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
"""What starts a formula, with the full-width, small and raised forms programs fold to them."""

_INVISIBLE: Final = "\\s\u00ad\u180e\u200b-\u200f\u2060\ufeff"

_RUNNABLE: Final = re.compile(f"(^|[,;])(?='*[{_INVISIBLE}]*[{_TRIGGERS}])")
"""Also after a comma or semicolon, where a program set to the other separator splits the line."""

_GUARDED: Final = re.compile(f"(^|[,;])'(?='*[{_INVISIBLE}]*[{_TRIGGERS}])")


def printable(text: str) -> str:
    """The text with a space for every control character, line break and bidirectional mark.

    Lone surrogates, which no encoding can write, become question marks.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    if not has_control_characters(text):
        return text
    return "".join(" " if has_control_characters(c) else c for c in text).strip()


def inert(text: str) -> str:
    """The text as no spreadsheet runs it: an apostrophe before whatever could start a formula.

    Threat and remedy as in OWASP, "CSV Injection". `original` takes the apostrophes off again.
    """
    return _RUNNABLE.sub(r"\1'", printable(text))


def original(text: str) -> str:
    """What `inert` was given, control characters aside."""
    return _GUARDED.sub(r"\1", text)

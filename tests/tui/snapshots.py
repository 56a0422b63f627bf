"""Screens as files: what is seen, and under it which cells are bold, reversed, underlined, dim.

`UPDATE_SCREENS=1 pytest ...` writes them anew; look at the difference before it is committed.
Colors are left out: what they say must be said without them, too.
"""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from rich.style import Style
from textual.app import App

from tests.tui.pilots import screen_text

FOLDER: Final = Path(__file__).parents[1] / "data" / "screens"


def assert_looks_as_before(app: App[Any], name: str) -> None:
    """Compares the screen with tests/data/screens/`name`.txt."""
    path = FOLDER / f"{name}.txt"
    look = f"{screen_text(app)}\n---\n{_attributes(app)}\n"
    if os.environ.get("UPDATE_SCREENS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(look, "utf-8")
    assert path.read_text("utf-8") == look


def colors(app: App[Any]) -> set[str]:
    """The kinds of colors on the screen: `standard` (the terminal's own), `truecolor` ..."""
    return {
        color.type.name.lower()
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if segment.style
        for color in (segment.style.color, segment.style.bgcolor)
        if color is not None
    }


def _attributes(app: App[Any]) -> str:
    lines = []
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        cells = [_named(s.style) for s in strip for _ in range(s.cell_length)]
        x = 0
        for names, run in groupby(cells):
            length = len(list(run))
            if names:
                lines.append(f"{y}:{x}-{x + length - 1} {names}")
            x += length
    return "\n".join(lines)


def _named(style: Style | None) -> str:
    names = ("bold", "dim", "italic", "underline", "reverse")
    return " ".join(name for name in names if style and getattr(style, name))

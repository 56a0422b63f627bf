"""Screens as files: what is seen, and under it which cells are bold, reversed, underlined, dim.

`UPDATE_SCREENS=1 pytest ...` writes them anew; look at the difference before it is committed.
Colors are left out: what they say must be said without them, too. What only one theme has is
marked with its name.
"""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from rich.style import Style
from textual.app import App

from tests.tui.pilots import screen_text
from tui.terminal import DARK, SIXTEEN

FOLDER: Final = Path(__file__).parents[1] / "data" / "screens"
THEMES: Final = (DARK, SIXTEEN)
_RULE: Final = "\n---\n"


def assert_looks_as_before(app: App[Any], name: str) -> None:
    """Compares the screen with tests/data/screens/`name`-`columns`.txt."""
    path = FOLDER / f"{name}-{app.size.width}.txt"
    look = screen_text(app), _attributes(app)
    if os.environ.get("UPDATE_SCREENS"):
        _keep(path, app.theme, *look)
    assert (_seen(path), _kept(path, app.theme)) == look


def colors(app: App[Any]) -> set[str]:
    """The kinds of colors shown: `default`, `standard` (the terminal's own), `truecolor`."""
    return {
        color.type.name.lower()
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if segment.style
        for color in (segment.style.color, segment.style.bgcolor)
        if color is not None
    }


def _seen(path: Path) -> str:
    return path.read_text("utf-8").partition(_RULE)[0]


def _kept(path: Path, theme: str) -> list[str]:
    """The attributes that `theme` has."""
    lines = path.read_text("utf-8").partition(_RULE)[2].splitlines()
    marks = {line: line.partition(" @")[2] for line in lines}
    return [line.partition(" @")[0] for line, mark in marks.items() if mark in ("", theme)]


def _keep(path: Path, theme: str, seen: str, attributes: list[str]) -> None:
    """Writes what `theme` has, beside what the other one has of the same screen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    known = path.exists() and _seen(path) == seen
    of = {other: set(_kept(path, other)) if known else set(attributes) for other in THEMES}
    of[theme] = set(attributes)
    both = set.intersection(*of.values())
    marked = {line: "" if line in both else f" @{t}" for t in THEMES for line in of[t]}
    lines = [line + marked[line] for line in sorted(marked, key=_place)]
    path.write_text(seen + _RULE + "".join(f"{line}\n" for line in lines), "utf-8")


def _place(line: str) -> tuple[int, int]:
    y, _, rest = line.partition(":")
    return int(y), int(rest.partition("-")[0])


def _attributes(app: App[Any]) -> list[str]:
    lines = []
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        cells = [_named(s.style) for s in strip for _ in range(s.cell_length)]
        x = 0
        for names, run in groupby(cells):
            length = len(list(run))
            if names:
                lines.append(f"{y}:{x}-{x + length - 1} {names}")
            x += length
    return lines


def _named(style: Style | None) -> str:
    names = ("bold", "dim", "italic", "underline", "reverse")
    return " ".join(name for name in names if style and getattr(style, name))

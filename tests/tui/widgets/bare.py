"""A widget in an app of its own, without the shell."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

W = TypeVar("W", bound=Widget)


class Bare(App[None]):
    CSS = "Bare > Screen > * { height: 1fr; }"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._shown = widget

    def compose(self) -> ComposeResult:
        yield self._shown


@asynccontextmanager
async def bare(
    widget: W, size: tuple[int, int] = (80, 24), theme: str = "textual-dark"
) -> AsyncIterator[tuple[W, Pilot[Any]]]:
    app = Bare(widget)
    app.theme = theme
    async with app.run_test(size=size) as pilot:
        yield widget, pilot


def lines(widget: Widget) -> list[str]:
    """What it draws, without the space at the ends of lines."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]

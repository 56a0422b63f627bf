"""How many people meet how many others, as bars of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from tui.texts import number

_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_HIGHEST: Final = 8
"""Lines that it takes where its style leaves the height to it."""


class Distribution(Widget):
    """A bar for each number of people met, or for several where there are more than lines."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._counts: Mapping[int, int] = {}

    def show(self, counts: Mapping[int, int]) -> None:
        """`counts`: people met -> how many people met that many."""
        self._counts = counts
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(
            min(_HIGHEST, max(self._counts, default=0) - min(self._counts, default=0) + 1), 1
        )

    def render(self) -> Text:
        lines = bars(self._counts, self.size.width, max(self.size.height, 1))
        return Text("\n".join(lines), no_wrap=True)


def bars(counts: Mapping[int, int], width: int, height: int) -> list[str]:
    """At most `height` lines such as `12–13 ██████▌ 7`, from the fewest to the most."""
    rows = binned(counts, height)
    if not rows:
        return []
    labels = [number(a) if a == b else f"{number(a)}–{number(b)}" for a, b, _count in rows]
    margin = max(map(len, labels))
    figures = [number(count) for _a, _b, count in rows]
    room = max(width - margin - 2 - max(map(len, figures)), 1)
    most = max(count for _a, _b, count in rows)
    return [
        f"{label.rjust(margin)} {bar(count / most if most else 0, room)} {figure}"
        for label, figure, (_a, _b, count) in zip(labels, figures, rows, strict=True)
    ]


def binned(counts: Mapping[int, int], height: int) -> list[tuple[int, int, int]]:
    """(from, to, people) for every number between the ends, or for runs of equal length."""
    if not counts or height < 1:
        return []
    low, high = min(counts), max(counts)
    step = -(-(high - low + 1) // height)
    runs = [range(first, min(first + step, high + 1)) for first in range(low, high + 1, step)]
    return [(run[0], run[-1], sum(counts.get(value, 0) for value in run)) for run in runs]


def bar(share: float, width: int) -> str:
    """A bar as long as `share` of `width`, in eighths of a column; nothing only for nothing."""
    eighths = round(share * width * 8)
    if share > 0:
        eighths = max(eighths, 1)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")

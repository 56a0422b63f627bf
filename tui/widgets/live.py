"""A few lines that change several times a second: only what differs is sent."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.text import Text
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class Live(Widget):
    """As high as its lines, which are cut at its width."""

    DEFAULT_CSS = "Live { height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.lines: tuple[Text, ...] = ()

    def show(self, lines: Sequence[Text]) -> None:
        before, self.lines = self.lines, tuple(lines)
        if len(before) != len(self.lines):
            self.refresh(layout=True)
            return
        for y, (old, new) in enumerate(zip(before, self.lines, strict=True)):
            start, end = _difference(old, new)
            if start < end:
                self.refresh(Region(start, y, end - start, 1))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines)

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.rich_style
        if y >= len(self.lines):
            return Strip.blank(width, style)
        segments = [
            Segment(part.text, style + part.style if part.style else style)
            for part in self.lines[y].render(self.app.console)
            if part.text
        ]
        return Strip(segments).adjust_cell_length(width, style)


def _even(text: Text) -> bool:
    """Whether each character takes one cell."""
    return text.plain.isascii() or text.cell_len == len(text)


def _difference(old: Text, new: Text) -> tuple[int, int]:
    """The cells in which two lines differ; all of them where a character may take two."""
    restyled = old.spans != new.spans or old.style != new.style
    if restyled or (old.plain != new.plain and not (_even(old) and _even(new))):
        return 0, max(old.cell_len, new.cell_len)
    one, other = old.plain, new.plain
    length = max(len(one), len(other))
    one, other = one.ljust(length), other.ljust(length)
    different = [x for x in range(length) if one[x] != other[x]]
    return (different[0], different[-1] + 1) if different else (0, 0)

"""A PDF being drawn page by page, measured from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, BinaryIO, Final, Literal

from planner.printing.lines import LEADING, fitted, shrunk
from planner.printing.paper import MM, Box, Paper
from planner.printing.typeface import drawable, runs, width

Align = Literal["left", "center", "right"]
Point = tuple[float, float]

INK: Final = "#1D2433"
QUIET: Final = "#5B6575"
FAINT: Final = "#C9CFD8"
PALE: Final = "#EEF1F5"
ACCENT: Final = "#1F5A7A"
"""Dark enough to read on paper, and light or dark enough to tell apart without colors."""

_TOTAL: Final = "total"
_FOOTER: Final = 8.0
_CREATOR: Final = "Speed Dating Planner"


class Sheet:
    """Pages of one size with a footer: whose they are, "1 / 12", and what they are."""

    def __init__(self, stream: BinaryIO, paper: Paper, *, whose: str, what: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.paper = paper
        self._whose, self._what = whose, what
        # invariant: no time of day in the file, so that equal input gives equal bytes
        self._canvas: Any = Canvas(
            stream, pagesize=(paper.width, paper.height), pageCompression=1, invariant=1
        )
        self._canvas.setTitle(drawable(" · ".join(filter(None, (whose, what)))))
        self._canvas.setCreator(_CREATOR)
        self._canvas.setAuthor("")
        self._pages = 1

    def inside(self, margin: float = 14 * MM) -> Box:
        """The page without its margins and its footer."""
        return Box(0, 0, self.paper.width, self.paper.height).inset(margin, max(margin, 13 * MM))

    def next_page(self) -> None:
        self._end_page()
        self._pages += 1

    def save(self) -> None:
        """Ends the last page and writes the file to the stream."""
        self._end_page()
        self._canvas.beginForm(_TOTAL, 0, -_FOOTER, 60, _FOOTER)
        self._draw(f" / {self._pages}", 0, 0, 7, False, QUIET)
        self._canvas.endForm()
        self._canvas.save()

    # Drawing

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        bold: bool = False,
        color: str = INK,
        align: Align = "left",
    ) -> None:
        """One line with its base line at `y`; `x` is its left edge, middle or right edge."""
        text = drawable(text)
        if align != "left":
            wide = width(text, bold=bold) * size
            x -= wide if align == "right" else wide / 2
        self._draw(text, x, self.paper.height - y, size, bold, color)

    def upward(
        self, text: str, x: float, y: float, room: float, size: float, *, least: float = 0.0
    ) -> None:
        """A line that runs upward from (x, y), made to fit into `room` points."""
        text, size = fitted(text, room, size, least=least)
        self._canvas.saveState()
        self._canvas.translate(x, self.paper.height - y)
        self._canvas.rotate(90)
        self._draw(text, 0, 0, size, False, INK)
        self._canvas.restoreState()

    def fit(
        self,
        text: str,
        x: float,
        y: float,
        room: float,
        size: float,
        *,
        least: float = 0.0,
        bold: bool = False,
        color: str = INK,
        align: Align = "left",
    ) -> None:
        """As `text`, made to fit into `room` points."""
        text, size = fitted(text, room, size, least=least, bold=bold)
        self.text(text, x, y, size, bold=bold, color=color, align=align)

    def name(
        self, name: str, box: Box, size: float, *, least: float = 5.0, align: Align = "left"
    ) -> None:
        """In the middle of the height of `box`; on two lines where one would have to be small."""
        lines, chosen = shrunk(name, box.width, 1, size, size * 0.75)
        if len(lines) > 1 or lines[0] != drawable(name):
            most = min(size * 0.75, box.height / 2.3)
            lines, chosen = shrunk(name, box.width, 2, most, min(most, least))
        x = {"left": box.x, "center": box.x + box.width / 2, "right": box.right}[align]
        y = box.y + box.height / 2 + chosen * (0.36 - 0.575 * (len(lines) - 1))
        self.lines(lines, x, y, chosen, leading=1.15, align=align)

    def lines(
        self,
        lines: Iterable[str],
        x: float,
        y: float,
        size: float,
        *,
        leading: float = LEADING,
        bold: bool = False,
        color: str = INK,
        align: Align = "left",
    ) -> float:
        """Lines below one another, the first with its base line at `y`; returns where one more
        would stand."""
        for line in lines:
            self.text(line, x, y, size, bold=bold, color=color, align=align)
            y += size * leading
        return y

    def fill(self, boxes: Iterable[Box], color: str) -> None:
        """Rectangles without edges, all in one stroke of the pen."""
        self._canvas.setFillColor(_color(color))
        self._canvas.drawPath(self._rectangles(boxes), stroke=0, fill=1)

    def frame(self, boxes: Iterable[Box], color: str = FAINT, *, thickness: float = 0.6) -> None:
        """The edges of rectangles, all in one stroke of the pen."""
        self._pen(color, thickness)
        self._canvas.drawPath(self._rectangles(boxes), stroke=1, fill=0)

    def line(
        self,
        start: Point,
        end: Point,
        color: str = FAINT,
        *,
        thickness: float = 0.6,
        dashed: bool = False,
    ) -> None:
        self._pen(color, thickness, dashed=dashed)
        high = self.paper.height
        self._canvas.line(start[0], high - start[1], end[0], high - end[1])

    # Inside

    def _draw(self, text: str, x: float, up: float, size: float, bold: bool, color: str) -> None:
        self._canvas.setFillColor(_color(color))
        split = runs(text, bold=bold)
        for font, part in split:
            self._canvas.setFont(font, size)
            self._canvas.drawString(x, up, part)
            if len(split) > 1:
                x += self._canvas.stringWidth(part, font, size)

    def _rectangles(self, boxes: Iterable[Box]) -> Any:
        path = self._canvas.beginPath()
        for box in boxes:
            path.rect(box.x, self.paper.height - box.bottom, box.width, box.height)
        return path

    def _pen(self, color: str, thickness: float, *, dashed: bool = False) -> None:
        self._canvas.setStrokeColor(_color(color))
        self._canvas.setLineWidth(thickness)
        self._canvas.setDash(*((3, 3) if dashed else ()))

    def _end_page(self) -> None:
        y = self.paper.height - 7 * MM
        middle, edge = self.paper.width / 2, 12 * MM
        room = middle - edge - 30
        self.fit(self._whose, edge, y, room, 7, color=QUIET)
        self.fit(self._what, self.paper.width - edge, y, room, 7, color=QUIET, align="right")
        # the number of pages is known only at the end: a form that is drawn then
        self.text(str(self._pages), middle, y, 7, color=QUIET, align="right")
        self._canvas.saveState()
        self._canvas.translate(middle, self.paper.height - y)
        self._canvas.doForm(_TOTAL)
        self._canvas.restoreState()
        self._canvas.showPage()


@cache
def _color(text: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(text)

"""Who meets whom how often: one cell for each pair, or blocks of people when there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region
from textual.message import Message as Notice
from textual.strip import Strip
from textual.widget import Widget

from planner.counting import EVERYBODY, Counting
from planner.heat import IDLE, KNOWN, LEVELS, Heat
from planner.messages import N_
from tui.actions import HALF_BLOCKS, Need
from tui.bindings import bindings
from tui.safe import safe
from tui.terminal import SIXTEEN
from tui.texts import _, number

GLYPHS: Final = ("·", "░", "▒", "▓", "█")
"""One for each level, so that no level is told by its color alone."""
ITSELF: Final = "╲"
"""Where a person would meet herself."""
CURSOR: Final = "◆"
NOT_COUNTED: Final = "–"
MET_BEFORE: Final = ("○", "●")
"""Pairs who met at an earlier event: not this evening, and again."""
_MARGIN: Final = 14
"""Columns for the name at the left of a row, and the space after it."""
_PAIR_LEVELS: Final = (N_("never"), N_("once"), N_("twice"), N_("3 times"), N_("more often"))
_BLOCK_LEVELS: Final = (
    N_("nobody"), N_("less than half as usual"), N_("as usual"), N_("up to 3 times"), N_("more"),
)  # fmt: skip


class Heatmap(Widget, can_focus=True):
    """A square of cells, drawn line by line: what a line costs depends on the screen alone.

    Each level has a glyph. Where the terminal has colors enough, blocks can be drawn two to a
    character instead, one above the other.
    """

    PLACES: ClassVar = ("heatmap", "list")
    BINDINGS: ClassVar = bindings("heatmap", "list")
    COMPONENT_CLASSES: ClassVar = {
        "heatmap--margin",
        "heatmap--mark",
        "heatmap--cursor",
        *(f"heatmap--level-{level}" for level in range(LEVELS)),
    }

    HELP = N_(
        "Each row is a person, each column too, of the other side where there are two; the cell "
        "where they cross says how often the two meet. Where there are more people than fit, a "
        "cell stands for a block of them: “+” shows fewer people larger, “-” more people smaller, "
        "“0” all of them, enter looks into a block."
    )

    @dataclass
    class Moved(Notice):
        """The cursor is elsewhere, or the picture is another one."""

        heatmap: Heatmap

    @dataclass
    class Chosen(Notice):
        """Enter on a pair."""

        heatmap: Heatmap
        person: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.size_of_block = 0
        """People in a cell; 0 before there is anything to show."""
        self.row = self.column = 0
        """The cell under the cursor."""
        self.half_blocks = False
        """Whether blocks are drawn two to a character where the terminal can: twice as many people
        for three times the bytes, and levels told by lightness alone."""
        self._heat: Heat | None = None
        self._marked = EVERYBODY
        self._names: Sequence[str] = ()
        self._top = self._left = 0
        self._people = (0, 0)

    # --- what it shows

    def show(self, heat: Heat, names: Sequence[str], counting: Counting = EVERYBODY) -> None:
        """From now on these meetings; the cursor stays on its people, the scale as it was.

        `names` are those of the people by their index, whatever the order; `counting` is what
        `heat` was made with.
        """
        self._marked = counting
        before = self._heat
        known = before is not None and _extents(before) == _extents(heat)
        self._heat, self._names = heat, names
        there = heat.people and heat.across.size
        if there and (not known or not self._shows(*self._people)):
            self._people = int(heat.order[0]), int(heat.across[0])
        self._scale(self.size_of_block if known else self._fitting())

    @property
    def heat(self) -> Heat:
        assert self._heat is not None
        return self._heat

    def _shows(self, one: int, other: int) -> bool:
        """Whether one has a row and the other a column."""
        return int(self.heat.place[one]) >= 0 and int(self.heat.place_across[other]) >= 0

    def people_under_cursor(self) -> tuple[int, int]:
        """A person of the row and one of the column, the same however large the blocks."""
        return self._people

    @property
    def dense(self) -> bool:
        """Whether two rows share a line."""
        return self.half_blocks and self.can_half_blocks and self.size_of_block > 1

    @property
    def can_half_blocks(self) -> bool:
        return self.app.theme != SIXTEEN

    def legend(self) -> Text:
        """What the levels mean."""
        words = _PAIR_LEVELS if self.size_of_block <= 1 else _BLOCK_LEVELS
        line = Text(no_wrap=True, overflow="ellipsis")
        for level, word in enumerate(words):
            glyph = "█" if self.dense else GLYPHS[level]
            line.append(glyph, self._level_style(level))
            line.append(f" {_(word)}  ")
        return line

    def legend_of_marks(self) -> str:
        """What the glyphs of special pairs mean, where there are any."""
        parts = []
        if self._marked.counts is not None:
            parts.append(f"{NOT_COUNTED} " + _("does not count"))
        if self._marked.known is not None and self.size_of_block == 1:
            parts.append(f"{MET_BEFORE[0]} " + _("met before"))
            parts.append(f"{MET_BEFORE[1]} " + _("met before, and again"))
        return "  ".join(parts)

    # --- its scale

    @property
    def _rows_shown(self) -> int:
        return max(self.size.height - 1, 1) * (2 if self.dense else 1)

    @property
    def _cell_width(self) -> int:
        """Two columns make a cell about square, where there is room for it."""
        room = self.size.width - _MARGIN
        blocks = self.heat.blocks_across(self.size_of_block)
        return 2 if not self.dense and 2 * blocks <= room else 1

    @property
    def _columns_shown(self) -> int:
        return max((self.size.width - _MARGIN) // self._cell_width, 1)

    def _fitting(self) -> int:
        """The smallest blocks that all fit; single people where these do."""
        down, across = _extents(self.heat)
        width, height = max(self.size.width - _MARGIN, 1), max(self.size.height - 1, 1)
        if down <= height and across <= width:
            return 1
        halves = 2 if self.half_blocks and self.can_half_blocks else 1
        return max(-(-down // (halves * height)), -(-across // width), 2)

    def _scales(self) -> list[int]:
        """People in a cell, from the nearest look to the whole."""
        whole = self._fitting()
        scales, size = [], 1
        while size < whole:
            scales.append(size)
            size *= 2
        return [*scales, whole]

    def _scale(self, size: int) -> None:
        """Blocks of `size`, with the cursor on the same people."""
        self.size_of_block = size
        if self._empty:
            self.row = self.column = 0
        else:
            one, other = self._people
            self.row = int(self.heat.place[one]) // size
            self.column = int(self.heat.place_across[other]) // size
        self._into_view()
        self.refresh()
        self.post_message(self.Moved(self))

    @property
    def _empty(self) -> bool:
        return self._heat is None or not all(_extents(self._heat))

    def on_resize(self) -> None:
        if self._heat is not None:
            self._rescale()

    def _rescale(self) -> None:
        """Drawn anew, as large as it was if that scale is still one."""
        known = self.size_of_block in self._scales()
        self._scale(self.size_of_block if known else self._fitting())

    # --- how it draws

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if self._empty:
            return Strip.blank(width, self.rich_style)
        if y == 0:
            return self._header().adjust_cell_length(width, self.rich_style)
        first = self._top + (y - 1) * (2 if self.dense else 1)
        if first >= self.heat.blocks(self.size_of_block):
            return Strip.blank(width, self.rich_style)
        cells = self._halves(first) if self.dense else self._glyphs(first)
        return Strip([*self._margin(first), *cells]).adjust_cell_length(width, self.rich_style)

    def _shown(self) -> int:
        """Columns that there are, of those there is room for."""
        blocks = self.heat.blocks_across(self.size_of_block)
        return max(min(self._columns_shown, blocks - self._left), 0)

    def _levels(self, row: int) -> list[int]:
        if row >= self.heat.blocks(self.size_of_block):
            return [0] * self._shown()
        found: list[int] = self.heat.levels(
            row, self.size_of_block, self._left, self._shown()
        ).tolist()
        return found

    def _header(self) -> Strip:
        """A mark over the column of the cursor, with its name beside it."""
        at = _MARGIN + (self.column - self._left) * self._cell_width
        name = self._label_of(self.column, across=True)
        text = Text(" " * at + "▼ " + name)
        if text.cell_len > self.size.width:
            before = max(at - 1, 0)
            short = Text(name)
            short.truncate(before)
            text = Text(" " * (before - short.cell_len) + short.plain + " ▼")
        return Strip([Segment(text.plain, self._part("mark"))])

    def _margin(self, row: int) -> list[Segment]:
        here = row <= self.row < row + (2 if self.dense else 1)
        name = Text(self._label_of(self.row if here else row))
        name.truncate(_MARGIN - 3, overflow="ellipsis", pad=True)
        style = self._part("mark" if here else "margin")
        return [Segment(name.plain, style), Segment(" ▶ " if here else "   ", style)]

    def _label_of(self, block: int, *, across: bool = False) -> str:
        if self.size_of_block == 1:
            return safe(self._names[int((self.heat.across if across else self.heat.order)[block])])
        return self.extent(block, across=across)

    def extent(self, block: int, *, across: bool = False) -> str:
        """`1–34`: the places of a block's people in the order, down or across."""
        first = block * self.size_of_block
        last = min(first + self.size_of_block, _extents(self.heat)[across])
        return f"{number(first + 1)}–{number(last)}"

    def _glyphs(self, row: int) -> list[Segment]:
        levels = self._levels(row)
        marks = self.heat.marks(row, self.size_of_block, self._left, len(levels)).tolist()
        cells = [_cell(level, mark) for level, mark in zip(levels, marks, strict=True)]
        if self.size_of_block == 1:
            itself = int(self.heat.place_across[self.heat.order[row]]) - self._left
            if 0 <= itself < len(cells):
                cells[itself] = (ITSELF, "margin")
        if row == self.row:
            cells[self.column - self._left] = (CURSOR, "cursor")
        wide = self._cell_width == 2
        return [
            Segment("".join(_widened(glyph) if wide else glyph for glyph, _part in same),
                    self._part(part))
            for part, same in groupby(cells, key=lambda cell: cell[1])
        ]  # fmt: skip

    def _halves(self, row: int) -> list[Segment]:
        upper, lower = (self._tints(r) for r in (row, row + 1))
        return [
            Segment("▀" * len(list(same)), Style(color=tints[0], bgcolor=tints[1]))
            for tints, same in groupby(zip(upper, lower, strict=True))
        ]

    def _tints(self, row: int) -> list[str]:
        ramp = [self._tint(level) for level in range(LEVELS)]
        tints = [ramp[level] for level in self._levels(row)]
        if row == self.row:
            cursor = self.get_component_styles("heatmap--cursor").color
            tints[self.column - self._left] = cursor.hex6
        return tints

    def _tint(self, level: int) -> str:
        """Lighter or darker only: it reads without telling hues apart."""
        background = self.background_colors[1]
        strongest = self.get_component_styles(f"heatmap--level-{LEVELS - 1}").color
        share = (level + 0.35) / (LEVELS - 0.65) if level else 0.06
        return background.blend(strongest, share, alpha=1).hex6

    def _level_style(self, level: int) -> Style:
        return Style(color=self._tint(level)) if self.dense else self._part(f"level-{level}")

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"heatmap--{name}")

    def meets(self, need: Need) -> bool:
        return need is not HALF_BLOCKS or self.can_half_blocks

    # --- how it moves

    def _into_view(self) -> None:
        """Scrolls by half a page, as lists do: over a slow line a scroll repaints everything."""
        size = self.size_of_block
        self._top = _scrolled(self._top, self.row, self._rows_shown, self.heat.blocks(size))
        self._left = _scrolled(
            self._left, self.column, self._columns_shown, self.heat.blocks_across(size)
        )
        if self.dense:
            self._top -= self._top % 2

    def move(self, down: int = 0, right: int = 0) -> None:
        """Moves the cursor by so many cells."""
        if self._empty:
            return
        size = self.size_of_block
        row = max(0, min(self.row + down, self.heat.blocks(size) - 1))
        column = max(0, min(self.column + right, self.heat.blocks_across(size) - 1))
        if (row, column) == (self.row, self.column):
            return
        corner, before = (self._top, self._left), (self.row, self.column)
        self.row, self.column = row, column
        if row != before[0]:
            self._people = int(self.heat.order[row * size]), self._people[1]
        if column != before[1]:
            self._people = self._people[0], int(self.heat.across[column * size])
        self._into_view()
        if corner != (self._top, self._left):
            self.refresh()
        else:
            self.refresh(*self._touched(before), *self._touched((row, column)))
        self.post_message(self.Moved(self))

    def _touched(self, cell: tuple[int, int]) -> list[Region]:
        """What of the screen shows that the cursor is at a cell."""
        row, column = cell
        y = 1 + (row - self._top) // (2 if self.dense else 1)
        x = _MARGIN + (column - self._left) * self._cell_width
        return [
            Region(0, 0, self.size.width, 1),
            Region(0, y, _MARGIN, 1),
            Region(x, y, self._cell_width, 1),
        ]

    def move_to(self, one: int, other: int) -> None:
        """The cursor on two people, by their indices, where they have a row and a column."""
        if self._shows(one, other):
            self._people = one, other
            self._scale(self.size_of_block)

    def on_click(self, event: events.Click) -> None:
        if self._heat is not None and event.y > 0 and event.x >= _MARGIN:
            row = self._top + (event.y - 1) * (2 if self.dense else 1)
            column = self._left + (event.x - _MARGIN) // self._cell_width
            self.move(row - self.row, column - self.column)

    def action_up(self) -> None:
        self.move(down=-1)

    def action_down(self) -> None:
        self.move(down=1)

    def action_left(self) -> None:
        self.move(right=-1)

    def action_right(self) -> None:
        self.move(right=1)

    def action_page_up(self) -> None:
        self.move(down=-self._rows_shown)

    def action_page_down(self) -> None:
        self.move(down=self._rows_shown)

    def action_first(self) -> None:
        self.move(-self.row, -self.column)

    def action_last(self) -> None:
        if self._heat is not None:
            self.move(*_extents(self._heat))

    def action_zoom_in(self) -> None:
        smaller = [size for size in self._scales() if size < self.size_of_block]
        if smaller:
            self._scale(smaller[-1])

    def action_zoom_out(self) -> None:
        larger = [size for size in self._scales() if size > self.size_of_block]
        if larger:
            self._scale(larger[0])

    def action_whole(self) -> None:
        self._scale(self._fitting())

    def action_look(self) -> None:
        """Into a block, or at the person of the row."""
        if self.size_of_block > 1:
            self.action_zoom_in()
        else:
            self.post_message(self.Chosen(self, self.people_under_cursor()[0]))

    def action_look_across(self) -> None:
        """At the person of the column."""
        self.post_message(self.Chosen(self, self.people_under_cursor()[1]))

    def action_glyphs(self) -> None:
        self.half_blocks = not self.half_blocks
        self._rescale()


def _extents(heat: Heat) -> tuple[int, int]:
    """People down and across."""
    return heat.people, int(heat.across.size)


def _cell(level: int, mark: int) -> tuple[str, str]:
    """The glyph of a cell and its style."""
    style = f"level-{level}"
    if mark == IDLE:
        return NOT_COUNTED, style if level else "margin"
    if mark == KNOWN:
        return MET_BEFORE[level > 0], style
    return GLYPHS[level], style


def _widened(glyph: str) -> str:
    """A glyph two columns wide: points and marks with space, shades twice."""
    return glyph * 2 if glyph in GLYPHS[1:] else glyph + " "


def _scrolled(first: int, at: int, page: int, count: int) -> int:
    """The first of `page` cells that show the cell `at`, moved by half a page if it must be."""
    if not first <= at < first + page:
        first = at - page // 2
    return max(0, min(first, count - page))

"""Our list: rows drawn line by line, so that ten thousand cost no more than ten."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Generic, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message as Notice
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from tui.actions import ANY_ROWS, Need
from tui.bindings import bindings
from tui.safe import safe
from tui.texts import _, say
from tui.widgets.field import Field

T = TypeVar("T")
Cell = str | Text

_GAP: Final = 2
_NARROWEST: Final = 4
_WIDEST: Final = 40
"""Cells that a column takes by itself; one that grows may take more."""


@dataclass(frozen=True)
class Column(Generic[T]):
    id: str
    title: str
    """A template for gettext."""
    cell: Callable[[T], Cell]
    """Text as people read it. Plain strings are made safe; a Text is for style, and its maker
    calls `safe`."""
    sort: Callable[[T], Any] | None = None
    """What the rows are ordered by; by default the text."""
    right: bool = False
    grows: bool = False
    """Takes the width that is left, and gives way first."""
    from_width: int = 0
    """Left out where the list is narrower than this."""

    @property
    def heading(self) -> str:
        return _(self.title) if self.title else ""


class Table(ScrollView, Generic[T], can_focus=True):
    """Rows, a cursor on one of them, an order and a filter; the rows belong to the store.

    `cells=True` gives the cursor a column too (`cursor_column`), for editing in place.
    """

    BINDINGS: ClassVar = [*bindings("list"), Binding("enter", "choose", show=False)]
    PLACES: ClassVar = ("list",)
    COMPONENT_CLASSES: ClassVar = {"table--header", "table--cursor", "table--cell"}

    @dataclass
    class Moved(Notice):
        """The cursor is on another row."""

        table: Table[Any]

    @dataclass
    class Chosen(Notice):
        """Enter, or a second click, on a row."""

        table: Table[Any]
        item: Any

    @dataclass
    class Changed(Notice):
        """Other rows, another filter or another order."""

        table: Table[Any]

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        *,
        sort: str | None = None,
        descending: bool = False,
        cells: bool = False,
        id: str | None = None,  # noqa: A002  (Textual's name)
    ) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.head = int(any(column.title for column in columns))
        self.sort_column = sort
        self.descending = descending
        self.cursor_column = 0
        self.needle = ""
        self._key = key
        self._cells = cells
        self._items: list[T] = []
        self._texts: dict[int, tuple[Text, ...]] = {}
        self._folded: list[str] | None = None
        self._order: list[int] = []
        self._cursor = 0
        self._natural: list[int] = []
        self._read = False
        self._widths: tuple[tuple[int, int], ...] = ()

    # --- what it shows

    def show(self, items: Sequence[T]) -> None:
        """From now on these rows; the cursor stays on its row, if that is still there."""
        self._read = True
        kept = self._current_key
        self._items = list(items)
        self._texts.clear()
        self._folded = None
        self._natural = [self._natural_width(column) for column in self.columns]
        self._arrange(kept)

    @property
    def read(self) -> bool:
        """Whether the rows are known; a list not yet read is not an empty one."""
        return self._read

    @property
    def items(self) -> list[T]:
        """All rows, in the order they came."""
        return self._items

    @property
    def shown(self) -> list[T]:
        """The rows that pass the filter, as ordered."""
        return [self._items[index] for index in self._order]

    @property
    def current(self) -> T | None:
        """The row under the cursor."""
        if not self._order:
            return None
        return self._items[self._order[self._cursor]]

    def filter(self, needle: str) -> None:
        """Only rows that hold each word of `needle`, whatever its case and accents."""
        self.needle = needle
        self._arrange(self._current_key)

    def move_to(self, key: Hashable) -> None:
        """The cursor on the row of `key`, if it is shown."""
        for position, index in enumerate(self._order):
            if self._key(self._items[index]) == key:
                self._move(position)
                return

    def redraw(self, key: Hashable) -> None:
        """The row of `key` says something else now, in columns as wide as they are."""
        for position, index in enumerate(self._order):
            if self._key(self._items[index]) == key:
                self._texts.pop(index, None)
                self._folded = None
                self._redraw(position)
                return

    @property
    def _current_key(self) -> Hashable | None:
        return None if self.current is None else self._key(self.current)

    def _arrange(self, kept: Hashable | None) -> None:
        """Which rows in which order; the cursor goes where `kept` is now."""
        words = fold(self.needle).split()
        indexes = range(len(self._items))
        if words:
            haystack = self._haystack()
            self._order = [i for i in indexes if all(word in haystack[i] for word in words)]
        else:
            self._order = list(indexes)
        self._sort()
        self._cursor = self._position(kept)
        self._measure()
        self.virtual_size = Size(self.size.width, len(self._order) + self.head)
        self._into_view()
        self.refresh()
        self.post_message(self.Changed(self))

    def _sort(self) -> None:
        column = next((c for c in self.columns if c.id == self.sort_column), None)
        if column is None:
            return
        by = column.sort
        self._order.sort(
            key=lambda i: by(self._items[i]) if by else fold(_plain(column.cell(self._items[i]))),
            reverse=self.descending,
        )

    def _position(self, key: Hashable | None) -> int:
        if key is not None:
            for position, index in enumerate(self._order):
                if self._key(self._items[index]) == key:
                    return position
        return max(0, min(self._cursor, len(self._order) - 1))

    def _haystack(self) -> list[str]:
        if self._folded is None:
            self._folded = [
                fold("\t".join(_plain(column.cell(item)) for column in self.columns))
                for item in self._items
            ]
        return self._folded

    # --- how it draws

    def _measure(self) -> None:
        """Which columns are shown and how wide: (index, width), within the width there is."""
        if not self._natural:
            self._natural = [self._natural_width(column) for column in self.columns]
        width = self.size.width
        shown = [i for i, column in enumerate(self.columns) if column.from_width <= width]
        wanted = {i: self._natural[i] for i in shown}
        left = width - sum(wanted.values()) - _GAP * (len(shown) - 1) - 2
        growing = [i for i in shown if self.columns[i].grows] or [
            i for i in shown if self.columns[i].title
        ][:1]
        while left < 0 and (widest := max(growing, key=wanted.__getitem__, default=-1)) >= 0:
            if wanted[widest] <= _NARROWEST:
                break
            wanted[widest] -= 1
            left += 1
        for number, i in enumerate(growing):
            share = max(left, 0) // (len(growing) - number)
            wanted[i] += share
            left -= share
        self._widths = tuple(wanted.items())

    def _natural_width(self, column: Column[T]) -> int:
        title = cell_len(column.heading) + 2  # the arrow of the order
        widest = max((_width(column.cell(item)) for item in self._items), default=0)
        return min(max(title, widest), _WIDEST)

    def on_resize(self) -> None:
        self._measure()
        self.virtual_size = Size(self.size.width, len(self._order) + self.head)
        self._into_view()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y < self.head:
            return self._line(self._header(), self.get_component_rich_style("table--header"), width)
        position = y - self.head + self.scroll_offset.y
        if position >= len(self._order):
            return Strip.blank(width, self.rich_style)
        active = self.has_focus or not self.can_focus  # if it cannot, its keys come from elsewhere
        at_cursor = position == self._cursor and active
        name = "table--cursor" if at_cursor else None
        style = self.get_component_rich_style(name) if name else self.rich_style
        if position == self._cursor and not active:
            style += Style(underline=True)
        return self._line(self._row(self._order[position]), style, width, marked=at_cursor)

    def _header(self) -> tuple[Text, ...]:
        arrow = " ▼" if self.descending else " ▲"
        return tuple(
            Text(column.heading + (arrow if column.id == self.sort_column else ""))
            for column in self.columns
        )

    def _row(self, index: int) -> tuple[Text, ...]:
        texts = self._texts.get(index)
        if texts is None:
            item = self._items[index]
            texts = tuple(_text(column.cell(item)) for column in self.columns)
            self._texts[index] = texts
        return texts

    def _line(
        self, texts: Sequence[Text], style: Style, width: int, *, marked: bool = False
    ) -> Strip:
        segments = [Segment(" ", style)]
        for number, (i, room) in enumerate(self._widths):
            cell = texts[i].copy()
            cell.truncate(room, overflow="ellipsis", pad=False)
            space = " " * (room - cell.cell_len)
            cell_style = style
            if marked and self._cells and number == self.cursor_column:
                cell_style += self.get_component_rich_style("table--cell", partial=True)
            before, after = (space, "") if self.columns[i].right else ("", space)
            segments.append(Segment(before, cell_style))
            segments += [
                Segment(part.text, cell_style + part.style if part.style else cell_style)
                for part in _pieces(cell, self.app.console)
            ]
            segments += [Segment(after, cell_style), Segment(" " * _GAP, style)]
        # each segment is sent with its whole style: the fewer, the less
        return Strip(segments).adjust_cell_length(width, style).simplify()

    def _redraw(self, position: int) -> None:
        y = position + self.head - self.scroll_offset.y
        if self.head <= y < self.size.height:
            self.refresh_line(position + self.head)

    def on_focus(self) -> None:
        self._redraw(self._cursor)

    def on_blur(self) -> None:
        self._redraw(self._cursor)

    # --- how it moves

    def _move(self, position: int) -> None:
        position = max(0, min(position, len(self._order) - 1))
        if position == self._cursor or not self._order:
            return
        before, self._cursor = self._cursor, position
        self._into_view()
        self._redraw(before)
        self._redraw(position)
        self.post_message(self.Moved(self))

    @property
    def _page(self) -> int:
        return max(self.size.height - self.head, 1)

    def _into_view(self) -> None:
        """Scrolls by half a page where a step leaves the view: over a slow line a scroll repaints
        everything, and so comes once in ten steps."""
        top, page = self.scroll_offset.y, self._page
        if not top <= self._cursor < top + page:
            step = page // 2 if abs(self._cursor - top) < 2 * page else page
            target = self._cursor - page + 1 + step if self._cursor >= top else self._cursor - step
            highest = max(len(self._order) - page, 0)
            self.scroll_to(
                y=max(0, min(target, highest)), animate=False, force=True, immediate=True
            )

    def action_up(self) -> None:
        self._move(self._cursor - 1)

    def action_down(self) -> None:
        self._move(self._cursor + 1)

    def action_left(self) -> None:
        self._move_column(-1)

    def action_right(self) -> None:
        self._move_column(1)

    def _move_column(self, step: int) -> None:
        if self._cells:
            self.cursor_column = max(0, min(self.cursor_column + step, len(self._widths) - 1))
            self._redraw(self._cursor)
            self.post_message(self.Moved(self))

    @property
    def current_column(self) -> Column[T]:
        """The column of the cell cursor."""
        return self.columns[self._widths[self.cursor_column][0]]

    def action_page_up(self) -> None:
        self._move(self._cursor - self._page)

    def action_page_down(self) -> None:
        self._move(self._cursor + self._page)

    def action_first(self) -> None:
        self._move(0)

    def action_last(self) -> None:
        self._move(len(self._order) - 1)

    def action_sort(self) -> None:
        ids = [column.id for column in self.columns]
        following = ids.index(self.sort_column) + 1 if self.sort_column in ids else 0
        self.sort_column, self.descending = ids[following % len(ids)], False
        self._arrange(self._current_key)

    def action_reverse(self) -> None:
        self.descending = not self.descending
        self._arrange(self._current_key)

    def meets(self, need: Need) -> bool:
        return need is not ANY_ROWS or bool(self.items)

    def action_choose(self) -> None:
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    def on_click(self, event: events.Click) -> None:
        position = event.y - self.head + self.scroll_offset.y
        if event.y >= self.head and position < len(self._order):
            self._move(position)
            if event.chain == 2:
                self.action_choose()


class ListPane(Vertical, Generic[T]):
    """A table with its count, its filter and what is said when it is empty."""

    PLACES: ClassVar = ("list",)

    def __init__(
        self,
        table: Table[T],
        *,
        empty: str,
        id: str | None = None,  # noqa: A002  (Textual's name)
    ) -> None:
        """`empty` is a template: what to do when there are no rows at all."""
        super().__init__(id=id)
        self.table = table
        self._empty = empty

    def compose(self) -> ComposeResult:
        yield Static(classes="list--count")
        yield Field(
            placeholder=_("Filter; enter keeps it, esc shows all"),
            classes="list--filter",
            disabled=True,  # or a screen would begin with the focus in it
        )
        yield self.table
        yield Static(classes="list--empty")

    def on_mount(self) -> None:
        self._tell()

    @property
    def filtering(self) -> bool:
        return bool(self.table.needle) or self.has_class("-filtering")

    def action_filter(self) -> None:
        self.add_class("-filtering")
        field = self.query_one(Field)
        field.disabled = False
        field.focus()

    def clear(self) -> None:
        """Shows all rows again."""
        self.query_one(Field).value = ""
        self._leave()

    def _leave(self) -> None:
        self.remove_class("-filtering")
        self.table.focus()
        self.query_one(Field).disabled = True

    def on_key(self, event: events.Key) -> None:
        if not self.query_one(Field).has_focus:
            return
        if event.key in ("up", "down", "pageup", "pagedown"):
            event.stop()
            getattr(self.table, f"action_{event.key.replace('page', 'page_')}")()
        elif event.key in ("escape", "f4"):
            event.stop()
            self.clear()

    def on_input_changed(self, event: Field.Changed) -> None:
        event.stop()
        self.table.filter(event.value)

    def on_input_submitted(self, event: Field.Submitted) -> None:
        event.stop()
        self._leave()

    def on_table_changed(self) -> None:
        self._tell()

    def _tell(self) -> None:
        table = self.table
        shown, count = len(table._order), len(table.items)
        counted = Text(self._counted(shown, count))
        self.query_one(".list--count", Static).update(counted, layout=False)
        self.set_class(shown == 0, "-empty")
        if shown == 0:
            self.query_one(".list--empty", Static).update(Text(self._said_when_empty()))

    def _said_when_empty(self) -> str:
        if not self.table.read:
            return _("Nothing to show yet.")
        if self.table.items:
            return say("Nothing holds “{needle}”; esc shows all.", needle=self.table.needle)
        return _(self._empty)

    def _counted(self, shown: int, count: int) -> str:
        if not self.table.read:
            return ""
        if shown == count and not self.table.needle:
            return say("{count} in all", count=count)
        return say(
            "{shown} of {count} shown with “{needle}”",
            shown=shown, count=count, needle=self.table.needle,
        )  # fmt: skip


def fold(text: str) -> str:
    """`text` as people compare it: without case and accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _pieces(text: Text, console: Console) -> Iterable[Segment]:
    """Rich leaves a text's own style out where no part of it has another."""
    if text.spans:
        return text.render(console, end="")
    return [Segment(text.plain, console.get_style(text.style))]


def _plain(cell: Cell) -> str:
    return cell.plain if isinstance(cell, Text) else cell


def _text(cell: Cell) -> Text:
    return cell if isinstance(cell, Text) else Text(safe(cell))


def _width(cell: Cell) -> int:
    plain = _plain(cell)
    return len(plain) if plain.isascii() else cell_len(plain)

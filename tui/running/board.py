"""What the public display shows: the lines of one screen, from the facts and the time alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from planner.evening.clock import Clock, clock
from planner.records import Display
from tui.running import words
from tui.running.seats import Seats, round_next, round_now
from tui.safe import safe
from tui.texts import _, say
from tui.widgets.clock import HEIGHT, breadth
from tui.widgets.table import fold

By = Literal["name", "table"]

LARGEST: Final = 2
"""Of the digits: beyond it a second costs more than a slow line should carry."""
_WORDS: Final = 30
"""Columns that the words beside the clock need."""
_WIDEST: Final = 28
"""Columns of a name, at most."""


@dataclass(frozen=True, slots=True)
class View:
    """How somebody wants to see it; the names as the event says where `display` is None."""

    by: By = "name"
    display: Display | None = None
    page: int = 0
    """Any number; it goes round."""


@dataclass(frozen=True, slots=True)
class Board:
    digits: str
    scale: int
    alarm: bool
    words: tuple[Text, ...]
    """Beside the digits; none where there is no room, and then they are in `lines`."""
    lines: tuple[Text, ...]
    """Below, to the last line of the screen."""
    pages: int


def board(seats: Seats, now: datetime, view: View, width: int, height: int) -> Board:
    """What fits in `height` lines of `width` columns, the first of which is the title's."""
    evening = seats.evening
    shown = clock(evening, now)
    digits = words.digits(evening, shown)
    if shown.phase == "before":
        digits = evening.event.when.time
    told = [words.heading(shown), *words.instants(evening, shown, now)]
    scale = _scale(digits, width, height)
    beside = bool(digits) and breadth(digits, scale) + _WORDS <= width
    room = height - 1 - (HEIGHT * scale if digits else 0)
    top = [Text(), *([] if beside else [*(_fitting(line, width) for line in told), Text()])]
    pages = _pages(seats, shown, view, width, max(room - len(top) - 2, 1))
    number = view.page % len(pages) if pages else 0
    body = [_heading(shown, number, len(pages), width), *pages[number]] if pages else []
    lines = [*top, *body][: max(room - 1, 0)]
    lines += [Text()] * (room - 1 - len(lines))
    alarm = shown.phase in ("warning", "over")
    told_beside = tuple(map(Text, told)) if beside else ()
    if told_beside:
        told_beside[0].stylize("bold reverse" if alarm else "bold")
    return Board(digits, scale, alarm, told_beside, (*lines, _hint(width)), len(pages))


def title(seats: Seats, width: int) -> Text:
    line = _fitting(seats.evening.event.name, width)
    line.stylize("bold")
    return line


def _scale(digits: str, width: int, height: int) -> int:
    scale = min(LARGEST, max(height // (3 * HEIGHT), 1))
    return scale if breadth(digits, scale) + _WORDS <= width else 1


def _heading(shown: Clock, page: int, pages: int, width: int) -> Text:
    following = round_next(shown)
    if _coming(shown) and following is not None:
        text = say("Round {round}: your place", round=following)
        text += "" if shown.phase == "before" else " · " + _("= you stay, → you move")
    else:
        text = say("Round {round}", round=shown.round)
    if pages > 1:
        text += " · " + say("page {page} of {pages}", page=page + 1, pages=pages)
    line = _fitting(text, width)
    line.stylize("bold underline")
    return line


def _coming(shown: Clock) -> bool:
    """Whether it is the next round that people want to know about."""
    return shown.phase == "before" or shown.in_break


def _pages(seats: Seats, shown: Clock, view: View, width: int, room: int) -> list[list[Text]]:
    number = round_next(shown) if _coming(shown) else round_now(shown)
    if number is None or shown.phase == "finished":
        return []
    names = [safe(n) for n in seats.names(view.display or seats.evening.event.display)]
    if view.by == "table":
        return _by_table(seats.at_tables(number), names, width, room)
    places = seats.places(number)
    before = seats.places(number - 1) if shown.in_break else {}
    entries = sorted(
        (_order(name), name, _way(before.get(person.id), places[person.id], shown))
        for person, name in zip(seats.evening.people, names, strict=True)
        if person.id in places
    )
    return _by_name([(name, way) for _order, name, way in entries], width, room)


def _order(name: str) -> tuple[int, str]:
    """Numbers by what they are, names by the alphabet."""
    return (int(name), "") if name.isdecimal() else (0, fold(name))


def _way(before: str | None, place: str, shown: Clock) -> str:
    sign = "=" if shown.in_break and before == place else "→"
    return f"{sign} {safe(place)}"


def _by_name(entries: Sequence[tuple[str, str]], width: int, room: int) -> list[list[Text]]:
    """As many columns as fit, read from top to bottom."""
    if not entries:
        return []
    name = min(max(cell_len(name) for name, _way in entries), _WIDEST)
    way = max(cell_len(way) for _name, way in entries)
    columns = max((width + 1) // (name + way + 4), 1)
    cells = [f" {set_cell_size(n, name)} {set_cell_size(w, way)}  " for n, w in entries]
    pages = []
    for start in range(0, len(cells), columns * room):
        page = cells[start : start + columns * room]
        rows = min(room, -(-len(page) // columns))
        pages.append([_fitting("".join(page[y::rows]).rstrip(), width) for y in range(rows)])
    return pages


def _by_table(
    tables: Iterable[tuple[str, Sequence[int]]], names: Sequence[str], width: int, room: int
) -> list[list[Text]]:
    """Lines of names for each table; a table is not parted unless a page is too short for it."""
    pages: list[list[Text]] = []
    for label, who in tables:
        lines = _table(safe(label), sorted((names[i] for i in who), key=_order), width)
        if not pages or (pages[-1] and len(pages[-1]) + len(lines) > room):
            pages.append([])
        for line in lines:
            if len(pages[-1]) == room:
                pages.append([])
            pages[-1].append(line)
    return pages


def _table(label: str, names: Sequence[str], width: int) -> list[Text]:
    label = set_cell_size(label, min(max(cell_len(label), 5), 12))
    margin = cell_len(label) + 3
    lines = [""]
    for name in names:
        joined = f"{lines[-1]}, {name}" if lines[-1] else name
        if lines[-1] and margin + cell_len(joined) > width:
            lines.append(name)
        else:
            lines[-1] = joined
    texts = [
        _fitting(f" {label if y == 0 else ' ' * cell_len(label)}  {line}", width)
        for y, line in enumerate(lines)
    ]
    texts[0].stylize("bold", 0, len(label) + 1)
    return texts


def _hint(width: int) -> Text:
    line = _fitting(_("q leaves · tab by name, by table · d names · ← → pages"), width)
    line.stylize("dim")
    return line


def _fitting(text: str, width: int) -> Text:
    line = Text(f" {safe(text)}" if not text.startswith(" ") else safe(text), no_wrap=True)
    line.truncate(width, overflow="ellipsis")
    return line

"""Who meets whom: a cell for each pair, or for each pair of groups when many.

All people down and across, or where there are two sides one down and the other across.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.counting import Counting
from planner.heat import by_side
from planner.printing.evening import Evening, Say
from planner.printing.paper import Box
from planner.printing.sheet import FAINT, INK, QUIET, Sheet
from planner.schedule import Schedule
from planner.tally import Longs, counts_of

MOST_CELLS: Final = 150
"""People up to whom every pair has a cell of its own; above, so many groups at most."""
_NAMED: Final = 70
"""People up to whom names stand beside the rows."""
_SHADES: Final = ("#A9C6D8", "#6B9BB8", "#356F92", "#174560", "#0B2233")
"""From few to many, each darker than the one before it."""
_NOBODY: Final = "#E3E6EB"
_KNOWN: Final = "#B4552D"
"""Light and dark shades let it be seen."""
_LEGEND: Final = 22.0


@dataclass(frozen=True, eq=False, slots=True)
class Picture:
    """What stands down and across, and how often they meet."""

    levels: NDArray[np.int8]
    """(H, W) 0 for never, else 1 + the index of a shade; -1 where nothing counts: a person and
    herself, and pairs whose meetings do not count."""
    known: NDArray[np.bool_]
    """(H, W) who had met before; nowhere for groups."""
    legend: tuple[str, ...]
    """What the levels mean, from 0."""
    down: Longs
    across: Longs
    """The people of rows and columns, in order."""
    people_per_cell: int


def picture(schedule: Schedule, counting: Counting, say: Say) -> Picture:
    """The heatmap of a schedule, in the order of its people."""
    down = across = np.arange(schedule.people)
    if counting.side is not None:
        down, across = by_side(counting.side)
    shown = _pairs if max(down.size, across.size) <= MOST_CELLS else _groups
    return shown(schedule, counting, down, across, say)


def draw_heatmap(sheet: Sheet, evening: Evening, box: Box, say: Say) -> None:
    """Fills the width of the box or its height, whichever is less."""
    shown = picture(evening.schedule, evening.counting, say)
    high, wide = shown.levels.shape
    named = max(high, wide) <= _NAMED and shown.people_per_cell == 1
    two_sides = evening.counting.side is not None
    margin = min(110.0, box.width * 0.22) if named else 24.0
    above = 70.0 if named and two_sides else 12.0
    below = _LEGEND + 14
    room = min((box.width - margin) / max(wide, 1), (box.height - below - above) / max(high, 1))
    cell = min(room, 24.0) if two_sides else room
    area = Box(box.x + margin, box.y + above, cell * wide, cell * high)
    for level, boxes in _boxes(shown.levels, area, cell):
        sheet.fill(boxes, _NOBODY if level < 0 else _SHADES[level - 1])
    sheet.fill(_dots(shown.known, area, cell), _KNOWN)
    sheet.frame([area], QUIET, thickness=0.4)
    people = evening.people if named else ()
    _label_rows(sheet, shown, area, cell, people)
    if people and two_sides:
        _name_columns(sheet, area, cell, above, [people[i] for i in shown.across.tolist()])
    else:
        _number_columns(sheet, shown, area, cell)
    _draw_legend(sheet, shown, Box(area.x, area.bottom + 12, box.right - area.x, _LEGEND), say)


def _pairs(schedule: Schedule, counting: Counting, down: Longs, across: Longs, say: Say) -> Picture:
    people = schedule.people
    times = np.zeros((people, people), np.int64)
    codes, met = schedule.meetings()
    times[np.divmod(codes, people)] = met
    times += times.T
    known = np.zeros_like(times, np.bool_)
    if counting.known is not None:
        left, right, _ = counting.known.T
        known[left, right] = known[right, left] = True
    nothing = np.eye(people, dtype=np.bool_)
    if counting.counts is not None:
        nothing |= ~counting.counts
    times[nothing] = -1
    cells = np.ix_(down, across)
    shown = times[cells]
    most = int(shown.max(initial=0))
    last = min(most, len(_SHADES))
    legend = [say("never"), say("once"), say("twice")]
    legend += [say("{count} times", count=count) for count in range(3, last + 1)]
    if most > len(_SHADES):
        legend[-1] = say("{count} times or more", count=last)
    levels = np.minimum(shown, len(_SHADES)).astype(np.int8)
    marked = (known & ~nothing)[cells]
    return Picture(levels, marked, tuple(legend[: last + 1]), down, across, 1)


def _groups(
    schedule: Schedule, counting: Counting, down: Longs, across: Longs, say: Say
) -> Picture:
    """Shades in equal steps up to the group whose people meet most of each other."""
    people = schedule.people
    size = ceil(max(down.size, across.size) / (MOST_CELLS * 2 // 3))
    row, column = _group_of(down, size, people), _group_of(across, size, people)
    codes, _times = schedule.meetings()
    left, right = np.divmod(codes[counts_of(counting, people, codes)], people)
    met = np.zeros((-(-down.size // size), -(-across.size // size)))
    for one, other in ((left, right), (right, left)):
        inside = (row[one] >= 0) & (column[other] >= 0)
        np.add.at(met, (row[one][inside], column[other][inside]), 1)
    pairs = _pairs_of_groups(counting, down, across, size)
    shares = met / np.maximum(pairs, 1)
    most = float(shares.max(initial=0)) or 1.0
    levels = np.ceil(shares / most * len(_SHADES) - 1e-9).astype(np.int8)
    levels[pairs == 0] = -1
    steps = [most * (step + 1) / len(_SHADES) for step in range(len(_SHADES))]
    legend = [say("nobody"), *(say("up to {share:.1%}", share=step) for step in steps)]
    return Picture(levels, np.zeros_like(levels, np.bool_), tuple(legend), down, across, size)


def _group_of(order: Longs, size: int, people: int) -> Longs:
    """(N,) the group of each person, or -1."""
    group = np.full(people, -1, np.int64)
    group[order] = np.arange(order.size) // size
    return group


def _pairs_of_groups(counting: Counting, down: Longs, across: Longs, size: int) -> Longs:
    """(H, W) pairs whose meetings count; inside a group each for both of its people."""
    rows, columns = np.arange(0, down.size, size), np.arange(0, across.size, size)
    if counting.counts is not None:
        counts = counting.counts[np.ix_(down, across)]
        by_row = np.add.reduceat(counts, rows, axis=0, dtype=np.int64)
        by_both: Longs = np.add.reduceat(by_row, columns, axis=1)
        return by_both
    members = np.minimum(down.size - rows, size)
    pairs: Longs = np.outer(members, members) - np.diag(members)
    return pairs


def _boxes(levels: NDArray[np.int8], area: Box, cell: float) -> Iterator[tuple[int, list[Box]]]:
    """For each level its cells; neighbors in a row are one box."""
    for level in np.unique(levels).tolist():
        if level == 0:
            continue
        # a border of False on both sides, so that every run begins and ends
        inside = np.pad(levels == level, ((0, 0), (1, 1)))
        rows, starts = np.nonzero(inside[:, 1:] & ~inside[:, :-1])
        ends = np.nonzero(~inside[:, 1:] & inside[:, :-1])[1]
        yield (
            level,
            [
                Box(area.x + start * cell, area.y + row * cell, (end - start) * cell, cell)
                for row, start, end in zip(
                    rows.tolist(), starts.tolist(), ends.tolist(), strict=True
                )
            ],
        )


def _dots(known: NDArray[np.bool_], area: Box, cell: float) -> list[Box]:
    """A small square in the middle of each cell."""
    small = cell * 0.36
    return [
        Box(area.x + (column + 0.5) * cell - small / 2, area.y + (row + 0.5) * cell - small / 2,
            small, small)
        for row, column in np.argwhere(known).tolist()
    ]  # fmt: skip


def _label_rows(
    sheet: Sheet, shown: Picture, area: Box, cell: float, people: Sequence[str]
) -> None:
    """Numbers of people from 1 where there is room; names where there are few."""
    size = min(8.0, cell * 0.85) if people else 6.5
    for place in range(len(shown.levels)):
        y = area.y + (place + 0.5) * cell + size * 0.35
        person = int(shown.down[place * shown.people_per_cell])
        if people:
            sheet.fit(f"{person + 1}  {people[person]}", area.x - 4, y, area.x - 40, size,
                      align="right")  # fmt: skip
        elif _numbered(shown, cell, place):
            sheet.text(str(person + 1), area.x - 4, y, size, color=QUIET, align="right")


def _number_columns(sheet: Sheet, shown: Picture, area: Box, cell: float) -> None:
    for place in range(shown.levels.shape[1]):
        if _numbered(shown, cell, place):
            number = str(int(shown.across[place * shown.people_per_cell]) + 1)
            middle = area.x + (place + 0.5) * cell
            sheet.text(number, middle, area.y - 4, 6.5, color=QUIET, align="center")


def _name_columns(sheet: Sheet, area: Box, cell: float, room: float, names: Sequence[str]) -> None:
    size = min(8.0, cell * 0.85)
    for place, name in enumerate(names):
        x = area.x + (place + 0.5) * cell + size * 0.35
        sheet.upward(name, x, area.y - 4, room - 8, size)


def _numbered(shown: Picture, cell: float, place: int) -> bool:
    """Whether there is room for the number of a row or column, in steps that can be read."""
    every = next(step for step in (1, 2, 5, 10, 20, 50) if step * cell >= 13 or step == 50)
    first = 1 if shown.people_per_cell == 1 and every > 1 else 0
    return (place + first) % every == 0


def _draw_legend(sheet: Sheet, shown: Picture, box: Box, say: Say) -> None:
    colors = [None, *_SHADES][: len(shown.legend)]
    entries = list(zip(colors, shown.legend, strict=True))
    if (shown.levels < 0).sum() > min(shown.levels.shape):
        entries.append((_NOBODY, say("does not count")))
    marked = bool(shown.known.any())
    wide = box.width / max(6, len(entries) + marked)
    for place, (color, meaning) in enumerate(entries):
        patch = Box(box.x + place * wide, box.y, 10, 10)
        if color:
            sheet.fill([patch], color)
        _explain(sheet, patch, meaning, wide)
    if marked:
        patch = Box(box.x + len(entries) * wide, box.y, 10, 10)
        sheet.fill([patch.inset(3, 3)], _KNOWN)
        _explain(sheet, patch, say("met before"), wide)


def _explain(sheet: Sheet, patch: Box, meaning: str, wide: float) -> None:
    sheet.frame([patch], FAINT)
    sheet.fit(meaning, patch.x + 14, patch.y + 8.5, wide - 18, 8, least=5, color=INK)

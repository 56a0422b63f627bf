"""Who meets whom: a square with a cell for each pair, or for each pair of groups when many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.printing.evening import Evening, Say
from planner.printing.paper import Box
from planner.printing.sheet import FAINT, INK, QUIET, Sheet
from planner.schedule import Schedule

MOST_CELLS: Final = 150
"""People up to whom every pair has a cell of its own; above, so many groups at most."""
_NAMED: Final = 70
"""People up to whom names stand beside the rows."""
_SHADES: Final = ("#A9C6D8", "#6B9BB8", "#356F92", "#174560", "#0B2233")
"""From few to many, each darker than the one before it."""
_ITSELF: Final = "#E3E6EB"
_LEGEND: Final = 22.0


@dataclass(frozen=True, eq=False, slots=True)
class Picture:
    """`levels[i, j]` is 0 for never, else 1 + the index of a shade; -1 for a person and herself."""

    levels: NDArray[np.int8]
    legend: tuple[str, ...]
    """What the levels mean, from 0."""
    people_per_cell: int


def picture(schedule: Schedule, say: Say) -> Picture:
    """The heatmap of a schedule, in the order of its people."""
    if schedule.people <= MOST_CELLS:
        return _pairs(schedule, say)
    return _groups(schedule, say)


def draw_heatmap(sheet: Sheet, evening: Evening, box: Box, say: Say) -> None:
    """Fills the width of the box or its height, whichever is less."""
    shown = picture(evening.schedule, say)
    count = len(shown.levels)
    names = evening.people if count <= _NAMED and shown.people_per_cell == 1 else ()
    margin = min(110.0, box.width * 0.22) if names else 24.0
    side = min(box.width - margin, box.height - _LEGEND - 14)
    square = Box(box.x + margin, box.y + 12, side, side)
    for level, boxes in _boxes(shown.levels, square):
        sheet.fill(boxes, _ITSELF if level < 0 else _SHADES[level - 1])
    sheet.frame([square], QUIET, thickness=0.4)
    _label_axes(sheet, shown, square, names)
    _draw_legend(sheet, shown, Box(square.x, square.bottom + 12, box.right - square.x, _LEGEND))


def _pairs(schedule: Schedule, say: Say) -> Picture:
    people = schedule.people
    counts = np.zeros((people, people), np.int64)
    codes, times = schedule.meetings()
    counts[np.divmod(codes, people)] = times
    counts += counts.T
    most = int(counts.max(initial=0))
    levels = np.minimum(counts, len(_SHADES)).astype(np.int8)
    np.fill_diagonal(levels, -1)
    last = min(most, len(_SHADES))
    legend = [say("never"), say("once"), say("twice")]
    legend += [say("{count} times", count=count) for count in range(3, last + 1)]
    if most > len(_SHADES):
        legend[-1] = say("{count} times or more", count=last)
    return Picture(levels, tuple(legend[: last + 1]), 1)


def _groups(schedule: Schedule, say: Say) -> Picture:
    """Shades in equal steps up to the group whose people meet most of each other."""
    size = ceil(schedule.people / (MOST_CELLS * 2 // 3))
    group = np.arange(schedule.people) // size
    members = np.bincount(group)
    codes, _times = schedule.meetings()
    left, right = np.divmod(codes, schedule.people)
    met = np.zeros((len(members), len(members)))
    np.add.at(met, (group[left], group[right]), 1)
    met += met.T
    # both halves count a pair inside a group, and so does the number of its pairs
    pairs = np.outer(members, members) - np.diag(members)
    shares = met / np.maximum(pairs, 1)
    most = float(shares.max(initial=0)) or 1.0
    levels = np.ceil(shares / most * len(_SHADES) - 1e-9).astype(np.int8)
    steps = [most * (step + 1) / len(_SHADES) for step in range(len(_SHADES))]
    legend = [say("nobody"), *(say("up to {share:.1%}", share=step) for step in steps)]
    return Picture(levels, tuple(legend), size)


def _boxes(levels: NDArray[np.int8], square: Box) -> Iterator[tuple[int, list[Box]]]:
    """For each level its cells; neighbors in a row are one box."""
    cell = square.width / len(levels)
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
                Box(square.x + start * cell, square.y + row * cell, (end - start) * cell, cell)
                for row, start, end in zip(
                    rows.tolist(), starts.tolist(), ends.tolist(), strict=True
                )
            ],
        )


def _label_axes(sheet: Sheet, shown: Picture, square: Box, names: Sequence[str]) -> None:
    """Numbers of people from 1, at each cell where there is room; names where there are few."""
    count, cell = len(shown.levels), square.width / len(shown.levels)
    size = min(8.0, cell * 0.85) if names else 6.5
    every = next(step for step in (1, 2, 5, 10, 20, 50) if step * cell >= 13 or step == 50)
    first = 1 if shown.people_per_cell == 1 and every > 1 else 0
    for place in range(count):
        middle = (place + 0.5) * cell
        number = str(place * shown.people_per_cell + 1)
        if (place + first) % every == 0:
            sheet.text(number, square.x + middle, square.y - 4, 6.5, color=QUIET,
                       align="center")  # fmt: skip
        y = square.y + middle + size * 0.35
        if names:
            sheet.fit(f"{number}  {names[place]}", square.x - 4, y, square.x - 40, size,
                      align="right")  # fmt: skip
        elif (place + first) % every == 0:
            sheet.text(number, square.x - 4, y, size, color=QUIET, align="right")


def _draw_legend(sheet: Sheet, shown: Picture, box: Box) -> None:
    wide = box.width / max(6, len(shown.legend))
    for level, meaning in enumerate(shown.legend):
        x = box.x + level * wide
        patch = Box(x, box.y, 10, 10)
        if level:
            sheet.fill([patch], _SHADES[level - 1])
        sheet.frame([patch], FAINT)
        sheet.fit(meaning, x + 14, box.y + 8.5, wide - 18, 8, least=5, color=INK)

"""The report of a plan: its figures, who meets whom, and who sits where in each round."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

import numpy as np

from planner.breaches import RuleKept
from planner.metrics import Metrics
from planner.printing.charts import draw_distribution, draw_quality
from planner.printing.evening import Evening, Say
from planner.printing.heatmap import MOST_CELLS, draw_heatmap
from planner.printing.lines import LEADING, shrunk, wrapped
from planner.printing.paper import A4, MM, Box, Paper
from planner.printing.sheet import ACCENT, FAINT, PALE, QUIET, Sheet

_MARGIN: Final = 16 * MM
_LABEL: Final = 110.0
"""Width of the labels of figures."""
_BODY: Final = 9.0
_VERDICT: Final = 130.0
"""Width of what is said of a rule."""
_CHART: Final = 130.0
_ABREAST: Final = 3
_GAP: Final = 12.0
_NAME: Final = 8.5
_INDENT: Final = 8.0
_STEP: Final = 11.5
"""From one name to the next."""

Figure = tuple[str, str]
"""A label and what there is to say."""


def write_report(
    evening: Evening,
    metrics: Metrics,
    figures: Sequence[Figure],
    stream: BinaryIO,
    *,
    say: Say,
    paper: Paper = A4,
) -> None:
    """`metrics` are those of the evening's schedule; `figures` say them in words, line by line."""
    title = evening.name or say("Plan of the evening")
    sheet = Sheet(stream, paper, whose=title, what=say("Report"))
    flow = Flow(sheet, sheet.inside(_MARGIN))
    _title(flow, evening, title, say)
    _cards(flow, metrics, say)
    _charts(flow, metrics, say)
    _figures(flow, figures, say)
    _rules(flow, metrics.rules, say)
    _heatmap(flow, evening, say)
    _rounds(flow, evening, say)
    sheet.save()


@dataclass(slots=True)
class Flow:
    """Where the next thing goes on the pages of a sheet."""

    sheet: Sheet
    box: Box
    y: float = 0.0

    def __post_init__(self) -> None:
        self.y = self.box.y

    @property
    def left(self) -> float:
        """Height that is free on this page."""
        return self.box.bottom - self.y

    def next_page(self) -> None:
        self.sheet.next_page()
        self.y = self.box.y

    def take(self, height: float) -> Box:
        """The next `height` points, on a new page where they do not fit on this one."""
        if height > self.left and self.y > self.box.y:
            self.next_page()
        taken = Box(self.box.x, self.y, self.box.width, height)
        self.y += height
        return taken

    def heading(self, text: str, following: float) -> None:
        """A heading that stays with at least `following` points of what it heads."""
        if self.y > self.box.y:
            self.y += 12
        if self.left < 24 + following:
            self.next_page()
        at = self.take(24)
        self.sheet.fit(text, at.x, at.y + 13, at.width, 13, least=9, bold=True)
        self.sheet.line((at.x, at.y + 18), (at.right, at.y + 18), FAINT)


def _title(flow: Flow, evening: Evening, title: str, say: Say) -> None:
    sheet, box = flow.sheet, flow.box
    lines, size = shrunk(title, box.width, 2, 26, 14, bold=True)
    at = flow.take(size * 1.15 * len(lines) + 6)
    sheet.lines(lines, at.x, at.y + size * 0.85, size, leading=1.15, bold=True)
    if where := " · ".join(filter(None, (evening.day, evening.venue))):
        lines, size = shrunk(where, box.width, 2, 11, 8)
        at = flow.take(len(lines) * size * LEADING + 2)
        sheet.lines(lines, at.x, at.y + 10, size, color=QUIET)
    numbers = say(
        "{people} people · {tables} tables · {rounds} rounds",
        people=len(evening.people), tables=len(evening.tables), rounds=evening.rounds,
    )  # fmt: skip
    at = flow.take(28)
    sheet.fit(numbers, at.x, at.y + 10, at.width, 11, least=8, color=QUIET)
    sheet.line((at.x, at.y + 19), (at.x + 40, at.y + 19), ACCENT, thickness=2)


def _cards(flow: Flow, metrics: Metrics, say: Say) -> None:
    """What matters most, to be seen from afar."""
    everybody, quality = metrics.all, metrics.quality
    share = math.floor(1000 * min(1, metrics.unique / max(metrics.bound, 1))) / 1000
    share = share if metrics.bound else 1.0
    cards = (
        (say("Different meetings"), say("{number}", number=metrics.unique),
         say("of at most {bound} ({share:.1%})", bound=metrics.bound, share=share)
         if share < 1 else say("of at most {bound}", bound=metrics.bound)),
        (say("Pairs who meet again"), say("{number}", number=metrics.repeats),
         say("nobody meets anybody twice") if not metrics.repeats
         else say("at most {most} times", most=metrics.most_of_one_pair)),
        (say("Equity gap"), say("{number}", number=metrics.gap),
         say("each meets {min} to {max} others", min=everybody.min, max=everybody.max)
         if everybody.min < everybody.max
         else say("each meets {count} others", count=everybody.max)),
        (say("Quality, of 100"), say("{number}", number=math.floor(quality.score)),
         say("proved best") if metrics.proved_best else say("not proved best")),
    )  # fmt: skip
    at = flow.take(76)
    gap = 9
    wide = (at.width - gap * (len(cards) - 1)) / len(cards)
    for place, (label, value, note) in enumerate(cards):
        box = Box(at.x + place * (wide + gap), at.y, wide, 66)
        flow.sheet.fill([box], PALE)
        flow.sheet.fill([Box(box.x, box.y, 2.5, box.height)], ACCENT)
        inner = box.inset(10, 6)
        flow.sheet.fit(label, inner.x, inner.y + 8, inner.width, 8, least=6, color=QUIET)
        flow.sheet.fit(value, inner.x, inner.y + 36, inner.width, 25, least=10, bold=True)
        flow.sheet.fit(note, inner.x, inner.y + 51, inner.width, 8, least=5.5, color=QUIET)


def _charts(flow: Flow, metrics: Metrics, say: Say) -> None:
    at = flow.take(_CHART + 34)
    sheet, wide = flow.sheet, at.width * 0.6
    sheet.fit(say("Who meets how many"), at.x, at.y + 14, wide, 11, least=8, bold=True)
    draw_distribution(sheet, metrics, Box(at.x, at.y + 24, wide - 16, _CHART), say)
    right = Box(at.x + wide + 12, at.y + 32, at.width - wide - 12, _CHART - 30)
    sheet.fit(say("What the quality is made of"), right.x, at.y + 14, right.width, 11, least=8,
              bold=True)  # fmt: skip
    draw_quality(sheet, metrics.quality, right, say)


def _figures(flow: Flow, figures: Sequence[Figure], say: Say) -> None:
    flow.heading(say("Figures"), 40)
    for label, text in figures:
        lines = wrapped(text, flow.box.width - _LABEL - 10, _BODY)
        labels = wrapped(label, _LABEL, _BODY, bold=True)
        # a text longer than a page goes on with what fits on the next
        for part in _parts(lines, labels, int((flow.box.height - 8) / (_BODY * LEADING))):
            at = flow.take(max(map(len, part)) * _BODY * LEADING + 5)
            flow.sheet.lines(part[1], at.x, at.y + _BODY, _BODY, bold=True, color=QUIET)
            flow.sheet.lines(part[0], at.x + _LABEL + 10, at.y + _BODY, _BODY)


def _parts(lines: list[str], labels: list[str], most: int) -> Iterator[tuple[list[str], list[str]]]:
    for start in range(0, max(len(lines), len(labels)), most):
        yield lines[start : start + most], labels[start : start + most]


def _rules(flow: Flow, rules: Sequence[RuleKept], say: Say) -> None:
    """Every rule by name, and whether it is kept."""
    if not rules:
        return
    flow.heading(say("Rules"), 40)
    room = flow.box.width - _VERDICT - 10
    most = int((flow.box.height - 8) / (_BODY * LEADING))
    for kept in rules:
        lines = wrapped(say(kept.rule.template, **kept.rule.params), room, _BODY)
        for start in range(0, len(lines), most):
            part = lines[start : start + most]
            at = flow.take(len(part) * _BODY * LEADING + 4)
            flow.sheet.lines(part, at.x, at.y + _BODY, _BODY)
            if not start:
                flow.sheet.fit(_verdict(kept, say), at.right, at.y + _BODY, _VERDICT, _BODY,
                               least=6, bold=bool(kept.broken), color=QUIET,
                               align="right")  # fmt: skip


def _verdict(kept: RuleKept, say: Say) -> str:
    if kept.unbalance is not None:
        return say("kept") if not kept.unbalance else say("off by {count}", count=kept.unbalance)
    if kept.broken:
        return say("broken: {count}", count=kept.broken)
    return say("broken in played rounds: {count}", count=kept.past) if kept.past else say("kept")


def _heatmap(flow: Flow, evening: Evening, say: Say) -> None:
    flow.next_page()
    flow.heading(say("Who meets whom"), 0)
    lines = wrapped(_what_a_cell_is(evening, say), flow.box.width, _BODY)
    at = flow.take(len(lines) * _BODY * LEADING + 8)
    flow.sheet.lines(lines, at.x, at.y + _BODY, _BODY, color=QUIET)
    high = min(flow.left, flow.box.width + 44)
    draw_heatmap(flow.sheet, evening, flow.take(high), say)


def _what_a_cell_is(evening: Evening, say: Say) -> str:
    side = evening.counting.side
    alone = len(evening.people) if side is None else int(max(np.bincount(side, minlength=2)))
    text = (
        say("A cell for each two people, in the order of the list: how often they meet.")
        if alone <= MOST_CELLS
        else say("People in groups, in the order of the list: how many of the pairs between "
                 "two groups meet.")
    )  # fmt: skip
    if side is None:
        return text
    down, across = evening.sides
    which = say("Side {down} stands down the page, side {across} across.", down=down, across=across)
    return f"{text} {which}"


# Who sits where


@dataclass(frozen=True, slots=True)
class _Group:
    """A table, or those on a break, and the lines that name who is there."""

    heading: str
    lines: tuple[Line, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * _STEP + 26


Line = tuple[str, float]
"""A text and how far it is indented."""


def _rounds(flow: Flow, evening: Evening, say: Say) -> None:
    wide = (flow.box.width - _GAP * (_ABREAST - 1)) / _ABREAST
    names = [_name_lines(name, wide) for name in evening.people]
    flow.next_page()
    for round_ in range(evening.rounds):
        title = say("Round {number}", number=round_ + 1)
        groups = list(_groups(evening, round_, names, int((flow.box.height - 60) / _STEP), say))
        flow.heading(title, _height(groups[:_ABREAST]))
        for start in range(0, len(groups), _ABREAST):
            abreast = groups[start : start + _ABREAST]
            if _height(abreast) > flow.left:
                flow.next_page()
                flow.heading(say("{title} (continued)", title=title), 0)
            _draw_groups(flow, abreast, wide)


def _name_lines(name: str, wide: float) -> list[Line]:
    """Long names go on below, a little to the right."""
    lines = shrunk(name, wide - _INDENT, 3, _NAME, _NAME)[0]
    return [(line, _INDENT if place else 0.0) for place, line in enumerate(lines)]


def _groups(
    evening: Evening, round_: int, names: Sequence[list[Line]], most: int, say: Say
) -> Iterator[_Group]:
    """The tables of a round; those with more than `most` lines in parts."""
    seated = [
        (evening.table(table, say), people) for table, people in evening.at_tables[round_].items()
    ]
    if resting := evening.on_break(round_):
        seated.append((say("break"), resting))
    for heading, people in seated:
        lines = [line for person in people for line in names[person]]
        for start in range(0, len(lines), most):
            yield _Group(heading, tuple(lines[start : start + most]))


def _height(groups: Sequence[_Group]) -> float:
    return max((group.height for group in groups), default=0.0)


def _draw_groups(flow: Flow, groups: Sequence[_Group], wide: float) -> None:
    at = flow.take(_height(groups))
    for place, group in enumerate(groups):
        x = at.x + place * (wide + _GAP)
        flow.sheet.fit(group.heading, x, at.y + 10, wide, 9.5, least=7, bold=True, color=ACCENT)
        for number, (line, indent) in enumerate(group.lines, 1):
            flow.sheet.text(line, x + indent, at.y + 10 + number * _STEP, _NAME)

"""Charts of the report: how many people meet how many others, and what the quality is made of."""

from __future__ import annotations

from typing import Final

from planner.metrics import Metrics, Quality, Spread
from planner.printing.evening import Say
from planner.printing.paper import Box
from planner.printing.sheet import ACCENT, FAINT, INK, PALE, QUIET, Sheet

_BARS: Final = 40
"""Bars of a distribution, at most; wider ranges are counted in steps."""
_WIDEST: Final = 34.0
_OTHERS: Final = "#8FB4C9"
"""Lighter than ACCENT on any printer."""

_PARTS: Final = 40.0, 30.0, 30.0
"""The most of equity, coverage and repeats, as in `planner.metrics.Quality`."""


def draw_distribution(sheet: Sheet, metrics: Metrics, box: Box, say: Say) -> None:
    """A bar for each number of people met; VIPs are its dark foot."""
    everybody = metrics.all
    step = -(-(everybody.max - everybody.min + 1) // _BARS)
    bars = _counted(everybody, everybody.min, step)
    vips = _counted(metrics.vips, everybody.min, step) if metrics.vips else {}
    first, last = min(bars, default=0), max(bars, default=0)
    base = box.bottom - 26
    slot = min(_WIDEST, box.width / (last - first + 1))
    left = box.x + (box.width - slot * (last - first + 1)) / 2
    scale = (base - box.y - 12) / max(bars.values(), default=1)
    every = max(1, -(-14 // int(slot or 1)))
    for bar in range(first, last + 1):
        x, count = left + (bar - first) * slot, bars.get(bar, 0)
        tall, dark = count * scale, vips.get(bar, 0) * scale
        thin = Box(x + slot * 0.1, base - tall, slot * 0.8, tall)
        sheet.fill([thin], _OTHERS if vips else ACCENT)
        sheet.fill([Box(thin.x, base - dark, thin.width, dark)], ACCENT)
        middle = x + slot / 2
        if count and slot >= 10:
            sheet.fit(say("{number}", number=count), middle, thin.y - 3, slot, 7, least=4,
                      align="center")  # fmt: skip
        if (bar - first) % every == 0:
            met = everybody.min + bar * step
            sheet.text(str(met), middle, base + 9, 7, color=QUIET, align="center")
    sheet.line((box.x, base), (box.right, base), QUIET)
    caption = say("people met, and how many people meet so many")
    if vips:
        caption = say("{caption}; VIPs dark", caption=caption)
    sheet.fit(caption, box.x + box.width / 2, base + 21, box.width, 7.5, least=5, color=QUIET,
              align="center")  # fmt: skip


def draw_quality(sheet: Sheet, quality: Quality, box: Box, say: Say) -> None:
    """The three parts of the score, each as far as it goes."""
    labels = say("Equity"), say("Coverage"), say("Repeats avoided")
    values = quality.equity, quality.coverage, quality.repeats
    step = box.height / len(labels)
    for line, (label, value, most) in enumerate(zip(labels, values, _PARTS, strict=True)):
        y = box.y + line * step
        sheet.fit(label, box.x, y + 9, box.width - 70, 8.5, least=6)
        figure = say("{part:.1f} of {most}", part=value, most=int(most))
        sheet.fit(figure, box.right, y + 9, 66, 8.5, least=6, color=INK, align="right")
        track = Box(box.x, y + 14, box.width, 7)
        sheet.fill([track], PALE)
        sheet.fill([Box(track.x, track.y, track.width * value / most, track.height)], ACCENT)
        sheet.frame([track], FAINT, thickness=0.3)


def _counted(spread: Spread | None, low: int, step: int) -> dict[int, int]:
    """People for each bar, bars counted from 0 at `low`."""
    bars: dict[int, int] = {}
    for met, people in spread.distribution.items() if spread else ():
        bar = (met - low) // step
        bars[bar] = bars.get(bar, 0) + people
    return bars

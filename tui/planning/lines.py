"""A run of the planner as lines to look at: phase, best against bound, objective, time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.style import Style
from rich.text import Text

from planner.messages import N_
from planner.progress import Phase
from tui.planning.run import Run
from tui.texts import _, percent, say

PHASES: Final[dict[Phase, str]] = {
    "baseline": N_("Baseline"),
    "improvement": N_("Improvement"),
    "equity": N_("Equity"),
}
_BAR: Final = 40
_LEVELS: Final = "▁▂▃▄▅▆▇█"
_LABEL: Final = 13
_BOLD: Final = Style(bold=True)


def run_lines(run: Run) -> list[Text]:
    """Six lines; their number never changes, so nothing below them moves."""
    return [
        Text(_title(run), style=_BOLD),
        _phases(run),
        _row(_("Progress"), _bar(run)),
        _row(_("Best so far"), _best(run)),
        _row(_("Meetings"), sparkline(run.history, _limit(run))),
        _row(_("Time"), _time(run)),
    ]


def _title(run: Run) -> str:
    if run.cancelled:
        return _("Ending; the best so far is kept ...")
    if run.preparing:
        return _("Preparing the engine, once on this machine ...")
    if run.revises:
        return _("Re-planning with few changes")
    if len(run.seeds) > 1:
        return say(
            "Planning with seed {seed}, {number} of {count}",
            seed=run.seeds[run.number], number=run.number + 1, count=len(run.seeds),
        )  # fmt: skip
    return _("Planning")


def _row(label: str, text: str) -> Text:
    return Text(f"{label:{_LABEL}} {text}", no_wrap=True)


def _phases(run: Run) -> Text:
    """`✓` done, `▸` now, `·` to come."""
    names = list(PHASES)
    now = names.index(run.progress.phase) if run.progress else 0
    line = Text(_("Phase").ljust(_LABEL) + " ", no_wrap=True)
    for number, name in enumerate(names):
        sign = "✓" if number < now else "▸" if number == now else "·"
        line.append(f"{sign} {_(PHASES[name])}", _BOLD if number == now else Style())
        line.append("   ")
    return line


def _bar(run: Run) -> str:
    share = run.progress.share if run.progress else 0.0
    done = round(min(max(share, 0.0), 1.0) * _BAR)
    return f"{'━' * done}{'╌' * (_BAR - done)} {percent(share, 0)}"


def _limit(run: Run) -> int:
    return run.progress.bound if run.progress else 0


def _best(run: Run) -> str:
    told = run.progress
    if told is None or not told.unique:
        return _("none yet")
    return say(
        "{unique} of at most {bound} meetings ({share:.1%}), gap {gap}",
        unique=told.unique, bound=told.bound, gap=told.gap,
        share=told.unique / told.bound if told.bound else 1.0,
    )  # fmt: skip


def sparkline(values: Sequence[int], limit: int) -> str:
    """One sign for each value, from the smallest of them up to `limit`."""
    low = min(values, default=0)
    room = max(limit, max(values, default=0)) - low
    top = len(_LEVELS) - 1
    return "".join(_LEVELS[(value - low) * top // room if room else top] for value in values)


def _time(run: Run) -> str:
    spent = duration(run.elapsed)
    if run.left is None:
        return spent
    return say("{spent}, at most about {left} to go", spent=spent, left=duration(run.left))


def duration(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    if not minutes:
        return say("{seconds} s", seconds=rest)
    return say("{minutes} min {seconds} s", minutes=minutes, seconds=rest)

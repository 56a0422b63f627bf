"""The three phases as they run: one line that redraws itself, for people who look at a terminal."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final, TextIO

from planner.messages import N_
from planner.pipeline import Plan
from planner.progress import Progress
from tui.texts import _, percent, say

PHASES: Final = {
    "baseline": N_("Baseline"),
    "improvement": N_("Improvement"),
    "equity": N_("Equity"),
}
INTERVAL: Final = 0.25
"""Seconds between two redraws: over a slow line, more would only lag behind."""
_BAR: Final = 24
_SHORTEST_BAR: Final = 8


@dataclass(frozen=True, slots=True)
class Look:
    """What the terminal can show."""

    width: int
    blocks: bool = True
    """Characters beyond ASCII."""
    redraws: bool = True
    """Whether a line can be written over; otherwise each phase is said once."""


class ProgressLine:
    """Shows `Progress`; a thread keeps the clock going while nothing is reported."""

    def __init__(self, stream: TextIO, look: Look, *, unprepared: bool = False) -> None:
        self._stream = stream
        self._look = look
        self._unprepared = unprepared
        self._latest: Progress | None = None
        self._started = time.monotonic()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._tick, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def update(self, progress: Progress) -> None:
        with self._lock:
            if self._latest is not None and self._latest.phase != progress.phase:
                # what a phase begins with is what the one before it came to
                self._finish_phase(replace(progress, phase=self._latest.phase, share=1.0))
            self._latest = progress

    def complete(self, found: Plan) -> None:
        """The search is over, and this is what it came to."""
        with self._lock:
            if self._latest is not None:
                self._latest = replace(
                    self._latest,
                    unique=found.metrics.unique,
                    gap=found.metrics.gap,
                    share=self._latest.share if found.stopped else 1.0,
                )

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()
        if self._latest is not None:
            elapsed = time.monotonic() - self._started
            self._finish_phase(replace(self._latest, elapsed=elapsed))

    def _tick(self) -> None:
        while not self._stopped.wait(INTERVAL):
            with self._lock:
                self._draw()

    def _draw(self) -> None:
        if not self._look.redraws:
            return
        elapsed = time.monotonic() - self._started
        if self._is_preparing():
            line = say(
                "Preparing the engine, once on this machine ... {seconds:.0f} s", seconds=elapsed
            )
        elif self._latest is not None:
            line = render(self._latest, elapsed, self._look)
        else:
            return
        self._write(line, "")

    def _is_preparing(self) -> bool:
        """Kernels are being compiled: numba is there, and the search has nothing to report yet."""
        return (
            self._unprepared
            and "numba" in sys.modules
            and (self._latest is None or self._latest.phase == "baseline" or not self._latest.share)
        )

    def _finish_phase(self, last: Progress) -> None:
        self._write(render(last, last.elapsed, self._look), "\n")

    def _write(self, line: str, end: str) -> None:
        before, after = ("\r", "\x1b[K") if self._look.redraws else ("", "")
        self._stream.write(f"{before}{line[: self._look.width - 1]}{after}{end}")
        self._stream.flush()


def render(progress: Progress, elapsed: float, look: Look) -> str:
    """One line that fits the width: what matters less is left out first."""
    labels = [_(label) for label in PHASES.values()]
    label = _(PHASES[progress.phase]).ljust(max(map(len, labels)))
    best = (
        say("{unique} of at most {bound} meetings", unique=progress.unique, bound=progress.bound),
        say("gap {gap}", gap=progress.gap),
    )
    facts = [
        percent(progress.share, 0).rjust(5),
        *(best if progress.unique else ()),
        say("{seconds:.1f} s", seconds=elapsed),
    ]
    room = look.width - 1
    while len(facts) > 1 and _length([label, *facts]) > room:
        facts.pop()
    bar = min(_BAR, room - _length([label, *facts]) - 2)
    parts = [label, *facts]
    if bar >= _SHORTEST_BAR:
        parts.insert(1, _bar(progress.share, bar, look))
    return "  ".join(parts)


def _length(parts: list[str]) -> int:
    return len("  ".join(parts))


def _bar(share: float, width: int, look: Look) -> str:
    done = round(min(max(share, 0.0), 1.0) * width)
    return ("━" * done + "╌" * (width - done)) if look.blocks else "#" * done + "." * (width - done)


def look_of(stream: TextIO) -> Look:
    """What `stream`, a terminal, can show, and what the environment asks for."""
    dumb = os.environ.get("TERM", "") in ("", "dumb") and os.name != "nt"
    return Look(
        width=_width(stream),
        blocks=not dumb and _encodes(stream, "━╌"),
        redraws=not dumb,
    )


def _width(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except OSError:
        return 80


def _encodes(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


@contextmanager
def shown(stream: TextIO, *, wanted: bool, unprepared: bool) -> Iterator[ProgressLine | None]:
    """A running progress line on `stream`, or None where nobody would see it."""
    if not (wanted and stream.isatty()):
        yield None
        return
    line = ProgressLine(stream, look_of(stream), unprepared=unprepared)
    line.start()
    try:
        yield line
    finally:
        line.stop()

"""What our programs on a terminal share: few bytes, signals, errors that name nobody."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from rich.console import RenderableType
from textual.app import App
from textual.driver import Driver
from textual.worker import WorkerFailed

from tui.crash import Crash
from tui.lean import Lean, lean
from tui.logs import log_unexpected

HANG_UP: Final = getattr(signal, "SIGHUP", signal.SIGTERM)


def _utc() -> datetime:
    return datetime.now(UTC)


class Frame(App[int]):
    """`run` ends by `leave`, by a signal, or by an unexpected error, which `crash` then tells."""

    TITLE = "Speed Dating Planner"
    ENABLE_COMMAND_PALETTE = False

    leaving = False
    """Whether the program is on its way out, and widgets may be gone."""
    crash: Crash | None = None
    now: Callable[[], datetime] = staticmethod(_utc)
    """The time of day by which evenings run, in UTC; tests set another one."""

    def get_driver_class(self) -> type[Driver]:
        return lean(super().get_driver_class())

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # as on Windows
            for number in (signal.SIGINT, signal.SIGTERM, HANG_UP):
                loop.add_signal_handler(number, self._signaled, number)
        resized = signal.getsignal(signal.SIGWINCH) if hasattr(signal, "SIGWINCH") else None
        if callable(resized):
            # Textual's own; if the next signal interrupts it, it tells the older size last
            loop.add_signal_handler(signal.SIGWINCH, resized, signal.SIGWINCH, None)

    def _signaled(self, number: int) -> None:
        if isinstance(self._driver, Lean) and not _is_terminal():
            self._driver.gone = True
        self.leave_unattended(128 + number)

    def leave_unattended(self, status: int) -> None:
        """Somebody else ends the program, or the line is lost."""
        self.leave(status)

    def leave(self, status: int) -> None:
        """Ends the program with the exit code `status`."""
        self.leaving = True
        self.exit(return_code=status)

    def searching(self) -> bool:
        """Whether a search is running."""
        return False

    # Textual would print errors with their local variables, and so with people's names

    def _fatal_error(self) -> None:
        assert self._exception is not None
        self._crash(self._exception)

    def panic(self, *renderables: RenderableType) -> None:
        """Where an error describes itself; and where the thread that reads keys fails."""
        if self._exception is None and not _is_terminal():
            self._signaled(HANG_UP)
        else:
            self._crash(self._exception or OSError())

    def _crash(self, error: Exception) -> None:
        reference = log_unexpected(error.error if isinstance(error, WorkerFailed) else error)
        # what follows from the first one is logged, but not worth telling
        self.crash = self.crash or Crash(reference, self.searching())
        self.leaving = True
        self._close_messages_no_wait()


def _is_terminal() -> bool:
    """Whether there is still somebody at the other end."""
    return sys.__stdin__ is not None and sys.__stdin__.isatty()

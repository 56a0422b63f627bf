"""What our programs on a terminal share: few bytes, signals, errors that name nobody."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress

from rich.console import RenderableType
from textual.app import App
from textual.driver import Driver
from textual.worker import WorkerFailed

from tui.crash import Crash
from tui.lean import lean
from tui.logs import log_unexpected


class Frame(App[int]):
    """`run` ends by `leave`, by a signal, or by an unexpected error, which `crash` then tells."""

    TITLE = "Speed Dating Planner"
    ENABLE_COMMAND_PALETTE = False

    leaving = False
    """Whether the program is on its way out, and widgets may be gone."""
    crash: Crash | None = None

    def get_driver_class(self) -> type[Driver]:
        return lean(super().get_driver_class())

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # as on Windows
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.signaled, number)
        resized = signal.getsignal(signal.SIGWINCH) if hasattr(signal, "SIGWINCH") else None
        if callable(resized):
            # Textual's own; if the next signal interrupts it, it tells the older size last
            loop.add_signal_handler(signal.SIGWINCH, resized, signal.SIGWINCH, None)

    def signaled(self, number: int) -> None:
        """Somebody, or a lost line, wants it to end."""
        self.leave(128 + number)

    def leave(self, status: int) -> None:
        """Ends the program with the exit code `status`."""
        self.leaving = True
        self.exit(return_code=status)

    def searching(self) -> bool:
        """Whether a search is running."""
        return False

    # Textual would print the error with its local variables, and so with people's names

    def _fatal_error(self) -> None:
        error = self._exception
        assert error is not None
        reference = log_unexpected(error.error if isinstance(error, WorkerFailed) else error)
        # what follows from the first one is logged, but not worth telling
        self.crash = self.crash or Crash(reference, self.searching())
        self.leaving = True
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        self._fatal_error()

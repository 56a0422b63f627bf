"""Ctrl-C during a search: the first keeps the best plan so far, the second ends the program."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType, TracebackType

from tui.texts import _


class Interruption:
    """`with Interruption() as interrupted:`, then `interrupted()` says whether to stop."""

    def __init__(self) -> None:
        self._asked = False

    def __call__(self) -> bool:
        return self._asked

    def __enter__(self) -> Interruption:
        self._usable = threading.current_thread() is threading.main_thread()
        if self._usable:
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._usable:
            signal.signal(signal.SIGINT, self._before)

    def _ask(self, signum: int, frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        text = _("Stopping with the best plan so far; Ctrl-C again ends at once.")
        print(f"\n{text}", file=sys.stderr)

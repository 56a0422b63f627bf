"""Kernels compiled while the organizer prepares, so that the first plan need not wait for them."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

COMMAND: Final = (sys.executable, "-P", "-m", "planner.warming")
DELAY: Final = 2.0
"""Seconds after an event was opened: drawing it comes first."""

_NICE: Final = 19


class Warming:
    """At most one process, which ends by itself, with the program, or by `close`."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = tuple(command)
        self._process: Process | None = None

    async def begin(self) -> None:
        """Starts compiling, unless that was done; where it cannot, the first plan takes longer."""
        if self._process is not None or await asyncio.to_thread(is_warm):
            return
        with suppress(OSError):
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
            )
            if hasattr(os, "setpriority"):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)

    async def close(self) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


def is_warm() -> bool:
    from planner.warming import is_warm

    return is_warm()

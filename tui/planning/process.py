"""The planner in a process of its own: started early, asked once, never waited for.

It is not `multiprocessing`, which fails from inside a running Textual program. What the process
says is in `planner.worker`; it ends by itself once the other end of its input is gone, so not even
a killed program leaves one behind.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

from planner.messages import N_, Message, Refusal, refuse
from planner.progress import Progress

WORKER: Final = (sys.executable, "-P", "-m", "planner.worker")
"""-P: a file named planner.py in the folder where the program was started is none of ours."""
LINE_LIMIT: Final = 256 * 1024 * 1024
"""Bytes of one answer; that of 100,000 people takes 10 MB."""
LONG: Final = 64 * 1024
"""Bytes from which a line is parsed in a thread."""
PATIENCE: Final = 2.0
"""Seconds in which a process that has answered should end."""
BRIEFLY: Final = 0.5
"""Seconds for one that went wrong: it is ending already, mostly."""

_NICE: Final = 5
"""How much the planner gives way to the screen."""

log = logging.getLogger(__name__)


class PlannerProcess:
    """One process, kept ready, and replaced once it has answered: each answers once."""

    def __init__(self, command: Sequence[str] = WORKER) -> None:
        self._command = tuple(command)
        self._ready: asyncio.Task[_Child] | None = None
        self._working: _Child | None = None

    @property
    def pid(self) -> int | None:
        """Of the process that plans now."""
        return None if self._working is None else self._working.process.pid

    def prepare(self) -> None:
        """Starts a process if none is ready; planning then begins at once."""
        if self._ready is None:
            self._ready = asyncio.create_task(_Child.start(self._command))

    async def plan(self, request: bytes, on_progress: Callable[[Progress], object]) -> Any:
        """The answer to `request`, a line without its end: the fields of `planner.worker.answer`.

        Raises Refusal for what cannot be planned, and where the process failed: nothing is lost
        then, and the next request gets a new one.
        """
        child = self._working = await self._take()
        try:
            answer = await child.ask(request, on_progress)
            await child.end(PATIENCE)
        except (OSError, ValueError, LookupError, RecursionError) as error:
            log.error("planner: %s", type(error).__name__)
            raise _failed(await child.end(BRIEFLY)) from None
        finally:
            await child.end()
            self._working = None
        return answer

    def cancel(self) -> None:
        """Asks for the best plan so far."""
        if self._working is not None:
            self._working.send(b"cancel\n")

    async def close(self) -> None:
        """Ends whatever runs."""
        ready, self._ready = self._ready, None
        if ready is not None:
            with suppress(Refusal):
                await (await ready).end()
        if self._working is not None:
            await self._working.end()

    async def _take(self) -> _Child:
        self.prepare()
        ready, self._ready = self._ready, None
        assert ready is not None
        child = await ready
        if child.process.returncode is None:
            return child
        await child.end()
        return await _Child.start(self._command)  # the one that waited was killed meanwhile


class _Child:
    """A process and whoever reads what it says."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self._errors = asyncio.create_task(_log_errors(process))
        self._asking: asyncio.Task[Any] | None = None
        self._ending: asyncio.Task[int] | None = None

    @classmethod
    async def start(cls, command: Sequence[str]) -> _Child:
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                limit=LINE_LIMIT,
                start_new_session=True,
            )
        except OSError as error:
            raise refuse(
                "planner-not-started",
                N_("The planner could not be started ({reason}). Nothing is lost; try again."),
                reason=error.strerror or str(error),
            ) from error
        if hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
        return cls(process)

    def send(self, line: bytes) -> None:
        assert self.process.stdin is not None
        with suppress(OSError, RuntimeError):  # it may have ended
            self.process.stdin.write(line)

    async def ask(self, request: bytes, on_progress: Callable[[Progress], object]) -> Any:
        self._asking = asyncio.create_task(_asked(self.process, request, on_progress))
        return await self._asking

    async def end(self, patience: float = 0.0) -> int:
        """Ends the process and gives its exit code; whoever waits for an answer gets none.

        `patience`: so many seconds it may take to end by itself. The ending goes on when the
        waiting for it is cancelled.
        """
        if self._ending is None:
            self._ending = asyncio.create_task(self._end(patience))
        return await asyncio.shield(self._ending)

    async def _end(self, patience: float) -> int:
        process = self.process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        if patience:
            with suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await process.wait()
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
        code = await process.wait()
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)
        while await process.stdout.read(LONG):
            pass  # the pipe is closed once it is empty
        await self._errors
        return code


async def _asked(
    process: Process, request: bytes, on_progress: Callable[[Progress], object]
) -> Any:
    """Raises one of the errors caught above where the process does not keep to what was agreed."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(request + b"\n")
    await process.stdin.drain()
    while line := await process.stdout.readline():
        told = await asyncio.to_thread(json.loads, line) if len(line) > LONG else json.loads(line)
        if not isinstance(told, dict):
            raise ValueError("no object")
        match told.pop("type", None):
            case "progress":
                on_progress(_progress(told))
            case "plan":
                if not told.keys() >= {"seating", "metrics", "proof", "front"}:
                    raise ValueError("no plan")
                return told
            case "refused":
                raise Refusal(*(_message(part) for part in told["messages"]))
            case "ready":
                pass
            case _:
                raise ValueError("an error, or nothing that was agreed")
    raise ValueError("no answer")


def _progress(told: dict[str, Any]) -> Progress:
    try:
        return Progress(**told)
    except TypeError as error:
        raise ValueError("no progress") from error


def _message(told: Any) -> Message:
    try:
        return Message(str(told["code"]), str(told["template"]), dict(told["params"]))
    except (TypeError, LookupError) as error:
        raise ValueError("no message") from error


async def _log_errors(process: Process) -> None:
    """What the planner logs goes into our log; it names nobody."""
    assert process.stderr is not None
    with suppress(ValueError):  # a line without end
        while line := await process.stderr.readline():
            log.info("planner: %s", line.decode(errors="replace").rstrip())


def _failed(code: int) -> Refusal:
    return refuse(
        "planner-failed",
        N_("The planner ended without an answer ({exit}). Nothing is lost; try again."),
        exit=code,
    )

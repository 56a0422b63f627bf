"""The planner as a process of its own: `python -m planner.worker`.

Standard input: a line `{"event": <event form>, "previous": {...} or null, "threads": n or null,
"time_limit": seconds or null}`, then, at any time, a line `cancel`, which is answered with the best
plan so far. The end of the input ends the process, so that it never outlives its parent. `previous`
is a plan to change as little as possible: `people` and `tables`, lists of ids, and `seating`.

Standard output: one JSON object per line, by `type`:
- `ready`: the request may come;
- `progress`: the fields of `planner.progress.Progress`, at most 4 a second;
- `plan`: `seating` (rounds x people: table index, -1 absent, -2 break), `metrics`, `proof`, and
  `front`, a list of the same. One long line: about 4 bytes per person and round;
- `refused`: `messages`, each with `code`, `template` and `params`;
- `error`: `code` (`bad-request` or `unexpected`) and `reason`.

Standard error is the log. Exit codes: 0 done, or the input ended; 1 refused or no request; 3
unexpected; 128 + n after signal n.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from queue import SimpleQueue
from threading import Thread, Timer
from typing import Any, BinaryIO, Final

import numpy as np

from planner import __version__
from planner.form import SIZE_LIMIT, parse_event
from planner.messages import Refusal
from planner.pipeline import Plan, make_plan
from planner.plain import plain, proof
from planner.problem import compile_event
from planner.replan import Published

DONE: Final = 0
INVALID: Final = 1
UNEXPECTED: Final = 3

GRACE: Final = 1.0
"""Seconds for the work to notice that nobody waits for it any more."""

log = logging.getLogger(__name__)


class Parent:
    """Whoever holds the other ends of the pipes.

    `at_end` is called once nobody waits any more, from any thread or a signal handler; so the flags
    are plain attributes and the queue is one whose `put` may be interrupted by another.
    """

    def __init__(self, source: BinaryIO, sink: int, at_end: Callable[[], object] = int) -> None:
        self.stopped = False
        """No better plan is wanted."""
        self.gone = False
        """No answer is wanted either."""
        self._source = source
        self._sink = sink
        self._at_end = at_end
        self._requests: SimpleQueue[bytes] = SimpleQueue()

    def listen(self) -> None:
        """Reads until the input ends; runs in a thread of its own."""
        while line := self._source.readline(SIZE_LIMIT + 1):
            if line.strip() == b"cancel":
                self.stopped = True
                line = b""
            self._requests.put(line)
        self.leave()

    def request(self) -> bytes:
        """The first line; empty if there is nothing to do after all."""
        return self._requests.get()

    def leave(self) -> None:
        self.stopped = self.gone = True
        self._requests.put(b"")
        self._at_end()

    def tell(self, type_: str, **content: Any) -> None:
        line = memoryview(json.dumps({"type": type_, **content}).encode("ascii") + b"\n")
        try:
            while line and not self.gone:
                line = line[os.write(self._sink, line) :]
        except BrokenPipeError:
            self.leave()


class RequestError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Request:
    event: Any
    previous: Published | None = None
    threads: int | None = None
    time_limit: float | None = None

    @classmethod
    def parse(cls, line: bytes) -> Request:
        try:
            request = cls(**json.loads(line))
            if request.previous is not None:
                request = replace(request, previous=_published(request.previous))
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise RequestError("the line is no request") from error
        threads, limit = request.threads, request.time_limit
        if threads is not None and not (type(threads) is int and threads > 0):
            raise RequestError("threads is not a whole number above 0")
        if limit is not None and not (type(limit) in (int, float) and limit > 0):
            raise RequestError("time_limit is not a number above 0")
        return request


def serve(parent: Parent) -> int:
    """One request from first word to last; returns the exit code."""
    parent.tell("ready", version=__version__)
    line = parent.request()
    if not line:
        return DONE
    try:
        parent.tell("plan", **answer(planned(Request.parse(line), parent)))
    except RequestError as error:
        parent.tell("error", code="bad-request", reason=str(error))
        return INVALID
    except Refusal as refusal:
        parent.tell("refused", messages=plain(refusal.messages))
        return INVALID
    except Exception as error:
        # without the error's own text, which may name people
        frames = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s\n%s", type(error).__name__, frames)
        parent.tell("error", code="unexpected", reason=type(error).__name__)
        return UNEXPECTED
    return DONE


def planned(request: Request, parent: Parent) -> Plan:
    problem = compile_event(parse_event(json.dumps(request.event)))
    return make_plan(
        problem,
        previous=None if request.previous is None else request.previous.seen_from(problem.event),
        threads=request.threads,
        time_limit=request.time_limit,
        on_progress=lambda progress: parent.tell("progress", **plain(progress)),
        cancelled=lambda: parent.stopped,
    )


def _published(value: Any) -> Published:
    """Raises ValueError, TypeError or LookupError for what is none."""
    people, tables = (tuple(map(str, value[key])) for key in ("people", "tables"))
    seating = np.array(value["seating"], np.int32).reshape(-1, len(people))
    if not tables or seating.max(initial=0) >= len(tables):
        raise ValueError("a seat at no table")
    return Published(people, tables, seating)


def answer(plan: Plan) -> dict[str, Any]:
    """A plan as it is sent."""
    return {
        "seating": plan.schedule.seating.tolist(),
        "metrics": plain(plan.metrics),
        "proof": proof(plan),
        "front": [answer(other) for other in plan.front],
    }


def main() -> int:
    sink = os.dup(1)
    os.dup2(2, 1)  # what any library prints belongs to the log, not between our lines
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    code = DONE

    def hurry() -> None:
        last = Timer(GRACE, lambda: os._exit(code))
        last.daemon = True
        last.start()

    def on_signal(number: int, _: object) -> None:
        nonlocal code
        code = 128 + number
        parent.leave()

    # a reader of its own: the interpreter, when it ends, would wait for the lock of sys.stdin
    parent = Parent(os.fdopen(os.dup(0), "rb"), sink, hurry)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    Thread(target=parent.listen, daemon=True).start()
    served = serve(parent)
    return code or served


if __name__ == "__main__":
    sys.exit(main())

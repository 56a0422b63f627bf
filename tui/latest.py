"""Work in a thread that keeps up with typing: one piece at a time, of those waiting the last."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """`await latest.of(work)` gives what `work` finds, or None where newer work has come since.

    A thread cannot be stopped: without this, quick typing would leave a crowd of them behind. So
    let the worker that waits run to its end, too.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._newest = 0

    async def of(self, work: Callable[[], T]) -> T | None:
        self._newest += 1
        mine = self._newest
        async with self._turn:
            if mine != self._newest:
                return None
            found = await asyncio.to_thread(work)
        return found if mine == self._newest else None

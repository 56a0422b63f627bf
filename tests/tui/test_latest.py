from __future__ import annotations

import asyncio
from functools import partial
from threading import Event

from tests.tui.pilots import journey
from tui.latest import Latest


@journey
async def test_of_what_waits_only_the_last_is_done() -> None:
    latest: Latest[str] = Latest()
    started, release = Event(), Event()
    done: list[str] = []

    def first() -> str:
        started.set()
        release.wait()
        return "first"

    def work(name: str) -> str:
        done.append(name)
        return name

    waiting = [asyncio.create_task(latest.of(first))]
    await asyncio.to_thread(started.wait)
    waiting += [asyncio.create_task(latest.of(partial(work, name))) for name in "abc"]
    await asyncio.sleep(0)
    release.set()
    assert await asyncio.gather(*waiting) == [None, None, None, "c"]
    assert done == ["c"]


@journey
async def test_work_after_work_is_done_each_time() -> None:
    latest: Latest[int] = Latest()
    assert [await latest.of(partial(abs, n)) for n in range(3)] == [0, 1, 2]

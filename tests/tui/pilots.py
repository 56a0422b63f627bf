"""Journeys through the program without a terminal, on a real store in a folder of the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import wraps
from typing import Any, Final, ParamSpec

from textual.app import App
from textual.pilot import Pilot

from tui.app import PlannerApp
from tui.store.settings import Settings

P = ParamSpec("P")

SMALL: Final = (80, 24)
LARGE: Final = (120, 40)
PATIENCE: Final = 20.0
"""Seconds after which what is waited for will not come."""


def journey(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """An `async def` test, run in a loop of its own."""

    @wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


@asynccontextmanager
async def program(
    size: tuple[int, int] = SMALL, *, demo: bool = False, settings: Settings | None = None
) -> AsyncIterator[Pilot[int]]:
    """The program, opened and settled; `pilot.app.store` is its store."""
    app = PlannerApp(settings or Settings(), demo=demo)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.store is not None)
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[Any]) -> None:
    """Waits until no worker runs and everything is drawn. An open dialog's action runs on, so
    after opening one wait with `until`."""
    await until(
        pilot,
        lambda: not any(w.is_running for w in pilot.app.workers if w.group != "actions"),
    )
    await pilot.pause()


async def until(pilot: Pilot[Any], condition: Callable[[], bool] | str) -> None:
    """Waits for a condition, or for a text on the screen."""
    holds = condition if callable(condition) else lambda: condition in screen_text(pilot.app)
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE
    while not holds():
        if loop.time() > deadline:
            raise AssertionError(f"{condition} did not come:\n{screen_text(pilot.app)}")
        await pilot.pause(0.01)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Presses keys, and types what is longer than a key's name allows (`"=Gala evening"`)."""
    for key in keys:
        await pilot.press(*(key[1:] if key.startswith("=") and len(key) > 1 else [key]))
    await pilot.pause()


def screen_text(app: App[Any]) -> str:
    """What is seen: the lines of the screen, without the space at their ends."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def shell(pilot: Pilot[Any]) -> PlannerApp:
    assert isinstance(pilot.app, PlannerApp)
    return pilot.app

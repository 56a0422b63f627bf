"""Keys wait in line: each is done with before the next is looked at.

Textual hands a key to what has the focus now, and only then looks for its meaning, widget by widget
up to the app. Keys that come together, as those typed ahead of a slow line do, would so reach the
list before "/" has opened its filter, and "/", "due" would duplicate, undo and rename.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.message import Message

from tui.screens.base import StoreScreen
from tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.worker import Worker

    from tui.app import PlannerApp

PATIENCE: Final = 0.5
"""Seconds that a key waits, at most, for what the one before it has begun; those in which the
program itself is at work, as when it imports a screen, are not counted: they end."""
READING: Final = 5.0
"""Seconds that it waits, at most, for a screen to be read."""
GLANCE: Final = 0.01
"""Seconds between two looks at whether it still has to wait."""


class Passed(Message, bubble=True):
    """Follows a key from widget to widget: where this arrives, the key has been before."""


class KeyLine:
    """`await came(key)` for every key of the terminal; `hand_over` gives one to its widget."""

    def __init__(
        self, shell: PlannerApp, hand_over: Callable[[events.Event], Awaitable[None]]
    ) -> None:
        self._shell = shell
        self._hand_over = hand_over
        self._waiting: deque[events.Key] = deque()
        self._screen: Screen[Any] | None = None
        """Where the key under way was pressed; None if there is none."""
        self._since = 0.0
        self._due = 0.0
        """When the next look should come."""
        self._watching = False
        self._begun: Worker[Any] | None = None
        """The action that the key under way began, or went on with."""

    async def came(self, key: events.Key) -> None:
        self._waiting.append(key)
        await self._look()

    def began(self, action: Worker[Any]) -> None:
        """What the key under way means goes on beside the screen."""
        self._begun = action

    def passed(self) -> None:
        """The key under way has been everywhere."""
        self._screen = None
        if self._waiting:
            self._shell.call_later(self._look)  # after what it asked the app to do

    async def _look(self) -> None:
        while self._waiting and not self._occupied():
            key = self._waiting.popleft()
            self._screen, self._begun = self._shell.screen, None
            self._since = asyncio.get_running_loop().time()
            target = self._shell.focused or self._shell.screen
            await self._hand_over(key)
            target.post_message(Passed())
        if self._waiting and not self._watching:
            self._watching = True
            loop = asyncio.get_running_loop()
            self._due = loop.time() + GLANCE
            loop.call_at(self._due, self._shell.call_later, self._look_again)

    async def _look_again(self) -> None:
        self._watching = False
        self._since += asyncio.get_running_loop().time() - self._due
        await self._look()

    def _occupied(self) -> bool:
        """Whether the key under way has not come to its end, or to a question."""
        screen = self._shell.screen
        patience = READING if self._unread(screen) else PATIENCE
        if asyncio.get_running_loop().time() > self._since + patience:
            return False
        if self._screen is screen:
            return True
        asking = isinstance(screen, Dialog)
        acting = self._begun is not None and self._begun.is_running
        composed = screen.is_mounted and (screen.focused is not None or not screen.focus_chain)
        return (acting and not asking) or not composed or self._unread(screen)

    def _unread(self, screen: Screen[Any]) -> bool:
        """Whether what a key can do there is not known yet."""
        known = self._shell.store is None or not isinstance(screen, StoreScreen) or screen.is_read
        return not known

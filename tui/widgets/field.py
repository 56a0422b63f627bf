"""One line to type in."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events
from textual.binding import Binding
from textual.widgets import Input

from tui.texts import say

_EDITS: Final = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}
"""What an input does at a key. It inherits more, of no use in one line: scrolling up and down."""


def such_as(example: str) -> str:
    """What an empty field shows, so worded that nobody takes it for what the field holds."""
    return say("such as {example}", example=example) if example else ""


class Field(Input):
    """An input whose cursor does not blink: blinking sends bytes for ever, over any line.

    Keys that arrive together, as over a slow line, take effect in their order. Textual inserts
    letters at once, but lets other keys travel to the app first: "Jo", backspace, "ane" would
    become "Joan", and what is typed after tab would stand in the field before.
    """

    BINDINGS: ClassVar = [
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]

    def on_mount(self) -> None:
        self.cursor_blink = False

    async def on_key(self, event: events.Key) -> None:
        if event.key == "backspace" and not self.value:
            return  # for whoever is around: there is nothing to delete here
        if action := _EDITS.get(event.key):
            event.stop()
            event.prevent_default()
            await self.run_action(action)

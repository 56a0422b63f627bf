"""One line to type in."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class Field(Input):
    """An input whose cursor does not blink: blinking sends bytes for ever, over any line."""

    def on_mount(self) -> None:
        self.cursor_blink = False


class NumberField(Field):
    """A whole number, which + and - change."""

    def on_key(self, event: events.Key) -> None:
        if event.key in ("plus", "minus"):
            event.stop()
            event.prevent_default()  # or the sign would be typed
            if self.value.isdecimal():
                self.value = str(max(int(self.value) + (1 if event.key == "plus" else -1), 0))
                self.cursor_position = len(self.value)

"""Fields that stand one above the other."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding

from tui.widgets.field import Field


class FormField(Field):
    """A field whose neighbors are an arrow away."""

    BINDINGS: ClassVar = [
        # before anything typed after the arrow, and so with priority
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]


class NumberField(FormField):
    """A whole number, which + and - change."""

    async def on_key(self, event: events.Key) -> None:
        if event.key in ("plus", "minus"):
            event.stop()
            event.prevent_default()  # or the sign would be typed
            if self.value.isdecimal():
                self.value = str(max(int(self.value) + (1 if event.key == "plus" else -1), 0))
                self.cursor_position = len(self.value)

"""One line to type in."""

from __future__ import annotations

from textual.widgets import Input


class Field(Input):
    """An input whose cursor does not blink: blinking sends bytes for ever, over any line."""

    def on_mount(self) -> None:
        self.cursor_blink = False

"""The screen after an unexpected error: a reference, what is saved, and how to go on."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from planner.messages import N_
from tui.crash import Crash
from tui.folders import log_folder
from tui.frame import Frame
from tui.safe import safe
from tui.texts import _, say
from tui.widgets.bars import Hint, KeyBar, TitleBar


class CrashScreen(Frame):
    """A program of its own, for nothing that the error left behind can be relied on."""

    CSS_PATH: ClassVar = ["../app.tcss", "crash.tcss"]
    BINDINGS: ClassVar = [
        Binding("enter", "go_on", show=False),
        Binding("q,ctrl+c", "quit", show=False),
    ]

    goes_on = False
    """Whether the organizer wants to go on."""

    def __init__(self, error: Crash) -> None:
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        yield TitleBar(id="title")
        with VerticalScroll(id="crash"):
            yield Static(Text(_("✗ Something went wrong that should not have."), style="bold"))
            for line in self._lines():
                yield Static(line, classes="crash--part")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one(TitleBar).show()
        self.query_one(KeyBar).show(
            [Hint("enter", _("back to the events"), enabled=True)],
            [Hint("q", _("quit"), enabled=True)],
        )
        self.query_one("#crash").focus()

    def _lines(self) -> list[Text]:
        lines = [
            Text.assemble(_("Reference:"), " ", (self._error.reference, "bold")),
            Text(_(_SAVED)),
            Text(say(_LOG, folder=safe(str(log_folder())))),
            Text.assemble(_("This packs what support needs, without names and without your data:"),
                          "\n", ("speed-dating doctor --bundle report.zip", "bold")),
        ]  # fmt: skip
        if self._error.searching:
            lines.insert(2, Text(_(_SEARCH)))
        return lines

    def action_go_on(self) -> None:
        self.goes_on = True
        self.leave(0)

    async def action_quit(self) -> None:
        self.leave(0)


_SAVED = N_(
    "Nothing is lost: everything up to your last change is saved, and can be undone as before. "
    "Only what stood in an open form has to be typed again."
)
_SEARCH = N_("The search that was running has ended; plans found before it are kept.")
_LOG = N_("The log says where it happened, and names nobody. It is in {folder}.")

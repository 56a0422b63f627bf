"""What every view of a plan shares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.table import Table as Grid
from rich.text import Text
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from planner.messages import Message
from tui.planning.seen import Seen
from tui.safe import safe


class Pane(Vertical):
    """One view; it is made when it is first looked at."""

    TITLE: ClassVar[str] = ""
    """A template: what the bar of views calls it."""
    seen: Seen

    def show(self, seen: Seen) -> None:
        """From now on this plan."""
        self.seen = seen
        self.refresh_view()

    def refresh_view(self) -> None:
        raise NotImplementedError

    @property
    def main(self) -> Widget:
        """What has the focus when the view is shown."""
        raise NotImplementedError

    def go_to_round(self, step: int) -> Message | None:
        """The next (1) or previous (-1) round; what is to be said instead, if anything."""
        return None

    def copied(self) -> str:
        """What is shown, as text for other programs; empty where that makes no sense."""
        return ""

    def leave(self) -> bool:
        """Ends what is transient; False if there is nothing such."""
        return False


class Facts(Static):
    """Labels and what there is to say, in two columns; long sentences go on below themselves."""

    def show(self, rows: Iterable[tuple[str, str]]) -> None:
        grid = Grid.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(ratio=1)
        for label, text in rows:
            grid.add_row(Text(safe(label), style="bold"), Text(safe(text)))
        self.update(grid)

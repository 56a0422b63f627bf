"""What the views of the section have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.containers import Vertical
from textual.widget import Widget

from tui.screens.matches.facts import Facts
from tui.widgets.table import ListPane

if TYPE_CHECKING:
    from tui.app import PlannerApp


class Tab(Vertical):
    TITLE: ClassVar[str] = ""
    """A template: what the bar of views calls it."""
    facts: Facts

    @property
    def shell(self) -> PlannerApp:
        return cast("PlannerApp", self.app)

    def show(self, facts: Facts) -> None:
        """From now on these facts."""
        self.facts = facts
        self.refresh_view()

    def refresh_view(self) -> None:
        raise NotImplementedError

    @property
    def main(self) -> Widget:
        """What has the focus when the view is shown."""
        raise NotImplementedError

    async def open_row(self) -> None:
        """What enter does."""
        raise NotImplementedError

    def leave(self) -> bool:
        """Ends what is transient; False if there is nothing such."""
        for pane in self.query(ListPane):
            filtered: ListPane[Any] = pane
            if filtered.filtering:
                filtered.clear()
                return True
        return False

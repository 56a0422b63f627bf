"""What the steps of an import have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on
from textual.containers import Vertical
from textual.widgets import Static

from tui.preparing.list_file import Draft
from tui.widgets.table import Table

if TYPE_CHECKING:
    from tui.screens.import_list import ImportList


class Step(Vertical):
    """`show` puts the wizard's draft into it; `proceed` takes the answer."""

    TITLE: ClassVar[str]
    KEYS: ClassVar[str]
    """A template: the keys of this step, for the last line."""

    @property
    def keys(self) -> str:
        return self.KEYS

    @property
    def wizard(self) -> ImportList:
        return cast("ImportList", self.screen)

    @property
    def draft(self) -> Draft:
        assert self.wizard.draft is not None
        return self.wizard.draft

    def show(self) -> None:
        raise NotImplementedError

    def proceed(self) -> None:
        raise NotImplementedError

    def explain(self, sentence: str) -> None:
        self.query_one(".step--question", Static).update(Text(sentence))

    @on(Table.Chosen)
    def _chosen(self, event: Table.Chosen) -> None:
        event.stop()
        self.proceed()


def question() -> Static:
    return Static(classes="step--question")

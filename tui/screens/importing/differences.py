"""What a newer list changes, and what becomes of who is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.messages import N_
from planner.records import ParticipantRecord
from tui.preparing.differences import Change, Differences, differences
from tui.safe import safe
from tui.screens.importing.step import Step, question
from tui.screens.importing.words import summary, told
from tui.texts import _, say
from tui.widgets.table import Column, ListPane, Table

_KINDS: Final = {
    "new": ("+", N_("new")),
    "changed": ("~", N_("changed")),
    "gone": ("−", N_("gone")),
    "doubtful": ("?", N_("unclear")),
}


@dataclass(frozen=True, slots=True)
class Difference:
    kind: str
    person: ParticipantRecord
    change: Change | None = None


class DifferencesStep(Step):
    TITLE = N_("differences")
    KEYS = N_("enter imports, esc a step back, F4 cancels")
    BINDINGS: ClassVar = [
        Binding("t", "take_off", show=False),
        Binding("space", "take_off_one", show=False),
        Binding("c", "clear", show=False),
    ]

    def __init__(self, stored: Sequence[ParticipantRecord]) -> None:
        super().__init__()
        self._stored = stored
        self._found: Differences | None = None
        self.clear_empty = False
        self.leaving: frozenset[str] = frozenset()
        """The ids of those to be taken off."""

    def compose(self) -> ComposeResult:
        yield question()
        yield Static(classes="step--options")
        yield ListPane(
            Table[Difference](
                [
                    Column("sign", "", lambda one: _KINDS[one.kind][0]),
                    Column("kind", N_("Is"), lambda one: _(_KINDS[one.kind][1])),
                    Column("name", N_("Name"), lambda one: one.person.name),
                    Column("what", N_("What changes"), self._what, grows=True),
                ],
                lambda one: one.person.id + one.kind,
            ),
            empty=N_("The list says what is here already: nothing changes."),
        )
        yield Static(classes="step--detail")

    @property
    def table(self) -> Table[Difference]:
        return self.query_one(Table)

    @property
    def found(self) -> Differences:
        assert self._found is not None
        return self._found

    def show(self) -> None:
        self.table.focus()
        self._found = None
        self._compare()

    @work(exclusive=True, group="compare")
    async def _compare(self) -> None:
        list_ = self.draft.list
        assert list_ is not None
        self._found = found = await asyncio.to_thread(
            differences, self._stored, list_, clear=self.clear_empty
        )
        self.leaving &= {person.id for person in found.gone}
        self.explain(_counted(found))
        self.table.show([
            *(Difference("gone", person) for person in found.gone),
            *(Difference("changed", change.before, change) for change in found.changed),
            *(Difference("new", person) for person in found.new),
            *(Difference("doubtful", person) for person in found.doubtful),
        ])  # fmt: skip
        self._show_options()

    def _show_options(self) -> None:
        line = Text()
        line.append("t ", Style(bold=True))
        gone = len(self.found.gone)
        line.append(
            say("gone: {leaving} of {gone} taken off (space: one)",
                leaving=len(self.leaving), gone=gone) if gone else _("gone: nobody"),
        )  # fmt: skip
        line.append("   c ", Style(bold=True))
        line.append(
            _("empty cells: clear what is here") if self.clear_empty
            else _("empty cells: keep what is here")
        )  # fmt: skip
        self.query_one(".step--options", Static).update(line)

    def _what(self, one: Difference) -> str:
        if one.change is not None:
            return told(one.change)
        if one.kind == "gone":
            return _("is taken off") if one.person.id in self.leaving else _("stays")
        return summary(one.person) if one.kind == "new" else _("stays")

    @on(Table.Moved)
    @on(Table.Changed)
    def _tell_all(self) -> None:
        one = self.table.current
        self.query_one(".step--detail", Static).update(
            Text("" if one is None else f"{safe(one.person.name)}: {safe(self._what(one))}")
        )

    def action_take_off(self) -> None:
        if self._found is None:
            return
        self._leave(frozenset() if self.leaving else frozenset(p.id for p in self.found.gone))

    def action_take_off_one(self) -> None:
        one = self.table.current
        if one is not None and one.kind == "gone":
            self._leave(self.leaving ^ {one.person.id})

    def _leave(self, leaving: frozenset[str]) -> None:
        self.leaving = leaving
        self.table.show(self.table.items)
        self._show_options()

    def action_clear(self) -> None:
        self.clear_empty = not self.clear_empty
        self._found = None
        self._compare()

    def proceed(self) -> None:
        if self._found is not None:
            self.wizard.finish()


def _counted(found: Differences) -> str:
    counts = say(
        "{new} new, {changed} changed, {gone} gone, {same} the same.",
        new=len(found.new), changed=len(found.changed), gone=len(found.gone),
        same=len(found.same),
    )  # fmt: skip
    if not found.doubtful:
        return counts
    return counts + " " + say(
        "Perhaps in a row that cannot be read, so they stay: {count}.", count=len(found.doubtful)
    )  # fmt: skip

"""What the list comes to: problems by row and column, decisions, people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.messages import N_
from tui.preparing.list_file import Draft
from tui.safe import safe
from tui.screens.importing.step import Step, question
from tui.screens.importing.words import summary
from tui.texts import _, number, say, translate
from tui.widgets.table import Column, ListPane, Table

_PEOPLE_SHOWN: Final = 200
"""In the preview; problems are shown all."""


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    sign: str
    row: str
    who: str
    text: str


class CheckStep(Step):
    TITLE = N_("check")
    KEYS = N_("enter imports, i imports without bad rows, esc a step back, F4 cancels")
    KEYS_BEFORE_DIFFERENCES = N_(
        "enter goes on, i goes on without bad rows, esc a step back, F4 cancels"
    )
    BINDINGS: ClassVar = [Binding("i", "without_bad_rows", show=False)]

    def compose(self) -> ComposeResult:
        yield question()
        yield ListPane(
            Table[Line](
                [
                    Column("sign", "", lambda line: line.sign),
                    Column("row", N_("Row"), lambda line: line.row, right=True),
                    Column("who", N_("Name or column"), lambda line: line.who, grows=True),
                    Column("text", N_("What it says"), lambda line: line.text, grows=True),
                ],
                lambda line: line.number,
            ),
            empty=N_("The list is empty."),
        )
        yield Static(classes="step--detail")

    @property
    def keys(self) -> str:
        return self.KEYS_BEFORE_DIFFERENCES if self.wizard.compares else self.KEYS

    @property
    def table(self) -> Table[Line]:
        return self.query_one(Table)

    def show(self) -> None:
        self.explain(self._verdict())
        self.table.show(_preview(self.draft))
        self.table.action_first()
        self.table.focus()

    @property
    def bad_rows(self) -> int:
        assert self.draft.people is not None
        return len({problem.row for problem in self.draft.people.problems})

    def _verdict(self) -> str:
        assert self.draft.people is not None
        count, bad = len(self.draft.people.records), self.bad_rows
        if not bad:
            return say("Every row can be read: {count} people.", count=count)
        return say(
            "Rows with something wrong: {bad}. People who can be read: {count}. Nothing is "
            "imported yet.",
            bad=bad, count=count,
        )  # fmt: skip

    @on(Table.Moved)
    @on(Table.Changed)
    def _tell_all(self) -> None:
        line = self.table.current
        self.query_one(".step--detail", Static).update(
            Text("" if line is None else f"{safe(line.who)}: {safe(line.text)}".removeprefix(": "))
        )

    def proceed(self) -> None:
        if self.bad_rows:
            self.wizard.tell(
                _("Some rows have something wrong: i imports the others, esc goes back.")
            )
        else:
            self._accept()

    def action_without_bad_rows(self) -> None:
        self._accept()

    def _accept(self) -> None:
        assert self.draft.people is not None
        if not self.draft.people.records:
            self.wizard.tell(_("There is nobody to import."))
        else:
            self.wizard.accept()


def _preview(draft: Draft) -> list[Line]:
    """Problems first, then what was decided, then people as they will be kept."""
    people = draft.people
    assert people is not None
    found = [("✗", number(p.row), p.column, translate(p.message)) for p in people.problems]
    found += [("i", "", "", translate(notice)) for notice in draft.notices]
    found += [
        ("✓", number(row), person.name, summary(person))
        for person, row in zip(
            people.records[:_PEOPLE_SHOWN], people.row_numbers[:_PEOPLE_SHOWN], strict=True
        )
    ]
    if (more := len(people.records) - _PEOPLE_SHOWN) > 0:
        found.append(("…", "", "", say("and more people: {count}", count=more)))
    return [Line(i, *parts) for i, parts in enumerate(found)]

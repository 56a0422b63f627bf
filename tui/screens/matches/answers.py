"""Answers that came through a web form: which file, what it holds, and then all of it at once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.matching import Choice, Doubt, doubts
from planner.messages import N_, Message, Refusal
from planner.records import card
from tui.safe import safe
from tui.screens.dialog import Dialog
from tui.screens.importing.file import FileStep
from tui.screens.matches.facts import ANSWER_WORDS, Facts
from tui.texts import _, number, say, translate
from tui.widgets.table import Column, ListPane, Table

if TYPE_CHECKING:
    from planner.exchange.answers import ReadAnswers
    from tui.app import PlannerApp

_SAME = "card-twice"


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    sign: str
    row: int
    column: str
    text: str


@dataclass(frozen=True)
class Answers:
    """What a file of answers comes to."""

    rows: Sequence[Row]
    """What is wrong first, then what is there already, then what is new."""
    fresh: tuple[Choice, ...]
    """Answers that can be kept."""
    wrong: int
    """Cells and answers that cannot."""


async def import_answers(shell: PlannerApp, facts: Facts) -> None:
    chosen = await shell.ask(ImportAnswers(facts, Path.home()))
    if chosen is None:
        return
    event_id = facts.evening.event.id
    records = [card(event_id, c.giver_id, c.receiver_id, c.answer) for c in chosen]
    count = len(records)
    await shell.write(N_("Import of {count} answers"), lambda u: u.add(*records), count=count)
    shell.tell(Message("answers-imported", N_("Answers imported: {count}."), {"count": count}))


def looked_at(read: ReadAnswers, facts: Facts) -> Answers:
    """Every row of the file: what cannot be read, what cannot be right, what is new."""
    found = doubts(
        read.choices, facts.met, facts.names,
        offered=facts.evening.event.answers, stored=facts.answers,
    )  # fmt: skip
    doubted = {doubt.place: doubt for doubt in found}
    wrong = [(p.row, safe(p.column), "✗", translate(p.message)) for p in read.problems]
    same, new, fresh = [], [], []
    for place, (choice, row) in enumerate(zip(read.choices, read.row_numbers, strict=True)):
        doubt = doubted.get(place)
        text = _doubted(doubt) if doubt else _choice(facts, choice)
        if doubt is None:
            fresh.append(choice)
            new.append((row, "", "✓", text))
        elif doubt.code == _SAME:
            same.append((row, "", "i", text))
        else:
            wrong.append((row, "", "✗", text))
    wrong.sort(key=lambda line: line[0])
    rows = [
        Row(index, sign, row, column, text)
        for index, (row, column, sign, text) in enumerate([*wrong, *same, *new])
    ]
    return Answers(rows, tuple(fresh), len(wrong))


def _doubted(doubt: Doubt) -> str:
    return translate(doubt.message)


def _choice(facts: Facts, choice: Choice) -> str:
    return say(
        "{giver} about {receiver}: {answer}",
        giver=facts.names[choice.giver_id], receiver=facts.names[choice.receiver_id],
        answer=_(ANSWER_WORDS[choice.answer]),
    )  # fmt: skip


class AnswersFile(FileStep):
    QUESTION = N_("Which file of answers? Excel, OpenDocument, CSV or text.")

    def tell(self, sentence: str) -> None:
        self._dialog.tell(sentence)

    def take(self, path: Path) -> None:
        self._dialog.read(path)

    @property
    def _dialog(self) -> ImportAnswers:
        assert isinstance(self.screen, ImportAnswers)
        return self.screen


class ImportAnswers(Dialog[tuple[Choice, ...]]):
    CSS_PATH = "matches.tcss"
    BINDINGS: ClassVar = [
        Binding("escape", "back", show=False),
        Binding("f4", "leave", show=False),
        Binding("i", "without_bad_rows", show=False),
    ]
    CHECK = N_("enter imports, i imports without what is wrong, esc goes back, F4 cancels")

    def __init__(self, facts: Facts, folder: Path) -> None:
        super().__init__()
        self._facts = facts
        self._folder = folder
        self._answers: Answers | None = None

    def heading(self) -> str:
        return _("Import answers")

    def compose_body(self) -> ComposeResult:
        yield AnswersFile(self._folder)
        yield Static(id="verdict")
        yield ListPane(
            Table[Row](
                [
                    Column("sign", "", lambda row: row.sign),
                    Column("row", N_("Row"), lambda row: number(row.row),
                           sort=lambda row: row.row, right=True),
                    Column("column", N_("Column"), lambda row: row.column),
                    Column("text", N_("What it says"), lambda row: row.text, grows=True),
                ],
                lambda row: row.number,
                id="answers",
            ),
            empty=N_("No row of the file holds an answer."),
        )  # fmt: skip
        yield Static(id="row-whole", classes="step--detail")
        yield Static(id="told")
        yield Static(id="hint")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        answers = self._answers
        step, pane, whole = self.query_one(AnswersFile), self.query_one(ListPane), "#row-whole"
        step.display = answers is None
        for widget in (pane, self.query_one("#verdict"), self.query_one(whole)):
            widget.display = answers is not None
        hint = step.keys if answers is None else self.CHECK
        self.query_one("#hint", Static).update(Text(_(hint)))
        self.tell("")
        if answers is None:
            step.show()
            return
        verdict = N_("Answers that can be kept: {fresh}.")
        if answers.wrong:
            verdict = N_("Wrong: {wrong}. Answers that can be kept: {fresh}. Nothing is kept yet.")
        said = say(verdict, wrong=answers.wrong, fresh=len(answers.fresh))
        self.query_one("#verdict", Static).update(Text(said))
        pane.table.show(answers.rows)
        pane.table.action_first()
        pane.table.focus()

    def tell(self, sentence: str) -> None:
        self.query_one("#told", Static).update(Text(sentence))

    def read(self, path: Path) -> None:
        self.run_worker(self._read(path), group="read", exclusive=True)

    async def _read(self, path: Path) -> None:
        self.tell(_("Reading ... (esc goes back)"))
        try:
            self._answers = await asyncio.to_thread(_read, path, self._facts)
        except Refusal as refusal:
            self.tell(f"✗ {translate(refusal.messages[0])}")
            return
        self._show()

    @on(Table.Moved)
    @on(Table.Changed)
    def _tell_whole(self) -> None:
        row = self.query_one("#answers", Table).current
        self.query_one("#row-whole", Static).update(Text(row.text if row else ""))

    @on(Table.Chosen)
    def _chosen(self, event: Table.Chosen) -> None:
        event.stop()
        if self._answers is not None and self._answers.wrong:
            self.tell(_("Something is wrong: i imports the rest, esc goes back."))
        else:
            self._finish()

    def action_without_bad_rows(self) -> None:
        if self._answers is not None:
            self._finish()

    def _finish(self) -> None:
        assert self._answers is not None
        if self._answers.fresh:
            self.dismiss(self._answers.fresh)
        else:
            self.tell(_("There is nothing new to import."))

    def action_back(self) -> None:
        if self._answers is None:
            self.dismiss(None)
        else:
            self._answers = None
            self._show()


def _read(path: Path, facts: Facts) -> Answers:
    from planner.exchange.answers import read_answers
    from tui.preparing.list_file import content

    return looked_at(read_answers(content(path), facts.evening.people), facts)

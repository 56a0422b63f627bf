"""Importing a list, step by step: every guess is shown, and nothing is kept before the last."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.messages import Refusal
from planner.records import ParticipantRecord
from tui.preparing.differences import NewList
from tui.preparing.list_file import Draft, in_wizard
from tui.safe import safe
from tui.screens.dialog import Dialog
from tui.screens.importing.check import CheckStep
from tui.screens.importing.columns import ColumnsStep
from tui.screens.importing.differences import DifferencesStep
from tui.screens.importing.file import FileStep
from tui.screens.importing.rows import RowsStep
from tui.screens.importing.sheet import SheetStep
from tui.screens.importing.step import Step
from tui.texts import _, translate


@dataclass(frozen=True, slots=True)
class Import:
    """What is to be brought in, and how."""

    list: NewList
    folder: Path
    clear: bool
    """Whether empty cells empty the fields of people who are there."""
    leaving: frozenset[str]
    """The ids of people to take off."""
    new: int
    changed: int
    skipped: int
    """Rows left out because something is wrong with them."""


class ImportList(Dialog[Import]):
    CSS_PATH = "import_list.tcss"
    BINDINGS: ClassVar = [
        Binding("escape", "back", show=False),
        Binding("f4", "leave", show=False),
        Binding("f2", "proceed", show=False),
    ]

    def __init__(self, stored: Sequence[ParticipantRecord], folder: Path) -> None:
        """`stored` are the people the list is compared with; `folder` is where to look for it."""
        super().__init__()
        self.draft: Draft | None = None
        self._stored = stored
        self._steps: list[Step] = [
            FileStep(folder), SheetStep(), RowsStep(), ColumnsStep(), CheckStep(),
            DifferencesStep(stored),
        ]  # fmt: skip
        self._at = 0

    def heading(self) -> str:
        return _("Import a list")

    def compose_body(self) -> ComposeResult:
        yield Static(id="steps")
        for step in self._steps:
            step.display = False
            yield step
        yield Static(id="told")
        yield Static(id="hint")

    def on_mount(self) -> None:
        self._go(0)

    # --- moving

    @property
    def step(self) -> Step:
        return self._steps[self._at]

    @property
    def compares(self) -> bool:
        """Whether there are people already, so that one more step shows the differences."""
        return bool(self._stored)

    def _skipped(self, step: Step) -> bool:
        if isinstance(step, SheetStep):
            return self.draft is not None and len(self.draft.book.sheets) == 1
        return isinstance(step, DifferencesStep) and not self.compares

    def _go(self, at: int) -> None:
        self.step.display = False
        self._at = at
        self.step.display = True
        self.query_one("#steps", Static).update(self._trail())
        self.query_one("#hint", Static).update(Text(_(self.step.keys)))
        self.tell("")
        self.step.show()

    def _trail(self) -> Text:
        trail = Text()
        for step in self._steps:
            if not self._skipped(step):
                here = step is self.step
                title = f"[{_(step.TITLE)}]" if here else _(step.TITLE)
                trail.append(" › " if trail else "")
                trail.append(title, Style(bold=here, dim=not here))
        if self.draft is not None:
            trail.append(f"   {safe(self.draft.path.name)}", Style(dim=True))
        trail.truncate(self.size.width - 4, overflow="ellipsis")
        return trail

    def _next(self) -> None:
        following = self._at + 1
        while self._skipped(self._steps[following]):
            following += 1
        self._go(following)

    def action_back(self) -> None:
        self.workers.cancel_group(self, "read")
        before = self._at - 1
        while before > 0 and self._skipped(self._steps[before]):
            before -= 1
        if before < 0:
            self.dismiss(None)
        else:
            self._go(before)

    def action_proceed(self) -> None:
        self.step.proceed()

    # --- what the steps ask for

    def read(self, work: Callable[[], Draft], *, stay: bool = False) -> None:
        """Reads in a thread and goes on with the draft, or says why that cannot be."""
        self.run_worker(self._read(work, stay), group="read", exclusive=True)

    async def _read(self, work: Callable[[], Draft], stay: bool) -> None:
        self.tell(_("Reading ... (esc goes back)"))
        try:
            self.draft = await asyncio.to_thread(work)
        except Refusal as refusal:
            self.tell(f"✗ {translate(in_wizard(refusal.messages[0]))}")
            return
        if stay:
            self._go(self._at)
        else:
            self._next()

    def tell(self, sentence: str) -> None:
        self.query_one("#told", Static).update(Text(sentence))

    def accept(self) -> None:
        """The rows that could be read are what is wanted."""
        if self.compares:
            self._next()
        else:
            self.finish()

    def finish(self) -> None:
        draft = self.draft
        assert draft is not None
        assert draft.list is not None
        assert draft.people is not None
        answers: DifferencesStep = self.query_one(DifferencesStep)
        found: Any = answers.found if self.compares else None
        self.dismiss(
            Import(
                draft.list,
                draft.path.absolute().parent,
                answers.clear_empty,
                answers.leaving,
                len(found.new) if found else len(draft.people.records),
                len(found.changed) if found else 0,
                len({problem.row for problem in draft.people.problems}),
            )
        )

"""A dialog of a few named fields, checked when it is saved."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from planner.messages import N_, Message, Refusal, refuse
from tui.files import expect_writable
from tui.places import typed_path
from tui.safe import safe
from tui.screens.dialog import Dialog
from tui.texts import _, translate
from tui.widgets.field import Field


@dataclass(frozen=True, slots=True)
class Question:
    """One field: its label, what it holds at first, and how what is typed is understood."""

    id: str
    label: str
    """A template."""
    value: str = ""
    example: str = ""
    parse: Callable[[str], Any] = str.strip
    """Raises Refusal, whose first message is shown under the field."""


def new_file(text: str) -> Path:
    """A path at which a file can be made; `~` is the organizer's folder. Raises Refusal."""
    path = typed_path(text)
    if os.path.exists(path) and not os.path.isdir(path):
        raise refuse(
            "file-there", N_("{file} is already there; give another name."), file=path.name
        )
    expect_writable(path, replace=False)
    return path


class Form(Dialog[dict[str, Any]]):
    """Answers by the questions' ids, each as its `parse` understood it."""

    BINDINGS: ClassVar = [
        Binding("f2", "save", show=False),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]
    HINT = N_("enter or F2 saves, tab goes on, esc or F4 leaves")

    def __init__(self, title: str, questions: Sequence[Question]) -> None:
        """`title` is in the reader's language."""
        super().__init__()
        self._title = title
        self._questions = questions

    def heading(self) -> str:
        return self._title

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="form"):
            for question in self._questions:
                yield Static(Text(_(question.label)), classes="form--label")
                yield Field(
                    safe(question.value),
                    placeholder=question.example,
                    id=question.id,
                    select_on_focus=False,
                )
                yield Static(classes="form--problem", id=f"{question.id}-problem")

    def on_input_submitted(self) -> None:
        self.action_save()

    def check(self, answers: dict[str, Any]) -> Iterable[tuple[str, Message]]:
        """What is wrong with answers that can each be understood: a question's id, and why."""
        return ()

    def action_save(self) -> None:
        answers = self.understood()
        if answers is not None:
            self.dismiss(answers)

    def understood(self) -> dict[str, Any] | None:
        """What is typed; None where something is wrong with it, which is then shown."""
        answers: dict[str, Any] = {}
        problems: dict[str, Message] = {}
        for question in self._questions:
            try:
                answers[question.id] = question.parse(
                    self.query_one(f"#{question.id}", Field).value
                )
            except Refusal as refusal:
                problems[question.id] = refusal.messages[0]
        if not problems:
            problems = dict(self.check(answers))
        for question in self._questions:
            self._show_problem(question.id, problems.get(question.id))
        if problems:
            self.query_one(f"#{next(iter(problems))}", Field).focus()
            return None
        return answers

    def _show_problem(self, question_id: str, problem: Message | None) -> None:
        line = self.query_one(f"#{question_id}-problem", Static)
        line.update(Text("" if problem is None else f"✗ {translate(problem)}"))
        line.set_class(problem is not None, "-wrong")

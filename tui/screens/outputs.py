"""Exporting and printing, for every screen that shows a plan."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.messages import N_, Message
from tui.planning.outputs import (
    CHECK_IN,
    EXPORTS,
    PAPERS,
    Output,
    file_path,
    is_taken,
    paper_size,
    suggested,
    usual_paper,
    write,
    write_check_in_list,
)
from tui.screens.choose import Choose
from tui.screens.dialog import CONFIRMED, Confirm
from tui.screens.form import Form, Question
from tui.texts import _, say

if TYPE_CHECKING:
    from planner.printing.paper import Paper
    from tui.app import PlannerApp
    from tui.planning.seen import Seen
    from tui.running.guests import Tonight


class WhichOutput(Choose[str]):
    """As wide as its sentences."""

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#panel").styles.width = 72


async def export_plan(shell: PlannerApp, seen: Seen) -> None:
    await _put_out(shell, seen, _("Export the plan"), EXPORTS)


async def print_plan(shell: PlannerApp, seen: Seen) -> None:
    await _put_out(shell, seen, _("Print"), PAPERS)


async def _put_out(shell: PlannerApp, seen: Seen, title: str, outputs: Sequence[Output]) -> None:
    choices = [(output.id, _(output.title)) for output in outputs]
    wanted = await shell.ask(WhichOutput(title, choices, outputs[0].id))
    output = next((output for output in outputs if output.id == wanted), None)
    if output is None:
        return

    def put(path: Path, paper: Paper | None) -> None:
        write(output, seen, path, paper, replace=True)

    questions = questions_about(seen.contents.event.name, output.ending)
    await ask_and_write(shell, title, questions, put)


async def print_check_in(shell: PlannerApp, tonight: Tonight) -> None:
    """The list for the door, as PDF."""
    questions = questions_about(tonight.evening.event.name, CHECK_IN)
    await ask_and_write(
        shell, _("Print the check-in list"), questions,
        lambda path, paper: write_check_in_list(tonight, path, paper),
    )  # fmt: skip


async def ask_and_write(
    shell: PlannerApp,
    title: str,
    questions: Sequence[Question],
    put: Callable[[Path, Paper | None], None],
) -> None:
    answers = await shell.ask(Form(title, questions))
    if answers is None:
        return
    path: Path = answers["path"]
    if is_taken(path) and not await _may_replace(shell, path):
        return
    shell.tell(Message("writing", N_("Writing {path} …"), {"path": str(path)}))
    await asyncio.to_thread(put, path, answers.get("paper"))
    shell.tell(Message("exported", N_("Written: {path}"), {"path": str(path)}))


def questions_about(event_name: str, ending: str) -> list[Question]:
    file = suggested(event_name, ending)
    questions = [Question("path", N_("Write to the file"), file, parse=file_path)]
    if ending.endswith(".pdf"):
        usual = usual_paper(os.environ)
        questions.append(Question("paper", N_("Paper: a4 or letter"), usual, parse=paper_size))
    return questions


async def _may_replace(shell: PlannerApp, path: Path) -> bool:
    answer = await shell.ask(
        Confirm(
            _("This file is there already"),
            say("{path} will be replaced.", path=str(path)),
            _("Replace"),
        )
    )
    return answer == CONFIRMED

"""The mails of an event as files instead: a list for another mailer, or a PDF for each person."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from planner.messages import N_, Message
from planner.records import MailKind
from tui.mail.export import new_folder, write_for_mailer, write_papers
from tui.screens.form import Form, Question, new_file
from tui.screens.outputs import WhichOutput
from tui.texts import _

if TYPE_CHECKING:
    from tui.app import PlannerApp
    from tui.mail.facts import Mails

CHOICES: Final = {
    "csv": N_("Address, subject and text of each message, for another mailer (.csv)"),
    "pdf": N_("A PDF for each person, in a folder"),
}
_ENDINGS: Final = {"schedule": N_("schedules"), "result": N_("results")}


async def export_mails(shell: PlannerApp, mails: Mails, kind: MailKind) -> None:
    choices = [(id_, _(text)) for id_, text in CHOICES.items()]
    wanted = await shell.ask(WhichOutput(_("Export instead"), choices, "csv"))
    if wanted is None:
        return
    path = await _where(shell, mails, kind, wanted)
    if path is None:
        return
    shell.tell(Message("writing", N_("Writing {path} …"), {"path": str(path)}))
    if wanted == "csv":
        await asyncio.to_thread(write_for_mailer, mails, path)
    else:
        await shell.read(lambda store: write_papers(store, mails, kind, path))
    shell.tell(Message("exported", N_("Written: {path}"), {"path": str(path)}))


async def _where(shell: PlannerApp, mails: Mails, kind: MailKind, wanted: str) -> Path | None:
    name = "".join(c if c.isalnum() else "-" for c in mails.evening.event.name).strip("-")[:60]
    path = Path.home() / f"{name or 'event'}-{_(_ENDINGS[kind])}"
    question = (
        Question("path", N_("Write to the file"), f"{path}.csv", parse=new_file)
        if wanted == "csv"
        else Question("path", N_("Write to the new folder"), str(path), parse=new_folder)
    )
    answers = await shell.ask(Form(_("Export instead"), [question]))
    return None if answers is None else answers["path"]

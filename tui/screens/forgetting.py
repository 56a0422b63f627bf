"""Forgetting for good: asked twice, with a copy offered first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from planner.messages import N_, Message
from planner.records import EventRecord, ParticipantRecord
from tui.preparing.keepsake import keep_event, keep_person
from tui.screens.dialog import CONFIRMED, INSTEAD, Confirm
from tui.screens.form import Form, Question, new_file
from tui.texts import _, say

if TYPE_CHECKING:
    from tui.app import PlannerApp
    from tui.store.store import Store

Keep = Callable[["Store", str, Path], bool]


async def forget_event(shell: PlannerApp, event: EventRecord, what_goes: str) -> None:
    question = say("Forget “{name}” for good?", name=event.name)
    consequence = " ".join((what_goes, _("Nothing brings it back.")))
    if await _sure(shell, event, question, consequence, _("Export the event"), keep_event):
        told = N_("“{name}” is forgotten.")
        shell.tell(Message("event-forgotten", told, {"name": event.name}))


async def forget_person(shell: PlannerApp, person: ParticipantRecord) -> None:
    question = say("Forget {name} for good?", name=person.name)
    consequence = _(
        "Name, contact data, check-in, cards and mails of this person are erased, in what undo "
        "remembers, too; nothing brings them back. Others keep their seats, and plans their ids."
    )
    if await _sure(shell, person, question, consequence, _("Export the person"), keep_person):
        shell.tell(Message("person-forgotten", N_("The person is forgotten.")))


async def _sure(
    shell: PlannerApp,
    record: EventRecord | ParticipantRecord,
    question: str,
    consequence: str,
    export: str,
    keep: Keep,
) -> bool:
    """Whether it was forgotten."""
    first = Confirm(question, consequence, _("Forget"), instead=_("Export first"))
    answer = await shell.ask(first)
    sure = answer == CONFIRMED
    if answer == INSTEAD and await _exported(shell, record, export, keep):
        again = await shell.ask(Confirm(question, consequence, _("Forget")))
        sure = again == CONFIRMED
    if not sure:
        return False
    await shell.read(lambda store: store.erase(record))
    shell.store_changed()
    return True


async def _exported(
    shell: PlannerApp, record: EventRecord | ParticipantRecord, title: str, keep: Keep
) -> bool:
    """Whether everything is in a file now."""
    plain = "".join(c if c.isalnum() else "-" for c in record.name).strip("-")[:60] or "event"
    file = str(Path.home() / f"{plain}.json")
    questions = [Question("path", N_("Write to the file"), file, parse=new_file)]
    answers = await shell.ask(Form(title, questions))
    if answers is None:
        return False
    path: Path = answers["path"]
    kept = await shell.read(lambda store: keep(store, record.id, path))
    if kept:
        shell.tell(Message("exported", N_("Written: {path}"), {"path": str(path)}))
    return kept

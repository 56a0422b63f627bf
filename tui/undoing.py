"""Undo and redo: one step through the journal, and a question where it would overwrite others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.messages import N_, Message
from tui.texts import _, say

if TYPE_CHECKING:
    from tui.app import PlannerApp
    from tui.store.journal import Undone
    from tui.store.store import Store


async def undo(shell: PlannerApp) -> None:
    await _step(
        shell,
        lambda store, anyway: store.undo(anyway=anyway),
        Message("nothing-to-undo", N_("There is nothing to undo.")),
        N_("Undone: {what}"),
    )


async def redo(shell: PlannerApp) -> None:
    await _step(
        shell,
        lambda store, anyway: store.redo(anyway=anyway),
        Message("nothing-to-redo", N_("There is nothing to do again.")),
        N_("Done again: {what}"),
    )


async def _step(
    shell: PlannerApp, step: Callable[[Store, bool], Undone | None], nothing: Message, done: str
) -> None:
    undone = await shell.read(lambda store: step(store, False))
    if undone is not None and not undone.done:
        if not await _anyway(shell, len(undone.clashes)):
            return
        undone = await shell.read(lambda store: step(store, True))
    if undone is None:
        shell.tell(nothing)
        return
    shell.store_changed()
    shell.tell(Message("undone", done, {"what": undone.title}))


async def _anyway(shell: PlannerApp, clashes: int) -> bool:
    from tui.screens.dialog import CONFIRMED, Confirm

    answer = await shell.ask(
        Confirm(
            _("This was changed elsewhere since"),
            say("Going on overwrites {count} values that another program or device has "
                "written since.", count=clashes),
            _("Overwrite"),
        )
    )  # fmt: skip
    return answer == CONFIRMED

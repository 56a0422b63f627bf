"""Which file."""

from __future__ import annotations

import asyncio
import os
from datetime import date
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding

from planner.messages import N_, Refusal
from tui import dates
from tui.places import Place, parted, places, shown, typed_path
from tui.preparing.list_file import SUFFIXES, opened
from tui.safe import safe
from tui.screens.importing.step import Step, question
from tui.texts import _, say, translate
from tui.widgets.field import Field
from tui.widgets.table import Column, Table


def _place_name(place: Place) -> Text:
    name = safe(place.path.name)
    return Text(f"{name}/" if place.is_folder else name, "" if place.is_folder else "bold")


def _place_size(place: Place) -> str:
    return "" if place.is_folder else say("{size} kB", size=-(-place.size // 1000))


class FileStep(Step):
    TITLE = N_("file")
    KEYS = N_("↑ ↓ choose, tab completes, enter opens, esc or F4 leaves")
    QUESTION = N_("Which list? Excel, OpenDocument, CSV or text.")
    BINDINGS: ClassVar = [Binding("tab", "complete", show=False, priority=True)]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        yield question()
        yield Field(
            safe(shown(self._folder)),
            placeholder=_("The path of a list: .xlsx, .csv, .ods ..."),
            select_on_focus=False,
        )
        yield Table[Place](
            [
                Column("name", N_("File"), _place_name, grows=True),
                Column("size", N_("Size"), _place_size, right=True),
                Column("day", N_("Changed"),
                       lambda place: dates.day(date.fromtimestamp(place.changed).isoformat())),
            ],
            lambda place: place.path,
        )  # fmt: skip

    @property
    def field(self) -> Field:
        return self.query_one(Field)

    @property
    def table(self) -> Table[Place]:
        return self.query_one(Table)

    def on_mount(self) -> None:
        self.table.can_focus = False

    def show(self) -> None:
        self.explain(_(self.QUESTION))
        self.field.focus()
        self._look(self.field.value)

    @work(exclusive=True, group="places")
    async def _look(self, typed: str) -> None:
        try:
            found = await asyncio.to_thread(places, typed, SUFFIXES)
        except Refusal as refusal:
            found = []
            self.tell(translate(refusal.messages[0]))
        else:
            self.tell("")
        self.table.show(found)
        self.table.action_first()

    def on_input_changed(self, event: Field.Changed) -> None:
        event.stop()
        self._look(event.value)

    def on_input_submitted(self, event: Field.Submitted) -> None:
        event.stop()
        self.proceed()

    def on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down", "pageup", "pagedown"):
            event.stop()
            getattr(self.table, f"action_{event.key.replace('page', 'page_')}")()

    def action_complete(self) -> None:
        place = self.table.current
        if place is not None:
            folder = shown(place.path.parent)
            self._type(f"{folder}{place.path.name}{'/' if place.is_folder else ''}")

    def _type(self, text: str) -> None:
        self.field.value = text
        self.field.cursor_position = len(text)

    def proceed(self) -> None:
        typed = self.field.value.strip()
        place = self.table.current
        path = typed_path(typed)
        if not os.path.isfile(path):  # which, unlike those of pathlib, never raises
            if parted(typed)[1] == ".." or (os.path.isdir(path) and not typed.endswith("/")):
                self._type(shown(Path(os.path.realpath(path))))
                return
            if place is not None and place.is_folder:
                self.action_complete()
                return
            path = path if place is None else place.path
        self.take(path)

    # --- for those who ask for another file than a list

    def tell(self, sentence: str) -> None:
        self.wizard.tell(sentence)

    def take(self, path: Path) -> None:
        """This file is meant."""
        self.wizard.read(lambda: opened(path))

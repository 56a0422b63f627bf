"""Settings of this device, each changed in place and kept at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.messages import N_, Refusal
from tui import keymap
from tui.folders import config_folder
from tui.screens.dialog import Dialog
from tui.store.settings import Settings
from tui.texts import _, say, translate
from tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from tui.store.store import Store

Value = str | bool

NAMES: Final = {
    "language": N_("Language"),
    "theme": N_("Colors"),
    "mouse": N_("Mouse"),
}
CHOICES: Final[dict[str, dict[Value, str]]] = {
    "language": {"": N_("that of the system"), "en": "English", "fr": "Français"},
    "theme": {
        "": N_("what the terminal can show"),
        "dark": N_("light on dark"),
        "light": N_("dark on light"),
        "16": N_("the terminal’s own 16 (least to send)"),
        "none": N_("none"),
    },
    "mouse": {True: N_("on, but off over SSH"), False: N_("off")},
}
LATER: Final = ("theme", "mouse")
"""Read before the first paint, and so not to be changed after it."""


class SettingsDialog(Dialog[Settings]):
    """Left with the settings as they are now."""

    BINDINGS: ClassVar = [
        Binding("q,f2", "leave", show=False),
        Binding("space", "change", show=False),
    ]
    HINT = N_("enter or space changes, esc or q leaves")

    def __init__(self, store: Store, settings: Settings) -> None:
        super().__init__()
        self._store = store
        self._settings = settings

    def heading(self) -> str:
        return _("Settings")

    def compose_body(self) -> ComposeResult:
        yield Table(
            [
                Column[str]("name", N_("Setting"), lambda name: _(NAMES[name])),
                Column[str]("value", N_("Value"), self._value, grows=True),
            ],
            lambda name: name,
        )
        yield Static(id="told", markup=False)

    def _value(self, name: str) -> str:
        return _(CHOICES[name][getattr(self._settings, name)])

    def on_mount(self) -> None:
        self.query_one(Table).show(list(NAMES))
        self._tell(say("Keys are set in {file}.", file=config_folder() / keymap.FILE))

    @on(Table.Chosen)
    async def action_change(self) -> None:
        name = str(self.query_one(Table).current)
        values = list(CHOICES[name])
        value = values[(values.index(getattr(self._settings, name)) + 1) % len(values)]
        try:
            self._settings = await asyncio.to_thread(self._store.change_settings, **{name: value})
        except Refusal as refusal:
            self._tell(translate(refusal.messages[0]))
            return
        self.query_one(Table).show(list(NAMES))
        self._tell(_("From the next start on.") if name in LATER else _("Saved."))

    def _tell(self, sentence: str) -> None:
        self.query_one("#told", Static).update(sentence)

    def action_leave(self) -> None:
        self.dismiss(self._settings)

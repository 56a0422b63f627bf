"""The shell of the terminal program: its screens, what they may do, and the one open store."""

from __future__ import annotations

import asyncio
import inspect
import os
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen
from textual.worker import get_current_worker

from planner.messages import N_, Message, Refusal
from tui import keymap, texts
from tui.actions import ACTIONS, ALWAYS_SHOWN, STORE_OPEN, Action, Need, by_id
from tui.bindings import bindings
from tui.folders import config_folder
from tui.frame import Frame
from tui.key_line import KeyLine
from tui.planning.run import UNATTENDED, Planning
from tui.planning.warming import DELAY
from tui.screens.base import StoreScreen
from tui.screens.dialog import Dialog
from tui.sections import BEFORE_PLANNING, SECTIONS
from tui.store.settings import Settings
from tui.texts import _, translate
from tui.undoing import redo, undo
from tui.widgets.bars import Hint

if TYPE_CHECKING:
    from tui.running.keeper import Keeper
    from tui.screens.event import EventScreen
    from tui.store.store import Store
    from tui.store.unit import Unit

R = TypeVar("R")

POLL_SECONDS: Final = 1.0
"""How often the file is looked at for what other programs wrote."""


class PlannerApp(Frame):
    """Nothing has to be saved when it ends: all is written as it changes."""

    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar = bindings("app")
    PLACES: ClassVar = ("app",)

    store: Store | None = None
    revision = 0
    """Counts the changes of the store, whoever made them."""
    keeper: Keeper
    """Keeps the time of the evenings that run, once the store is open."""

    def __init__(
        self,
        settings: Settings,
        *,
        demo: bool = False,
        notes: tuple[Message, ...] = (),
    ) -> None:
        """`demo` prepares and shows the sample event; `notes` are said when the program is up."""
        super().__init__()
        self.settings = settings
        self._unopened: Message | None = None
        """Why the store cannot be opened."""
        self._demo = demo
        self._notes = notes
        self.planning = Planning(self)
        self._sections: dict[str, EventScreen[Any]] = {}
        self._key_line = KeyLine(self, super().on_event)
        self._keys, problems = keymap.load(config_folder() / keymap.FILE)
        self._notes += tuple(problems)
        self.set_keymap({name: ",".join(keys) for name, keys in self._keys.items()})

    # --- opening and closing

    def get_default_screen(self) -> Screen[None]:
        from tui.screens.events import EventsScreen

        return EventsScreen()

    def on_mount(self) -> None:
        self.call_after_refresh(self._begin)

    def leave_unattended(self, status: int) -> None:
        """As when the organizer quits, the best plan so far is kept."""
        self.leaving = True
        self._parting = asyncio.create_task(self._part(status))

    async def _part(self, status: int) -> None:
        await self.planning.finish(UNATTENDED)
        self.leave(status)

    def searching(self) -> bool:
        return self.planning.run is not None

    def _begin(self) -> None:
        """What comes after the first paint."""
        if self._notes:
            self._say("\n".join(map(translate, self._notes)), "warning")
        self.run_worker(self._opened(), name="open")

    async def _opened(self) -> None:
        try:
            store = await asyncio.to_thread(_open_store)
            shown = await asyncio.to_thread(_sample, store) if self._demo else None
        except Refusal as refusal:
            self._unopened = refusal.messages[0]
            self.tell(self._unopened, "error")
            return
        from tui.running.keeper import Keeper

        self.store = store
        self.keeper = Keeper(self)
        self.set_interval(POLL_SECONDS, self._look_for_changes)
        self.store_changed()
        if shown is not None:
            self.open_event(shown)
        else:
            self.run_worker(asyncio.to_thread(_load, SECTIONS[0].id), name="look ahead")

    async def on_unmount(self) -> None:
        await self.planning.close()
        if self.store is not None:
            await asyncio.to_thread(self.store.close)

    # --- reading and writing

    async def write(self, title: str, work: Callable[[Unit], R], **params: Any) -> R:
        """Does `work` in one unit of writing, in a thread, and shows what changed.

        `title` is the template that undo will say, N_("Import of {count} people"), its `params`
        numbers or words of ours: the journal names nobody. Raises Refusal, which ends an action
        and is told to the organiser.
        """

        def unit_of_writing(store: Store) -> R:
            with store.writing(title, **params) as unit:
                return work(unit)

        result = await self.read(unit_of_writing)
        self.store_changed()
        return result

    async def read(self, work: Callable[[Store], R]) -> R:
        """What `work` finds, in a thread; for what `StoreScreen.read` does not give already."""
        assert self.store is not None
        return await asyncio.to_thread(work, self.store)

    def store_changed(self) -> None:
        """The screen that can be seen reads again, the others when they come back."""
        self.revision += 1
        self.keeper.look()
        for screen in reversed(self.screen_stack):
            if isinstance(screen, StoreScreen):
                # what the others draw, hidden, would be sent as a whole new picture of this one
                screen.refresh_from_store()
                return

    async def _look_for_changes(self) -> None:
        assert self.store is not None
        try:
            changed = await asyncio.to_thread(self.store.changed_elsewhere)
        except Refusal as refusal:
            self.tell(refusal.messages[0], "error")
            return
        if changed:
            self.store_changed()

    # --- talking

    def tell(self, message: Message, kind: str = "information") -> None:
        """One sentence in the message line; `kind` is information, warning or error."""
        self._say(translate(message), kind)

    def _say(self, text: str, kind: str) -> None:
        for screen in reversed(self.screen_stack):
            if isinstance(screen, StoreScreen):
                screen.say(text, kind)
                return

    async def ask(self, dialog: Dialog[R]) -> R | None:
        """Shows `dialog`; its answer, None if it was left. From an action (a worker) only."""
        answer = await self.push_screen_wait(dialog)
        self._key_line.began(get_current_worker())
        return answer

    # --- keys and actions

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._key_line.came(event)
        else:
            await super().on_event(event)

    def on_passed(self) -> None:
        self._key_line.passed()

    def action_perform(self, action_id: str) -> None:
        self.perform(by_id(action_id))

    def perform(self, action: Action) -> None:
        """Does `action` where the focus is, or says why it cannot be done.

        Its method may be a coroutine, which then runs beside the screen: it may await `ask`,
        `write` and `read`.
        """
        if reason := self.reason_against(action):
            self.tell(reason, "warning")
            return
        if any(worker.name == action.id and worker.is_running for worker in self.workers):
            return
        if action.place == "section":
            self.show_section(action.id.partition(".")[2])
            return
        target = self.target(action)
        if target is not None:
            try:
                result = getattr(target, action.method)()
            except Refusal as refusal:
                self.tell(refusal.messages[0], "error")
                return
            if inspect.iscoroutine(result):
                told = self._told(result)
                self._key_line.began(self.run_worker(told, name=action.id, group="actions"))

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Refusal as refusal:
            self.tell(refusal.messages[0], "error")

    def target(self, action: Action) -> DOMNode | None:
        """What does `action`: the focused widget, or the nearest around it that can."""
        start: DOMNode = self.focused or self.screen
        for node in start.ancestors_with_self:
            if action.place in getattr(node, "PLACES", ()) and (
                action.place == "section" or hasattr(node, action.method)
            ):
                return node
        return None

    def available(self) -> list[tuple[Action, Message | None]]:
        """What can be done here, each with the reason if it cannot be done now."""
        return [(a, self.reason_against(a)) for a in ACTIONS if self.target(a) is not None]

    def reason_against(self, action: Action) -> Message | None:
        target = self.target(action)
        if isinstance(target, StoreScreen):
            return target.reason_against(action)
        for need in action.needs:
            if target is not None and not getattr(target, "meets", lambda _: True)(need):
                return self.reason(need)
        return None

    def reason(self, need: Need) -> Message:
        """What is said where `need` is not met."""
        if need is STORE_OPEN and self._unopened is not None:
            return self._unopened
        return Message(need.id, need.reason)

    def meets(self, need: Need) -> bool:
        return need is not STORE_OPEN or self.store is not None

    def hints(self) -> tuple[list[Hint], list[Hint]]:
        """The footer's entries: those that come and go, and those always there."""
        shown = [(a, reason) for a, reason in self.available() if a.short]
        changing = [self._hint(a, reason) for a, reason in shown if a.id not in ALWAYS_SHOWN]
        always = [self._hint(a, reason) for a, reason in shown if a.id in ALWAYS_SHOWN]
        return changing, always

    def _hint(self, action: Action, reason: Message | None) -> Hint:
        return Hint(keymap.shown(self.keys_of(action)[0]), _(action.short), reason is None)

    def keys_of(self, action: Action) -> tuple[str, ...]:
        return keymap.keys_of(action, self._keys)

    # --- events and their sections

    def open_event(self, event_id: str) -> None:
        """Shows the first section of an event."""
        self._forget_sections()
        self.show_section(SECTIONS[0].id, event_id)
        self.set_timer(DELAY, self.planning.warming.begin)

    def show_section(self, section_id: str, event_id: str = "") -> None:
        """Sections stay as they were left, as long as their event is open."""
        from tui.screens.event import EventScreen

        if section_id in BEFORE_PLANNING:
            self.planning.process.prepare()
        open_now = self.screen if isinstance(self.screen, EventScreen) else None
        screen = self._sections.get(section_id)
        if screen is None:
            event_id = event_id or (open_now.event_id if open_now else "")
            screen = self._sections[section_id] = _load(section_id)(event_id)
            self.install_screen(screen, section_id)
        if screen is open_now:
            return
        if open_now is None:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def close_event(self) -> None:
        """Back to the events."""
        self.pop_screen()

    def event_gone(self) -> None:
        """The open event was deleted, here or elsewhere."""
        from tui.screens.event import EventScreen

        while isinstance(self.screen, (EventScreen, Dialog)):
            self.pop_screen()
        self.tell(Message("event-gone", N_("The event was deleted.")), "warning")

    def _forget_sections(self) -> None:
        for section_id, screen in self._sections.items():
            self.uninstall_screen(section_id)
            screen.remove()
        self._sections.clear()

    # --- what works everywhere

    async def action_undo(self) -> None:
        await undo(self)

    async def action_redo(self) -> None:
        await redo(self)

    async def action_palette(self) -> None:
        from tui.screens.palette import Palette

        chosen = await self.ask(Palette(self.available()))
        if chosen is not None:
            self.perform(chosen)

    async def action_help(self) -> None:
        from tui.screens.help import Help

        await self.ask(Help.of(self))

    async def action_settings(self) -> None:
        from tui.screens.settings import SettingsDialog

        assert self.store is not None
        before = self.settings
        self.settings = await self.ask(SettingsDialog(self.store, before)) or before
        if self.settings.language != before.language:
            texts.use(self.settings.language or texts.preferred(os.environ))
            await self._say_it_all_again()

    async def _say_it_all_again(self) -> None:
        """Makes the screens anew, for their texts are in another language."""
        from tui.screens.event import EventScreen

        shown = next((s for s in self.screen_stack if isinstance(s, EventScreen)), None)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self._forget_sections()
        for screen in self.screen_stack:
            if isinstance(screen, StoreScreen):
                await screen.say_it_again()
        if shown is not None:
            self.show_section(shown.SECTION, shown.event_id)

    def action_help_quit(self) -> None:
        """Ctrl-C, which Textual answers in English and on top of the screen."""
        self.tell(Message("how-to-quit", N_("Press q to quit; everything is saved.")))

    async def action_quit(self) -> None:
        await self.planning.finish()
        self.leave(0)


def _load(section_id: str) -> type[EventScreen[Any]]:
    """A section's screen. Its imports take a third of a second where numpy is among them, and so
    the first one is loaded while the events are looked at."""
    from importlib import import_module

    section = next(section for section in SECTIONS if section.id == section_id)
    module, _colon, name = section.screen.partition(":")
    screen: type[EventScreen[Any]] = getattr(import_module(module), name)
    return screen


def _open_store() -> Store:
    from tui.store.store import Store

    return Store.open()


def _sample(store: Store) -> str:
    from tui.preparing.demo import sample_event

    return sample_event(store)

"""The one registry of what can be done: it feeds keys, footer, palette, help, keymap and docs.

An action's id is `place.verb`. The place says where it works: `app` everywhere, `list` in every
list, `event` and `section` in every screen of an open event, else the screen of that name. The
verb names the method that does it: `events.forget` is `action_forget` of the Events screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from planner.messages import N_
from tui.sections import SECTIONS


@dataclass(frozen=True, slots=True)
class Need:
    """What an action asks of its screen, which answers through `meets`."""

    id: str
    reason: str
    """What is said when it is not there; a whole sentence."""


@dataclass(frozen=True, slots=True)
class Action:
    id: str
    title: str
    """Verb and object, as the palette shows it."""
    help: str
    keys: tuple[str, ...]
    """Textual's names; the first is the one shown. A screen of an event leaves 1-6 alone."""
    needs: tuple[Need, ...] = ()
    undoable: bool = False
    short: str = ""
    """What the footer calls it; an action without stays out of the footer."""

    @property
    def place(self) -> str:
        return self.id.partition(".")[0]

    @property
    def method(self) -> str:
        return "action_" + self.id.partition(".")[2].replace("-", "_")


EVENT_CHOSEN: Final = Need("event-chosen", N_("There is no event under the cursor."))
ANY_ROWS: Final = Need("any-rows", N_("The list is empty."))
STORE_OPEN: Final = Need("store-open", N_("The data is still being opened."))

ACTIONS: Final[tuple[Action, ...]] = (
    # --- Events
    Action(
        "events.open", N_("Open the event"), N_("Shows the event under the cursor."),
        ("enter",), (EVENT_CHOSEN,), short=N_("open"),
    ),
    Action(
        "events.new", N_("New event"), N_("Asks for a name, a date and a place."),
        ("n",), (STORE_OPEN,), undoable=True, short=N_("new"),
    ),
    Action(
        "events.edit", N_("Change name, date and place"), N_("Of the event under the cursor."),
        ("e",), (EVENT_CHOSEN,), undoable=True, short=N_("edit"),
    ),
    Action(
        "events.duplicate", N_("Duplicate the event"),
        N_("A new event with the same people, tables and rules, without plans."),
        ("d",), (EVENT_CHOSEN,), undoable=True,
    ),
    Action(
        "events.archive", N_("Archive the event, or bring it back"),
        N_("Archived events are kept but not listed until you ask for them."),
        ("a",), (EVENT_CHOSEN,), undoable=True,
    ),
    Action(
        "events.show-archived", N_("Show or hide archived events"), N_("Changes the list only."),
        ("A",),
    ),
    Action(
        "events.delete", N_("Delete the event"), N_("With its people and plans."),
        ("x",), (EVENT_CHOSEN,), undoable=True,
    ),
    Action(
        "events.forget", N_("Forget the event for good"),
        N_("Erases the event with its people and plans; an export is offered first."),
        ("X",), (EVENT_CHOSEN,),
    ),
    # --- every list
    Action(
        "list.filter", N_("Filter the list"), N_("Shows the rows that hold what you type."),
        ("slash",), short=N_("filter"),
    ),
    Action(
        "list.sort", N_("Sort by the next column"), N_("Goes from column to column."), ("s",),
        (ANY_ROWS,),
    ),
    Action("list.reverse", N_("Reverse the order"), N_("Last first, or first first."), ("S",),
        (ANY_ROWS,)),
    Action("list.up", N_("Row up"), N_("Moves the cursor."), ("up", "k")),
    Action("list.down", N_("Row down"), N_("Moves the cursor."), ("down", "j")),
    Action("list.left", N_("Column left"), N_("In lists with a cell cursor."), ("left", "h")),
    Action("list.right", N_("Column right"), N_("In lists with a cell cursor."), ("right", "l")),
    Action("list.page-up", N_("Page up"), N_("Moves the cursor."), ("pageup",)),
    Action("list.page-down", N_("Page down"), N_("Moves the cursor."), ("pagedown",)),
    Action("list.first", N_("First row"), N_("Moves the cursor."), ("g", "home")),
    Action("list.last", N_("Last row"), N_("Moves the cursor."), ("G", "end")),
    # --- every screen of an event
    Action(
        "event.back", N_("Back to the events"), N_("Everything is saved already."),
        ("escape", "backspace"), short=N_("events"),
    ),
    *(
        Action(f"section.{section.id}", section.title, section.help, (section.key,))
        for section in SECTIONS
    ),
    # --- everywhere
    Action("app.undo", N_("Undo"), N_("Takes back the last change."), ("u",), (STORE_OPEN,),
        short=N_("undo")),
    Action("app.redo", N_("Redo"), N_("Makes the change again."), ("U", "ctrl+r"), (STORE_OPEN,)),
    Action("app.palette", N_("All actions"), N_("Lists everything that can be done here."),
        ("colon", "ctrl+p"), short=N_("actions")),
    Action("app.settings", N_("Settings"), N_("Language, colors, mouse."), ("f2",),
        (STORE_OPEN,)),
    Action("app.help", N_("Help"), N_("What is under the cursor, this screen and its keys."),
        ("question_mark", "f1"), short=N_("help")),
    Action("app.quit", N_("Quit"), N_("Everything is saved already."), ("q",), short=N_("quit")),
)  # fmt: skip

EVERYWHERE: Final = "app"
ALWAYS_SHOWN: Final = ("app.palette", "app.help", "app.quit")
"""The last to leave the footer: they never do."""

PLACES: Final[Mapping[str, str]] = {
    "app": N_("Everywhere"),
    "list": N_("Every list"),
    "event": N_("Every screen of an event"),
    "section": N_("Sections of an event"),
    "events": N_("Events"),
    **{section.id: section.title for section in SECTIONS},
}


def by_id(action_id: str) -> Action:
    return _BY_ID[action_id]


def at(places: Iterable[str]) -> Iterator[Action]:
    """The actions of `places`, in the order of the registry."""
    wanted = set(places)
    return (action for action in ACTIONS if action.place in wanted)


_BY_ID: Final = {action.id: action for action in ACTIONS}

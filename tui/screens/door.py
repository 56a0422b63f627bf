"""Door: who is here. A name is typed, enter checks in; what has changed is planned with one key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message as Notice
from textual.widgets import Static

from planner.evening import checkin
from planner.evening.facts import Evening
from planner.evening.rounds import closed
from planner.ids import new_id
from planner.messages import N_, Message, refuse
from planner.records import ParticipantRecord, Record, TableRecord
from tui import keymap
from tui.actions import (
    ANYBODY_LISTED,
    ANYBODY_MISSING,
    NOT_FINISHED,
    NOT_PLANNING,
    PERSON_CHOSEN,
    Need,
    by_id,
)
from tui.bindings import bindings
from tui.running.guests import VIEWS, Guest, Tonight, in_order
from tui.safe import safe
from tui.screens.choose import Choose
from tui.screens.dialog import CONFIRMED, INSTEAD, Confirm
from tui.screens.event import EventScreen
from tui.screens.form import Form, Question
from tui.screens.person import alike, typed_person
from tui.texts import _, number, say
from tui.widgets.field import Field, such_as
from tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from tui.store.store import Store

Step = Callable[[Evening, datetime], Iterable[Record]]

MOST_SEATS: Final = 6
"""Of a new table, where there is no other to go by."""


class Arrivals(Table[Guest]):
    """The list; it is searched by names and addresses only, whose words come first."""

    HELP = N_(
        "Space or enter checks the person under the cursor in, or takes it back. “/” goes to the "
        "search, where letters are typed."
    )

    def _haystack(self) -> list[str]:
        return [guest.sought for guest in self.items]

    def _sort(self) -> None:
        if self.sort_column is None and self.needle:
            self._order = list(in_order(self.items, self._order, self.needle))
        super()._sort()


class Search(Field, inherit_bindings=False):
    """Always there to be typed in. While it is empty, keys that begin no name are commands."""

    HELP = N_(
        "Type a part of a name or an address; enter checks in whoever is under the cursor, and "
        "the next name can be typed. Esc empties it; once it is empty, esc goes to the list, where "
        "letters are commands."
    )

    async def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        if not self.value and (character.isdigit() or character in tuple(" ?:")):
            event.stop()
            event.prevent_default()  # or it would be typed
            self.post_message(self.Command(event.key))

    @dataclass
    class Command(Notice):
        """A key that is none of a name."""

        key: str


class DoorPane(Vertical):
    """The search over the list."""

    PLACES: ClassVar = ("list",)

    def compose(self) -> ComposeResult:
        what = _("Type a name; enter checks in, esc: letters are commands")
        yield Search(placeholder=what, id="search")
        yield Arrivals(_COLUMNS, lambda guest: guest.person.id, id="guests")
        yield Static(id="nobody")

    @property
    def table(self) -> Arrivals:
        return self.query_one(Arrivals)

    @property
    def search(self) -> Search:
        return self.query_one(Search)

    def action_filter(self) -> None:
        self.search.focus()

    def on_key(self, event: events.Key) -> None:
        if self.search.has_focus and event.key in ("up", "down", "pageup", "pagedown"):
            event.stop()
            getattr(self.table, f"action_{event.key.replace('page', 'page_')}")()

    def on_input_changed(self, event: Field.Changed) -> None:
        event.stop()
        self.table.filter(event.value)
        self.table.action_first()

    def on_table_changed(self) -> None:
        table = self.table
        nobody = not table.shown
        self.set_class(nobody, "-empty")
        if nobody:
            self.query_one("#nobody", Static).update(Text(self._said_when_empty()))

    def _said_when_empty(self) -> str:
        if not self.table.read:
            return ""
        if self.table.needle:
            return say(
                "Nobody shown is called “{needle}”. enter adds a walk-in, esc shows all.",
                needle=self.table.needle,
            )
        return _("Nobody here; tab shows the others.")


class DoorScreen(EventScreen["Tonight | None"]):
    SECTION = "door"
    PLACES = (*EventScreen.PLACES, SECTION)
    BINDINGS: ClassVar = [*EventScreen.BINDINGS, *bindings(SECTION)]
    CSS_PATH = "door.tcss"
    HELP = N_(
        "Type a part of a name: enter checks the person in and the next name can be typed. "
        "Whoever arrives while a round runs is there from the next one on. tab shows only those "
        "who are missing, here, VIPs, walk-ins or gone. Esc leaves the search, and letters are "
        "commands then: n adds a walk-in, x says that somebody has left, o that she does not "
        "come, t that a table is lost, r plans the rounds not yet played for those who are here. "
        "F5 to F9 do the same while you type. Others may check in at another terminal at the "
        "same time."
    )

    tonight: Tonight | None = None
    view = "all"

    def compose_body(self) -> ComposeResult:
        yield Static(id="counts")
        yield Static(id="views-bar")
        yield DoorPane(id="door")
        yield Static(id="changes")

    def on_mount(self) -> None:
        self.pane.search.focus()

    @property
    def pane(self) -> DoorPane:
        return self.query_one(DoorPane)

    @property
    def table(self) -> Arrivals:
        return self.pane.table

    # --- what it shows

    def read(self, store: Store) -> Tonight | None:
        with store.reading() as reader:
            evening = reader.evening(self.event_id)
            if evening is None:
                return None
            known = dict(self.tonight.plans) if self.tonight is not None else {}
            if not evening.plan_ids <= set(known):
                known |= reader.plans_of(evening)
        return Tonight(evening, known).work_out()

    def show(self, data: Tonight | None) -> None:
        self.tonight = data
        if data is None:
            return
        counted = Text(data.counted(), style="bold")
        self.query_one("#counts", Static).update(counted, layout=False)
        line = self.query_one("#changes", Static)
        text = data.changes(self._key("door.replan"))
        line.update(Text(text, style="bold", overflow="ellipsis", no_wrap=True), layout=False)
        self._show_view()

    def _key(self, action_id: str) -> str:
        return keymap.shown(self.shell.keys_of(by_id(action_id))[0])

    def _show_view(self) -> None:
        assert self.tonight is not None
        guests = self.tonight.guests
        bar = Text(no_wrap=True)
        for view, (title, holds) in VIEWS.items():
            label = f"{_(title)} {number(sum(map(holds, guests)))}"
            if view == self.view:
                bar.append(f"[{label}]", Style(bold=True, reverse=True))
            else:
                bar.append(f" {label} ")
        self.query_one("#views-bar", Static).update(bar, layout=False)
        self.table.show(list(filter(VIEWS[self.view][1], guests)))

    def action_next_view(self) -> None:
        self._go_to(1)

    def action_previous_view(self) -> None:
        self._go_to(-1)

    def _go_to(self, step: int) -> None:
        views = list(VIEWS)
        self.view = views[(views.index(self.view) + step) % len(views)]
        if self.tonight is not None:
            self._show_view()

    def leave(self) -> bool:
        search = self.pane.search
        if search.value:
            search.value = ""
            return True
        if search.has_focus:
            self.table.focus()
            return True
        return False

    # --- what can be done

    def meets(self, need: Need) -> bool:
        match need:
            case _ if need is PERSON_CHOSEN:
                return self.table.current is not None
            case _ if need is ANYBODY_LISTED:
                return self.tonight is not None and bool(self.tonight.guests)
            case _ if need is ANYBODY_MISSING:
                return self.tonight is not None and bool(self._missing)
            case _ if need is NOT_PLANNING:
                return self.shell.planning.run is None
            case _ if need is NOT_FINISHED:
                return self.tonight is None or self.tonight.evening.event.state != "done"
        return super().meets(need)

    @on(Table.Moved)
    @on(Table.Changed)
    def _other_row(self) -> None:
        self.refresh_keys()

    @property
    def _tonight(self) -> Tonight:
        if self.tonight is None:
            raise refuse("not-read", N_("The data is still being opened."))
        return self.tonight

    @property
    def _guest(self) -> Guest:
        """Actions that use it need PERSON_CHOSEN."""
        assert self.table.current is not None
        return self.table.current

    @property
    def _missing(self) -> list[str]:
        return [g.person.id for g in self._tonight.guests if g.presence == "missing"]

    async def _step(self, title: str, step: Step, **params: Any) -> Evening | None:
        """One step of the evening in the store, and on the screen; the evening as it is then."""
        now = self.shell.now()
        after = await self.shell.read(
            lambda store: store.evening_step(
                self.event_id, title, lambda evening: step(evening, now), **params
            )
        )
        self.shell.store_changed()
        return after

    def _tell(self, code: str, template: str, **params: Any) -> None:
        self.shell.tell(Message(code, template, params))

    # --- who comes

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.shell.action_perform("door.check-in")

    @on(Search.Command)
    def _commanded(self, command: Search.Command) -> None:
        keys_of = self.shell.keys_of
        found = (a for a, _reason in self.shell.available() if command.key in keys_of(a))
        if action := next(found, None):
            self.shell.perform(action)

    @on(Field.Submitted, "#search")
    def _entered(self, event: Field.Submitted) -> None:
        event.stop()
        if self.table.current is None and event.value.strip():
            self.shell.action_perform("door.walk-in")
        else:
            self.shell.action_perform("door.check-in")

    async def action_check_in(self) -> None:
        guest, searched = self._guest, self._next_name()
        if guest.presence != "here":
            await self._arrive(guest)
        elif searched:
            self.table.filter("")
            self._tell("here-already", N_("{name} is here already; space takes it back."),
                       name=guest.name)  # fmt: skip
        else:
            await self._toggle(guest, N_("Check-in taken back"))
            self._tell("not-here", N_("{name} is not here any more."), name=guest.name)

    def _next_name(self) -> bool:
        """The search is empty again, if it was not. The list follows when it is read again, all in
        one picture."""
        search = self.pane.search
        searched = bool(search.value)
        with search.prevent(Field.Changed):
            search.value = ""
        self.table.needle = ""
        return searched

    async def _arrive(self, guest: Guest) -> None:
        await self._toggle(guest, N_("Checked in"))
        coming = self._tonight.coming
        if coming is None:
            self._tell("arrived", N_("● {name} is here."), name=guest.name)
        elif guest.place:
            self._tell("arrived", N_("● {name} is here; table in round {round}: {place}."),
                       name=guest.name, round=coming, place=guest.place)  # fmt: skip
        else:
            self._tell("arrived-unseated", N_(
                "● {name} is here, without a seat in round {round} yet: {key} plans the rest again."
            ), name=guest.name, round=coming, key=self._key("door.replan"))  # fmt: skip

    async def _toggle(self, guest: Guest, title: str) -> None:
        id_, seen = guest.person.id, guest.presence
        await self._step(title, lambda evening, now: checkin.toggle(evening, id_, seen, now))

    async def action_left(self) -> None:
        guest = self._guest
        if guest.presence == "left":
            self._next_name()
            await self._arrive(guest)
            return
        if guest.presence != "here":
            raise refuse("never-here", N_(
                "{name} is not here; {key} says that she does not come."
            ), name=guest.name, key=self._key("door.no-show"))  # fmt: skip
        ids = [guest.person.id]
        self._next_name()
        await self._step(N_("Left"), lambda evening, now: checkin.leave(evening, ids, now))
        self._tell("left", N_("← {name} has left; the same key brings her back."), name=guest.name)

    async def action_no_show(self) -> None:
        guest, ids = self._guest, [self._guest.person.id]
        if guest.presence == "no-show":
            self._next_name()
            await self._step(N_("Expected again"), lambda evening, _n: checkin.forget(evening, ids))
            self._tell("expected", N_("○ {name} is expected again."), name=guest.name)
        elif guest.presence in ("here", "left"):
            raise refuse("was-here", N_("{name} is or was here; {key} says that she has left."),
                         name=guest.name, key=self._key("door.left"))  # fmt: skip
        else:
            self._next_name()
            await self._step(N_("No-show"), lambda evening, _n: checkin.not_coming(evening, ids))
            self._tell("no-show", N_("✗ {name} does not come."), name=guest.name)

    async def action_no_shows(self) -> None:
        missing = self._missing
        question = say("Wait no longer for whoever is missing? People: {count}.",
                       count=len(missing))  # fmt: skip
        means = _("Whoever comes all the same is checked in as usual.")
        if await self.shell.ask(Confirm(question, means, _("Do not wait"))) != CONFIRMED:
            return

        def step(evening: Evening, _now: datetime) -> list[Record]:
            # who was checked in at another terminal in the meantime is here
            expected = [p.id for p in evening.people if p.id in missing
                        and checkin.presence(evening, p) == "missing"]  # fmt: skip
            return checkin.not_coming(evening, expected)

        await self._step(N_("No-shows"), step)
        self._tell("no-shows", N_("Not waited for any longer: {count}."), count=len(missing))

    async def action_later(self) -> None:
        guest, tonight = self._guest, self._tonight
        rounds = tonight.evening.event.rounds
        first = min(tonight.evening.coming + 1, rounds)
        question = Question(
            "first", N_("There from round"), str(first), parse=partial(_round, rounds=rounds)
        )
        title = say("{name} comes later", name=guest.name)
        answers = await self.shell.ask(Form(title, [question]))
        if answers is None:
            return
        person, there = guest.person, tuple(range(answers["first"], rounds + 1))
        self._next_name()
        await self.shell.write(N_("Comes later"), lambda unit: unit.change(person, rounds=there))
        self._tell("later", N_("◔ {name} is expected from round {round} on."),
                   name=guest.name, round=answers["first"])  # fmt: skip

    # --- walk-ins

    async def action_walk_in(self) -> None:
        typed = self.pane.search.value
        self.pane.search.value = ""
        question = Question(
            "person", N_("Name, e-mail"), typed, such_as("Ada Lovelace ada@example.org"), _typed
        )
        answers = await self.shell.ask(Form(_("Add a walk-in, who is here"), [question]))
        if answers is None:
            return
        person: ParticipantRecord = answers["person"]
        known = alike(person, [guest.person for guest in self._tonight.guests])
        if known is not None and not await self._another(known):
            return
        if self._tonight.evening.event.two_sided:
            side = await self._side(person)
            if side is None:
                return
            person = replace(person, side=side)
        await self._step(N_("Walk-in"), lambda evening, now: checkin.walk_in(evening, person, now))
        self._tell("walked-in", N_("● {name} is here; {key} plans the rest with her."),
                   name=person.name, key=self._key("door.replan"))  # fmt: skip

    async def _another(self, known: ParticipantRecord) -> bool:
        """Whether it is somebody else; where it is not, she is checked in."""
        answer = await self.shell.ask(Confirm(
            say("“{name}” is on the list already.", name=known.name),
            _("Check in whoever is on the list, or add another person of that name?"),
            _("Another person"),
            _("Check in"),
        ))  # fmt: skip
        if answer == INSTEAD:
            guest = next(g for g in self._tonight.guests if g.person.id == known.id)
            if guest.presence == "here":
                self._tell("here-already", N_("{name} is here already; space takes it back."),
                           name=guest.name)  # fmt: skip
            else:
                await self._arrive(guest)
        return answer == CONFIRMED

    async def _side(self, person: ParticipantRecord) -> str | None:
        people = self._tonight.evening.people
        sides = list(dict.fromkeys(p.side for p in people if p.side))
        if person.side or not sides:
            return person.side
        return await self.shell.ask(
            Choose(say("On which side is {name}?", name=person.name),
                   [(side, safe(side)) for side in sides], sides[0])
        )  # fmt: skip

    # --- tables

    async def action_tables(self) -> None:
        tonight = self._tonight
        first, rounds = tonight.evening.coming, tonight.evening.event.rounds
        if tonight.coming is None:
            raise refuse("no-round-left", N_("All rounds are played; add one to go on."))
        choices = [
            (table.id, _table_line(table, tonight.labels[table.id], first))
            for table in tonight.evening.tables
        ]
        new = _("+ one more table")
        chosen = await self.shell.ask(Choose(
            say("From round {round} on: enter on a table says that it is lost", round=first),
            [*choices, ("", new)], choices[0][0] if choices else "",
        ))  # fmt: skip
        if chosen is None:
            return
        if not chosen:
            await self._step(N_("One more table"), lambda evening, _now: [new_table(evening)])
            self._tell("table-added", N_("One more table; {key} plans the rest again."),
                       key=self._key("door.replan"))  # fmt: skip
            return
        label, was_lost = tonight.labels[chosen], _is_lost(_table(tonight.evening, chosen), first)

        def change(evening: Evening, _now: datetime) -> list[Record]:
            table = _table(evening, chosen)
            return [_found(table, first) if was_lost else closed(table, first, rounds)]

        await self._step(N_("Table found again") if was_lost else N_("Table lost"), change)
        told = N_("Table {table} can be used again.") if was_lost else N_(
            "Table {table} is lost from round {round} on: {key} plans the rest again."
        )  # fmt: skip
        self._tell("table", told, table=label, round=first, key=self._key("door.replan"))

    # --- the rest of the evening

    async def action_replan(self) -> None:
        from tui.screens.moves import plan_rest

        await plan_rest(self.shell, self.event_id)

    # --- on paper

    async def action_print(self) -> None:
        from tui.screens.outputs import print_check_in

        await print_check_in(self.shell, self._tonight)


def new_table(evening: Evening) -> TableRecord:
    """One more table as large as most, from the round that comes on."""
    tables = evening.tables
    sizes = [table.seats for table in tables]
    seats = max(set(sizes), key=sizes.count) if sizes else MOST_SEATS
    position = max((table.position for table in tables), default=0) + 1
    taken = {table.label for table in tables}
    label = next(str(n) for n in range(position, position + len(tables) + 1) if str(n) not in taken)
    played = dict.fromkeys(range(1, evening.coming), 0)
    return TableRecord(new_id(), seats, played, evening.event.id, label, position)


def _table(evening: Evening, table_id: str) -> TableRecord:
    found = next((table for table in evening.tables if table.id == table_id), None)
    if found is None:
        raise refuse("table-gone", N_("This table is not there any more."))
    return found


def _is_lost(table: TableRecord, first: int) -> bool:
    return table.seats_by_round.get(first, table.seats) == 0


def _found(table: TableRecord, first: int) -> TableRecord:
    before = {number: seats for number, seats in table.seats_by_round.items() if number < first}
    return replace(table, seats_by_round=before)


def _table_line(table: TableRecord, label: str, first: int) -> str:
    if _is_lost(table, first):
        return say("✗ table {table}: lost; enter takes it back", table=label)
    seats = table.seats_by_round.get(first, table.seats)
    return say("table {table}, seats: {seats}", table=label, seats=seats)


def _typed(text: str) -> ParticipantRecord:
    """`Ada Lovelace ada@example.org`, with or without a comma between them."""
    words = [f", {word}" if "@" in word else word for word in text.split()]
    return typed_person(" ".join(words))


def _round(text: str, rounds: int) -> int:
    digits = text.strip()
    if not digits.isdecimal() or not 1 <= int(digits[:6]) <= rounds:
        raise refuse("no-round", N_("“{text}” is no round between 1 and {rounds}."),
                     text=digits, rounds=rounds)  # fmt: skip
    return int(digits)


def _marks(guest: Guest) -> str:
    marks = ["★ " + _("VIP")] if guest.person.vip else []
    marks += ["+ " + _("walk-in")] if guest.person.walk_in else []
    return " ".join(marks)


_COLUMNS: Final = (
    Column[Guest]("state", N_("State"), lambda guest: guest.state),
    Column[Guest]("name", N_("Name"), lambda guest: guest.name, grows=True),
    Column[Guest]("place", N_("Table"), lambda guest: guest.place),
    Column[Guest]("marks", "", _marks),
    Column[Guest]("company", N_("Company"),
                  lambda guest: guest.person.attributes.get("company", ""), from_width=100),
)  # fmt: skip

"""The people of an event: looked through, changed, imported from lists and written out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from planner.exchange.columns import plain
from planner.exchange.roster import HEADERS, texts_of
from planner.ids import new_id
from planner.messages import N_, Message, refuse
from planner.records import EventRecord, ParticipantRecord, event_of
from tui.actions import ANYBODY_SHOWN, PERSON_CHOSEN, TWO_SIDED, Need
from tui.bindings import bindings
from tui.places import typed_path
from tui.preparing.partners import two_largest, without_partner
from tui.safe import safe
from tui.screens.dialog import CONFIRMED, Confirm
from tui.screens.event import EventScreen
from tui.screens.form import Form, Question
from tui.screens.person import PersonForm, QuickAdd, alike
from tui.texts import _, language, number, say
from tui.widgets.table import Column, ListPane, Table

if TYPE_CHECKING:
    from tui.screens.import_list import Import
    from tui.store.store import Store
    from tui.store.unit import Unit

_OPTIONAL: Final = (
    "company", "group", "tags", "gender", "age", "rounds", "side", "looking_for", "phone",
    "consent", "notes",
)  # fmt: skip
"""Columns shown where somebody has a value, the most useful first."""


@dataclass(frozen=True, slots=True)
class Person:
    record: ParticipantRecord
    double: bool
    """Whether somebody else has her name or address."""
    texts: dict[str, str]
    alone: Message | None = None
    """Why nobody who is there could be her partner."""

    @property
    def side(self) -> str:
        """That of the gender where none is given."""
        return self.record.side or self.record.gender


@dataclass(frozen=True, slots=True)
class Guests:
    people: list[Person]
    two_sided: bool = False
    wishes: bool = False
    """Whether it counts who looks for whom."""

    @property
    def sides(self) -> Counter[str]:
        """How many people each side has; those without one under an empty name."""
        return Counter(person.side for person in self.people)


class GuestPane(ListPane[Person]):
    """Counts the sides, too."""

    sides = ""

    def _counted(self, shown: int, count: int) -> str:
        text = super()._counted(shown, count)
        return f"{text} · {self.sides}" if self.sides and text else text


class ParticipantsScreen(EventScreen["Guests"]):
    SECTION = "participants"
    PLACES = (*EventScreen.PLACES, SECTION)
    BINDINGS: ClassVar = [*EventScreen.BINDINGS, *bindings(SECTION)]
    CSS_PATH = "participants.tcss"
    HELP = N_(
        "Everybody who comes. Import the list you have; when a newer one arrives, import it too: "
        "you see who is new, changed or gone before anything is done. “VIP” marks people the plan "
        "favors a little, “≈” somebody whose name or e-mail address another one has, too, “✗” "
        "somebody with whom nobody who is there could be matched: below the list stands why. A "
        "side in brackets is that of the gender."
    )

    _guests = Guests([])
    _only: str | None = None
    """The one side that is shown."""

    def compose_body(self) -> ComposeResult:
        table = Table[Person](
            _columns(self._guests), lambda person: person.record.id, id="participants"
        )
        yield GuestPane(
            table,
            empty=N_(
                "Nobody yet. Press i to import a list (Excel, CSV ...), n to add somebody, or t "
                "for an empty list to fill in."
            ),
        )
        yield Static(id="alone")

    @property
    def table(self) -> Table[Person]:
        return self.query_one("#participants", Table)

    @property
    def _people(self) -> list[ParticipantRecord]:
        return [person.record for person in self._guests.people]

    @property
    def _shown(self) -> list[ParticipantRecord]:
        return [person.record for person in self.table.shown]

    @property
    def _chosen(self) -> ParticipantRecord:
        """Actions that use it need PERSON_CHOSEN."""
        assert self.table.current is not None
        return self.table.current.record

    def read(self, store: Store) -> Guests:
        with store.reading() as reader:
            event = reader.get(EventRecord, self.event_id)
            people = reader.all(ParticipantRecord, self.event_id)
        if event is None:
            return Guests([])
        doubles = _doubles(people)
        alone = without_partner(event_of(event, people, ()))
        guests = [Person(p, p.id in doubles, texts_of(p, _), alone.get(p.id)) for p in people]
        return Guests(guests, event.two_sided, event.two_sided or event.interest is not None)

    def show(self, data: Guests) -> None:
        self._guests = data
        if not data.two_sided or self._only not in data.sides:
            self._only = None
        self.query_one(GuestPane).sides = self._sides()
        self.query_one("#alone").set_class(data.wishes, "-shown")
        self.table.columns = _columns(data)
        self.table.show([
            person for person in data.people if self._only is None or person.side == self._only
        ])  # fmt: skip
        self._tell_alone()

    def _sides(self) -> str:
        """How many there are of each, which one is shown, and who has no partner."""
        guests = self._guests
        parts = [(side or _("no side")) + f" {number(count)}" for side, count in _in_order(guests)]
        if self._only is not None:
            parts = [say("only {side}", side=self._only or _("no side")), *parts]
        if alone := sum(person.alone is not None for person in guests.people):
            parts.append(say("✗ no possible partner: {count}", count=alone))
        return " · ".join(parts)

    def meets(self, need: Need) -> bool:
        if need is PERSON_CHOSEN:
            return self.table.current is not None
        if need is ANYBODY_SHOWN:
            return bool(self.table.shown)
        if need is TWO_SIDED:
            return self._guests.two_sided
        return super().meets(need)

    def leave(self) -> bool:
        pane = self.query_one(GuestPane)
        if pane.filtering:
            pane.clear()
            return True
        if self._only is not None:
            self._show_only(None)
            return True
        return False

    @on(Table.Moved)
    @on(Table.Changed)
    def _other_row(self) -> None:
        self._tell_alone()
        self.refresh_keys()

    def _tell_alone(self) -> None:
        """Why the person under the cursor has no possible partner."""
        person = self.table.current
        alone = person.alone if person is not None else None
        text = "" if person is None or alone is None else say(
            "✗ {name}: {reason}", name=person.record.name, reason=alone
        )  # fmt: skip
        self.query_one("#alone", Static).update(Text(text), layout=False)

    @on(Table.Chosen)
    def _person_chosen(self) -> None:
        self.shell.action_perform("participants.edit")

    # --- one person

    async def action_edit(self) -> None:
        person = self._chosen
        form = PersonForm(_("Change a person"), person, self._attributes())
        answers = await self.shell.ask(form)
        if answers is None:
            return
        changed = form.changed(answers)
        if changed == person or not await self._no_double(changed, person):
            return
        fields = {
            name: value for name, value in form.fields(answers).items()
            if getattr(person, name) != value
        }  # fmt: skip
        await self.shell.write(N_("Change of a person"), lambda unit: unit.change(person, **fields))

    async def action_add(self) -> None:
        """Again and again, until it is left."""
        added = ""
        while (answers := await self.shell.ask(QuickAdd(added))) is not None:
            person = replace(
                answers[QuickAdd.LINE], id=new_id(), event_id=self.event_id,
                position=max((p.position for p in self._people), default=0) + 1,
            )  # fmt: skip
            if await self._no_double(person):
                await self._add(person)
                added = say("“{name}” is on the list. Who else?", name=person.name)
                self.table.move_to(person.id)

    async def _add(self, person: ParticipantRecord) -> None:
        await self.shell.write(N_("New person"), lambda unit: unit.add(person))

    async def _no_double(
        self, person: ParticipantRecord, before: ParticipantRecord | None = None
    ) -> bool:
        """False if there is such a person and she is not to be there twice."""
        if before is not None and (before.name, before.email) == (person.name, person.email):
            return True
        other = alike(person, self._people)
        if other is None:
            return True
        answer = await self.shell.ask(
            Confirm(
                say("“{name}” is on the list already.", name=other.name),
                say("{name} {email}, number {position} of the list. Are these two people?",
                    name=other.name, email=other.email, position=other.position),
                _("Two people"),
            )
        )  # fmt: skip
        return answer == CONFIRMED

    def _attributes(self) -> list[str]:
        return list(dict.fromkeys(name for p in self._people for name in p.attributes))

    # --- sides

    def action_one_side(self) -> None:
        """All, then each side by itself."""
        sides: list[str | None] = [None, *(side for side, _count in _in_order(self._guests))]
        at = sides.index(self._only)
        self._show_only(sides[(at + 1) % len(sides)])

    def _show_only(self, side: str | None) -> None:
        self._only = side
        self.show(self._guests)

    async def action_other_side(self) -> None:
        """The two sides there are, and none, one after the other."""
        person = self._chosen
        known = [side for side, _count in _in_order(self._guests) if side] or ["A", "B"]
        sides = ["", *known] if len(known) > 1 else ["", *known, "B" if known != ["B"] else "A"]
        at = sides.index(person.side) if person.side in sides else 0
        side = sides[(at + 1) % len(sides)]
        await self.shell.write(N_("Change of a side"), lambda unit: unit.change(person, side=side))

    async def action_sides_by_gender(self) -> None:
        people = self._shown
        genders = two_largest(person.gender for person in people)
        if len(genders) < 2:
            raise refuse("no-two-genders", N_("Two genders are needed to make two sides of them."))
        by_gender = {
            gender: [p for p in people if p.gender == gender != p.side] for gender in genders
        }
        count = sum(map(len, by_gender.values()))
        others = sum(person.gender not in genders for person in people)

        def work(unit: Unit) -> None:
            for gender, some in by_gender.items():
                unit.change_all(some, side=gender)

        await self.shell.write(N_("Sides by gender: {count}"), work, count=count)
        told = N_("Sides by gender: {count}; u takes it back.") if not others else N_(
            "Sides by gender: {count}; {others} of another gender, or none: o gives them a side."
        )  # fmt: skip
        self.shell.tell(Message("sides", told, {"count": count, "others": others}))

    # --- VIPs, and taking off

    async def action_vip(self) -> None:
        await self._set_vip([self._chosen])

    async def action_vip_all(self) -> None:
        await self._set_vip(self._shown)

    async def _set_vip(self, people: Sequence[ParticipantRecord]) -> None:
        vip = not all(person.vip for person in people)
        count = sum(person.vip is not vip for person in people)
        title = N_("Made VIP: {count}") if vip else N_("No longer VIP: {count}")
        await self.shell.write(title, lambda unit: unit.change_all(people, vip=vip), count=count)
        if len(people) > 1:
            told = N_("Made VIP: {count}; u takes it back.") if vip else N_(
                "No longer VIP: {count}; u takes it back."
            )  # fmt: skip
            self.shell.tell(Message("vips", told, {"count": count}))

    async def action_take_off(self) -> None:
        await self._take_off([self._chosen], say("Take “{name}” off the list?",
                                                 name=self._chosen.name))  # fmt: skip

    async def action_take_off_all(self) -> None:
        people = self._shown
        await self._take_off(
            people, say("Take everybody shown off the list ({count})?", count=len(people))
        )

    async def _take_off(self, people: Sequence[ParticipantRecord], question: str) -> None:
        consequence = _("Rules about them are kept, and hold again when they come back: u does it.")
        if await self.shell.ask(Confirm(question, consequence, _("Take off"))) == CONFIRMED:
            count = len(people)
            await self.shell.write(
                N_("Taken off the list: {count}"), lambda unit: unit.delete(*people), count=count
            )
            told = N_("{count} taken off; u brings them back.")
            self.shell.tell(Message("taken-off", told, {"count": count}))

    async def action_forget(self) -> None:
        from tui.screens.forgetting import forget_person

        await forget_person(self.shell, self._chosen)

    # --- lists in

    async def action_import(self) -> None:
        from tui.screens.import_list import ImportList

        last = await self.shell.read(lambda store: store.settings().last_folder)
        folder = Path(last) if os.path.isdir(last) else Path.cwd()
        wanted = await self.shell.ask(ImportList(self._people, folder))
        if wanted is not None:
            await self._bring_in(wanted)

    async def _bring_in(self, wanted: Import) -> None:
        from tui.preparing.differences import bring_in

        self.shell.tell(Message("importing", N_("Importing ...")))
        counts = {"new": wanted.new, "changed": wanted.changed, "gone": len(wanted.leaving)}
        await self.shell.write(
            N_("Import: {new} new, {changed} changed, {gone} taken off"),
            lambda unit: bring_in(
                unit, self.event_id, wanted.list, clear=wanted.clear, leaving=wanted.leaving
            ),
            **counts,
        )
        await self.shell.read(lambda store: store.change_settings(last_folder=str(wanted.folder)))
        told = N_(
            "Imported: {new} new, {changed} changed, {gone} taken off, {skipped} left out; u "
            "takes it back."
        )
        self.shell.tell(Message("imported", told, {**counts, "skipped": wanted.skipped}))

    # --- lists out

    async def action_export(self) -> None:
        await self._write_list(_("Export the list"), _("participants.xlsx"), self._shown)

    async def action_template(self) -> None:
        await self._write_list(_("Write a template"), _("template.csv"), [])

    async def _write_list(self, title: str, name: str, people: Sequence[ParticipantRecord]) -> None:
        question = Question("path", N_("File (.csv or .xlsx)"), name, parse=_typed_path)
        answers = await self.shell.ask(Form(title, [question]))
        if answers is None:
            return
        path: Path = answers["path"]
        there = os.path.exists(path)
        if there and await self.shell.ask(Confirm(
            say("Replace {path}?", path=path), _("There is such a file already."), _("Replace"),
        )) != CONFIRMED:  # fmt: skip
            return
        await self.shell.read(lambda _store: write_list(path, people, replace=there))
        told = (
            N_("The list is in {path}; people: {count}.")
            if people
            else N_("The template is {path}.")
        )
        self.shell.tell(Message("written", told, {"count": len(people), "path": str(path)}))


def _typed_path(text: str) -> Path:
    text = text.strip()
    if not text:
        raise refuse("no-path", N_("Write the name of a file."))
    path = typed_path(text)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise refuse("which-format", N_("Let the name end in .csv or .xlsx."))
    return path


def write_list(path: Path, people: Sequence[ParticipantRecord], *, replace: bool) -> None:
    """The list as `path` says by its ending, in the reader's language. Raises FileRefusal."""
    from planner.exchange.roster import write_csv, write_workbook
    from tui.files import write_atomically

    with write_atomically(path, replace) as stream:
        if path.suffix.lower() == ".xlsx":
            write_workbook(people, stream, title=_("People"), translate=_)
        else:
            write_csv(people, stream, delimiter=";" if language() == "fr" else ",", translate=_)


def _doubles(people: Sequence[ParticipantRecord]) -> set[str]:
    """The ids of people who share a name or an e-mail address."""
    names = Counter(plain(person.name) for person in people)
    emails = Counter(person.email.casefold() for person in people)
    return {
        p.id for p in people
        if (p.email and emails[p.email.casefold()] > 1) or names[plain(p.name)] > 1
    }  # fmt: skip


# --- columns


def _in_order(guests: Guests) -> list[tuple[str, int]]:
    """The sides and how many people they have, those without one last."""
    if not guests.two_sided:
        return []
    return sorted(guests.sides.items(), key=lambda side: (not side[0], side[0]))


def _mark(person: Person) -> str:
    marks = ((_("VIP"), person.record.vip), ("≈", person.double), ("✗", person.alone is not None))
    return " ".join(mark for mark, there in marks if there)


def _name(person: Person) -> Text:
    return Text(safe(person.record.name), "bold" if person.record.vip else "")


def _side(person: Person) -> str:
    return person.record.side or (f"({person.record.gender})" if person.record.gender else "")


def _ages(person: Person) -> str:
    low, high = person.texts["age_min"], person.texts["age_max"]
    return f"{low}–{high}" if low or high else ""


def _columns(guests: Guests) -> tuple[Column[Person], ...]:
    """Those of every list, what partners are made by where it counts, and those in which somebody
    has a value."""
    wishes = [
        column for name, column in _WISHED.items()
        if guests.wishes and (name != "side" or guests.two_sided)
    ]  # fmt: skip
    others = [
        column
        for column in _optional(guests.people)
        if not (guests.wishes and column.id in _WISHED)
    ]
    return (
        Column("mark", "", _mark, sort=_urgency),
        Column("name", N_("Name"), _name, grows=True),
        *wishes,
        Column("email", HEADERS["email"], _text("email"), grows=True,
               from_width=100 if wishes else 0),
        *(
            replace(column, from_width=0 if place < 2 and not wishes else 76 + 12 * place)
            for place, column in enumerate(others, 3 if wishes else 0)
        ),
    )  # fmt: skip


def _urgency(person: Person) -> tuple[bool, ...]:
    return (not person.record.vip, person.alone is None, not person.double)


def _optional(people: Sequence[Person]) -> Iterator[Column[Person]]:
    for name in _OPTIONAL:
        if any(person.texts[name] for person in people):
            sort: Callable[[Person], Any] | None = _age if name == "age" else None
            yield Column(name, HEADERS[name], _text(name), sort, grows=name in _LONG)
    attributes = dict.fromkeys(
        name for person in people for name in person.record.attributes
        if name not in ("company", "group")
    )  # fmt: skip
    for name in attributes:
        yield Column(f"attribute {name}", safe(name), _attribute(name))


_LONG: Final = ("company", "group", "tags", "notes")


def _text(field: str) -> Callable[[Person], str]:
    return lambda person: person.texts[field]


def _attribute(name: str) -> Callable[[Person], str]:
    return lambda person: person.record.attributes.get(name, "")


def _age(person: Person) -> int:
    return person.record.age or 0


_WISHED: Final = {
    "side": Column[Person]("side", HEADERS["side"], _side),
    "gender": Column[Person]("gender", HEADERS["gender"], _text("gender")),
    "looking_for": Column[Person]("looking_for", HEADERS["looking_for"], _text("looking_for")),
    "age": Column[Person]("age", HEADERS["age"], _text("age"), _age, right=True),
    "ages": Column[Person]("ages", N_("Wishes"), _ages),
}
"""What partners are made by: shown first where it counts."""

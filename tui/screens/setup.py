"""The evening itself: when and where, tables and seats, rounds and minutes; what that allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from planner.event import Seat
from planner.messages import N_, Message, Refusal, refuse
from planner.naming import listed
from planner.records import EventRecord, TableRecord, invalid_fields
from planner.validity import SEATS_LIMIT
from tui import dates
from tui.actions import TABLE_CHOSEN, Need
from tui.bindings import bindings
from tui.latest import Latest
from tui.preparing import timetable
from tui.preparing.character import summary, with_character
from tui.preparing.kinds import RETURNING, take
from tui.preparing.numbers import whole
from tui.preparing.outlook import Outlook, outlook, with_sizes
from tui.preparing.round_seats import in_words, shown_seats, typed_seats
from tui.preparing.setting import SETTINGS, Setting, keep, says_the_same, with_event
from tui.preparing.table_list import add_tables, renumber, resized, typed_tables
from tui.screens.character import CharacterDialog
from tui.screens.dialog import CONFIRMED, Confirm
from tui.screens.event import EventScreen
from tui.screens.form import Form, Question
from tui.screens.met import take_over
from tui.screens.outlook_grid import outlook_grid
from tui.screens.presets import Presets
from tui.texts import _, number, say, translate
from tui.widgets.field import Field, such_as
from tui.widgets.form_field import FormField, NumberField
from tui.widgets.table import Column, ListPane, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Group

    from tui.store.reading import EventContents
    from tui.store.store import Store
    from tui.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """A table and who has to sit there."""

    table: TableRecord
    hosts: str


def places(contents: EventContents) -> Iterator[Place]:
    names = {person.id: person.name for person in contents.people}
    hosts: dict[str, list[str]] = {}
    for record in contents.rules:
        if isinstance(record.rule, Seat) and record.rule.who in names:
            hosts.setdefault(record.rule.table, []).append(names[record.rule.who])
    return (Place(table, listed(hosts.get(table.id, ()))) for table in contents.tables)


_IN_SOME_ROUNDS: Final = Column[Place](
    "rounds", N_("In rounds"), lambda place: shown_seats(place.table.seats_by_round, in_words)
)
COLUMNS: Final = (
    Column[Place]("label", N_("Table"), lambda place: place.table.label),
    Column[Place](
        "seats", N_("Seats"), lambda place: number(place.table.seats),
        sort=lambda place: place.table.seats, right=True,
    ),
    Column[Place]("hosts", N_("Sits there"), lambda place: place.hosts, grows=True),
)  # fmt: skip


class SetupScreen(EventScreen["EventContents | None"]):
    SECTION = "setup"
    PLACES = (*EventScreen.PLACES, SECTION)
    BINDINGS: ClassVar = [*EventScreen.BINDINGS, *bindings(SECTION)]
    CSS_PATH = "setup.tcss"
    AUTO_FOCUS = "#places"
    HELP = N_(
        "At the left the evening: enter keeps what is typed, esc takes it back, + and - count. "
        "At the right its tables, each with its own label and seats. Below stands, while you "
        "type, what no plan can beat, whether everybody can meet everybody, and in how many "
        "rounds; or why the evening cannot be planned like this."
    )

    def __init__(self, event_id: str) -> None:
        super().__init__(event_id)
        self._contents: EventContents | None = None
        self._stored: dict[str, str] = {}
        """What the store holds for each field, as it is typed."""
        self._measuring: Latest[Outlook] = Latest()

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="halves"):
            with Vertical(id="form"):
                for setting in SETTINGS:
                    with Horizontal(classes="setup--row"):
                        yield Static(Text(_(setting.label)), classes="setup--label")
                        kind = NumberField if setting.counts else FormField
                        example = such_as(dates.to_type(setting.example))
                        yield kind(placeholder=example, id=setting.id)
                with Horizontal(classes="setup--row"):
                    yield Static(Text(_("Who meets")), classes="setup--label")
                    yield Static(id="character")
                yield Static(id="note")
            yield ListPane(
                Table(COLUMNS, lambda place: place.table.id, id="places"),
                empty=N_("No tables. Press t and type them, such as 20 x 5, or p for a preset."),
            )
        yield Static(id="outlook")

    @property
    def table(self) -> Table[Place]:
        return self.query_one("#places", Table)

    def field(self, setting: Setting) -> Field:
        return self.query_one(f"#{setting.id}", Field)

    # --- from the store

    def read(self, store: Store) -> EventContents | None:
        return store.contents(self.event_id)

    def show(self, data: EventContents | None) -> None:
        if data is None:
            return
        first, self._contents = self._contents is None, data
        for setting in SETTINGS:
            self._show_stored(setting, setting.shown(data))
        self._put("#character", Text(summary(data.event)))
        rows = list(places(data))
        different = any(place.table.seats_by_round for place in rows)
        self.table.columns = (*COLUMNS[:2], _IN_SOME_ROUNDS, *COLUMNS[2:]) if different else COLUMNS
        if first or rows != self.table.items:
            self.table.show(rows)
        self._measure()

    def _show_stored(self, setting: Setting, stored: str) -> None:
        """Puts it into the field, unless something else is being typed there."""
        field, before = self.field(setting), self._stored.get(setting.id, "")
        typing = field.has_focus and field.value != before
        self._stored[setting.id] = stored
        if typing or field.value == stored:
            return
        if field.value != before and not says_the_same(setting, field.value, stored):
            return
        with field.prevent(Field.Changed):
            field.value = stored

    # --- what is typed

    def _answers(self) -> tuple[dict[str, Any], dict[str, str]]:
        """What was typed and differs from what is stored, by field, and what is wrong with it."""
        answers: dict[str, Any] = {}
        problems: dict[str, str] = {}
        for setting in SETTINGS:
            typed = self.field(setting).value
            if typed != self._stored.get(setting.id, typed):
                try:
                    answers[setting.id] = setting.parse(typed)
                except Refusal as refusal:
                    problems[setting.id] = translate(refusal.messages[0])
        return answers, problems

    def _measure(self) -> None:
        """Shows what the values typed would mean."""
        if self._contents is None:
            return
        answers, problems = self._answers()
        for setting in SETTINGS:
            self.field(setting).set_class(setting.id in problems, "-wrong")
        problem = next(iter(problems.values()), "")
        event = with_event(self._contents.event, answers)
        self._put("#note", Text(f"✗ {problem}" if problem else _times(event)))
        contents = replace(self._contents, event=event)
        self.run_worker(self._show_outlook(contents, answers.get("tables")), group="measure")

    async def _show_outlook(self, contents: EventContents, sizes: Sequence[int] | None) -> None:
        found = await self._measuring.of(lambda: outlook(with_sizes(contents, sizes)))
        if found is not None:
            self._put("#outlook", outlook_grid(found))

    def _put(self, selector: str, content: Text | Group) -> None:
        """Both have their height, so that nothing else moves, nor is sent, while she types."""
        for box in self.query(selector).results(Static):  # none, if the event was left meanwhile
            box.update(content, layout=False)

    @on(Field.Changed, "#form Field")
    def _typed(self) -> None:
        self._measure()

    @on(Field.Submitted, "#form Field")
    def _entered(self, event: Field.Submitted) -> None:
        if event.input.id not in self._answers()[1]:
            self.table.focus()  # and so the field is left, and what it holds kept

    @on(Field.Blurred, "#form Field")
    def _left(self) -> None:
        answers, _problems = self._answers()
        # the whole window losing the focus is not the end of typing
        if answers and self.app.app_focus:
            self.run_worker(self._keep(answers), group="keep")

    async def _keep(self, answers: Mapping[str, Any]) -> None:
        typed = {s.id: self.field(s).value for s in SETTINGS if s.id in answers}
        try:
            await self._write(answers)
        except Refusal as refusal:
            self.shell.tell(refusal.messages[0], "error")
        else:
            self._stored |= typed  # now, for an undo may come before it is read again

    async def _write(self, answers: Mapping[str, Any]) -> None:
        title = N_("Change of the tables") if "tables" in answers else N_("Change of the evening")
        await self.shell.write(title, lambda unit: keep(unit, self.event_id, answers))

    def leave(self) -> bool:
        pane = self.query_one(ListPane)
        if isinstance(self.focused, Field):
            for setting in SETTINGS:
                self.field(setting).value = self._stored.get(setting.id, "")
            self.table.focus()
            return True
        if pane.filtering:
            pane.clear()
            return True
        return False

    # --- what can be done

    def meets(self, need: Need) -> bool:
        if need is TABLE_CHOSEN:
            return self.table.current is not None
        return super().meets(need)

    @on(Table.Moved)
    @on(Table.Changed)
    def _other_row(self) -> None:
        self.refresh_keys()

    @property
    def chosen(self) -> TableRecord:
        """Actions that use it need TABLE_CHOSEN."""
        assert self.table.current is not None
        return self.table.current.table

    def action_evening(self) -> None:
        self.query_one("#name", Field).focus()

    def action_tables(self) -> None:
        self.query_one("#tables", Field).focus()

    def action_rounds(self) -> None:
        self.query_one("#rounds", Field).focus()

    async def action_presets(self) -> None:
        if self._contents is None:
            return
        chosen = await self.shell.ask(Presets(self._contents))
        if chosen is None:
            return
        kind, proposal = chosen
        await self.shell.write(
            N_("Evening ready made"), lambda unit: take(unit, self.event_id, proposal)
        )
        if kind.id == RETURNING:
            await take_over(self.shell, self.event_id)

    async def action_character(self) -> None:
        if self._contents is None:
            return
        before = self._contents.event
        chosen = await self.shell.ask(CharacterDialog(self._contents))
        if chosen is not None and with_character(before, chosen) != before:
            await self.shell.write(
                N_("Change of the evening"), lambda unit: unit.change(before, **chosen.fields)
            )

    async def action_add(self) -> None:
        example = f"1 x {self.chosen.seats if self.table.current else 6}"
        answers = await self.shell.ask(
            Form(
                _("Add tables"),
                [Question("tables", N_("Tables x seats"), example, parse=typed_tables)],
            )
        )
        if answers is not None:
            await self.shell.write(
                N_("Adding tables"), lambda unit: add_tables(unit, self.event_id, answers["tables"])
            )

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.shell.action_perform("setup.edit")

    async def action_edit(self) -> None:
        table = self.chosen
        answers = await self.shell.ask(
            Form(
                _("Change the table"),
                [
                    Question("label", N_("Label"), table.label, parse=self._parse_label),
                    Question("seats", N_("Seats"), str(table.seats), parse=whole(1, SEATS_LIMIT)),
                    Question(
                        "seats_by_round", N_("In some rounds"), shown_seats(table.seats_by_round),
                        such_as("3: 0; 5-6: 4"), self._parse_rounds,
                    ),
                ],
            )
        )  # fmt: skip
        if answers is not None:
            different = {
                round_: seats for round_, seats in answers["seats_by_round"].items()
                if seats != answers["seats"]
            }  # fmt: skip
            fields = {**answers, "seats_by_round": different}
            await self.shell.write(
                N_("Change of a table"), lambda unit: unit.change(table, **fields)
            )

    def _parse_rounds(self, text: str) -> dict[int, int]:
        rounds = self._contents.event.rounds if self._contents is not None else 1
        return typed_seats(text, rounds)

    def _parse_label(self, text: str) -> str:
        label = text.strip()
        others = (place.table for place in self.table.items if place.table.id != self.chosen.id)
        if not label:
            raise refuse("missing-label", N_("The label is missing; write one."))
        if any(table.label.casefold() == label.casefold() for table in others):
            raise refuse(
                "label-taken", N_("Another table is called “{label}” already."), label=label
            )
        if problems := invalid_fields(replace(self.chosen, label=label)):
            raise Refusal(problems[0][1])
        return label

    async def action_more(self) -> None:
        await self._resize(1)

    async def action_fewer(self) -> None:
        await self._resize(-1)

    async def _resize(self, step: int) -> None:
        id_ = self.chosen.id

        def work(unit: Unit) -> None:
            table = unit.get(TableRecord, id_)
            if table is not None:
                unit.save(resized(table, max(1, min(table.seats + step, SEATS_LIMIT))))

        await self.shell.write(N_("Change of a table"), work)

    async def action_remove(self) -> None:
        assert self.table.current is not None
        place = self.table.current
        consequence = (
            say("The rule that seats {people} there then says nothing.", people=place.hosts)
            if place.hosts
            else say("Its seats go: {seats}.", seats=place.table.seats)
        )
        question = say("Remove table {table}?", table=place.table.label)
        if await self.shell.ask(Confirm(question, consequence, _("Remove"))) == CONFIRMED:
            await self.shell.write(N_("Removing a table"), lambda unit: unit.delete(place.table))
            self.shell.tell(
                Message("table-removed", N_("Table {table} is removed; u brings it back."),
                        {"table": place.table.label})
            )  # fmt: skip

    async def action_renumber(self) -> None:
        await self.shell.write(
            N_("Numbering the tables"), partial(renumber, event_id=self.event_id)
        )


# --- in words


def _times(event: EventRecord) -> str:
    hours, minutes = divmod(timetable.minutes_in_all(event), 60)
    length = say("{hours} h {minutes} min", hours=hours, minutes=minutes) if hours else (
        say("{minutes} min", minutes=minutes)
    )  # fmt: skip
    begins = timetable.beginnings(event)
    if not begins:
        return say("Lasts {length}.", length=length)
    shown = begins if len(begins) <= 7 else [*begins[:5], "…", begins[-1]]
    return say(
        "Until {end} ({length}). Rounds at {times}",
        end=timetable.end(event), length=length, times=" ".join(shown),
    )  # fmt: skip

"""All events: where the program opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult

from planner.ids import new_id
from planner.messages import N_, Message, Refusal, refuse
from planner.records import TEXT_LIMIT, EventRecord, invalid_fields
from tui import dates
from tui.actions import EVENT_CHOSEN, Need
from tui.bindings import bindings
from tui.preparing.copies import duplicate
from tui.safe import safe
from tui.screens.base import StoreScreen
from tui.screens.dialog import CONFIRMED, Confirm
from tui.screens.form import Form, Question
from tui.texts import _, number, say
from tui.widgets.field import such_as
from tui.widgets.table import Column, ListPane, Table

if TYPE_CHECKING:
    from tui.store.reading import EventSummary
    from tui.store.store import Store

STATES: Final = {
    "draft": N_("draft"),
    "planned": N_("planned"),
    "running": N_("running"),
    "done": N_("done"),
}


def mark(event: EventRecord, today: date) -> str:
    """`†` due to be forgotten, `!` past its day and not done, `•` within the next 30 days."""
    if event.delete_on and date.fromisoformat(event.delete_on) <= today:
        return "†"
    if not event.when.date or event.state == "done":
        return ""
    day = date.fromisoformat(event.when.date)
    if day < today:
        return "!"
    return "•" if day - today <= dates.SOON else ""


def _name(row: EventSummary) -> Text:
    return Text(safe(row.event.name), style="italic dim" if row.event.archived else "bold")


def _state(row: EventSummary) -> str:
    return _("archived") if row.event.archived else _(STATES[row.event.state])


COLUMNS: Final = (
    Column["EventSummary"]("mark", "", lambda row: mark(row.event, date.today())),
    Column["EventSummary"]("name", N_("Event"), _name, grows=True),
    Column["EventSummary"](
        "date", N_("Day"), lambda row: dates.day(row.event.when.date),
        sort=lambda row: (row.event.when.date or "9999", row.event.when.time),
    ),
    Column["EventSummary"]("venue", N_("Place"), lambda row: row.event.venue, grows=True),
    Column["EventSummary"](
        "people", N_("People"), lambda row: number(row.people), sort=lambda row: row.people,
        right=True,
    ),
    Column["EventSummary"]("state", N_("State"), _state),
)  # fmt: skip


class EventsScreen(StoreScreen["list[EventSummary]"]):
    PLACES = ("events",)
    BINDINGS: ClassVar = bindings("events")
    CSS_PATH = "events.tcss"
    HELP = N_(
        "Each line is an evening. Open one to import its people, set tables and rounds, plan, "
        "look and print. “!” marks an evening whose day is past and that is not done, “•” one "
        "within the next 30 days, “†” one whose people are to be forgotten by now: X does it, "
        "after an export if you like. Everything you do is saved at once, and “u” takes it back."
    )

    archived_shown = False
    _rows: Sequence[EventSummary] = ()
    _shown_next = ""
    """The id of an event just made: the cursor goes there."""

    def compose_body(self) -> ComposeResult:
        yield ListPane(
            Table(COLUMNS, lambda row: row.event.id, sort="date", id="events"),
            empty=N_("No events yet. Press n to make the first one."),
        )

    @property
    def table(self) -> Table[EventSummary]:
        return self.query_one("#events", Table)

    def read(self, store: Store) -> list[EventSummary]:
        return store.events()

    def show(self, data: list[EventSummary]) -> None:
        self._rows = data
        self.table.show([row for row in data if self.archived_shown or not row.event.archived])
        if self._shown_next:
            self.table.move_to(self._shown_next)
            self._shown_next = ""

    def meets(self, need: Need) -> bool:
        if need is EVENT_CHOSEN:
            return self.table.current is not None
        return super().meets(need)

    @on(Table.Moved)
    @on(Table.Changed)
    def _other_row(self) -> None:
        self.refresh_keys()

    @property
    def chosen(self) -> EventRecord:
        """Actions that use it need EVENT_CHOSEN."""
        assert self.table.current is not None
        return self.table.current.event

    @on(Table.Chosen)
    def action_open(self) -> None:
        self.shell.open_event(self.chosen.id)

    async def action_new(self) -> None:
        answers = await self.shell.ask(_form(_("New event"), EventRecord("")))
        if answers is None:
            return
        event = _answered(EventRecord(new_id()), answers)
        self._shown_next = event.id
        await self.shell.write(N_("New event"), lambda unit: unit.add(event))

    async def action_edit(self) -> None:
        event = self.chosen
        answers = await self.shell.ask(_form(_("Change the event"), event))
        if answers is not None:
            _answered(event, answers)
            await self.shell.write(
                N_("Change of an event"), lambda unit: unit.change(event, **_fields(event, answers))
            )

    async def action_duplicate(self) -> None:
        event = self.chosen
        copied = await self.shell.read(lambda store: store.contents(event.id))
        if copied is None:
            return
        name = say("{name} (copy)", name=event.name)[:TEXT_LIMIT]
        self._shown_next, records = duplicate(copied, name)
        await self.shell.write(N_("Copy of an event"), lambda unit: unit.add(*records))

    async def action_archive(self) -> None:
        event = self.chosen
        title = N_("Bringing back an event") if event.archived else N_("Archiving an event")
        await self.shell.write(title, lambda unit: unit.change(event, archived=not event.archived))
        told = N_("“{name}” is back.") if event.archived else N_(
            "“{name}” is archived: A shows archived events, u takes it back."
        )  # fmt: skip
        self.shell.tell(Message("event-archive", told, {"name": event.name}))

    async def action_delete(self) -> None:
        event = self.chosen
        if await self.shell.ask(Confirm(
            say("Delete “{name}”?", name=event.name), self._what_goes(), _("Delete")
        )) == CONFIRMED:  # fmt: skip
            await self.shell.write(N_("Deleting an event"), lambda unit: unit.delete(event))
            told = N_("“{name}” is deleted; u brings it back.")
            self.shell.tell(Message("event-deleted", told, {"name": event.name}))

    async def action_forget(self) -> None:
        from tui.screens.forgetting import forget_event

        await forget_event(self.shell, self.chosen, self._what_goes())

    def _what_goes(self) -> str:
        assert self.table.current is not None
        row = self.table.current
        return say(
            "With the event go its people ({people}), tables ({tables}) and plans ({plans}).",
            people=row.people, tables=row.tables, plans=row.plans,
        )  # fmt: skip

    def action_statistics(self) -> None:
        from tui.screens.statistics import StatisticsScreen

        self.shell.push_screen(StatisticsScreen())

    async def action_mail_server(self) -> None:
        from tui.screens.mail_settings import ask_mail_settings

        await ask_mail_settings(self.shell)

    def action_show_archived(self) -> None:
        self.archived_shown = not self.archived_shown
        self.show(list(self._rows))


def _form(title: str, event: EventRecord) -> Form:
    return Form(title, [
        Question("name", N_("Name"), event.name, parse=_parse_name),
        Question("day", N_("Day"), dates.to_type(event.when.date),
                 such_as(dates.to_type(dates.EXAMPLE)), dates.typed_day),
        Question("time", N_("Begins at"), event.when.time, such_as("19:30"), dates.typed_time),
        Question("venue", N_("Place"), event.venue),
        Question("forget", N_("Forget its people’s data on"), dates.to_type(event.delete_on),
                 _("a day, or empty"), dates.typed_day),
    ])  # fmt: skip


def _parse_name(text: str) -> str:
    if not text.strip():
        raise refuse("missing-name", N_("The name is missing; write one."))
    return text.strip()


def _fields(event: EventRecord, answers: dict[str, Any]) -> dict[str, Any]:
    when = replace(event.when, date=answers["day"], time=answers["time"])
    return {"name": answers["name"], "venue": answers["venue"], "when": when,
            "delete_on": answers["forget"]}  # fmt: skip


def _answered(event: EventRecord, answers: dict[str, Any]) -> EventRecord:
    """Raises Refusal if the record could not be kept."""
    changed = replace(event, **_fields(event, answers))
    if problems := invalid_fields(changed):
        raise Refusal(problems[0][1])
    return changed

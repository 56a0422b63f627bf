"""Who met at an earlier event: the people who come again, to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.messages import N_, refuse
from planner.records import IdentityRecord, MetBeforeRecord
from tui import dates
from tui.preparing.returning import Returning, Reunion, answers, reunion
from tui.screens.choose import Choose
from tui.screens.dialog import Dialog
from tui.texts import _, say
from tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from tui.app import PlannerApp
    from tui.store.store import Store
    from tui.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Line:
    again: Returning
    same: bool

    @property
    def then(self) -> str:
        """Who she was: the address, or the name and what she could be told by."""
        return " ".join(filter(None, (self.again.then.name, self.again.then.email)))


_KNOWN_BY: Final = {"answer": N_("your word"), "email": N_("e-mail"), "name": N_("name")}


class MetDialog(Dialog[list[MetBeforeRecord | IdentityRecord]]):
    CSS_PATH = "met.tcss"
    BINDINGS: ClassVar = [
        Binding("space", "other_person", show=False),
        Binding("f2", "save", show=False),
    ]
    HINT = N_("space: not the same person · enter or F2 takes them, esc or F4 leaves")

    def __init__(self, event_id: str, reunion: Reunion) -> None:
        super().__init__()
        self._event_id = event_id
        self._reunion = reunion
        self._others = {again.person.id for again in reunion.people if not again.same}
        """Who is somebody else of that name."""

    def heading(self) -> str:
        return say("Who met at {event}", event=self._reunion.source)

    def compose_body(self) -> ComposeResult:
        yield Table[Line](
            [
                Column("same", "", lambda line: "✓" if line.same else "✗"),
                Column("name", N_("Name"), lambda line: line.again.person.name, grows=True),
                Column("then", N_("Then"), lambda line: line.then, grows=True),
                Column("how", N_("Known by"), lambda line: _(_KNOWN_BY[line.again.by])),
            ],
            lambda line: line.again.person.id,
        )  # fmt: skip
        yield Static(id="counts")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        people = self._reunion.people
        self.query_one(Table).show([Line(p, p.person.id not in self._others) for p in people])
        pairs = len(self._reunion.met(self._event_id, self._others))
        text = say(
            "Come again: {people}. Pairs of them who shared a table: {pairs}. The plan lets them "
            "meet others rather.",
            people=len(people) - len(self._others), pairs=pairs,
        )  # fmt: skip
        self.query_one("#counts", Static).update(Text(text))

    def action_other_person(self) -> None:
        line = self.query_one(Table).current
        if isinstance(line, Line):
            self._others ^= {line.again.person.id}
            self._show()

    @on(Table.Chosen)
    def action_save(self) -> None:
        met = self._reunion.met(self._event_id, self._others)
        self.dismiss([*met, *answers(self._reunion, self._others)])


async def take_over(shell: PlannerApp, event_id: str) -> None:
    """Asks at which event people met, shows who, and keeps it. Raises Refusal where there is
    nothing to be asked."""
    events = await shell.read(lambda store: _earlier(store, event_id))
    if not events:
        raise refuse("no-earlier-event", N_("No other event has a plan."))
    chosen = await shell.ask(Choose(_("Who met at which event?"), events, events[0][0]))
    if chosen is None:
        return
    found = await shell.read(lambda store: _reunion(store, event_id, chosen))
    if found is None or not found.pairs:
        raise refuse("nobody-met", N_("Nobody of this list met anybody of it there."))
    records = await shell.ask(MetDialog(event_id, found))
    if records is not None:
        met = [record for record in records if isinstance(record, MetBeforeRecord)]
        said = [record for record in records if isinstance(record, IdentityRecord)]
        title = N_("Pairs who met before: {count}")
        await shell.write(title, lambda unit: _keep(unit, event_id, found.source, met, said),
                          count=len(met))  # fmt: skip


def _earlier(store: Store, event_id: str) -> list[tuple[str, str]]:
    """The other events with a plan, the latest first, and what they are called."""
    found = [s for s in store.events() if s.plans and s.event.id != event_id]
    found.sort(key=lambda summary: summary.event.when.date, reverse=True)
    return [
        (s.event.id, " · ".join(filter(None, (s.event.name, dates.day(s.event.when.date)))))
        for s in found
    ]


def _reunion(store: Store, event_id: str, earlier: str) -> Reunion | None:
    with store.reading() as reader:
        contents = reader.contents(event_id)
        return None if contents is None else reunion(reader, contents, earlier)


def _keep(
    unit: Unit,
    event_id: str,
    source: str,
    met: Sequence[MetBeforeRecord],
    said: Sequence[IdentityRecord],
) -> None:
    """In place of what was known of that event, with what was said about who is who."""
    kept = {record.id for record in met}
    known = unit.all(MetBeforeRecord, event_id)
    unit.delete(*(m for m in known if m.source == source and m.id not in kept))
    unit.add(*met)
    unit.add(*said)

"""By person: everybody's table in each round."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from planner.messages import N_, Message
from tui.planning.seen import Seen
from tui.safe import safe
from tui.screens.dialog import Dialog
from tui.screens.results.pane import Pane
from tui.texts import _, number, say
from tui.widgets.table import Column, ListPane, Table

_NAME: Final = 22
"""Columns that names keep, however many rounds there are."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    index: int
    name: str
    vip: bool
    met: int
    again: int
    breaks: int
    tables: tuple[str, ...]


class People(Pane):
    TITLE = N_("By person")

    def __init__(self) -> None:
        super().__init__(id="people")
        self.first_round = 0
        self.table: Table[PersonRow] = Table(
            _columns(0, 0, breaks=False), lambda row: row.index, id="persons"
        )

    def compose(self) -> ComposeResult:
        yield ListPane(self.table, empty=N_("There is nobody in this plan."))

    @property
    def main(self) -> Table[PersonRow]:
        return self.table

    def refresh_view(self) -> None:
        self._arrange()
        self.table.show(rows(self.seen))

    def on_resize(self) -> None:
        if hasattr(self, "seen"):
            self._arrange()
            self.table.show(self.table.items)

    def _arrange(self) -> None:
        """As many rounds as there is room for."""
        widest = max(map(cell_len, self.seen.tables), default=1)
        breaks = bool(self.seen.breaks.any())
        room = (self.size.width - _NAME - (32 if breaks else 22)) // (max(min(widest, 8), 4) + 2)
        rounds = self.seen.schedule.rounds
        shown = max(min(room, rounds), 1)
        self.first_round = max(0, min(self.first_round, rounds - shown))
        self.table.columns = tuple(_columns(self.first_round, shown, breaks=breaks))

    def go_to_round(self, step: int) -> Message | None:
        before = self.first_round
        self.first_round += step
        self._arrange()
        if self.first_round == before:
            return Message("last-round", N_("There is no further round."))
        self.table.show(self.table.items)
        return None

    def leave(self) -> bool:
        pane: ListPane[PersonRow] = self.query_one(ListPane)
        if pane.filtering:
            pane.clear()
            return True
        return False

    def copied(self) -> str:
        row = self.table.current
        return "" if row is None else evening_of(self.seen, row.index)

    @on(Table.Chosen)
    def _look(self, event: Table.Chosen) -> None:
        event.stop()
        self.app.push_screen(PersonDialog(self.seen, event.item.index))


class PersonDialog(Dialog[None]):
    """One person's evening: where she sits, and with whom."""

    CSS_PATH = "results.tcss"
    HINT = N_("↺ they meet in another round, too · esc or F4 closes")

    def __init__(self, seen: Seen, person: int) -> None:
        super().__init__()
        self._seen = seen
        self._person = person

    def heading(self) -> str:
        return safe(self._seen.names[self._person])

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="evening"):
            yield Static(Text(evening_of(self._seen, self._person, heading=False)))

    def on_mount(self) -> None:
        self.query_one("#evening").focus()


def evening_of(seen: Seen, person: int, *, heading: bool = True) -> str:
    """The person's rounds as lines of text."""
    lines = [safe(seen.names[person])] if heading else []
    said = [
        say("meets {others} others, {again} again",
            others=int(seen.met[person]), again=int(seen.again[person]))
    ]  # fmt: skip
    if breaks := int(seen.breaks[person]):
        said.append(say("rests: {count}", count=breaks))
    lines.append("; ".join(said))
    company = [seen.company(round_, person) for round_ in range(seen.schedule.rounds)]
    met: dict[int, int] = {}
    for others in company:
        for other in others:
            met[other] = met.get(other, 0) + 1
    for round_, others in enumerate(company):
        names = ", ".join(safe(seen.names[i]) + (" ↺" if met[i] > 1 else "") for i in others)
        where = seen.table_of(round_, person) or _("away")
        lines.append(
            say("Round {round} · {table}", round=round_ + 1, table=where)
            + (f" · {names}" if names else "")
        )
    return "\n".join(lines)


def rows(seen: Seen) -> list[PersonRow]:
    tables = (*seen.tables, _("break"), "")  # the last two are what BREAK and ABSENT point at
    return [
        PersonRow(
            index, seen.names[index], vip, met, again, breaks,
            tuple(tables[seat] for seat in seats),
        )
        for index, (vip, met, again, breaks, seats) in enumerate(
            zip(
                seen.vip.tolist(),
                seen.met.tolist(),
                seen.again.tolist(),
                seen.breaks.tolist(),
                seen.schedule.seating.T.tolist(),
                strict=True,
            )
        )
    ]  # fmt: skip


def _name(row: PersonRow) -> Text:
    return Text(safe(row.name), Style(bold=row.vip))


def _seat(round_: int, row: PersonRow) -> str:
    return row.tables[round_]


def _columns(first: int, count: int, *, breaks: bool) -> list[Column[PersonRow]]:
    return [
        Column("name", N_("Name"), _name, grows=True),
        Column("vip", "★", lambda row: "★" if row.vip else "", sort=lambda row: not row.vip),
        Column("met", N_("Meets"), lambda row: number(row.met), sort=lambda row: row.met,
               right=True),
        Column("again", "↺", lambda row: number(row.again) if row.again else "",
               sort=lambda row: -row.again, right=True),
        *(
            Column[PersonRow]("breaks", N_("Rests"),
                              lambda row: number(row.breaks) if row.breaks else "",
                              sort=lambda row: -row.breaks, right=True)
            for _some in range(breaks)
        ),
        *(
            Column[PersonRow](f"round-{round_}", number(round_ + 1), partial(_seat, round_),
                              right=True)
            for round_ in range(first, first + count)
        ),
    ]  # fmt: skip

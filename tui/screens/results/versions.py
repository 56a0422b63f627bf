"""Versions: every plan of the event, compared, and one of them made the current one."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from rich.table import Table as Grid
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from planner.messages import N_
from planner.records import PlanRecord
from planner.swap import Effect, Figures
from tui import dates
from tui.planning.seen import chosen
from tui.screens.dialog import Dialog
from tui.screens.results.pane import Pane
from tui.texts import _, number, percent, say
from tui.widgets.table import Column, ListPane, Table

BY_HAND: Final = N_("swapped by hand")
"""The method of a plan that the organizer changed."""


@dataclass(frozen=True, slots=True)
class Version:
    record: PlanRecord
    current: bool
    fits: bool


class Versions(Pane):
    TITLE = N_("Versions")

    def __init__(self) -> None:
        super().__init__(id="versions")
        self.table: Table[Version] = Table(
            [
                Column("state", "", _state),
                Column("made", N_("Made"), lambda row: made(row.record.made_at),
                       sort=lambda row: row.record.id),
                Column("unique", N_("Meetings"), lambda row: number(row.record.unique),
                       sort=lambda row: row.record.unique, right=True),
                Column("limit", N_("Limit"), lambda row: percent(_share(row.record)),
                       sort=lambda row: _share(row.record), right=True),
                Column("gap", N_("Gap"), lambda row: number(row.record.gap),
                       sort=lambda row: row.record.gap, right=True),
                Column("repeats", "↺", lambda row: number(row.record.repeats),
                       sort=lambda row: row.record.repeats, right=True),
                Column("broken", "✗", lambda row: number(row.record.broken),
                       sort=lambda row: row.record.broken, right=True),
                Column("score", N_("Score"), lambda row: number(math.floor(row.record.score)),
                       sort=lambda row: row.record.score, right=True),
                Column("method", N_("How"), lambda row: _(row.record.method), grows=True,
                       from_width=100),
            ],
            lambda row: row.record.id,
            sort="made",
            descending=True,
            id="plans",
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        yield ListPane(self.table, empty=N_("There is no plan yet; generate one first."))
        yield Static(
            Text(_("● current  ! out of date  ↺ repeats  ✗ violations  = compare  r take it")),
            id="versions-legend",
        )

    @property
    def main(self) -> Widget:
        return self.table

    def refresh_view(self) -> None:
        contents = self.seen.contents
        digest, current = contents.digest, chosen(contents)
        self.table.show(
            [
                Version(plan, plan == current, plan.digest == digest or self._goes_by(plan))
                for plan in contents.plans
            ]
        )

    def _goes_by(self, plan: PlanRecord) -> bool:
        """Whether an evening that has begun goes by it."""
        return plan == self.seen.record and (self.seen.fits or self.seen.over)

    def leave(self) -> bool:
        pane: ListPane[Version] = self.query_one(ListPane)
        if pane.filtering:
            pane.clear()
            return True
        return False


def _state(row: Version) -> str:
    return ("●" if row.current else " ") + ("" if row.fits else "!")


def _share(record: PlanRecord) -> float:
    return min(record.unique / record.bound, 1.0) if record.bound else 1.0


def made(at: str) -> str:
    """The moment of a record by the clock of this machine: `20 Nov 07:04`, older ones in full."""
    moment = datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()
    _weekday, *day, year = dates.day(moment.date().isoformat()).split()
    if moment.year != datetime.now().astimezone().year:
        day.append(year)
    return f"{' '.join(day)} {moment:%H:%M}"


class Beside(Dialog[None]):
    """The figures of two plans, side by side."""

    CSS_PATH = "results.tcss"
    HINT = N_("esc or F4 closes")

    def __init__(self, title: str, columns: tuple[str, str], rows: Iterable[tuple[str, str, str]],
                 notes: Iterable[str] = ()) -> None:  # fmt: skip
        """All in the reader's language."""
        super().__init__()
        self._title = title
        self._columns = columns
        self._rows = tuple(rows)
        self._notes = tuple(notes)

    def heading(self) -> str:
        return self._title

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="beside"):
            yield Static(beside(self._columns, self._rows))
            yield Static(Text("\n".join(self._notes)))

    def on_mount(self) -> None:
        self.query_one("#beside").focus()


def beside(columns: tuple[str, str], rows: Iterable[tuple[str, str, str]]) -> Grid:
    grid = Grid.grid(padding=(0, 3, 0, 0))
    grid.add_column()
    grid.add_column(justify="right")
    grid.add_column(justify="right")
    grid.add_row("", *(Text(column, style="bold") for column in columns))
    for label, one, other in rows:
        style = "" if one == other else "bold"
        grid.add_row(Text(label), Text(one), Text(other, style=style))
    return grid


def compared(one: PlanRecord, other: PlanRecord) -> list[tuple[str, str, str]]:
    """What two plans come to."""
    values = [
        (_("Different meetings"), one.unique, other.unique),
        (_("Limit"), one.bound, other.bound),
        (_("Equity gap"), one.gap, other.gap),
        (_("Pairs that meet again"), one.repeats, other.repeats),
        (_("Violations"), one.broken, other.broken),
        (_("Score"), math.floor(one.score), math.floor(other.score)),
        (_("People"), one.people, other.people),
        (_("Rounds"), one.rounds, other.rounds),
    ]
    return [(label, number(a), number(b)) for label, a, b in values]


def effect_rows(before: Figures, after: Figures) -> list[tuple[str, str, str]]:
    values = [
        (_("Different meetings"), before.unique, after.unique),
        (_("Pairs that meet again"), before.repeats, after.repeats),
        (_("Equity gap"), before.gap, after.gap),
        (_("Violations"), before.broken, after.broken),
    ]
    special = [
        (_("Who suit each other"), before.wished, after.wished),
        (_("Met before"), before.known_again, after.known_again),
        (_("Beyond a fair share"), before.unbalance, after.unbalance),
        (_("Gap of breaks"), before.break_gap, after.break_gap),
    ]
    values += [row for row in special if row[1] or row[2]]
    return [(label, number(a), number(b)) for label, a, b in values]


def effect_lines(effect: Effect) -> str:
    """The effect of a swap as lines: `Different meetings: 120 → 118`."""
    return "\n".join(
        say("{label}: {before} → {after}", label=label, before=before, after=after)
        for label, before, after in effect_rows(effect.before, effect.after)
    )

"""By round: the tables of one round and who sits at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from textual import on
from textual.app import ComposeResult

from planner.messages import N_, Message
from planner.schedule import ABSENT, BREAK
from tui.planning.seen import Seen
from tui.screens.results.pane import Pane
from tui.screens.results.people import PersonDialog
from tui.texts import _, say
from tui.widgets.schedule_grid import GridLine, ScheduleGrid, TableInRound
from tui.widgets.table import ListPane, Table

VIP = " ★"
AGAIN = " ↺"


class RoundPane(ListPane[GridLine]):
    """Counts tables and people, not lines."""

    heading = ""

    def _counted(self, shown: int, count: int) -> str:
        if not self.table.needle:
            return self.heading
        tables = len({line.number for line in self.table.shown})
        return say(
            "{heading} · tables with “{needle}”: {tables}",
            heading=self.heading, tables=tables, needle=self.table.needle,
        )  # fmt: skip


class Rounds(Pane):
    TITLE = N_("By round")

    def __init__(self) -> None:
        super().__init__(id="rounds")
        self.round = 0
        self.grid = ScheduleGrid(id="grid")

    def compose(self) -> ComposeResult:
        yield RoundPane(self.grid, empty=N_("Nobody is seated in this round."))

    @property
    def main(self) -> ScheduleGrid:
        return self.grid

    def refresh_view(self) -> None:
        seen = self.seen
        self.round = min(self.round, seen.schedule.rounds - 1)
        self.query_one(RoundPane).heading = self._heading()
        self.grid.mark(None)
        self.grid.show_round(tables_of(seen, self.round), seen.names, signs(seen, self.round))

    def _heading(self) -> str:
        row = self.seen.schedule.seating[self.round]
        heading = say(
            "Round {round} of {rounds} · people seated: {people} · tables: {tables}",
            round=self.round + 1, rounds=self.seen.schedule.rounds,
            people=int((row >= 0).sum()), tables=int(np.unique(row[row >= 0]).size),
        )  # fmt: skip
        if resting := int((row == BREAK).sum()):
            heading += say(" · rest: {count}", count=resting)
        again = len(self.seen.meeting_again(self.round))
        return heading + say(" · ↺ meet again: {count}", count=again) if again else heading

    @on(Table.Chosen)
    def _look(self, event: Table.Chosen) -> None:
        event.stop()
        if self.grid.person is not None:
            self.app.push_screen(PersonDialog(self.seen, self.grid.person))

    def go_to_round(self, step: int) -> Message | None:
        following = self.round + step
        if not 0 <= following < self.seen.schedule.rounds:
            return Message("last-round", N_("There is no further round."))
        self.round = following
        self.refresh_view()
        return None

    def leave(self) -> bool:
        if self.grid.marked is not None:
            self.grid.mark(None)
            return True
        pane = self.query_one(RoundPane)
        if pane.filtering:
            pane.clear()
            return True
        return False

    def copied(self) -> str:
        lines = [self._heading()]
        for table in tables_of(self.seen, self.round):
            names = ", ".join(self.seen.names[i] for i in table.people)
            lines.append(f"{table.label}: {names}")
        return "\n".join(lines)


def tables_of(seen: Seen, round_: int) -> list[TableInRound]:
    """The tables of a round, then who has a break or is away."""
    seats = [_seats(table, round_) for table in seen.plan.problem.event.tables]
    found = [
        TableInRound(seen.tables[index], tuple(people), seats[index])
        for index, people in seen.schedule.tables(round_).items()
    ]
    row = seen.schedule.seating[round_]
    for place, label in ((BREAK, _("Break")), (ABSENT, _("Away"))):
        if people := np.flatnonzero(row == place).tolist():
            found.append(TableInRound(label, tuple(people)))
    return found


def _seats(table: Any, round_: int) -> int:
    seats: int = table.seats_by_round.get(round_ + 1, table.seats)
    return seats


def signs(seen: Seen, round_: int) -> Sequence[str]:
    """What follows each name: a star for VIPs, an arrow for who meets somebody again."""
    again = seen.meeting_again(round_)
    return [
        (VIP if vip else "") + (AGAIN if index in again else "")
        for index, vip in enumerate(seen.vip.tolist())
    ]

"""The heatmap, what its levels mean, and who is under its cursor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from planner.counting import side_names
from planner.heat import Heat, by_group, by_meetings, by_table, rounds_met
from planner.messages import N_, Message
from planner.naming import numbered
from planner.tally import Longs
from tui.planning.seen import Seen
from tui.safe import safe
from tui.screens.results.pane import Pane
from tui.screens.results.people import PersonDialog
from tui.texts import _, say
from tui.widgets.heatmap import Heatmap

ORDERS: Final = {
    "list": N_("in the order of the list"),
    "table": N_("by table in round {round}"),
    "group": N_("by {attribute}"),
    "meetings": N_("fewest meetings first"),
}


class HeatPane(Pane):
    """Has the actions that need more than the picture itself."""

    TITLE = N_("Heatmap")
    PLACES = ("heatmap",)

    def __init__(self) -> None:
        super().__init__(id="heat")
        self.order = "list"
        self.round = 0
        self.repeats_only = False
        self.heatmap = Heatmap(id="heatmap")

    def compose(self) -> ComposeResult:
        yield Static(id="heat-heading")
        yield self.heatmap
        yield Static(id="heat-legend")
        yield Static(id="heat-cell")

    @property
    def main(self) -> Heatmap:
        return self.heatmap

    def refresh_view(self) -> None:
        seen = self.seen
        self.round = min(self.round, seen.schedule.rounds - 1)
        if self.order not in self._orders():
            self.order = "list"
        order = order_of(seen, self.order, self.round, self._attribute())
        counting, across = seen.plan.problem.counting, None
        if counting.side is not None:
            people = np.arange(seen.schedule.people) if order is None else order
            order, across = (people[counting.side[people] == side] for side in range(2))
        heat = Heat(
            seen.schedule, order, across=across, repeats_only=self.repeats_only, counting=counting
        )
        self.heatmap.show(heat, seen.names, counting)

    def _attribute(self) -> str:
        """What groups people: the attribute that most of them have."""
        counts: dict[str, int] = {}
        for person in self.seen.plan.problem.event.participants:
            for name, value in person.attributes.items():
                counts[name] = counts.get(name, 0) + bool(value)
        return max(counts, key=lambda name: counts[name], default="")

    def _orders(self) -> list[str]:
        return [order for order in ORDERS if order != "group" or self._attribute()]

    def action_order(self) -> None:
        orders = self._orders()
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.refresh_view()

    def action_repeats(self) -> None:
        self.repeats_only = not self.repeats_only
        self.refresh_view()

    def go_to_round(self, step: int) -> Message | None:
        if self.order != "table":
            self.order = "table"
        else:
            self.round = (self.round + step) % self.seen.schedule.rounds
        self.refresh_view()
        return None

    @on(Heatmap.Moved)
    def _moved(self) -> None:
        self.query_one("#heat-heading", Static).update(Text(self._heading()))
        legend, marks = self.heatmap.legend(), self.heatmap.legend_of_marks()
        if marks:
            legend.append("\n" + marks)
        self.query_one("#heat-legend", Static).update(legend)
        self.query_one("#heat-cell", Static).update(Text(self.cell()))

    @on(Heatmap.Chosen)
    def _look(self, event: Heatmap.Chosen) -> None:
        event.stop()
        self.app.push_screen(PersonDialog(self.seen, event.person))

    def _heading(self) -> str:
        order = say(ORDERS[self.order], round=self.round + 1, attribute=self._attribute())
        what = _("Repeats only") if self.repeats_only else _("All meetings")
        size = self.heatmap.size_of_block
        scale = _("one cell for a pair") if size == 1 else say("{size} people to a cell", size=size)
        problem, across = self.seen.plan.problem, []
        if problem.counting.side is not None:
            one, other = side_names(problem.event)
            across = [f"{safe(one)} ↓ {safe(other)} →"]
        return " · ".join((what, *across, order, scale))

    def cell(self) -> str:
        """Who is under the cursor, and how often they meet."""
        if not self.seen.schedule.people:
            return ""
        if self.repeats_only and not self.heatmap.heat.repeats:
            return _("Nobody meets anybody twice.")
        if self.heatmap.size_of_block > 1:
            return self._block()
        return pair(self.seen, *self.heatmap.people_under_cursor())

    def _block(self) -> str:
        heatmap, names = self.heatmap, self.seen.names
        size, row, column = heatmap.size_of_block, heatmap.row, heatmap.column
        heat = heatmap.heat
        blocks = heat.people_of(row, size), heat.people_across(column, size)
        spans = [
            say("{extent} ({first} to {last})", extent=extent,
                first=names[int(people[0])], last=names[int(people[-1])])
            for people, extent in zip(
                blocks, (heatmap.extent(row), heatmap.extent(column, across=True)), strict=True
            )
        ]  # fmt: skip
        meetings = int(heat.meetings(row, size, column, 1)[0])
        twice = np.array_equal(*blocks)
        return say(
            "{one} with {other}: meetings {count}",
            one=spans[0], other=spans[1], count=meetings // (2 if twice else 1),
        )  # fmt: skip


def pair(seen: Seen, one: int, other: int) -> str:
    """How often two people meet, and when."""
    names = [safe(seen.names[i]) for i in (one, other)]
    if one == other:
        return say("{name}: meets {others} others, {again} again", name=names[0],
                   others=int(seen.met[one]), again=int(seen.again[one]))  # fmt: skip
    rounds = rounds_met(seen.schedule, one, other)
    template = N_("{one} and {other} never meet")
    if len(rounds) == 1:
        template = N_("{one} and {other} meet once, in round {rounds}")
    elif rounds:
        template = N_("{one} and {other} meet {times} times, in rounds {rounds}")
    said = say(template, one=names[0], other=names[1], times=len(rounds), rounds=numbered(rounds))
    return "; ".join((said, *special(seen, one, other)))


def special(seen: Seen, one: int, other: int) -> Iterator[str]:
    """What is to be said of two people besides how often they meet."""
    counting = seen.plan.problem.counting
    if counting.counts is not None and not counting.counts[one, other]:
        yield _("it does not count")
    if counting.wished is not None and counting.wished[one, other]:
        yield _("they suit each other")
    if counting.known is not None:
        low, high = sorted((one, other))
        if ((counting.known[:, 0] == low) & (counting.known[:, 1] == high)).any():
            yield _("they met at an earlier event")


def order_of(seen: Seen, order: str, round_: int, attribute: str) -> Longs | None:
    """(N,) the person at each place; None for the order of the list."""
    match order:
        case "table":
            return by_table(seen.schedule, round_)
        case "group":
            people = seen.plan.problem.event.participants
            return by_group([person.attribute(attribute) or "" for person in people])
        case "meetings":
            return by_meetings(seen.met)
    return None

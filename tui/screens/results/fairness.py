"""Fairness and VIPs: how evenly meetings are spread."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from planner.messages import N_
from planner.metrics import Spread, shares
from tui.cli.report import figures, more_figures
from tui.planning.seen import Seen
from tui.screens.results.pane import Facts, Pane
from tui.texts import _, number, say
from tui.widgets.distribution import Distribution
from tui.widgets.table import Column, ListPane, Table


class Fairness(Pane):
    TITLE = N_("Fairness")

    def __init__(self) -> None:
        super().__init__(id="fairness")

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="fairness-all"):
            yield Static(
                _("How many people (right) meet how many others (left)"), classes="heading"
            )
            yield Distribution(id="distribution")
            yield Facts(id="fairness-facts")

    @property
    def main(self) -> Widget:
        return self.query_one("#fairness-all")

    def refresh_view(self) -> None:
        metrics = self.seen.plan.metrics
        self.query_one(Distribution).show(metrics.all.distribution)
        said = _("Per person")  # as the first rows say better
        more = more_figures(metrics, self.seen.plan.bound)
        self.query_one(Facts).show(
            [
                *spread_rows(metrics.all),
                *figures(metrics, self.seen.plan.bound),
                *(row for row in more if row[0] != said),
            ]
        )


def spread_rows(spread: Spread) -> list[tuple[str, str]]:
    return [
        (
            _("Others met"),
            say(
                "fewest {min}, median {median:.1f}, most {max}",
                min=spread.min, median=spread.median, max=spread.max,
            ),
        ),
        (
            _("Spread"),
            say(
                "deviation {deviation:.2f}, Gini {gini:.3f} (0: all meet equally many)",
                deviation=spread.deviation, gini=spread.gini,
            ),
        ),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guest:
    """What one VIP gets."""

    index: int
    name: str
    met: int
    shortfall: int
    again: int


class Vips(Pane):
    TITLE = N_("VIPs")

    def __init__(self) -> None:
        super().__init__(id="vips")
        self.table: Table[Guest] = Table(
            [
                Column("name", N_("Name"), lambda row: row.name, grows=True),
                Column("met", N_("Meets"), lambda row: number(row.met),
                       sort=lambda row: row.met, right=True),
                Column("shortfall", N_("Could meet more"), lambda row: number(row.shortfall),
                       sort=lambda row: -row.shortfall, right=True),
                Column("again", N_("Again"), lambda row: number(row.again),
                       sort=lambda row: -row.again, right=True),
            ],
            lambda row: row.index,
            sort="met",
            id="guests",
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        yield Facts(id="vip-facts")
        yield ListPane(
            self.table,
            empty=N_("Nobody is marked as VIP. Mark people in the list of people."),
        )

    @property
    def main(self) -> Widget:
        return self.table

    def refresh_view(self) -> None:
        seen = self.seen
        metrics = seen.plan.metrics
        rows: list[tuple[str, str]] = []
        for label, spread in ((_("VIPs"), metrics.vips), (_("Everybody else"), metrics.others)):
            if spread is not None:
                rows.append((label, _met(spread)))
        if metrics.vips and metrics.others:
            rows.append((_("Advantage"), say(
                "VIPs meet {more:.1f} more on average; the worst-off is {behind} behind the "
                "best-off of the others", more=metrics.vip_advantage, behind=metrics.vip_behind,
            )))  # fmt: skip
        self.query_one(Facts).show(rows)
        self.table.show(guests(seen))

    def leave(self) -> bool:
        pane: ListPane[Guest] = self.query_one(ListPane)
        if pane.filtering:
            pane.clear()
            return True
        return False


def guests(seen: Seen) -> list[Guest]:
    each = shares(seen.plan.problem, seen.schedule, seen.plan.bound)
    return [
        Guest(
            index,
            seen.names[index],
            int(each.unique[index]),
            int(each.shortfall[index]),
            int(each.repeats[index]),
        )
        for index in seen.vip.nonzero()[0].tolist()
    ]


def _met(spread: Spread) -> str:
    return say(
        "{people}: meet {min} to {max} others, mean {mean:.1f}; gap {gap}",
        people=spread.people, min=spread.min, max=spread.max, mean=spread.mean, gap=spread.gap,
    )  # fmt: skip

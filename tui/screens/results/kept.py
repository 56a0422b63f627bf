"""Rules kept: each hard rule of the event, and how often the plan breaks it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Final

from textual.app import ComposeResult
from textual.widget import Widget

from planner.breaches import Broken
from planner.messages import N_
from tui.planning.seen import Seen
from tui.screens.results.pane import Pane
from tui.texts import _, number, say, translate
from tui.widgets.table import Column, ListPane, Table

KINDS: Final = {
    "seats": N_("People beyond the seats of their table"),
    "unknown_tables": N_("Seats at tables that do not exist"),
    "attendance": N_("People seated while away, or there and not seated"),
    "mismatched": N_("Pairs at tables of two whose meeting does not count"),
}
"""What no rule of the organizer names."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    number: int
    rule: str
    broken: int
    past: int = 0
    """How often in the rounds that are over; that is nothing to be mended."""
    unbalance: int | None = None
    """Of a rule that is not kept or broken but held more or less: people beyond a fair share."""

    @property
    def kept(self) -> str:
        if self.unbalance:
            return say("≈ off {count}", count=self.unbalance)
        return _("✗ no") if self.broken else _("✓ yes")

    @property
    def times(self) -> str:
        """How often it is broken."""
        if self.past:
            return say("{coming}, before {past}", coming=self.broken, past=self.past)
        return number(self.broken) if self.broken else ""


class Kept(Pane):
    TITLE = N_("Rules kept")

    def __init__(self) -> None:
        super().__init__(id="kept")
        self.table: Table[KeptRow] = Table(
            [
                Column("kept", N_("Kept"), lambda row: row.kept,
                       sort=lambda row: (-row.broken, -(row.unbalance or 0))),
                Column("rule", N_("Rule"), lambda row: row.rule, grows=True),
                Column("broken", N_("Violations"), lambda row: row.times,
                       sort=lambda row: -row.broken, right=True),
            ],
            lambda row: row.number,
            id="rules-kept",
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        yield ListPane(self.table, empty=N_("This event has no rules to be kept."))

    @property
    def main(self) -> Widget:
        return self.table

    def refresh_view(self) -> None:
        self.table.show(rows(self.seen))

    def leave(self) -> bool:
        pane: ListPane[KeptRow] = self.query_one(ListPane)
        if pane.filtering:
            pane.clear()
            return True
        return False


def rows(seen: Seen) -> list[KeptRow]:
    """The rules by name, those broken first, and before them what else is wrong."""
    metrics = seen.plan.metrics
    wrong = [
        KeptRow(0, _(KINDS[field.name]), getattr(metrics.broken, field.name))
        for field in fields(Broken)
        if field.name in KINDS and getattr(metrics.broken, field.name)
    ]
    if seen.fits:
        named = [
            KeptRow(0, translate(kept.rule), kept.broken, kept.past, kept.unbalance)
            for kept in metrics.rules
        ]
    else:
        named = [
            KeptRow(
                0, say("Rule {number} of when the plan was made", number=number), rule["broken"]
            )
            for number, rule in enumerate(seen.kept.metrics["rules"], 1)
        ]
    ordered = sorted(named, key=lambda row: -row.broken)
    return [replace(row, number=number) for number, row in enumerate([*wrong, *ordered])]

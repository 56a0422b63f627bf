"""Rules kept: each hard rule of the event, and how often the plan breaks it."""

from __future__ import annotations

from dataclasses import dataclass, fields
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
}
"""What no rule of the organizer names."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    number: int
    rule: str
    broken: int


class Kept(Pane):
    TITLE = N_("Rules kept")

    def __init__(self) -> None:
        super().__init__(id="kept")
        self.table: Table[KeptRow] = Table(
            [
                Column("kept", N_("Kept"), lambda row: _("✗ no") if row.broken else _("✓ yes"),
                       sort=lambda row: -row.broken),
                Column("rule", N_("Rule"), lambda row: row.rule, grows=True),
                Column("broken", N_("Violations"),
                       lambda row: number(row.broken) if row.broken else "",
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
        (_(KINDS[field.name]), getattr(metrics.broken, field.name))
        for field in fields(Broken)
        if field.name in KINDS and getattr(metrics.broken, field.name)
    ]
    if seen.fits:
        named = [(translate(kept.rule), kept.broken) for kept in metrics.rules]
    else:
        kept = seen.kept.metrics["rules"]
        named = [
            (say("Rule {number} of when the plan was made", number=number), rule["broken"])
            for number, rule in enumerate(kept, 1)
        ]
    ordered = sorted(named, key=lambda rule: -rule[1])
    return [KeptRow(number, *rule) for number, rule in enumerate([*wrong, *ordered])]

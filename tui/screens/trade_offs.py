"""The trade-offs: other plans found with one, between meetings, fairness and repeats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from planner.messages import N_, Message, refuse
from planner.recall import arranged
from tui.planning.run import make_current
from tui.screens.dialog import Dialog
from tui.texts import _, number
from tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from planner.kept_plans import KeptPlan
    from planner.records import PlanRecord
    from tui.app import PlannerApp
    from tui.store.unit import Unit

TAKEN: Final = N_("taken from the trade-offs")
"""The method of such a plan."""


@dataclass(frozen=True)
class TradeOff:
    index: int
    """In the front; -1 for the plan itself."""
    metrics: Mapping[str, Any]

    def figure(self, name: str) -> int:
        return int(self.metrics[name])

    @property
    def score(self) -> int:
        return int(self.metrics["quality"]["score"])


def _column(name: str, title: str) -> Column[TradeOff]:
    return Column(
        name, title, lambda row: number(row.figure(name)),
        sort=lambda row: row.figure(name), right=True,
    )  # fmt: skip


class TradeOffs(Dialog[int]):
    """Dismissed with the index in the front; -1 for the plan itself."""

    CSS_PATH = "trade_offs.tcss"
    HINT = N_("enter takes it, esc or F4 leaves")
    COLUMNS: ClassVar = (
        Column[TradeOff]("mark", "", lambda row: "●" if row.index < 0 else ""),
        _column("unique", N_("Meetings")),
        _column("gap", N_("Gap")),
        _column("most_of_one_pair", N_("Most together")),
        _column("over_twice", N_("Over twice")),
        Column[TradeOff]("score", N_("Score"), lambda row: number(row.score),
                         sort=lambda row: row.score, right=True),
    )  # fmt: skip

    def __init__(self, kept: KeptPlan) -> None:
        super().__init__()
        self._kept = kept

    def heading(self) -> str:
        return _("Trade-offs: the plan, and others")

    def compose_body(self) -> ComposeResult:
        yield Table[TradeOff](self.COLUMNS, lambda row: row.index, sort="unique", descending=True)
        yield Static(Text(_(
            "More meetings cost fairness, or let some sit together more often. ● is the plan now."
        )), classes="dialog--text")  # fmt: skip

    def on_mount(self) -> None:
        rows = [TradeOff(-1, self._kept.metrics)]
        rows += [TradeOff(i, other["metrics"]) for i, other in enumerate(self._kept.front)]
        table: Table[TradeOff] = self.query_one(Table)
        table.styles.height = len(rows) + 1
        table.show(rows)
        table.move_to(-1)
        table.focus()

    @on(Table.Chosen)
    def _chosen(self, event: Table.Chosen) -> None:
        self.dismiss(event.item.index)


async def take_trade_off(
    shell: PlannerApp, event_id: str, record: PlanRecord, kept: KeptPlan
) -> None:
    """Shows the trade-offs of a plan; the one taken is kept as a plan of its own and current."""
    index = await shell.ask(TradeOffs(kept))
    if index is None or index < 0:
        return

    def take(unit: Unit) -> None:
        contents = unit.contents(event_id)
        if contents is None or contents.digest != record.digest:
            raise refuse("event-changed", N_("The event was changed meanwhile; look again."))
        event = replace(
            arranged(contents.planned(), kept),
            seed=record.seed, effort=record.effort, priority=record.priority,
        )  # fmt: skip
        make_current(unit, contents.event, unit.add_plan(event_id, event, _taken(kept, index)))

    await shell.write(N_("Taking a trade-off"), take)
    shell.tell(Message("taken", N_("Taken; this is a new version, u takes it back.")))


def _taken(kept: KeptPlan, index: int) -> dict[str, Any]:
    """A plan of the front as a plan of its own, the one it is taken instead of in its front."""
    itself = {"seating": kept.seating, "metrics": kept.metrics, "proof": kept.proof}
    others = [itself, *(other for i, other in enumerate(kept.front) if i != index)]
    taken = kept.front[index]
    return {**taken, "proof": {**taken["proof"], "method": TAKEN}, "front": others}

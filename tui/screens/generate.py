"""Generate: one key plans; what it comes to is watched, compared, and kept."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Static

from planner.event import Effort, Priority
from planner.messages import N_, Message, Refusal, refuse
from planner.records import PlanRecord, RoundRecord
from tui.actions import (
    NOT_PLANNING,
    OTHER_PLANS,
    OUT_OF_DATE,
    PLAN,
    PLAN_CHOSEN,
    PLANNING,
    Need,
)
from tui.bindings import bindings
from tui.planning.lines import run_lines
from tui.planning.remedies import refusal_text
from tui.planning.run import SEED_LIMIT, TRIES_LIMIT, Run, make_current
from tui.running.fitting import evening_of
from tui.screens.choose import Choose
from tui.screens.event import EventScreen
from tui.screens.form import Form, Question
from tui.sections import SECTIONS
from tui.texts import _, number, percent, say
from tui.widgets.live import Live
from tui.widgets.table import Column, ListPane, Table

if TYPE_CHECKING:
    from planner.kept_plans import KeptPlan
    from planner.records import EventRecord
    from tui.planning.seen import Seen
    from tui.store.store import Store

REDRAW: Final = 0.25
"""Seconds between two looks at a run."""
TRIES: Final = 5

EFFORTS: Final[dict[Effort, str]] = {
    "quick": N_("quick"), "normal": N_("normal"), "thorough": N_("thorough"),
}  # fmt: skip
PRIORITIES: Final[dict[Priority, str]] = {
    "balanced": N_("fairness first"), "most-meetings": N_("most meetings first"),
}  # fmt: skip

_RESULTS: Final = next(section for section in SECTIONS if section.id == "results")


@dataclass(frozen=True, eq=False)
class Desk:
    """What is read: the event, its plans, and the trade-offs of the current one."""

    event: EventRecord
    plans: tuple[PlanRecord, ...]
    plan: PlanRecord | None
    kept: KeptPlan | None
    """None where there is no plan, or not all of it."""
    digest: str
    goes_by: bool = False
    """Whether an evening that has begun goes by the current plan."""
    begun: bool = False
    """Whether a round has begun: only the rest can be planned."""

    @property
    def fits(self) -> bool:
        return self.plan is not None and self.fits_event(self.plan)

    def fits_event(self, plan: PlanRecord) -> bool:
        if self.goes_by or self.begun:  # not the list counts any more, but who is there
            return self.goes_by and plan == self.plan
        return plan.digest == self.digest


@dataclass(frozen=True, slots=True)
class Tried:
    """A plan in the list."""

    record: PlanRecord
    current: bool
    fits: bool


class GenerateScreen(EventScreen["Desk | None"]):
    SECTION = "generate"
    PLACES = (*EventScreen.PLACES, SECTION)
    BINDINGS: ClassVar = [*EventScreen.BINDINGS, *bindings(SECTION)]
    CSS_PATH = "generate.tcss"
    HELP = N_(
        "p plans the event; you may look elsewhere meanwhile, and c ends it with the best plan so "
        "far. The same seed gives the same plan; m tries several seeds and keeps the best. Every "
        "plan found is kept in the list: enter makes another one the current plan. After a change "
        "of the event r plans again so that few people get other seats."
    )

    desk: Desk | None = None
    _timer: Timer | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="settings")
        yield Static(id="state")
        yield Live(id="run")
        yield Static(id="refused")
        table: Table[Tried] = Table(_COLUMNS, lambda row: row.record.id, id="tries")
        yield ListPane(table, empty=N_("No plan yet. Press p to make one."))

    @property
    def table(self) -> Table[Tried]:
        return self.query_one("#tries", Table)

    @property
    def run(self) -> Run | None:
        """What is being planned for this event."""
        return self.shell.planning.of(self.event_id)

    # --- what it shows

    def read(self, store: Store) -> Desk | None:
        with store.reading() as reader:
            contents = reader.contents(self.event_id)
            if contents is None:
                return None
            event, plan, kept, goes_by = contents.event, contents.plan, None, False
            if plan is not None:
                with suppress(Refusal):  # the rest of it may still come from another device
                    kept = reader.unpack(plan)
                    goes_by = evening_of(reader, event, plan, kept) is not None
            begun = any(round_.started for round_ in reader.all(RoundRecord, self.event_id))
            return Desk(event, contents.plans, plan, kept, contents.digest, goes_by, begun)

    def show(self, data: Desk | None) -> None:
        self.desk = data
        if data is None:
            return
        self.query_one("#settings", Static).update(Text(_settings(data.event)))
        self.query_one("#state", Static).update(_state(data))
        self.table.show(
            [Tried(plan, plan == data.plan, data.fits_event(plan)) for plan in data.plans]
        )
        self._look()

    async def on_screen_resume(self) -> None:
        await super().on_screen_resume()
        self._look()

    def _look(self) -> None:
        """Shows the run; looks again and again as long as there is one."""
        if not self.is_mounted or self.shell.leaving:
            return
        run = self.run
        live = self.query_one(Live)
        if (run is not None) != live.display:
            live.display = run is not None
            self.refresh_keys()
        if run is not None:
            live.show(run_lines(run))
        self._show_refusal(self.shell.planning.refused.get(self.event_id, ()) if not run else ())
        if run is not None and self._timer is None:
            self._timer = self.set_interval(REDRAW, self._look)
        elif run is None and self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _show_refusal(self, messages: tuple[Message, ...]) -> None:
        box = self.query_one("#refused", Static)
        if bool(messages) or box.display:
            box.display = bool(messages)
            box.update(Text(refusal_text(messages)))

    # --- what can be done

    def meets(self, need: Need) -> bool:
        desk = self.desk
        match need:
            case _ if need is PLANNING:
                return self.run is not None
            case _ if need is NOT_PLANNING:
                return self.shell.planning.run is None
            case _ if need is PLAN:
                return desk is not None and desk.kept is not None
            case _ if need is OUT_OF_DATE:
                return desk is not None and not desk.fits
            case _ if need is OTHER_PLANS:
                return desk is not None and desk.fits and bool(desk.kept and desk.kept.front)
            case _ if need is PLAN_CHOSEN:
                return self.table.current is not None
        return super().meets(need)

    def leave(self) -> bool:
        pane: ListPane[Tried] = self.query_one(ListPane)
        if pane.filtering:
            pane.clear()
            return True
        return False

    @on(Table.Moved)
    @on(Table.Changed)
    def _other_row(self) -> None:
        self.refresh_keys()

    @property
    def _event(self) -> EventRecord:
        assert self.event is not None
        return self.event

    async def action_plan(self) -> None:
        await self._plan()

    async def action_several(self) -> None:
        questions = [
            Question("first", N_("First seed"), str(self._event.seed), parse=_seed),
            Question("tries", N_("How many seeds"), str(TRIES), parse=_tries),
        ]
        answers = await self.shell.ask(Form(_("Try several seeds"), questions))
        if answers is not None:
            first = answers["first"]
            await self._plan(tuple(range(first, first + answers["tries"])))

    async def action_replan(self) -> None:
        await self._plan(revise=True)

    async def _plan(self, seeds: tuple[int, ...] = (), *, revise: bool = False) -> None:
        if self.desk is not None and self.desk.begun:
            await self._plan_rest(seeds, fresh=not revise)
            return
        work = self.shell.planning.plan(self.event_id, seeds, revise=revise)
        self.call_later(self._look)
        await work

    async def _plan_rest(self, seeds: tuple[int, ...], *, fresh: bool) -> None:
        """Of an evening that has begun; what was played stays as it was."""
        from tui.screens.moves import plan_rest

        if seeds:
            raise refuse("rest-one-seed", N_(
                "Rounds have begun: p plans the rest anew, r so that few have to move."
            ))  # fmt: skip
        await plan_rest(self.shell, self.event_id, fresh=fresh)

    def action_cancel(self) -> None:
        self.shell.planning.cancel()
        self._look()

    async def action_seed(self) -> None:
        question = Question("seed", N_("Seed"), str(self._event.seed), parse=_seed)
        answers = await self.shell.ask(Form(_("Another seed"), [question]))
        if answers is not None:
            await self._change(N_("Another seed"), seed=answers["seed"])

    async def action_effort(self) -> None:
        effort = await self.shell.ask(Choose(
            _("How long to search"),
            [(name, _(_EFFORT_NOTES[name])) for name in EFFORTS],
            self._event.effort,
        ))  # fmt: skip
        if effort is not None:
            await self._change(N_("Another effort"), effort=effort)

    async def action_priority(self) -> None:
        priority = await self.shell.ask(Choose(
            _("What comes first"),
            [(name, _(_PRIORITY_NOTES[name])) for name in PRIORITIES],
            self._event.priority,
        ))  # fmt: skip
        if priority is not None:
            await self._change(N_("Another priority"), priority=priority)

    async def _change(self, title: str, **fields: object) -> None:
        event = self._event
        await self.shell.write(title, lambda unit: unit.change(event, **fields))

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.shell.action_perform("generate.take")

    async def action_take(self) -> None:
        assert self.table.current is not None
        record, event = self.table.current.record, self._event
        if self.table.current.current:
            raise refuse("current-already", N_("This is the current plan already."))
        await self.shell.write(
            N_("Another version of the plan"), lambda unit: make_current(unit, event, record)
        )
        self.shell.tell(Message("restored", N_("This version is the current plan now.")))

    async def action_trade_offs(self) -> None:
        from tui.screens.trade_offs import take_trade_off

        assert self.desk is not None
        if self.desk.plan is not None and self.desk.kept is not None:
            await take_trade_off(self.shell, self.event_id, self.desk.plan, self.desk.kept)

    async def action_print(self) -> None:
        from tui.screens.outputs import print_plan

        seen = await self.shell.read(self._seen)
        if seen is not None:
            await print_plan(self.shell, seen)

    def _seen(self, store: Store) -> Seen | None:
        from tui.planning.seen import see

        with store.reading() as reader:
            contents = reader.contents(self.event_id)
            if contents is None or contents.plan is None:
                return None
            return see(reader, contents, contents.plan)


_EFFORT_NOTES: Final[dict[Effort, str]] = {
    "quick": N_("quick: a first look"),
    "normal": N_("normal: mostly a few seconds"),
    "thorough": N_("thorough: six times as long"),
}
_PRIORITY_NOTES: Final[dict[Priority, str]] = {
    "balanced": N_("fairness first, then meetings"),
    "most-meetings": N_("meetings first, then fairness"),
}

_COLUMNS: Final = (
    Column[Tried]("current", "", lambda row: "●" if row.current else ""),
    Column[Tried]("seed", N_("Seed"), lambda row: number(row.record.seed),
                  sort=lambda row: row.record.seed, right=True),
    Column[Tried]("unique", N_("Meetings"), lambda row: number(row.record.unique),
                  sort=lambda row: row.record.unique, right=True),
    Column[Tried]("share", N_("Of limit"), lambda row: percent(_share(row.record)),
                  sort=lambda row: _share(row.record), right=True, from_width=90),
    Column[Tried]("gap", N_("Gap"), lambda row: number(row.record.gap),
                  sort=lambda row: row.record.gap, right=True),
    Column[Tried]("repeats", N_("Repeats"), lambda row: number(row.record.repeats),
                  sort=lambda row: row.record.repeats, right=True),
    Column[Tried]("score", N_("Score"), lambda row: number(math.floor(row.record.score)),
                  sort=lambda row: row.record.score, right=True),
    Column[Tried]("effort", N_("Effort"), lambda row: _(EFFORTS[row.record.effort]),
                  from_width=100),
    Column[Tried]("note", N_("Note"), lambda row: _note(row), grows=True),
)  # fmt: skip


def _share(record: PlanRecord) -> float:
    return min(record.unique / record.bound, 1.0) if record.bound else 1.0


def _note(row: Tried) -> str:
    if not row.fits:
        return _("! out of date")
    if row.record.stopped == "cancelled":
        return _("cancelled")
    if row.record.stopped == "no-search":
        return _("formulas only")
    return _("proved best") if row.record.proved else ""


def _settings(event: EventRecord) -> str:
    return say(
        "Seed {seed} · effort {effort} · {priority}",
        seed=str(event.seed),
        effort=_(EFFORTS[event.effort]),
        priority=_(PRIORITIES[event.priority]),
    )


def _state(desk: Desk) -> Text:
    if desk.plan is None:
        return Text(_("No current plan."))
    if not desk.fits:
        return Text(
            _("! The event was changed after its plan was made: r re-plans with few other seats, "
              "p plans anew."),
            style="bold",
        )  # fmt: skip
    plan = desk.plan
    return Text(
        say(
            "● The plan: {unique} of at most {bound} meetings, gap {gap}, score {score} → {key} "
            "{title}",
            unique=plan.unique,
            bound=plan.bound,
            gap=plan.gap,
            score=math.floor(plan.score),
            key=_RESULTS.key,
            title=_(_RESULTS.title),
        )
    )


def _seed(text: str) -> int:
    return _whole(text, 0, SEED_LIMIT)


def _tries(text: str) -> int:
    return _whole(text, 1, TRIES_LIMIT)


def _whole(text: str, low: int, high: int) -> int:
    digits = text.strip()
    if not digits.isdecimal() or not low <= int(digits[:12]) <= high:
        raise refuse(
            "not-between", N_("“{text}” is no whole number between {low} and {high}."),
            text=digits, low=low, high=high,
        )  # fmt: skip
    return int(digits)

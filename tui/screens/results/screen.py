"""Results: a plan from every side, and what can be done with it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from planner.messages import N_, Message, Refusal, refuse
from planner.metrics import measure
from planner.pipeline import Plan
from planner.recall import seats_changed
from planner.records import PlanRecord
from planner.schedule import Schedule
from planner.swap import Effect, swapped
from tui.actions import (
    OTHER_PLANS,
    OTHER_VERSION,
    PLAN,
    PLAN_FITS,
    ROUND_SHOWN,
    VERSION_CHOSEN,
    Need,
)
from tui.bindings import bindings
from tui.planning.seen import Seen, chosen, see, still_fits
from tui.screens.dialog import CONFIRMED, Confirm
from tui.screens.event import EventScreen
from tui.screens.outputs import export_plan, print_plan
from tui.screens.results.fairness import Fairness, Vips
from tui.screens.results.heat import HeatPane
from tui.screens.results.kept import Kept
from tui.screens.results.pane import Pane
from tui.screens.results.people import People
from tui.screens.results.rounds import Rounds
from tui.screens.results.versions import (
    BY_HAND,
    Beside,
    Versions,
    compared,
    effect_lines,
    made,
)
from tui.screens.trade_offs import take_trade_off
from tui.texts import _, say, translate
from tui.widgets.table import Table

if TYPE_CHECKING:
    from tui.store.reading import EventContents
    from tui.store.store import Store
    from tui.store.unit import Unit

VIEWS: Final[tuple[type[Pane], ...]] = (
    Rounds, People, HeatPane, Fairness, Vips, Kept, Versions,
)  # fmt: skip
COPY_LIMIT: Final = 50_000
"""Characters: terminals drop longer texts on the way to the clipboard."""


@dataclass(frozen=True, eq=False)
class Found:
    contents: EventContents
    seen: Seen | None
    problem: Message | None
    """Why there is a plan and it cannot be shown."""


class ViewBar(Static):
    """The names of the views, the one shown in brackets and reversed."""

    def show(self, current: type[Pane]) -> None:
        line = Text(no_wrap=True, overflow="ellipsis")
        for view in VIEWS:
            title = _(view.TITLE)
            if view is current:
                line.append(f"[{title}]", Style(bold=True, reverse=True))
            else:
                line.append(f" {title} ")
        self.update(line)


class ResultsScreen(EventScreen["Found | None"]):
    SECTION = "results"
    PLACES = (*EventScreen.PLACES, SECTION)
    BINDINGS: ClassVar = [*EventScreen.BINDINGS, *bindings(SECTION)]
    CSS_PATH = "results.tcss"
    HELP = N_(
        "The plan from every side; tab goes from view to view. In “By round” x marks one person, "
        "then another, and shows what exchanging the two would change before it is done; the "
        "result is a new version. ★ marks VIPs, ↺ people who meet somebody again."
    )

    seen: Seen | None = None
    view: type[Pane] = Rounds

    def __init__(self, event_id: str) -> None:
        super().__init__(event_id)
        self._making = asyncio.Lock()
        """Whoever is quick asks for the next view while one is being made."""

    def compose_body(self) -> ComposeResult:
        yield ViewBar(id="views-bar")
        yield Static(id="notice")
        yield Static(id="no-plan")
        yield Container(id="views")

    # --- what it shows

    def read(self, store: Store) -> Found | None:
        with store.reading() as reader:
            contents = reader.contents(self.event_id)
            if contents is None:
                return None
            record = chosen(contents)
            if record is None:
                return Found(contents, None, None)
            try:
                return Found(contents, see(reader, contents, record), None)
            except Refusal as refusal:
                return Found(contents, None, refusal.messages[0])

    def show(self, data: Found | None) -> None:
        self.seen = data.seen if data else None
        there = self.seen is not None
        self.query_one("#views").display = there
        missing = self.query_one("#no-plan", Static)
        missing.display = not there
        problem = data.problem if data else None
        missing.update(Text(
            translate(problem) if problem
            else _("There is no plan yet. Set people, tables and rounds, then generate one.")
        ))  # fmt: skip
        notice = self.query_one("#notice", Static)
        outdated = self.seen is not None and not self.seen.fits and not self.seen.over
        notice.set_class(outdated, "-shown")
        notice.update(Text(_("! Made before the event was changed: plan again.")))
        self.query_one(ViewBar).show(self.view)
        if there:
            for pane in self.query(Pane):
                pane.remove_class("-fresh")
            self.run_worker(self._show_view(), group="view")

    @property
    def _fits(self) -> bool:
        return self.seen is not None and self.seen.fits

    @property
    def pane(self) -> Pane | None:
        """The view that is shown; None while it is being made, or shows an older plan."""
        made = self._made
        return made if made is not None and made.has_class("-fresh") else None

    @property
    def _made(self) -> Pane | None:
        return next((pane for pane in self.query(Pane) if type(pane) is self.view), None)

    async def _show_view(self) -> None:
        async with self._making:
            if not self.query("#views"):  # closed while it waited for its turn
                return
            with self.app.batch_update():  # or a slow line gets the empty view, too
                await self._make_view()
        self.query_one(ViewBar).show(self.view)
        self.refresh_keys()

    async def _make_view(self) -> None:
        if self.seen is None:
            return
        pane = self._made
        if pane is None:
            pane = self.view()
            await self.query_one("#views").mount(pane)
        for other in self.query(Pane):
            other.display = other is pane
        if not pane.has_class("-fresh"):
            pane.show(self.seen)
            pane.add_class("-fresh")
        if self.focused is None or pane not in self.focused.ancestors:
            pane.main.focus()

    def _go_to(self, view: type[Pane]) -> None:
        self.view = view
        if self.seen is not None:
            self.run_worker(self._show_view(), group="view")

    def action_next_view(self) -> None:
        self._go_to(VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)])

    def action_previous_view(self) -> None:
        self._go_to(VIEWS[VIEWS.index(self.view) - 1])

    def action_rounds(self) -> None:
        self._go_to(Rounds)

    def action_people(self) -> None:
        self._go_to(People)

    def action_heatmap(self) -> None:
        self._go_to(HeatPane)

    def action_fairness(self) -> None:
        self._go_to(Fairness)

    def action_vips(self) -> None:
        self._go_to(Vips)

    def action_kept(self) -> None:
        self._go_to(Kept)

    def action_versions(self) -> None:
        self._go_to(Versions)

    def action_next_round(self) -> None:
        self._go_to_round(1)

    def action_previous_round(self) -> None:
        self._go_to_round(-1)

    def _go_to_round(self, step: int) -> None:
        if self.pane is not None and (message := self.pane.go_to_round(step)):
            self.shell.tell(message)

    def leave(self) -> bool:
        return self.pane is not None and self.pane.leave()

    # --- what can be done

    def meets(self, need: Need) -> bool:
        pane = self.pane
        match need:
            case _ if need is PLAN:
                return self.seen is not None
            case _ if need is PLAN_FITS:
                return self._fits
            case _ if need is ROUND_SHOWN:
                return isinstance(pane, Rounds)
            case _ if need is VERSION_CHOSEN:
                return isinstance(pane, Versions) and pane.table.current is not None
            case _ if need is OTHER_VERSION:
                current = pane.table.current if isinstance(pane, Versions) else None
                return current is not None and not current.current
            case _ if need is OTHER_PLANS:
                return self.seen is not None and bool(self.seen.kept.front)
        return super().meets(need)

    @on(Table.Moved)
    @on(Table.Changed)
    def _other_row(self) -> None:
        self.refresh_keys()

    @property
    def _seen(self) -> Seen:
        """Actions that use it need PLAN."""
        assert self.seen is not None
        return self.seen

    async def action_export(self) -> None:
        await export_plan(self.shell, self._seen)

    async def action_print(self) -> None:
        await print_plan(self.shell, self._seen)

    def action_mail(self) -> None:
        from tui.screens.mail import MailScreen

        self.shell.push_screen(MailScreen(self.event_id, "schedule"))

    async def action_copy(self) -> None:
        text = self.pane.copied() if self.pane is not None else ""
        if not text:
            raise refuse("nothing-to-copy", N_("Nothing here can be copied as text."))
        if len(text) > COPY_LIMIT:
            raise refuse("too-long-to-copy", N_("This is too long for the clipboard; export it."))
        self.app.copy_to_clipboard(text)
        self.shell.tell(Message("copied", N_("Copied, if your terminal allows it.")))

    # --- swapping

    async def action_swap(self) -> None:
        pane = self.pane
        assert isinstance(pane, Rounds)
        grid, person = pane.grid, pane.grid.person
        if person is None:
            raise refuse("nobody-here", N_("There is nobody under the cursor."))
        if grid.marked is None or grid.marked == person:
            grid.mark(None if grid.marked == person else person)
            if grid.marked is not None:
                self.shell.tell(Message("swap-marked", N_(
                    "{name}: now x on somebody at another table, esc forgets it."
                ), {"name": self._seen.names[person]}))  # fmt: skip
            return
        await self._swap(pane.round, grid.marked, person)
        grid.mark(None)

    async def _swap(self, round_: int, one: int, other: int) -> None:
        seen = self._seen
        row = seen.schedule.seating[round_]
        if row[one] == row[other]:
            raise refuse("same-table", N_("The two are at the same place in this round."))
        effect = seen.swaps.effect(round_, one, other)
        if not await self._agreed(round_, one, other, effect):
            return
        changed = seen.schedule.seating.copy()
        changed[round_] = swapped(row, one, other)
        await self._keep(N_("Swap of two people"), seen, lambda: _by_hand(seen, changed))
        self.shell.tell(Message("swapped", N_("Swapped; this is a new version, u takes it back.")))

    async def _agreed(self, round_: int, one: int, other: int, effect: Effect) -> bool:
        names = self._seen.names
        title = say("Swap {one} and {other} in round {round}?",
                    one=names[one], other=names[other], round=round_ + 1)  # fmt: skip
        lines = effect_lines(effect)
        broken = "\n".join(f"✗ {translate(rule)}" for rule in effect.breaks)
        if broken:
            lines += "\n\n" + _("This breaks:") + f"\n{broken}"
        if await self.shell.ask(Confirm(title, lines, _("Swap"))) != CONFIRMED:
            return False
        if not broken:
            return True
        sure = Confirm(_("Break these rules all the same?"), broken, _("Break them"))
        return await self.shell.ask(sure) == CONFIRMED

    async def _keep(self, title: str, seen: Seen, made_by: Any) -> None:
        """A new version of the plan, and the current one."""
        event_id = self.event_id

        def keep(unit: Unit) -> None:
            contents = unit.contents(event_id)
            if contents is None or not still_fits(unit, contents, seen):
                raise refuse("event-changed", N_("The event was changed meanwhile; look again."))
            record = unit.add_plan(event_id, seen.event, made_by())
            unit.change(contents.event, plan_id=record.id)

        await self.shell.write(title, keep)

    # --- versions

    @property
    def _version(self) -> PlanRecord:
        pane = self.pane
        assert isinstance(pane, Versions)
        assert pane.table.current is not None
        return pane.table.current.record

    @on(Table.Chosen)
    def _row_chosen(self, event: Table.Chosen) -> None:
        if isinstance(self.pane, Versions) and event.table is self.pane.table:
            self.shell.action_perform("results.compare")

    async def action_compare(self) -> None:
        version, seen = self._version, self._seen
        kept = await self.shell.read(lambda store: store.unpack(version))
        changed = seats_changed(seen.kept, kept)
        columns = _("current"), made(version.made_at)
        notes = [say("Seats that differ: {count}", count=changed)]
        self.app.push_screen(
            Beside(_("Two versions"), columns, compared(seen.record, version), notes)
        )

    async def action_restore(self) -> None:
        version, event = self._version, self._seen.contents.event
        await self.shell.write(
            N_("Another version of the plan"),
            lambda unit: unit.change(event, plan_id=version.id),
        )
        self.shell.tell(Message("restored", N_("This version is the current plan now.")))

    async def action_trade_offs(self) -> None:
        seen = self._seen
        await take_trade_off(self.shell, self.event_id, seen.record, seen.kept)


def _by_hand(seen: Seen, seating: Any) -> dict[str, Any]:
    from planner.worker import answer

    schedule = Schedule(np.ascontiguousarray(seating))
    metrics = measure(seen.plan.problem, schedule, seen.plan.bound)
    return answer(Plan(seen.plan.problem, schedule, metrics, seen.plan.bound, BY_HAND))

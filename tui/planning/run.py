"""Planning beside the screens: one run at a time, which goes on wherever the organizer looks."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from planner.messages import N_, Message, Refusal, refuse
from planner.progress import Phase, Progress
from tui.planning.process import PlannerProcess
from tui.planning.warming import Warming, is_warm

if TYPE_CHECKING:
    from planner.event import Event
    from planner.kept_plans import KeptPlan
    from planner.records import EventRecord, PlanRecord
    from tui.app import PlannerApp
    from tui.store.store import Store
    from tui.store.unit import Unit

TRIES_LIMIT: Final = 99
SEED_LIMIT: Final = 1_000_000_000
PARTING: Final = 2.0
"""Seconds that the program waits for the best plan so far when it is left."""
UNATTENDED: Final = 5.0
"""The same where nobody waits, for the line is lost or the machine shuts down."""
HISTORY: Final = 48
"""Values kept of the objective; the older ones are thinned out."""

_SHARES: Final[dict[Phase, tuple[float, float]]] = {
    "baseline": (0.0, 0.0), "improvement": (0.0, 0.75), "equity": (0.75, 0.25),
}  # fmt: skip
"""Where each phase begins in the whole, and how much of it that is, at most."""


@dataclass
class Run:
    """What is being planned now, as far as it is known."""

    event_id: str
    seeds: tuple[int, ...]
    revises: bool = False
    """Whether it keeps close to an earlier plan."""
    prepares: bool = False
    """Whether this machine has never searched before: the engine is made ready first."""
    number: int = 0
    """Which of the seeds is being tried, from 0."""
    progress: Progress | None = None
    history: list[int] = field(default_factory=list)
    """Meetings of the best plan so far, as they were told."""
    cancelled: bool = False
    began: float = field(default_factory=time.monotonic)
    seed_began: float = field(default_factory=time.monotonic)

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    @property
    def preparing(self) -> bool:
        told = self.progress
        searching = told is not None and told.phase == "improvement" and told.share == 0
        return self.prepares and searching

    @property
    def left(self) -> float | None:
        """Seconds to go, at most, if it goes on as it did; None while that is unknown."""
        if self.progress is None:
            return None
        begin, part = _SHARES[self.progress.phase]
        done = begin + part * self.progress.share
        if done <= 0.02 or self.preparing:
            return None
        spent = time.monotonic() - self.seed_began
        of_one = max(spent / done, spent)
        more = max(len(self.seeds), 1) - self.number - 1
        return of_one - spent + of_one * more

    def told(self, progress: Progress) -> None:
        self.progress = progress
        if progress.unique:
            self.history.append(progress.unique)
            if len(self.history) > HISTORY:
                del self.history[1::2]

    def next_seed(self, number: int) -> None:
        self.number, self.progress = number, None
        self.history.clear()
        self.seed_began = time.monotonic()


class Planning:
    """The run there is, if any, and the last refusal of each event."""

    def __init__(self, shell: PlannerApp, process: PlannerProcess | None = None) -> None:
        self.process = process or PlannerProcess()
        self.warming = Warming()
        self.run: Run | None = None
        self.refused: dict[str, tuple[Message, ...]] = {}
        """By event, why its last run gave no plan."""
        self._shell = shell
        self._idle = asyncio.Event()
        self._idle.set()

    def of(self, event_id: str) -> Run | None:
        """The run of an event."""
        return self.run if self.run is not None and self.run.event_id == event_id else None

    def cancel(self) -> None:
        """The best plan so far will be kept."""
        if self.run is not None:
            self.run.cancelled = True
            self.process.cancel()

    async def close(self) -> None:
        """Ends every process."""
        await self.warming.close()
        await self.process.close()

    async def finish(self, patience: float = PARTING) -> None:
        """At the end of the program: keeps the best plan so far, if that takes only moments."""
        self.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._idle.wait()

    async def plan(self, event_id: str, seeds: Sequence[int] = (), *, revise: bool = False) -> None:
        """Plans an event, with its own seed or several, and keeps every plan found.

        The best becomes the current one, unless that is as good. With `revise`, one that is
        close to the current one instead. Raises Refusal; every failure is also told in `refused`.
        """
        if self.run is not None:
            raise refuse("planning-already", N_("An event is being planned; c ends that."))
        self.refused.pop(event_id, None)
        self.run = Run(event_id, tuple(seeds), revise)
        self._idle.clear()
        try:
            self.run.prepares = not await asyncio.to_thread(is_warm)
            await self._try_all(self.run)
        except Refusal as refusal:
            if self.run.cancelled and refusal.messages[0].code == "not-found":
                raise refuse(
                    "cancelled-early",
                    N_("Cancelled before there was a plan; nothing has changed."),
                ) from None
            named = await self._shell.read(lambda store: _objections(store, event_id))
            self.refused[event_id] = named or refusal.messages
            raise Refusal(*self.refused[event_id]) from refusal
        finally:
            self.run = None
            self._idle.set()

    async def ask(self, event_id: str, request: bytes) -> Any:
        """One answer of the planner, of which nothing is kept yet. Raises Refusal."""
        if self.run is not None:
            raise refuse("planning-already", N_("An event is being planned; c ends that."))
        self.run = Run(event_id, (), revises=True)
        self._idle.clear()
        try:
            self.run.prepares = not await asyncio.to_thread(is_warm)
            return await self.process.plan(request, self.run.told)
        finally:
            self.run = None
            self._idle.set()
            self.process.prepare()  # for the next change, which is to take no longer

    async def _try_all(self, run: Run) -> None:
        kept: list[Kept] = []
        seeds = run.seeds or (None,)
        for number, seed in enumerate(seeds):
            run.next_seed(number)
            kept.append(await self._try(run, seed))
            if run.cancelled:
                break
        self._tell(run, kept)

    async def _try(self, run: Run, seed: int | None) -> Kept:
        task = await self._shell.read(_preparing(run, seed))
        answer = await self.process.plan(task.request, run.told)
        title = N_("Changed plan") if run.revises else N_("Plan with seed {seed}")
        return await self._shell.write(
            title, lambda unit: _keep(unit, task, answer), seed=task.event.seed
        )

    def _tell(self, run: Run, kept: Sequence[Kept]) -> None:
        last = kept[-1]
        best = next((one for one in reversed(kept) if one.is_current), last)
        record = best.record
        params: dict[str, Any] = {
            "seed": record.seed, "unique": record.unique, "bound": record.bound, "gap": record.gap,
            "moved": last.moved, "tries": len(kept),
        }  # fmt: skip
        if run.revises:
            template = N_(
                "Re-planned; people with other seats: {moved}. {unique} of {bound} meetings, gap "
                "{gap}."
            )
        elif not best.is_current:
            template = N_(
                "The plan you have is as good or better and stays; the new one is in the list."
            )
        elif len(kept) > 1:
            template = N_(
                "{tries} seeds tried: seed {seed} is best, {unique} of {bound} meetings, gap {gap}."
            )
        elif record.proved:
            template = N_("Proved best: {unique} meetings, no plan has more; gap {gap}.")
        else:
            template = N_("The plan is made: {unique} of {bound} meetings, gap {gap}.")
        told = Message("planned", template, params)
        if run.cancelled:
            told = Message("cancelled", N_("Cancelled, and the best so far is kept. {told}"),
                           {"told": told})  # fmt: skip
        self._shell.tell(told)


@dataclass(frozen=True)
class Task:
    """What one process is asked."""

    event_id: str
    event: Event
    request: bytes
    previous: KeptPlan | None


@dataclass(frozen=True)
class Kept:
    """A plan that was found, in the store."""

    record: PlanRecord
    is_current: bool
    """Whether it became the current one."""
    moved: int = 0
    """People whose seats differ from those of the plan before."""


def _preparing(run: Run, seed: int | None) -> Callable[[Store], Task]:
    """Reads what is to be planned; in a thread, for a large event is a large form."""

    def prepare(store: Store) -> Task:
        from planner.form import event_to_form

        with store.reading() as reader:
            contents = reader.contents(run.event_id)
            if contents is None:
                raise _gone()
            event = contents.planned()
            plan = contents.plan if run.revises else None
            previous = None if plan is None else reader.unpack(plan)
        event = event if seed is None else replace(event, seed=seed)
        request: dict[str, Any] = {"event": event_to_form(event)}
        if previous is not None:
            request["previous"] = {
                "people": previous.people, "tables": previous.tables, "seating": previous.seating,
            }  # fmt: skip
        return Task(run.event_id, event, json.dumps(request).encode(), previous)

    return prepare


def _objections(store: Store, event_id: str) -> tuple[Message, ...]:
    """What the planner has against an event, with people, tables and rules as they are known."""
    from tui.preparing.rulebook import objections

    contents = store.contents(event_id)
    return tuple(o.message for o in objections(contents)) if contents is not None else ()


def _keep(unit: Unit, task: Task, answer: Any) -> Kept:
    """Keeps a plan, and makes it the current one if it is better, or a changed one."""
    from planner.kept_plans import keep_plan
    from planner.recall import people_moved

    contents = unit.contents(task.event_id)
    if contents is None:
        raise _gone()
    record, parts = keep_plan(task.event_id, task.event, answer, datetime.now(UTC))
    same = next((plan for plan in contents.plans if _is_same(plan, record)), None)
    if same is None:
        unit.add(record, *parts)
    else:
        record = same  # one version of it is enough
    current = contents.plan
    if task.previous is not None:
        moved = people_moved(task.previous, unit.unpack(record))
    elif current is None or current.digest != record.digest or record.id == current.id:
        moved = 0
    elif _rank(unit, task.event, record) >= _rank(unit, task.event, current):
        return Kept(record, is_current=False)
    else:
        moved = 0
    make_current(unit, contents.event, record)
    return Kept(record, is_current=True, moved=moved)


def _is_same(one: PlanRecord, other: PlanRecord) -> bool:
    return (one.content, one.digest, one.seed) == (other.content, other.digest, other.seed)


def make_current(unit: Unit, event: EventRecord, plan: PlanRecord) -> None:
    """The plan of this event from now on."""
    unit.change(event, plan_id=plan.id, state="planned" if event.state == "draft" else event.state)


def _rank(unit: Unit, event: Event, record: PlanRecord) -> tuple[int, ...]:
    """Smaller is better, by the priority of the event."""
    from planner.recall import recall

    return recall(event, record, unit.unpack(record), {}, fits=True).key


def _gone() -> Refusal:
    return refuse("event-gone-meanwhile", N_("The event is not there any more."))

"""From a problem to a plan in three phases: baseline, improvement, equity."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal, TypeVar

import numpy as np

from planner.baseline import baseline, completed, cut_plane, handed_out, is_regular
from planner.bounds import Bound, bound
from planner.messages import N_, Message, Refusal
from planner.metrics import Metrics, key, measure
from planner.naming import rule_label, rule_labels
from planner.problem import Problem
from planner.progress import Phase, Progress
from planner.revision import aligned, is_as_told, keep, mend
from planner.schedule import Ints, Schedule
from planner.search.start import rested, start
from planner.validity import SEARCH_LIMIT

if TYPE_CHECKING:
    from planner.search.improve import Slice

Stopped = Literal["", "cancelled", "time-limit", "no-search"]

Found = TypeVar("Found")

log = logging.getLogger(__name__)

PROGRESS_PAUSE: Final = 0.25
"""Seconds between two progress reports, at least; a change of phase is told at once."""

DESIGN_SHARE: Final = 0.2
"""Of the improvement, where there is a search for symmetrical schedules."""
CUT_SHARE: Final = 0.85
"""Of the bound, from which on no search by lot did better than one near a plane cut down."""
POLISH_SHARE: Final = 0.4
"""Of the equity phase; what is left goes to the trade-offs."""

SEATED: Final = N_("seats by lot, as the rules allow")
SEARCHED: Final = N_("local search")
PLAYED: Final = N_("all rounds are over")
REVISED: Final = N_("few changes to an earlier plan")
DESIGNED: Final = N_("search for a symmetrical schedule")


@dataclass(frozen=True, eq=False)
class Plan:
    """A schedule with its measures and its proof."""

    problem: Problem
    schedule: Schedule
    metrics: Metrics
    bound: Bound
    method: str
    """What made it: a construction's name and source, or the search."""
    stopped: Stopped = ""
    """Why the search ended before its effort was spent; empty when it did not. `no-search`: numba
    is missing here, so there were only constructions and seats by lot."""
    front: tuple[Plan, ...] = ()
    """Other plans worth having: the trade-offs between meetings, fairness and repeats."""

    @property
    def proved_best(self) -> bool:
        """No schedule has more unique meetings."""
        return self.metrics.proved_best

    @property
    def key(self) -> tuple[int, ...]:
        """Smaller is better, by the event's priority."""
        return key(self.metrics, self.problem.priority, self.problem.event.weights.equity)

    @property
    def settled(self) -> bool:
        """Nothing that counts can get better: rules, boredom, fairness and what it is worth."""
        m = self.metrics
        fair = m.gap <= 1 and m.vip_behind == 0 and m.break_gap <= 1
        kept = m.broken.total == 0 and m.over_twice == 0 and m.value == m.value_bound
        return kept and (fair or self.problem.event.weights.equity == 0)


def make_plan(
    problem: Problem,
    *,
    previous: Ints | None = None,
    threads: int | None = None,
    time_limit: float | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Plan:
    """The best plan found within the event's effort; the same for the same event and seed.

    With `previous` (k, N), a seating made before the event was changed, it is a plan with few other
    seats instead, if it can be; FREE is there for people and tables it did not know. Rounds that
    are played stay as they were, breaks included.

    `threads` (all cores when None) changes how long it takes, not the plan; `time_limit` in
    seconds does change it. Raises Refusal where no plan that keeps every rule was found within
    the effort, and where a search is needed but numba is not there.
    """
    return _Planning(
        problem, previous, threads or cores(), time_limit, on_progress, cancelled
    ).run()


def cores() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(eq=False)
class _Planning:
    problem: Problem
    previous: Ints | None
    threads: int
    time_limit: float | None
    on_progress: Callable[[Progress], None] | None
    cancelled: Callable[[], bool] | None
    started: float = field(default_factory=time.monotonic)
    told: float = -np.inf
    phase: Phase = "baseline"
    part: tuple[float, float] = (0.0, 1.0)
    """Where in the phase the running search begins and ends."""
    stopped: Stopped = ""
    best: Plan | None = None
    cut: Plan | None = None
    """What a plane cut down to the people gives, where that is worth a search near it."""
    front: list[Plan] = field(default_factory=list)

    def run(self) -> Plan:
        self.proved = bound(self.problem)
        self._begin("baseline")
        if self.previous is None or not self._revise(self.previous):
            self._plan()
        if self.best is None or self.best.metrics.broken.total:
            raise Refusal(*_not_found(self.problem, self.best))
        log.info("done after %.2f s: %s", self._elapsed(), _figures(self.best))
        others = tuple(plan for plan in self.front if plan.key != self.best.key)
        return replace(self.best, stopped=self.stopped, front=others)

    def _revise(self, previous: Ints) -> bool:
        """A plan close to `previous`; whether there is one that keeps the rules."""
        kept = keep(self.problem, previous)
        if kept is None:
            return False
        plan = self._measured(kept, REVISED)
        self._keep(plan)
        if plan.metrics.broken.total or not is_as_told(plan.schedule.seating, previous):
            self._begin("equity")
            seating = mend(self.problem, kept, previous, self.proved, self._must_stop)
            mended = self._measured(seating, REVISED)
            if mended.key <= plan.key:
                self.best = mended
            if self.problem.pairs_only and not self._settled():
                self._construct()  # exact, and so quick that fairness need not wait
        return self.best is not None and not self.best.metrics.broken.total

    def _plan(self) -> None:
        if self.problem.past is not None and self.problem.played == self.problem.rounds:
            self._offer(self.problem.past, PLAYED)
            return
        self._construct()
        if self.best is None or self.best.metrics.broken.total:
            self._repair()
        if not self._settled():
            self._cut()
            self._search()

    def _construct(self) -> None:
        """The plan that algebra gives at once."""
        first = baseline(self.problem)
        if first is not None:
            self._offer(completed(self.problem, first), first.method)

    def _cut(self) -> None:
        """Between the regimes there is more than search finds from seatings by lot."""
        found = cut_plane(self.problem)
        if found is not None:
            plan = self._measured(completed(self.problem, found), found.method)
            self.cut = plan if plan.metrics.share >= CUT_SHARE else None

    def _repair(self) -> None:
        """A seating that keeps the rules, if one is found at once."""
        given = None if self.best is None else self.best.schedule.seating
        seating = start(self.problem, self.problem.seed, given)
        if seating is not None:
            self._offer(seating, SEATED)

    def _search(self) -> None:
        """Phases two and three; they need compiled kernels."""
        if self.problem.people > SEARCH_LIMIT:
            return
        try:
            from planner.search.designs import designed
            from planner.search.front import front
            from planner.search.improve import equalize, improve
            from planner.search.truncated import polished
        except Refusal:
            if self.best is None or self.best.metrics.broken.total:
                raise
            if self.cut is not None:
                self._keep(self.cut)
            log.warning("no search on this machine: constructions only")
            self.stopped = "no-search"
            return
        self._begin("improvement")
        begin = 0.0
        if self._may_be_designed():
            begin = DESIGN_SHARE
            self.part = (0.0, begin)
            self._design(designed)
        middle = 1.0 if self.cut is None else (1 + begin) / 2
        most = self.problem.priority == "most-meetings"
        self.part = (begin, middle)
        if self.cut is not None and most:
            self._pursue(polished, self.cut)
            self.part = (middle, 1.0)
        if self.cut is None or not most or not self.proved.forced_excess:
            self._pursue(improve, self.best)
            self.part = (middle, 1.0)
        if self.cut is not None and self._bored():
            self._pursue(polished, self.cut)
        if self.best is not None:
            self._begin("equity")
            self.part = (0.0, POLISH_SHARE)
            self._pursue(equalize, self.best)
            self.part = (POLISH_SHARE, 1.0)
            self._trade_off(front)

    def _bored(self) -> bool:
        """Some meet too often, which is what the plan is to avoid above all."""
        fair = self.problem.priority == "balanced"
        return fair and self.best is not None and self.best.metrics.over_twice > 0

    def _may_be_designed(self) -> bool:
        """Rounds without a repeat may exist, and no formula gave them."""
        free = self.best is not None and self.best.metrics.excess == 0
        return not free and not self.proved.forced_excess and is_regular(self.problem)

    def _design(self, designed: Callable[..., Ints | None]) -> None:
        """Looks for rounds without a repeat."""
        found = designed(
            self.problem.occupancy[0].tolist(),
            self.problem.rounds,
            effort=self.problem.effort,
            seed=self.problem.seed,
            threads=self.threads,
            watch=self._go_on,
        )
        if found is not None:
            self._offer(found[:, handed_out(self.problem, found)], DESIGNED)

    def _pursue(self, search: Callable[..., Ints | None], near: Plan | None) -> None:
        """Looks for a better plan than the best so far."""
        found = self._run(search, near)
        if found is not None:
            self._offer(found, SEARCHED)

    def _trade_off(self, front: Callable[..., list[Ints]]) -> None:
        """Looks for plans that are better in one respect and worse in another."""
        for seating in self._run(front, self.best) or ():
            self.front.append(self._measured(seating, SEARCHED))
            self._keep(self.front[-1])
        most = max((plan.metrics.value for plan in self.front), default=None)
        cut = self.cut
        if cut is None or cut.metrics.broken.total:  # the plane knows nothing of the rules
            return
        if most is not None and most < cut.metrics.value:
            self.front.insert(0, cut)

    def _run(self, search: Callable[..., Found], near: Plan | None) -> Found | None:
        """What a search finds, unless nothing is left to do."""
        if self._settled() or self._must_stop():
            return None
        return search(
            self.problem,
            None if near is None else near.schedule.seating,
            self.proved,
            threads=self.threads,
            seed=self.problem.seed,
            effort=self.problem.effort,
            watch=self._watch,
        )

    def _offer(self, seating: Ints, method: str) -> None:
        self._keep(self._measured(seating, method))

    def _measured(self, seating: Ints, method: str) -> Plan:
        if self.previous is not None and not self.problem.pairs_only:
            seating = aligned(self.problem, seating, self.previous)
        schedule = Schedule(rested(self.problem, seating))
        metrics = measure(self.problem, schedule, self.proved)
        return Plan(self.problem, schedule, metrics, self.proved, method)

    def _keep(self, plan: Plan) -> None:
        """As the best plan, if it is."""
        if self.best is None or plan.key < self.best.key:
            self.best = plan
            self._tell(1.0)

    def _settled(self) -> bool:
        return self.best is not None and self.best.settled

    def _begin(self, phase: Phase) -> None:
        self.phase, self.part, self.told = phase, (0.0, 1.0), -np.inf
        log.info("%s after %.2f s: %s", phase, self._elapsed(), _figures(self.best))
        self._tell(0.0)

    def _watch(self, slice_: Slice) -> bool:
        """Told by a search after every slice; says whether to go on."""
        return self._go_on(slice_.share, slice_.unique, slice_.gap)

    def _go_on(self, share: float, unique: int = 0, gap: int = 0) -> bool:
        self._tell(share, unique, gap)
        return not self._must_stop()

    def _must_stop(self) -> bool:
        if self.cancelled is not None and self.cancelled():
            self.stopped = "cancelled"
        elif self.time_limit is not None and self._elapsed() >= self.time_limit:
            self.stopped = "time-limit"
        return bool(self.stopped)

    def _tell(self, share: float, unique: int = 0, gap: int = 0) -> None:
        now = time.monotonic()
        if self.on_progress is None or now - self.told < PROGRESS_PAUSE:
            return
        self.told = now
        if self.best is not None and self.best.metrics.unique >= unique:
            unique, gap = self.best.metrics.unique, self.best.metrics.gap
        begin, end = self.part
        share = begin + (end - begin) * share
        self.on_progress(
            Progress(self.phase, share, unique, self.proved.unique, gap, self._elapsed())
        )

    def _elapsed(self) -> float:
        return time.monotonic() - self.started


def _not_found(problem: Problem, best: Plan | None) -> Iterator[Message]:
    yield Message("not-found", N_(
        "No plan that keeps every rule was found within the effort ({effort}); "
        "none is proved impossible. Try more effort, or fewer rules."
    ), {"effort": problem.effort})  # fmt: skip
    if best is None:
        return
    ruled = zip(problem.event.rules, best.metrics.rules, strict=True)
    labels = [
        rule_label(number, rule.name or rule.reason)
        for number, (rule, kept) in enumerate(ruled, 1)
        if kept.broken
    ]
    if labels:
        yield Message("still-broken", N_(
            "In the best seating found these rules stay broken: {rules}."
        ), {"rules": rule_labels(labels)})  # fmt: skip
    if best.metrics.broken.mismatched:
        yield Message("still-mismatched", N_(
            "In the best seating found two sit together whose meeting does not count: {count} "
            "times. Breaks, if they are allowed, would part them."
        ), {"count": best.metrics.broken.mismatched})  # fmt: skip


def _figures(plan: Plan | None) -> str:
    if plan is None:
        return "no plan yet"
    m = plan.metrics
    return f"{m.unique} of {m.bound} meetings, gap {m.gap}, {m.excess} repeats"

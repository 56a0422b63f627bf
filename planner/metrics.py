"""Measures of a schedule: how many meet, how fairly, and which rules hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from planner.bounds import Bound, Longs, bound, kept_together, of_each
from planner.event import Apart, Event, Participant, Priority, Seat, Table, Together
from planner.messages import N_, Message
from planner.naming import listed, rule_label
from planner.problem import FREE, Problem
from planner.rules import GroupRule, group_rules
from planner.schedule import ABSENT, BREAK, Ints, Schedule

Grade = Literal["excellent", "good", "to-improve"]

EXCELLENT: Final = 90
"""Quality score from which a plan is excellent."""
GOOD: Final = 70
"""Quality score from which a plan is good."""


@dataclass(frozen=True, slots=True)
class Broken:
    """How often each kind of hard rule is broken, counted from the seating alone."""

    seats: int = 0
    """People beyond the seats of their table."""
    unknown_tables: int = 0
    """Seats at tables that do not exist."""
    attendance: int = 0
    """People there but not seated, sent on a break that is not allowed, or seated while away."""
    together: int = 0
    """People away from their group."""
    apart: int = 0
    """Times two people who are kept apart share a table."""
    fixed: int = 0
    """People away from the table they must sit at."""

    @property
    def total(self) -> int:
        return (
            self.seats + self.unknown_tables + self.attendance
            + self.together + self.apart + self.fixed
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleKept:
    """One hard rule of the event and how often the plan breaks it."""

    rule: Message
    broken: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How different meetings are spread over some people."""

    people: int
    min: int
    mean: float
    median: float
    max: int
    deviation: float
    """Population standard deviation, in people met."""
    variation: float
    """Deviation divided by mean; 0 where nobody meets anybody."""
    gini: float
    """0 all meet equally many, towards 1 one meets all (Gini 1912)."""
    distribution: dict[int, int]
    """People met -> how many people met that many."""
    repeats_min: int
    """Meetings beyond the first with the same person: the fewest of one person."""
    repeats_max: int
    gap: int
    """Largest minus smallest shortfall against what each could reach."""


@dataclass(frozen=True, slots=True)
class Quality:
    """0 to 100: equity 40, coverage 30, repeats 30."""

    score: float
    equity: float
    """40 x share x (1 at gap <= 1, 0.6 at 2, 0.25 at 3, else 0)."""
    coverage: float
    """30 x share of the bound."""
    repeats: float
    """30 x (1 - avoidable excess / meetings)."""
    grade: Grade
    advice: tuple[Message, ...]
    """What would raise the score, what matters most first."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """All measures of one schedule. Counts are of pairs unless said otherwise."""

    unique: int
    """Pairs who meet at least once."""
    bound: int
    """No schedule has more."""
    share: float
    """unique / bound; 1 where nobody can meet, and where only broken rules allow more."""
    meetings: int
    """Meetings in all, repeats included."""
    repeats: int
    """Pairs who meet more than once."""
    excess: int
    """Meetings beyond the first of a pair."""
    avoidable_excess: int
    """Excess beyond what every schedule has."""
    most_of_one_pair: int
    over_twice: int
    """Pairs who meet more often than twice, and than the rules or the numbers force."""
    all: Spread
    vips: Spread | None
    others: Spread | None
    """Everybody who is no VIP; None without VIPs, as `all` says it."""
    gap: int
    """Equity gap: the larger of the gaps among VIPs and among the others."""
    vip_behind: int
    """Shortfall of the worst-off VIP beyond that of the best-off other, in people; at least 0."""
    vip_advantage: float
    """Mean people met of VIPs minus that of the others; 0 without VIPs."""
    repeats_spread: int
    """Largest minus smallest number of repeats of a person, those with a kept group left out."""
    table_sizes: tuple[dict[int, int], ...]
    """For each round: people at a table -> how many such tables."""
    breaks: int
    """Times somebody sits a round out."""
    most_breaks_of_one: int
    broken: Broken
    rules: tuple[RuleKept, ...]
    quality: Quality

    @property
    def proved_best(self) -> bool:
        """No schedule that keeps the rules has more unique meetings."""
        return self.unique == self.bound and not self.broken.total


@dataclass(frozen=True, eq=False, slots=True)
class Shares:
    """(N,) arrays: what each person gets."""

    unique: Longs
    """Different people met."""
    repeats: Longs
    """Meetings beyond the first with the same person."""
    kept: Longs
    """Of these, those with people kept together with by the rules."""
    shortfall: Longs
    """d_i = p_i - u_i."""


def measure(problem: Problem, schedule: Schedule, proved: Bound | None = None) -> Metrics:
    """All measures; `proved` is `bound(problem)` if it is known already.

    A plan whose tables hold other numbers of people than the problem foresees is measured against
    the bound of the problem `as_used`.
    """
    used = as_used(problem, schedule)
    if proved is None or used is not problem:
        proved = bound(used)
    codes, times = schedule.meetings()
    each = _shares(problem, codes, times, proved)
    unique, meetings = int(codes.size), int(times.sum())
    excess = meetings - unique
    avoidable = max(0, excess - proved.forced_excess)
    share = min(1.0, unique / proved.unique) if proved.unique else 1.0
    vip = problem.vip
    vips = _spread(each, vip) if vip.any() else None
    others = _spread(each, ~vip) if vips and not vip.all() else None
    everybody = _spread(each, np.ones_like(vip))
    gap = max(spread.gap for spread in (vips or everybody, others) if spread)
    broken = broken_rules(problem, schedule)
    own = each.repeats - each.kept
    breaks = (schedule.seating == BREAK).sum(axis=0)
    return Metrics(
        unique=unique,
        bound=proved.unique,
        share=share,
        meetings=meetings,
        repeats=int((times > 1).sum()),
        excess=excess,
        avoidable_excess=avoidable,
        most_of_one_pair=int(times.max(initial=0)),
        over_twice=_over_twice(problem, codes, times, proved.often),
        all=everybody,
        vips=vips,
        others=others,
        gap=gap,
        vip_behind=_vip_behind(each.shortfall, vip),
        vip_advantage=vips.mean - others.mean if vips and others else 0.0,
        repeats_spread=int(np.ptp(own)) if own.size else 0,
        table_sizes=tuple(_count(row[row > 0]) for row in _occupancy(problem, schedule)),
        breaks=int(breaks.sum()),
        most_breaks_of_one=int(breaks.max(initial=0)),
        broken=broken,
        rules=tuple(_rules_kept(problem.event, schedule)),
        quality=_quality(share, gap, avoidable, meetings, broken.total),
    )


def as_used(problem: Problem, schedule: Schedule) -> Problem:
    """The problem with as many people at its tables as the schedule has there.

    The problem itself where they are the same, whichever tables they are; plans made elsewhere may
    fill tables less evenly.
    """
    used = _occupancy(problem, schedule)
    if np.array_equal(np.sort(used, axis=1), np.sort(problem.occupancy, axis=1)):
        return problem
    return replace(problem, occupancy=used)


def key(metrics: Metrics, priority: Priority) -> tuple[int, ...]:
    """Smaller is better; the first difference decides.

    `most-meetings` puts the number of different meetings before boredom and fairness.
    """
    fair = (metrics.over_twice, max(metrics.gap, 1), metrics.vip_behind)
    most = (-metrics.unique,)
    first = most + fair if priority == "most-meetings" else fair + most
    last = (metrics.gap, metrics.excess, metrics.repeats_spread)
    return (metrics.broken.total, *first, *last)


def changes(a: Schedule, b: Schedule) -> int:
    """Seats that differ between two plans of the same people and rounds, tables taken by number."""
    return int((a.seating != b.seating).sum())


def shares(problem: Problem, schedule: Schedule, proved: Bound) -> Shares:
    """What each person gets."""
    return _shares(problem, *schedule.meetings(), proved)


def _shares(problem: Problem, codes: Longs, times: Longs, proved: Bound) -> Shares:
    unique = of_each(problem.people, codes)
    repeated = times > 1
    repeats = of_each(problem.people, codes[repeated], times[repeated] - 1)
    kept = np.zeros_like(repeats)
    if repeated.any() and not problem.is_plain:
        again = codes[repeated]
        together = np.minimum(_rounds_together(problem, again), times[repeated])
        kept = of_each(problem.people, again, np.maximum(together - 1, 0))
    return Shares(unique, repeats, kept, proved.potential - unique)


def _rounds_together(problem: Problem, codes: Longs) -> Longs:
    """In how many rounds the rules put each pair at one table."""
    left, right = np.divmod(codes, problem.people)
    total = np.zeros(codes.size, np.int64)
    for labels in kept_together(problem):
        total += labels[left] == labels[right]
    return total


def _over_twice(problem: Problem, codes: Longs, times: Longs, often: int) -> int:
    over = times > often
    if problem.is_plain or not over.any():
        return int(over.sum())
    return int((times[over] > _rounds_together(problem, codes[over])).sum())


def _vip_behind(shortfall: Longs, vip: NDArray[np.bool_]) -> int:
    if not vip.any() or vip.all():
        return 0
    return max(0, int(shortfall[vip].max()) - int(shortfall[~vip].min()))


def _spread(shares: Shares, who: NDArray[np.bool_]) -> Spread:
    unique, repeats, shortfall = shares.unique[who], shares.repeats[who], shares.shortfall[who]
    if not unique.size:
        return Spread(0, 0, 0.0, 0.0, 0, 0.0, 0.0, 0.0, {}, 0, 0, 0)
    mean, deviation = float(unique.mean()), float(unique.std())
    return Spread(
        people=int(unique.size),
        min=int(unique.min()),
        mean=mean,
        median=float(np.median(unique)),
        max=int(unique.max()),
        deviation=deviation,
        variation=deviation / mean if mean else 0.0,
        gini=_gini(unique),
        distribution=_count(unique),
        repeats_min=int(repeats.min()),
        repeats_max=int(repeats.max()),
        gap=int(np.ptp(shortfall)),
    )


def _gini(values: Longs) -> float:
    """sum over ordered pairs of |x - y| / (2 n sum x), from sorted values."""
    total = int(values.sum())
    if not total:
        return 0.0
    ranks = 2 * np.arange(1, values.size + 1) - values.size - 1
    return float((ranks * np.sort(values)).sum()) / (values.size * total)


def _count(values: NDArray[np.integer]) -> dict[int, int]:
    found, counts = np.unique(values, return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))


# Quality


def _quality(share: float, gap: int, avoidable: int, meetings: int, broken: int) -> Quality:
    fairness = {0: 1.0, 1: 1.0, 2: 0.6, 3: 0.25}.get(gap, 0.0)
    equity = 40 * share * fairness
    coverage = 30 * share
    repeats = 30 * (1 - avoidable / meetings) if meetings else 30.0
    score = equity + coverage + repeats
    grade: Grade = "excellent" if score >= EXCELLENT else "good" if score >= GOOD else "to-improve"
    return Quality(
        score, equity, coverage, repeats, grade, tuple(_advice(share, gap, avoidable, broken))
    )


def _advice(share: float, gap: int, avoidable: int, broken: int) -> Iterator[Message]:
    if broken:
        yield Message("keep-rules", N_("Keep the rules first; breaches of them: {count}."),
                      {"count": broken})  # fmt: skip
    if gap > 1:
        yield Message("close-gap", N_(
            "Even out who meets how many: the equity gap is {gap}; 1 or less gives full marks."
        ), {"gap": gap})  # fmt: skip
    if share < 1:
        yield Message("meet-more", N_(
            "More pairs may be able to meet: {share:.1%} of the proved limit do."
        ), {"share": share})  # fmt: skip
    if avoidable:
        yield Message("repeat-less", N_(
            "Fewer repeats: {count} meetings are with people met before although nothing forces it."
        ), {"count": avoidable})  # fmt: skip


# Rules


def broken_rules(problem: Problem, schedule: Schedule) -> Broken:
    """Every violation, counted from the seating: it judges plans made elsewhere just as well."""
    seating, present = schedule.seating, problem.present
    known = (seating >= 0) & (seating < problem.tables)
    unseated = (seating == ABSENT) | (seating < BREAK)
    if problem.event.breaks == "never":
        unseated |= seating == BREAK
    used = _occupancy(problem, schedule)
    beside = np.take_along_axis(seating, problem.glue, axis=1)
    left, right = problem.apart.T
    return Broken(
        seats=int(np.maximum(used - _seats(problem), 0).sum()),
        unknown_tables=int((seating >= problem.tables).sum()),
        attendance=int(np.where(present, unseated, seating >= 0).sum()),
        together=int((present & (seating >= 0) & (beside >= 0) & (seating != beside)).sum()),
        apart=int(((seating[:, left] == seating[:, right]) & (seating[:, left] >= 0)).sum()),
        fixed=int((present & known & (problem.fixed != FREE) & (seating != problem.fixed)).sum()),
    )


def _seats(problem: Problem) -> Longs:
    """(R, T) seats of each table in each round."""
    tables = problem.event.tables
    seats = np.tile(np.array([t.seats for t in tables], np.int64), (problem.rounds, 1))
    for index, table in enumerate(tables):
        for round_, number in table.seats_by_round.items():
            if round_ <= problem.rounds:
                seats[round_ - 1, index] = number
    return seats


def _occupancy(problem: Problem, schedule: Schedule) -> Ints:
    """(R, T) people at each table that exists."""
    used = np.zeros((schedule.rounds, problem.tables), np.int32)
    for row, out in zip(schedule.seating, used, strict=True):
        out += np.bincount(row[(row >= 0) & (row < problem.tables)], minlength=problem.tables)
    return used


def _rules_kept(event: Event, schedule: Schedule) -> Iterator[RuleKept]:
    groups: dict[str, list[GroupRule]] = {}
    for group in group_rules(event):
        groups.setdefault(group.label, []).append(group)
    for number, rule in enumerate(event.rules, 1):
        if isinstance(rule, Together | Apart | Seat):
            named = groups.get(rule_label(number, rule.name or rule.reason), [])
            yield RuleKept(describe(rule, event), sum(times_broken(g, schedule) for g in named))


def times_broken(group: GroupRule, schedule: Schedule) -> int:
    """Rounds in which a group is split, or a person not at her table; meetings of people apart."""
    rounds = [r for r in range(schedule.rounds) if group.holds_in(r)]
    seats = schedule.seating[np.ix_(rounds, group.people)]
    if group.kind == "apart":
        return int(Schedule(seats).meetings()[1].sum())
    if group.kind == "seat":
        return int(((seats >= 0) & (seats != group.table)).sum())
    return sum(np.unique(row[row >= 0]).size > 1 for row in seats)


def describe(rule: Together | Apart | Seat, event: Event) -> Message:
    """How reports name a rule: by its name, else by what it says."""
    if rule.name:
        return Message("rule", N_("{name}"), {"name": rule.name})
    labels = {p.id: p.label for p in event.participants}
    if isinstance(rule, Seat):
        return Message("rule-seat", N_("{who} at table {table}"),
                       {"who": labels[rule.who], "table": rule.table})  # fmt: skip
    who = listed(labels[i] for i in rule.who)
    if isinstance(rule, Together):
        return Message("rule-together", N_("{who} together"), {"who": who})
    if rule.same:
        return Message("rule-apart-same", N_("never two with the same {attribute}"),
                       {"attribute": rule.same})  # fmt: skip
    return Message("rule-apart", N_("{who} apart"), {"who": who})


# Plans without an event


def problem_of(schedule: Schedule) -> Problem:
    """The plain problem a plan made elsewhere answers: its tables, people absent where unseated."""
    seating = schedule.seating
    present = seating != ABSENT
    tables = int(seating.max(initial=0)) + 1
    occupancy = np.array(
        [np.bincount(row[row >= 0], minlength=tables) for row in seating], np.int32
    ).reshape(schedule.rounds, tables)
    people = np.arange(schedule.people, dtype=np.int32)
    return Problem(
        event=Event(
            tuple(_attending(i, there) for i, there in enumerate(present.T)),
            tuple(
                Table(str(t), n) for t, n in enumerate(occupancy.max(axis=0, initial=0).tolist())
            ),
            schedule.rounds,
            breaks="allowed" if (seating == BREAK).any() else "never",
        ),
        present=present,
        occupancy=occupancy,
        glue=np.tile(people, (schedule.rounds, 1)),
        apart=np.empty((0, 2), np.int32),
        fixed=np.full_like(seating, FREE),
        vip=np.zeros(schedule.people, bool),
    )


def _attending(index: int, there: NDArray[np.bool_]) -> Participant:
    rounds = None if there.all() else tuple((np.flatnonzero(there) + 1).tolist())
    return Participant(str(index), rounds=rounds)

"""Measures of a schedule: how many meet, how fairly, and which rules hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from planner.bounds import Bound, bound
from planner.breaches import (
    Broken,
    RuleKept,
    broken_rules,
    occupied,
    past_broken,
    rules_kept,
    unbalance,
)
from planner.certainties import kept_together
from planner.counting import side_names
from planner.event import Event, Participant, Priority, Table
from planner.messages import N_, Message
from planner.problem import FREE, Problem
from planner.schedule import ABSENT, BREAK, Ints, Schedule
from planner.tally import Longs, Tally, again, counts_of, looked_up, of_each, tally

Grade = Literal["excellent", "good", "to-improve"]

EXCELLENT: Final = 90
"""Quality score from which a plan is excellent."""
GOOD: Final = 70
"""Quality score from which a plan is good."""


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
    """Pairs who meet at least once, of those whose meetings count and who had never met before."""
    bound: int
    """No schedule has more."""
    wished: int
    """Of the unique pairs those who wish it, which makes their meeting worth two."""
    worth_bound: int
    """No schedule has more unique pairs and wished ones among them, added up."""
    value: int
    """What the plan is worth, by the weights of the event: its unique and wished pairs, less its
    unbalance."""
    value_bound: int
    """No schedule is worth more."""
    share: float
    """`worth` of `worth_bound`; 1 where nobody can meet, and where only broken rules allow more."""
    meetings: int
    """Meetings that count, repeats included."""
    repeats: int
    """Pairs who meet more than once."""
    known_again: int
    """Meetings of pairs who had met before."""
    excess: int
    """Meetings beyond the first of a pair; after an earlier one, each by the weight of that."""
    avoidable_excess: int
    """Excess beyond what every schedule with so many meetings has."""
    most_of_one_pair: int
    over_twice: int
    """Pairs who meet more often than twice, and than the rules or the numbers force."""
    unbalance: int
    """People beyond, or short of, the fair share of their tables, by the weights of the rules."""
    all: Spread
    vips: Spread | None
    others: Spread | None
    """Everybody who is no VIP; None without VIPs, as `all` says it."""
    sides: dict[str, Spread]
    """Each side by its name, in the order of `planner.counting.Counting.side`; empty without."""
    gap: int
    """Equity gap: the largest of the gaps inside a class: a side, VIPs apart."""
    vip_behind: int
    """Shortfall of the worst-off VIP beyond that of the best-off other of the side, in people; at
    least 0."""
    vip_advantage: float
    """Mean people met of VIPs minus that of the others; 0 without VIPs."""
    repeats_spread: int
    """Largest minus smallest number of repeats of a person, those with a kept group left out."""
    table_sizes: tuple[dict[int, int], ...]
    """For each round: people at a table -> how many such tables."""
    breaks: int
    """Times somebody sits a round out."""
    most_breaks_of_one: int
    break_gap: int
    """Most breaks minus fewest of a side, of those who are there and have somebody to meet in every
    round; of the side where that is more."""
    broken: Broken
    past_broken: int
    """How often rules were broken in the rounds that are over; it is not in `broken`."""
    rules: tuple[RuleKept, ...]
    quality: Quality

    @property
    def worth(self) -> int:
        """Unique pairs, wished ones counting two."""
        return self.unique + self.wished

    @property
    def proved_best(self) -> bool:
        """No schedule that keeps the rules has unique pairs that are worth more."""
        return self.worth == self.worth_bound and not self.broken.total


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
    """d_i = p_i - u_i, p_i being less by what a fair share of breaks takes."""


def measure(problem: Problem, schedule: Schedule, proved: Bound | None = None) -> Metrics:
    """All measures; `proved` is `bound(problem)` if it is known already.

    A plan whose tables hold other numbers of people than the problem foresees is measured against
    the bound of the problem `as_used`.
    """
    used = as_used(problem, schedule)
    if proved is None or used is not problem:
        proved = bound(used)
    met = tally(problem, schedule)
    breaks = breaks_of_each(schedule)
    each = _shares(problem, met, proved, breaks)
    unique, wished, meetings = met.unique, met.wishes, int(met.times.sum())
    excess = int(met.excess.sum())
    avoidable = max(0, excess - max(proved.forced_excess, meetings - proved.unique))
    share = min(1.0, (unique + wished) / proved.worth) if proved.worth else 1.0
    off = unbalance(problem, schedule)
    weights = problem.event.weights
    vip = problem.vip
    vips = _spread(each, vip) if vip.any() else None
    others = _spread(each, ~vip) if vips and not vip.all() else None
    gap = gap_of(each.shortfall, problem.classes)
    broken = broken_rules(problem, schedule)
    own = each.repeats - each.kept
    return Metrics(
        unique=unique,
        bound=proved.unique,
        wished=wished,
        worth_bound=proved.worth,
        value=weights.meetings * (unique + wished) - weights.table_balance * off,
        value_bound=proved.value,
        share=share,
        meetings=meetings,
        repeats=int((met.times > 1).sum()),
        known_again=int(met.times[~met.new].sum()),
        excess=excess,
        avoidable_excess=avoidable,
        most_of_one_pair=int(met.times.max(initial=0)),
        over_twice=_over_twice(problem, met, proved.often),
        unbalance=off,
        all=_spread(each, np.ones_like(vip)),
        vips=vips,
        others=others,
        sides=_sides(each, problem),
        gap=gap,
        vip_behind=vip_behind(each.shortfall, problem.classes),
        vip_advantage=vips.mean - others.mean if vips and others else 0.0,
        repeats_spread=int(np.ptp(own)) if own.size else 0,
        table_sizes=tuple(_count(row[row > 0]) for row in occupied(problem, schedule)),
        breaks=int(breaks.sum()),
        most_breaks_of_one=int(breaks.max(initial=0)),
        break_gap=break_gap(problem, breaks),
        broken=broken,
        past_broken=past_broken(problem, schedule),
        rules=tuple(rules_kept(problem, schedule)),
        quality=_quality(share, gap, avoidable, meetings, broken.total),
    )


def as_used(problem: Problem, schedule: Schedule) -> Problem:
    """The problem with as many people at its tables as the schedule has there.

    The problem itself where they are the same, whichever tables they are; plans made elsewhere may
    fill tables less evenly.
    """
    used = occupied(problem, schedule)
    if np.array_equal(np.sort(used, axis=1), np.sort(problem.occupancy, axis=1)):
        return problem
    if problem.pairs_only and bool((used.sum(axis=1) <= problem.occupancy.sum(axis=1)).all()):
        return problem  # two may sit out rather than meet for nothing; that proves nothing
    return replace(problem, occupancy=used)


def key(metrics: Metrics, priority: Priority, equity: int = 1) -> tuple[int, ...]:
    """Smaller is better; the first difference decides.

    `most-meetings` puts the value before boredom and fairness. `equity` is the weight of fairness;
    with 0 it does not count.
    """
    m, counts = metrics, equity > 0
    fair = (max(m.gap, 1), m.vip_behind, max(m.break_gap, 1)) if counts else ()
    first = (m.over_twice, *fair)
    both = (-m.value, *first) if priority == "most-meetings" else (*first, -m.value)
    return (m.broken.total, *both, *((m.gap,) if counts else ()), m.excess, m.repeats_spread)


def changes(a: Schedule, b: Schedule) -> int:
    """Seats that differ between two plans of the same people and rounds, tables taken by number."""
    return int((a.seating != b.seating).sum())


def shares(problem: Problem, schedule: Schedule, proved: Bound) -> Shares:
    """What each person gets."""
    return _shares(problem, tally(problem, schedule), proved, breaks_of_each(schedule))


def breaks_of_each(schedule: Schedule) -> Longs:
    """(N,): how often each person sits a round out."""
    breaks: Longs = (schedule.seating == BREAK).sum(axis=0, dtype=np.int64)
    return breaks


def potential_after(proved: Bound, breaks: Longs) -> Longs:
    """(N,): the potential of people with so many breaks (N,)."""
    taken = np.take_along_axis(proved.rests, breaks[:, None], axis=1)[:, 0]
    potential: Longs = proved.potential.astype(np.int64) - taken
    return potential


def _shares(problem: Problem, met: Tally, proved: Bound, breaks: Longs) -> Shares:
    unique = of_each(problem.people, met.new_codes)
    excess = met.excess
    repeated = excess > 0
    codes, times, known = met.codes[repeated], met.times[repeated], met.known[repeated]
    repeats = of_each(problem.people, codes, excess[repeated])
    kept = np.zeros_like(repeats)
    if repeated.any() and not problem.is_plain:
        together = np.minimum(_rounds_together(problem, codes), times)
        kept = of_each(problem.people, codes, again(together, known))
    return Shares(unique, repeats, kept, potential_after(proved, breaks) - unique)


def _rounds_together(problem: Problem, codes: Longs) -> Longs:
    """In how many rounds the rules put each pair at one table."""
    left, right = np.divmod(codes, problem.people)
    total = np.zeros(codes.size, np.int64)
    for labels in kept_together(problem):
        total += labels[left] == labels[right]
    return total


def _over_twice(problem: Problem, met: Tally, often: int) -> int:
    over = met.times > often
    if problem.is_plain or not over.any():
        return int(over.sum())
    codes, times = met.codes[over], met.times[over]
    left, right, least, _ = problem.limits.T.astype(np.int64)
    asked = looked_up(left * problem.people + right, least, codes)
    return int((times > np.maximum(_rounds_together(problem, codes), asked)).sum())


def gap_of(shortfall: Longs, classes: NDArray[np.integer]) -> int:
    """The largest difference inside a class."""
    return max((int(np.ptp(shortfall[classes == c])) for c in np.unique(classes)), default=0)


def vip_behind(shortfall: Longs, classes: NDArray[np.integer]) -> int:
    """By how much the worst-off VIP is behind the best-off other of the side, at most."""
    behind = 0
    for side in (0, 2):
        others, vips = shortfall[classes == side], shortfall[classes == side + 1]
        if others.size and vips.size:
            behind = max(behind, int(vips.max()) - int(others.min()))
    return behind


def _sides(shares: Shares, problem: Problem) -> dict[str, Spread]:
    side = problem.counting.side
    if side is None:
        return {}
    names = side_names(problem.event)
    return {name: _spread(shares, side == number) for number, name in enumerate(names)}


def break_gap(problem: Problem, breaks: Longs) -> int:
    """Most breaks minus fewest inside a group of `break_groups`, where that is most."""
    groups = break_groups(problem)
    return max((int(np.ptp(breaks[groups == g])) for g in (0, 1) if (groups == g).any()), default=0)


def break_groups(problem: Problem) -> Ints:
    """(N,) among whom breaks are compared: by side, 0 without sides; 2 for nobody.

    That is who is not there in every round, and at tables of two who has fewer people to meet than
    there are rounds, and so rests for want of them.
    """
    there = problem.present.copy()
    if problem.past is not None:
        there[: problem.played] |= problem.past == BREAK
    compared = there.all(axis=0)
    if problem.pairs_only and problem.counting.counts is not None:
        apart = of_each(problem.people, _kept_apart(problem))
        compared &= problem.counting.counts.sum(axis=1) - apart >= problem.rounds
    return np.where(compared, problem.classes // 2, 2).astype(np.int32)


def _kept_apart(problem: Problem) -> Longs:
    """Pairs who are kept apart though their meeting would count."""
    left, right = problem.apart.T.astype(np.int64)
    codes: Longs = left * problem.people + right
    return codes[counts_of(problem.counting, problem.people, codes)]


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
    repeats = 30 * (1 - min(1.0, avoidable / meetings)) if meetings else 30.0
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

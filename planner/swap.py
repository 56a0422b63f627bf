"""What exchanging two people in one round would change, without measuring the plan again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from planner.bounds import Bound, bound
from planner.breaches import broken_rules, describe, off_limits, people_off, times_broken, unbalance
from planner.event import Apart, Meet, Seat, Together
from planner.messages import N_, Message, refuse
from planner.metrics import as_used, break_gap, breaks_of_each, gap_of, potential_after
from planner.naming import rule_label
from planner.problem import Problem
from planner.rules import group_rules, pair_limits
from planner.schedule import BREAK, Ints, Schedule
from planner.tally import Longs, again, counts_of, known_of, looked_up, of_each, tally, wished_of


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of `planner.metrics.Metrics` of the same names that a swap can change."""

    unique: int
    wished: int
    value: int
    repeats: int
    known_again: int
    excess: int
    unbalance: int
    gap: int
    break_gap: int
    broken: int


@dataclass(frozen=True, slots=True)
class Effect:
    before: Figures
    after: Figures
    breaks: tuple[Message, ...]
    """What the swap breaks that was kept, or breaks more often: rules, wishes and absences."""


class Swaps:
    """The effects of swaps in one plan; each costs a few array operations over the people."""

    def __init__(self, problem: Problem, schedule: Schedule, proved: Bound | None = None) -> None:
        """`proved` is the bound of the problem `as_used`, if it is known already."""
        proved = proved or bound(as_used(problem, schedule))
        self._problem = problem
        self._seating = schedule.seating
        self._codes, self._times = schedule.meetings()
        self._before_codes, self._before_times = Schedule(
            schedule.seating[: problem.played]
        ).meetings()
        met = tally(problem, schedule)
        self._proved = proved
        self._met = of_each(problem.people, met.new_codes)
        self._resting = breaks_of_each(schedule)
        shortfall = potential_after(proved, self._resting) - self._met
        self._before = self._worth(
            Figures(
                unique=met.unique,
                wished=met.wishes,
                value=0,
                repeats=int((met.times > 1).sum()),
                known_again=int(met.times[~met.new].sum()),
                excess=int(met.excess.sum()),
                unbalance=unbalance(problem, schedule),
                gap=gap_of(shortfall, problem.classes),
                break_gap=break_gap(problem, self._resting),
                broken=broken_rules(problem, schedule).total,
            )
        )

    def effect(self, round_: int, one: int, other: int) -> Effect:
        """Of exchanging the places of two people in a round counted from 0.

        Raises Refusal for a round that was played.
        """
        problem, row = self._problem, self._seating[round_]
        if round_ < problem.played:
            raise refuse(
                "swap-played",
                N_("Round {round} is over; who sat where in it stays as it was."),
                round=round_ + 1,
            )
        changed = swapped(row, one, other)
        codes, moves = _meetings_changed(row, one, other, problem.people)
        before = looked_up(self._codes, self._times, codes)
        after = before + moves
        known = known_of(problem.counting, problem.people, codes)
        counts = counts_of(problem.counting, problem.people, codes)
        new = counts & (known == 0)
        met = (new * ((after > 0).astype(np.int64) - (before > 0))).astype(np.int64)
        wished = met * wished_of(problem.counting, problem.people, codes)
        resting = self._resting + (changed == BREAK) - (row == BREAK)
        shortfall = potential_after(self._proved, resting) - self._met
        shortfall -= of_each(problem.people, codes, met)
        off_before, off_after = self._off_limits(codes, before), self._off_limits(codes, after)
        old = self._before
        after_all = self._worth(
            Figures(
                unique=old.unique + int(met.sum()),
                wished=old.wished + int(wished.sum()),
                value=0,
                repeats=old.repeats + int((counts * ((after > 1) ^ (before > 1)) * moves).sum()),
                known_again=old.known_again + int(moves[counts & (known > 0)].sum()),
                excess=old.excess + int((again(after, known) - again(before, known))[counts].sum()),
                unbalance=old.unbalance + self._unbalance(changed) - self._unbalance(row),
                gap=gap_of(shortfall, problem.classes),
                break_gap=break_gap(problem, resting),
                broken=old.broken
                + self._broken(round_, changed)
                - self._broken(round_, row)
                + int((off_after - off_before).sum()),
            )
        )
        worse = off_after > off_before
        times = np.column_stack([codes, before, after])[worse].tolist()
        return Effect(old, after_all, tuple(self._breaks(round_, changed, (one, other), times)))

    def _worth(self, figures: Figures) -> Figures:
        weights = self._problem.event.weights
        worth = weights.meetings * (figures.unique + figures.wished)
        return replace(figures, value=worth - weights.table_balance * figures.unbalance)

    def _off_limits(self, codes: Longs, times: Longs) -> Longs:
        """(K,) meetings that each pair lacks or has too many, of so many."""
        left, right, least, most = self._problem.limits.T.astype(np.int64)
        limited = left * self._problem.people + right
        asked = looked_up(limited, least, codes)
        # a pair without a limit may meet as often as there are rounds
        free = looked_up(limited, np.ones_like(most), codes) == 0
        allowed = np.where(free, len(self._seating), looked_up(limited, most, codes))
        before = looked_up(self._before_codes, self._before_times, codes)
        return off_limits(times, before, asked, allowed)

    def _unbalance(self, row: Ints) -> int:
        return sum(mix.weight * people_off(mix, row[None]) for mix in self._problem.mixes)

    def _broken(self, round_: int, row: Ints) -> int:
        """Violations in one round, but for full tables, whose sizes no swap changes."""
        problem, only = self._problem, slice(round_, round_ + 1)
        one_round = replace(
            problem,
            present=problem.present[only],
            occupancy=problem.occupancy[only],
            glue=problem.glue[only],
            fixed=problem.fixed[only],
            limits=problem.limits[:0],
            past=None,
        )
        found = broken_rules(one_round, Schedule(row[None, :]))
        return found.total - found.seats

    def _breaks(
        self,
        round_: int,
        changed: Ints,
        moved: tuple[int, int],
        times: list[list[int]],
    ) -> Iterator[Message]:
        problem, people = self._problem, self._problem.event.participants
        for person in moved:
            if (changed[person] >= 0) > problem.present[round_, person]:
                yield Message(
                    "swap-absent",
                    N_("{who} is not there in round {round}"),
                    {"who": people[person].label, "round": round_ + 1},
                )
        if problem.pairs_only and problem.counting.counts is not None:
            for person in moved:
                for other in _companions(changed, person):
                    if not problem.counting.counts[person, other]:
                        yield Message(
                            "swap-mismatched",
                            N_("{one} and {other} would sit together, and it would not count"),
                            {"one": people[person].label, "other": people[other].label},
                        )
        before, after = Schedule(self._seating[round_][None]), Schedule(changed[None])
        pairs = {divmod(code, problem.people): (old, new) for code, old, new in times}
        yield from rules_broken_more(problem, round_, before, after, pairs)


def rules_broken_more(
    problem: Problem,
    round_: int,
    before: Schedule,
    after: Schedule,
    times: Mapping[tuple[int, int], tuple[int, int]],
) -> Iterator[Message]:
    """The hard rules that `after` breaks more often than `before`; both are one round alone.

    `times` has how often pairs meet all evening, before and after, who break a limit more often.
    """
    event = problem.event
    broken: Counter[str] = Counter()
    for group in group_rules(event):
        if group.holds_in(round_):
            broken[group.label] += times_broken(group, after, round_)
            broken[group.label] -= times_broken(group, before, round_)
    for limit in pair_limits(event) if times else ():
        old, new = times.get(limit.people, (0, 0))
        fewer, more = new < min(old, limit.least), new > max(old, limit.most)
        broken[limit.label] += fewer or more
    for number, rule in enumerate(event.rules, 1):
        hard = isinstance(rule, Together | Apart | Seat | Meet)
        if hard and broken[rule_label(number, rule.name or rule.reason)] > 0:
            yield describe(rule, event)


def swapped(row: Ints, one: int, other: int) -> Ints:
    """The places of a round with two people exchanged."""
    changed = row.copy()
    changed[[one, other]] = row[[other, one]]
    return changed


def _meetings_changed(row: Ints, one: int, other: int, people: int) -> tuple[Longs, Longs]:
    """Pairs u * people + v with u < v that meet once more or once less, and +1 or -1."""
    if row[one] == row[other]:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    company = _companions(row, one), _companions(row, other)
    changes: Counter[int] = Counter()
    for person, left, joined in ((one, *company), (other, *company[::-1])):
        for companions, change in ((left, -1), (joined, 1)):
            for companion in companions:
                low, high = min(person, companion), max(person, companion)
                changes[low * people + high] += change
    codes, times = np.array(list(changes.items()), np.int64).reshape(-1, 2).T
    return codes, times


def _companions(row: Ints, person: int) -> list[int]:
    """Who sits with a person."""
    if row[person] < 0:
        return []
    return [i for i in np.flatnonzero(row == row[person]).tolist() if i != person]

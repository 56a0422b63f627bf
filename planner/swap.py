"""What exchanging two people in one round would change, without measuring the plan again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.bounds import Bound, bound
from planner.breaches import broken_rules, describe, times_broken
from planner.event import Apart, Event, Seat, Together
from planner.messages import N_, Message
from planner.metrics import as_used
from planner.naming import rule_label
from planner.problem import Problem
from planner.rules import GroupRule, group_rules
from planner.schedule import Ints, Schedule
from planner.tally import of_each


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of `planner.metrics.Metrics` of the same names that a swap can change."""

    unique: int
    repeats: int
    excess: int
    gap: int
    broken: int


@dataclass(frozen=True, slots=True)
class Effect:
    before: Figures
    after: Figures
    breaks: tuple[Message, ...]
    """What the swap breaks that was kept, or breaks more often: rules and absences, by name."""


class Swaps:
    """The effects of swaps in one plan; each costs a few array operations over the people."""

    def __init__(self, problem: Problem, schedule: Schedule, proved: Bound | None = None) -> None:
        """`proved` is the bound of the problem `as_used`, if it is known already."""
        proved = proved or bound(as_used(problem, schedule))
        self._problem = problem
        self._seating = schedule.seating
        self._codes, self._times = schedule.meetings()
        self._shortfall = proved.potential - of_each(problem.people, self._codes)
        self._before = Figures(
            unique=int(self._codes.size),
            repeats=int((self._times > 1).sum()),
            excess=int(self._times.sum()) - int(self._codes.size),
            gap=self._gap(self._shortfall),
            broken=broken_rules(problem, schedule).total,
        )

    def effect(self, round_: int, one: int, other: int) -> Effect:
        """Of exchanging the places of two people in a round counted from 0."""
        row = self._seating[round_]
        changed = swapped(row, one, other)
        unique = repeats = 0
        shortfall = self._shortfall.copy()
        for code, change in _meetings_changed(row, one, other, self._problem.people).items():
            before = self._times_met(code)
            after = before + change
            repeats += (after > 1) - (before > 1)
            met = (after > 0) - (before > 0)
            unique += met
            shortfall[list(divmod(code, self._problem.people))] -= met
        old = self._before
        more_broken = self._broken(round_, changed) - self._broken(round_, row)
        after_all = Figures(
            unique=old.unique + unique,
            repeats=old.repeats + repeats,
            excess=old.excess - unique,  # tables keep their sizes, and so the number of meetings
            gap=self._gap(shortfall),
            broken=old.broken + more_broken,
        )
        return Effect(old, after_all, tuple(self._breaks(round_, changed, (one, other))))

    def _times_met(self, code: int) -> int:
        place = int(np.searchsorted(self._codes, code))
        there = place < self._codes.size and self._codes[place] == code
        return int(self._times[place]) if there else 0

    def _gap(self, shortfall: NDArray[np.integer]) -> int:
        """The larger of the gaps among VIPs and among the others."""
        vip = self._problem.vip
        return max(
            int(np.ptp(part)) for part in (shortfall[vip], shortfall[~vip], [0]) if len(part)
        )

    def _broken(self, round_: int, row: Ints) -> int:
        """Violations in one round, but for full tables, whose sizes no swap changes."""
        problem, only = self._problem, slice(round_, round_ + 1)
        one_round = replace(
            problem,
            present=problem.present[only],
            occupancy=problem.occupancy[only],
            glue=problem.glue[only],
            fixed=problem.fixed[only],
        )
        found = broken_rules(one_round, Schedule(row[None, :]))
        return found.total - found.seats

    def _breaks(self, round_: int, changed: Ints, moved: tuple[int, int]) -> Iterator[Message]:
        problem = self._problem
        for person in moved:
            if (changed[person] >= 0) > problem.present[round_, person]:
                yield Message(
                    "swap-absent",
                    N_("{who} is not there in round {round}"),
                    {"who": problem.event.participants[person].label, "round": round_ + 1},
                )
        yield from rules_broken_more(
            problem.event, round_, Schedule(self._seating[round_][None]), Schedule(changed[None])
        )


def rules_broken_more(
    event: Event, round_: int, before: Schedule, after: Schedule
) -> Iterator[Message]:
    """The hard rules that `after` breaks more often than `before`; both are one round alone."""
    groups: dict[str, list[GroupRule]] = {}
    for group in group_rules(event):
        if group.holds_in(round_):
            groups.setdefault(group.label, []).append(replace(group, rounds=None))
    for number, rule in enumerate(event.rules, 1):
        if isinstance(rule, Together | Apart | Seat):
            named = groups.get(rule_label(number, rule.name or rule.reason), [])
            if sum(times_broken(g, after) - times_broken(g, before) for g in named) > 0:
                yield describe(rule, event)


def swapped(row: Ints, one: int, other: int) -> Ints:
    """The places of a round with two people exchanged."""
    changed = row.copy()
    changed[[one, other]] = row[[other, one]]
    return changed


def _meetings_changed(row: Ints, one: int, other: int, people: int) -> Counter[int]:
    """How many meetings more or less each pair has, by u * people + v with u < v."""
    changes: Counter[int] = Counter()
    if row[one] == row[other]:
        return changes
    company = _companions(row, one), _companions(row, other)
    for person, left, joined in ((one, *company), (other, *company[::-1])):
        for companions, change in ((left, -1), (joined, 1)):
            for companion in companions:
                low, high = min(person, companion), max(person, companion)
                changes[low * people + high] += change
    return changes


def _companions(row: Ints, person: int) -> list[int]:
    """Who sits with a person."""
    if row[person] < 0:
        return []
    return [i for i in np.flatnonzero(row == row[person]).tolist() if i != person]

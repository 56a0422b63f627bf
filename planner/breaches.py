"""Which rules a schedule keeps, counted from the seating: it judges plans made elsewhere too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from planner.event import Apart, Balance, Event, Meet, Rule, Seat, Together
from planner.messages import N_, Message
from planner.naming import listed, rule_label
from planner.problem import FREE, Problem
from planner.rules import GroupRule, Mix, PairLimit, group_rules, mixes, pair_limits
from planner.schedule import ABSENT, BREAK, Ints, Schedule
from planner.tally import counts_of

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Broken:
    """How often each kind of hard rule is broken in the rounds to come.

    Somebody who does not sit as a played round was is away from a place that is fixed.
    """

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
    limits: int = 0
    """Meetings that a pair lacks, or has beyond the most it may have; what was too many already
    in the rounds that are over does not count."""
    mismatched: int = 0
    """Times two people whose meeting counts nothing sit at a table of two."""

    @property
    def total(self) -> int:
        return sum(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class RuleKept:
    """One rule of the event and how often the plan breaks it in the rounds to come."""

    rule: Message
    broken: int
    past: int = 0
    """How often it was broken in the rounds that are over."""
    unbalance: int | None = None
    """Of a `balance` rule, which is never broken: people too many and too few at tables, in all."""


def broken_rules(problem: Problem, schedule: Schedule) -> Broken:
    """Every violation of a hard rule."""
    seating, present = schedule.seating, problem.present
    coming = seating[problem.played :]
    known = (seating >= 0) & (seating < problem.tables)
    unseated = (seating == ABSENT) | (seating < BREAK)
    if problem.event.breaks == "never":
        unseated |= seating == BREAK
    beside = np.take_along_axis(seating, problem.glue, axis=1)
    return Broken(
        seats=int(_overfull(problem, schedule)[problem.played :].sum()),
        unknown_tables=int((seating >= problem.tables).sum()),
        attendance=int(np.where(present, unseated, seating >= 0).sum()),
        together=int((present & (seating >= 0) & (beside >= 0) & (seating != beside)).sum()),
        apart=int(_met(coming, problem.apart).sum()),
        fixed=int((present & known & (problem.fixed != FREE) & (seating != problem.fixed)).sum()),
        limits=_beyond_limits(problem, schedule),
        mismatched=_mismatched(problem, coming),
    )


def past_broken(problem: Problem, schedule: Schedule) -> int:
    """How often rules were broken in the rounds that are over, which nothing can mend."""
    if not problem.played:
        return 0
    past = Schedule(schedule.seating[: problem.played])
    of_rules = sum(kept.past for kept in rules_kept(problem, schedule))
    overfull = int(_overfull(problem, schedule)[: problem.played].sum())
    return of_rules + overfull + _mismatched(problem, past.seating)


def _overfull(problem: Problem, schedule: Schedule) -> Ints:
    """(R, T)"""
    beyond: Ints = np.maximum(occupied(problem, schedule) - problem.seats, 0)
    return beyond


def occupied(problem: Problem, schedule: Schedule) -> Ints:
    """(R, T) people at each table that exists."""
    used = np.zeros((schedule.rounds, problem.tables), np.int32)
    for row, out in zip(schedule.seating, used, strict=True):
        out += np.bincount(row[(row >= 0) & (row < problem.tables)], minlength=problem.tables)
    return used


def _met(seating: Ints, pairs: Ints) -> Longs:
    """(K,) how often each pair (K, 2...) shares a table."""
    left, right = seating[:, pairs[:, 0]], seating[:, pairs[:, 1]]
    times: Longs = ((left == right) & (left >= 0)).sum(axis=0, dtype=np.int64)
    return times


def _beyond_limits(problem: Problem, schedule: Schedule) -> int:
    limits = problem.limits
    before = _met(schedule.seating[: problem.played], limits)
    times = _met(schedule.seating, limits)
    return int(off_limits(times, before, limits[:, 2], limits[:, 3]).sum())


def off_limits(times: Longs, before: Longs, least: Ints | Longs, most: Ints | Longs) -> Longs:
    """Meetings missing, and meetings too many but for those that were too many before."""
    off: Longs = np.maximum(least - times, 0) + np.maximum(times - np.maximum(most, before), 0)
    return off


def _mismatched(problem: Problem, seating: Ints) -> int:
    if not problem.pairs_only:
        return 0
    codes, times = Schedule(seating).meetings()
    return int(times[~counts_of(problem.counting, problem.people, codes)].sum())


# Balance


def unbalance(problem: Problem, schedule: Schedule) -> int:
    """What all mixes lack in the rounds to come, by their weights."""
    coming = schedule.seating[problem.played :]
    return sum(mix.weight * people_off(mix, coming) for mix in problem.mixes)


def people_off(mix: Mix, seating: Ints) -> int:
    """People with a value beyond, or short of, the fair share of their table, over all tables.

    Of n people with a value at a table, and c with this one among M seated in the round, the fair
    share is n c / M, rounded down or up.
    """
    return sum(_people_off(row[here], mix.of[here], len(mix.values)) for row in seating
               if (here := (row >= 0) & (mix.of >= 0)).any())  # fmt: skip


def _people_off(tables: Ints, of: Ints, values: int) -> int:
    count = np.bincount(tables.astype(np.int64) * values + of, minlength=0)
    count = np.pad(count, (0, -count.size % values)).reshape(-1, values)
    at_table, of_value = count.sum(axis=1, keepdims=True), count.sum(axis=0)
    floor, rest = np.divmod(at_table * of_value, tables.size)
    return int(np.maximum(count - floor - (rest > 0), 0).sum() + np.maximum(floor - count, 0).sum())


# Rules one by one


def rules_kept(problem: Problem, schedule: Schedule) -> Iterator[RuleKept]:
    """Every rule, in order."""
    event, played = problem.event, problem.played
    if not event.rules:
        return
    past, coming = Schedule(schedule.seating[:played]), Schedule(schedule.seating[played:])
    groups: dict[str, list[GroupRule]] = defaultdict(list)
    for group in group_rules(event):
        groups[group.label].append(group)
    limits: dict[str, list[PairLimit]] = defaultdict(list)
    for limit in pair_limits(event):
        limits[limit.label].append(limit)
    balanced = iter(mixes(event)[event.two_sided :])
    for number, rule in enumerate(event.rules, 1):
        label, said = rule_label(number, rule.name or rule.reason), describe(rule, event)
        if isinstance(rule, Balance):
            yield RuleKept(said, 0, unbalance=people_off(next(balanced), coming.seating))
        elif label in limits:
            yield RuleKept(said, *_limits_broken(limits[label], schedule, played))
        else:
            broken = sum(times_broken(group, coming, played) for group in groups[label])
            yield RuleKept(said, broken, sum(times_broken(group, past) for group in groups[label]))


def _limits_broken(limits: list[PairLimit], schedule: Schedule, played: int) -> tuple[int, int]:
    """By the rounds to come, and by the rounds that are over."""
    pairs = np.array([limit.people for limit in limits], np.int32)
    least, most = np.array([(limit.least, limit.most) for limit in limits], np.int32).T
    before = _met(schedule.seating[:played], pairs)
    off = off_limits(_met(schedule.seating, pairs), before, least, most)
    return int(off.sum()), int(np.maximum(before - most, 0).sum())


def times_broken(group: GroupRule, schedule: Schedule, first: int = 0) -> int:
    """Rounds in which a group is split, or a person not at her table; meetings of people apart.

    The schedule begins with round `first` of the evening.
    """
    rounds = [r for r in range(schedule.rounds) if group.holds_in(first + r)]
    seats = schedule.seating[np.ix_(rounds, group.people)]
    if group.kind == "apart":
        return sum(_pairs_of_one_table(row) for row in seats)
    if group.kind == "seat":
        return int(((seats >= 0) & (seats != group.table)).sum())
    return sum(np.unique(row[row >= 0]).size > 1 for row in seats)


def _pairs_of_one_table(row: Ints) -> int:
    people = np.bincount(row[row >= 0])
    return int((people * (people - 1) // 2).sum())


def describe(rule: Rule, event: Event) -> Message:
    """How reports name a rule: by its name, else by what it says."""
    if rule.name:
        return Message("rule", N_("{name}"), {"name": rule.name})
    labels = {p.id: p.label for p in event.participants}
    if isinstance(rule, Seat):
        return Message("rule-seat", N_("{who} at table {table}"),
                       {"who": labels[rule.who], "table": rule.table})  # fmt: skip
    if isinstance(rule, Balance):
        return Message("rule-balance", N_("about the same mix of {attribute} at every table"),
                       {"attribute": rule.attribute})  # fmt: skip
    who = listed(labels[i] for i in rule.who)
    if isinstance(rule, Together):
        return Message("rule-together", N_("{who} together"), {"who": who})
    if isinstance(rule, Meet):
        return _describe_meet(rule, who)
    return _describe_apart(rule, who)


def _describe_meet(rule: Meet, who: str) -> Message:
    if rule.times is None:
        return Message("rule-meet", N_("{who} meet, times at least: {count}"),
                       {"who": who, "count": rule.at_least or 1})  # fmt: skip
    return Message("rule-meet-times", N_("{who} meet, times exactly: {count}"),
                   {"who": who, "count": rule.times})  # fmt: skip


def _describe_apart(rule: Apart, who: str) -> Message:
    if rule.same and rule.at_most:
        return Message("rule-apart-same-at-most",
                       N_("two with the same {attribute} meet, times at most: {count}"),
                       {"attribute": rule.same, "count": rule.at_most})  # fmt: skip
    if rule.same:
        return Message("rule-apart-same", N_("never two with the same {attribute}"),
                       {"attribute": rule.same})  # fmt: skip
    if rule.at_most:
        return Message("rule-apart-at-most", N_("two of {who} meet, times at most: {count}"),
                       {"who": who, "count": rule.at_most})  # fmt: skip
    return Message("rule-apart", N_("{who} apart"), {"who": who})

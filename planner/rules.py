"""The rules of an event by the indices of people and tables, and what they say about one round."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from planner.event import Apart, Balance, Event, Meet, Seat, Together, side_of
from planner.naming import rule_label
from planner.packing import Units
from planner.schedule import Ints

FREE = -1
"""No table is prescribed."""


@dataclass(frozen=True, slots=True)
class GroupRule:
    """One group of a rule; an `apart` rule for a `same` attribute has one for each value."""

    kind: Literal["together", "apart", "seat"]
    label: str
    """How messages name the rule: its number from 1, with its name or reason."""
    people: tuple[int, ...]
    table: int = FREE
    rounds: frozenset[int] | None = None
    """From 0; None for all."""

    def holds_in(self, round_: int) -> bool:
        return self.rounds is None or round_ in self.rounds


def group_rules(event: Event) -> list[GroupRule]:
    """The rules as groups, in order. Ids must be known and rounds inside the event."""
    person = {p.id: i for i, p in enumerate(event.participants)}
    table = {t.id: i for i, t in enumerate(event.tables)}
    groups: list[GroupRule] = []
    for number, rule in enumerate(event.rules, 1):
        label = rule_label(number, rule.name or rule.reason)
        if isinstance(rule, Together):
            who = tuple(person[i] for i in rule.who)
            groups.append(GroupRule("together", label, who, rounds=_from_0(rule.rounds)))
        elif isinstance(rule, Seat):
            groups.append(
                GroupRule(
                    "seat", label, (person[rule.who],), table[rule.table], _from_0(rule.rounds)
                )
            )
        elif isinstance(rule, Apart) and not rule.at_most:
            cliques = _same(event, rule.same) if rule.same else [[person[i] for i in rule.who]]
            groups.extend(GroupRule("apart", label, tuple(c)) for c in cliques)
    return groups


@dataclass(frozen=True, slots=True)
class LimitGroup:
    """How often any two of some people may meet, over the whole evening."""

    label: str
    people: tuple[int, ...]
    """Ascending."""
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class PairLimit:
    """How often two people may meet, over the whole evening."""

    label: str
    people: tuple[int, int]
    """u < v."""
    least: int
    most: int


def limit_groups(event: Event) -> list[LimitGroup]:
    """What `meet` rules and `apart` rules with `at_most` say, in order; ids must be known."""
    person = {p.id: i for i, p in enumerate(event.participants)}
    groups: list[LimitGroup] = []
    for number, rule in enumerate(event.rules, 1):
        label = rule_label(number, rule.name or rule.reason)
        if isinstance(rule, Meet):
            least = rule.times if rule.times is not None else rule.at_least or 1
            most = event.rounds if rule.times is None else rule.times
            people = tuple(sorted(person[i] for i in rule.who))
            groups.append(LimitGroup(label, people, least, most))
        elif isinstance(rule, Apart) and rule.at_most:
            cliques = _same(event, rule.same) if rule.same else [[person[i] for i in rule.who]]
            groups.extend(LimitGroup(label, tuple(sorted(c)), 0, rule.at_most) for c in cliques)
    return groups


def pair_limits(event: Event) -> list[PairLimit]:
    """The same, pair by pair."""
    return [
        PairLimit(group.label, pair, group.least, group.most)
        for group in limit_groups(event)
        for pair in combinations(group.people, 2)
    ]


@dataclass(frozen=True, eq=False, slots=True)
class Mix:
    """An attribute of which every table is to hold about the mix of all who are there."""

    attribute: str
    values: tuple[str, ...]
    of: Ints
    """(N,): the number of each person's value, or -1: has none, and fits anywhere."""
    weight: int


def mixes(event: Event) -> list[Mix]:
    """The `balance` rules, in order, and that of the sides of a two-sided evening first."""
    wanted = [(rule.attribute, rule.weight) for rule in event.rules if isinstance(rule, Balance)]
    found = [_mix(attribute, weight, [p.attribute(attribute) for p in event.participants])
             for attribute, weight in wanted]  # fmt: skip
    if event.two_sided:
        found.insert(0, _mix("side", 1, [side_of(p) for p in event.participants]))
    return found


def _mix(attribute: str, weight: int, each: list[str | None]) -> Mix:
    values = tuple(sorted({value for value in each if value}))
    number = {value: n for n, value in enumerate(values)}
    return Mix(
        attribute, values, np.array([number.get(v or "", -1) for v in each], np.int32), weight
    )


def _from_0(rounds: tuple[int, ...] | None) -> frozenset[int] | None:
    return None if rounds is None else frozenset(r - 1 for r in rounds)


def _same(event: Event, attribute: str) -> list[list[int]]:
    """The groups of two or more with one value; people without the value are not concerned."""
    groups: dict[str, list[int]] = {}
    for index, participant in enumerate(event.participants):
        value = participant.attribute(attribute)
        if value is not None:
            groups.setdefault(value, []).append(index)
    return [group for group in groups.values() if len(group) > 1]


@dataclass(frozen=True, eq=False)
class RoundRules:
    """What a set of rules says about one round, taken to its consequences."""

    glue: Ints
    """(N,): the lowest index among the people of the unit."""
    fixed: Ints
    """(N,): the table of the unit, or FREE."""
    units: Units
    """The units that rules bind, in the order of `roots`."""
    roots: list[int]


def units_of(rules: list[GroupRule], present: NDArray[np.bool_]) -> RoundRules:
    """What these rules say about a round with these people there.

    Glues people, passes tables on to whole units, and lifts `apart` from people to units.

    Where rules contradict each other inside a unit (`planner.feasibility` refuses that), the last
    table counts, and nobody is apart from himself.
    """
    parent: dict[int, int] = {}
    for rule in rules:
        if rule.kind == "together":
            join(parent, [i for i in rule.people if present[i]])
    root = {i: find(parent, i) for i in parent}
    glue = np.arange(len(present), dtype=np.int32)
    members: dict[int, list[int]] = {}
    for i, r in root.items():
        glue[i] = r
        members.setdefault(r, []).append(i)
    fixed = np.full(len(present), FREE, np.int32)
    cliques: dict[int, set[int]] = {}
    count = 0
    for rule in rules:
        there = [root.get(i, i) for i in rule.people if present[i]]
        if rule.kind == "seat" and there:
            fixed[members.get(there[0], there)] = rule.table
        elif rule.kind == "apart" and len(there) > 1:
            for u in there:
                cliques.setdefault(u, set()).add(count)
            count += 1
    seated = np.flatnonzero((fixed != FREE) & (glue == np.arange(len(glue))))
    bound = sorted({*members, *seated.tolist(), *cliques})
    return RoundRules(
        glue,
        fixed,
        Units(
            np.array([len(members.get(r, (r,))) for r in bound], np.int32),
            fixed[np.array(bound, np.intp)],
            tuple(tuple(sorted(cliques.get(r, ()))) for r in bound),
            count,
        ),
        bound,
    )


def join(parent: dict[int, int], people: list[int]) -> None:
    """Union: the lowest index becomes the root of everybody named."""
    for i in people:
        parent.setdefault(i, i)
    roots = {find(parent, i) for i in people}
    for root in roots:
        parent[root] = min(roots)


def find(parent: dict[int, int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i

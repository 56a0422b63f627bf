"""Proofs that one round cannot be seated, each naming the rules and the people that clash.

Every function is sound: it speaks only when no seating of that round holds the rules. Whether one
exists when all are silent is for the search to find out.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from planner.event import Event
from planner.messages import N_, Message
from planner.naming import listed, numbered, rule_labels
from planner.packing import Undecided, pack
from planner.rules import GroupRule, RoundRules, units_of
from planner.schedule import Ints

CLIQUE_STARTS: Final = 50
"""People from whom a clique is grown."""
CORE_WORK: Final = 6_000
"""Rules looked at, over all trials, to find which of them clash."""


@dataclass(frozen=True, eq=False)
class Round:
    """One round as the proofs see it: who is there, the seats, the rules that hold in it."""

    event: Event
    present: NDArray[np.bool_]
    seats: Ints
    rules: list[GroupRule]
    partners: NDArray[np.bool_] | None = None
    """(N, N): who may sit with whom, where all tables seat two and not all meetings count."""
    side: Ints | None = None
    """(N,): the sides of a two-sided evening."""

    @property
    def at_twos(self) -> bool:
        """One of each side sits at every table."""
        return self.partners is not None and self.side is not None

    @cached_property
    def rest(self) -> int:
        """How many people are more than the seats."""
        return max(0, int(self.present.sum()) - int(self.seats.sum()))

    @property
    def rest_at_most(self) -> int:
        """More may have to rest where people rest at all, for want of places that rules leave."""
        by_wish = self.partners is not None and self.event.breaks == "allowed"
        return int(self.present.sum()) if self.rest or by_wish else 0

    def rests(self) -> Iterator[int]:
        """Numbers of people to rest, to be tried in turn: a group or a few people more each
        time."""
        yield self.rest
        largest, more = int(self.units.units.size.max(initial=1)), 1
        while self.rest + more <= self.rest_at_most:
            yield self.rest + more
            more += 1 if more < largest else more

    @cached_property
    def units(self) -> RoundRules:
        return units_of(self.rules, self.present)

    def names(self, people: Iterable[int]) -> str:
        return listed(self.event.participants[i].label for i in people)

    def table(self, index: int) -> str:
        return self.event.tables[index].id

    def of_kind(self, kind: str) -> list[tuple[GroupRule, list[int]]]:
        """The rules of a kind with those of their people who are there."""
        return [
            (rule, [i for i in rule.people if self.present[i]])
            for rule in self.rules
            if rule.kind == kind
        ]


def seat_problems(round_: Round) -> Iterator[Message]:
    """Somebody is there, and everybody has a seat."""
    people, seats = int(round_.present.sum()), int(round_.seats.sum())
    if not people:
        yield Message("empty-round", N_(
            "Nobody is there (rounds: {rounds}); plan fewer rounds."
        ))  # fmt: skip
    elif not seats:
        yield Message("all-closed", N_(
            "All tables are closed (rounds: {rounds}); plan fewer rounds."
        ))  # fmt: skip
    elif round_.rest and round_.event.breaks == "never" and not round_.at_twos:
        yield Message("too-few-seats", N_(
            "Too few seats: {seats} for {people} people (rounds: {rounds})."
        ), {"people": people, "seats": seats})  # fmt: skip


def contradictions(round_: Round) -> list[Message]:
    """Rules at odds whatever the seating of the others; of each unit only the first reason."""
    units = round_.units
    return [
        *_groups_too_large(round_, units),
        *_apart_inside_a_group(round_, units),
        *_two_tables(round_, units),
        *_closed_tables(round_),
    ] or [
        *_overfull_tables(round_, units),
        *_apart_at_one_table(round_, units),
        *_mismatched_pairs(round_, units),
    ]


def crowding(round_: Round) -> list[Message]:
    """Groups or people apart for whom there are not enough places; no rules may contradict.

    Says nothing where people rest: it may be they.
    """
    if round_.rest_at_most:
        return []
    return [
        *_groups_too_many(round_),
        *(list(_cliques_of_rules(round_)) or _found_clique(round_)),
    ]


def absent_hosts(
    event: Event, rules: list[GroupRule], present: NDArray[np.bool_], played: int
) -> Iterator[Message]:
    """A seat rule that names a round to come in which its person is away."""
    for rule in rules:
        if rule.kind == "seat" and rule.rounds is not None:
            host = rule.people[0]
            away = [r for r in rule.rounds if r >= played and not present[r, host]]
            if away:
                yield Message("host-absent", N_(
                    "Rule {rule} seats {person}, who is not there (rounds: {rounds})."
                ), {"rule": rule.label, "person": event.participants[host].label,
                    "rounds": numbered(away)})  # fmt: skip


def _members(units: RoundRules, present: NDArray[np.bool_]) -> dict[int, list[int]]:
    """The people of each unit of two or more, by root."""
    glued = np.flatnonzero((units.glue != np.arange(len(units.glue))) & present)
    members: dict[int, list[int]] = {}
    for i in glued.tolist():
        root = int(units.glue[i])
        members.setdefault(root, [root]).append(i)
    return members


def _groups_too_large(round_: Round, units: RoundRules) -> Iterator[Message]:
    most = int(round_.seats.max())
    for people in _members(units, round_.present).values():
        if len(people) > most:
            group = set(people)
            labels = [
                rule.label for rule, there in round_.of_kind("together") if group & set(there)
            ]
            yield Message("group-too-large", N_(
                "{count} people are to sit together, and the largest table seats {seats}: {people} "
                "(rules: {rules}; rounds: {rounds})."
            ), {"rules": rule_labels(labels), "count": len(people), "seats": most,
                "people": round_.names(people)})  # fmt: skip


def _apart_inside_a_group(round_: Round, units: RoundRules) -> Iterator[Message]:
    for rule, there in round_.of_kind("apart"):
        first: dict[int, int] = {}
        for i in there:
            u = first.setdefault(int(units.glue[i]), i)
            if u != i:
                yield Message("together-and-apart", N_(
                    "Rules {rules} cannot all hold: {people} would sit together and apart (rounds: "
                    "{rounds})."
                ), {"rules": rule_labels([rule.label, *_links(round_, u, i)]),
                    "people": round_.names((u, i))})  # fmt: skip
                break


def _links(round_: Round, start: int, end: int) -> list[str]:
    """The fewest together rules that tie one person to another (breadth first)."""
    groups = round_.of_kind("together")
    came: dict[int, tuple[int, str]] = {start: (start, "")}
    frontier = [start]
    while frontier and end not in came:
        reached: list[int] = []
        for rule, there in groups:
            by = next((i for i in frontier if i in there), None)
            if by is not None:
                fresh = [i for i in there if i not in came]
                came.update((i, (by, rule.label)) for i in fresh)
                reached += fresh
        frontier = reached
    labels: list[str] = []
    while end != start:
        end, label = came[end]
        labels.append(label)
    return labels


def _two_tables(round_: Round, units: RoundRules) -> Iterator[Message]:
    """A person, or people who sit together, at two tables."""
    first: dict[int, tuple[GroupRule, int]] = {}
    for rule, there in round_.of_kind("seat"):
        for i in there:
            before, u = first.setdefault(int(units.glue[i]), (rule, i))
            if before.table != rule.table:
                yield Message("two-tables", N_(
                    "Rules {rules} cannot all hold: {people} would sit at tables {first} and "
                    "{second} (rounds: {rounds})."
                ), {"rules": rule_labels([before.label, rule.label, *_links(round_, u, i)]),
                    "people": round_.names(dict.fromkeys((u, i))),
                    "first": round_.table(before.table),
                    "second": round_.table(rule.table)})  # fmt: skip


def _closed_tables(round_: Round) -> Iterator[Message]:
    for rule, there in round_.of_kind("seat"):
        if there and not round_.seats[rule.table]:
            yield Message("host-at-closed-table", N_(
                "Rule {rule} seats {person} at table {table}, which is closed (rounds: {rounds}); "
                "let the rule name the other rounds."
            ), {"rule": rule.label, "person": round_.names(there),
                "table": round_.table(rule.table)})  # fmt: skip


def _overfull_tables(round_: Round, units: RoundRules) -> Iterator[Message]:
    load = units.units.fixed_load(len(round_.seats))
    for t in np.flatnonzero(load > round_.seats).tolist():
        people = np.flatnonzero(units.fixed == t).tolist()
        group = set(people)
        labels = [
            rule.label for rule in round_.rules if rule.kind != "apart" and group & set(rule.people)
        ]
        yield Message("table-overfull", N_(
            "Rules {rules} put {count} people at table {table}, which seats {seats}: {people} "
            "(rounds: {rounds})."
        ), {"rules": rule_labels(labels), "count": len(people), "table": round_.table(t),
            "seats": int(round_.seats[t]), "people": round_.names(people)})  # fmt: skip


def _apart_at_one_table(round_: Round, units: RoundRules) -> Iterator[Message]:
    for rule, there in round_.of_kind("apart"):
        first: dict[int, int] = {}
        for i in there:
            t = int(units.fixed[i])
            if t < 0:
                continue
            u = first.setdefault(t, i)
            if u != i:
                seats = _seat_labels(round_, units, (u, i))
                yield Message("apart-at-one-table", N_(
                    "Rules {rules} cannot all hold: {people} would sit apart and both at table "
                    "{table} (rounds: {rounds})."
                ), {"rules": rule_labels([rule.label, *seats]), "table": round_.table(t),
                    "people": round_.names((u, i))})  # fmt: skip
                break


def _mismatched_pairs(round_: Round, units: RoundRules) -> Iterator[Message]:
    """Two whose meeting counts nothing, at a table of two because of rules."""
    if round_.partners is None:
        return
    pairs = [(u, v, _links(round_, u, v)) for u, v in _members(units, round_.present).values()]
    for t in np.flatnonzero(units.units.fixed_load(len(round_.seats)) == 2).tolist():
        u, v = np.flatnonzero(units.fixed == t).tolist()
        if units.glue[u] != units.glue[v]:
            pairs.append((u, v, [*_seat_labels(round_, units, (u, v))]))
    for u, v, labels in pairs:
        if not round_.partners[u, v]:
            params = {"rules": rule_labels(labels), "people": round_.names((u, v))}
            if round_.side is not None and round_.side[u] == round_.side[v]:
                yield Message("same-side", N_(
                    "{people} would sit at a table of two, and they are on the same side (rules: "
                    "{rules}; rounds: {rounds})."
                ), params)  # fmt: skip
            else:
                yield Message("no-mutual-wish", N_(
                    "{people} would sit at a table of two, and they do not both look for each "
                    "other (rules: {rules}; rounds: {rounds})."
                ), params)  # fmt: skip


def _seat_labels(round_: Round, units: RoundRules, people: Iterable[int]) -> Iterator[str]:
    """The rules that put each of these people, or their group, at a table."""
    hosts = round_.of_kind("seat")
    for i in people:
        rule, host = next(
            (rule, h) for rule, there in hosts for h in there if units.glue[h] == units.glue[i]
        )
        yield rule.label
        yield from _links(round_, host, i)


def _groups_too_many(round_: Round) -> Iterator[Message]:
    """A table of n seats takes at most n div a groups of a or more people (pigeonhole)."""
    members = _members(round_.units, round_.present).values()
    for size in sorted({len(people) for people in members}):
        large = [people for people in members if len(people) >= size]
        places = int((round_.seats // size).sum())
        if len(large) > places:
            named = {i for people in large for i in people}
            labels = [r.label for r, there in round_.of_kind("together") if named & set(there)]
            yield Message("too-many-groups", N_(
                "Rules {rules} make {count} groups of {size} or more people; the tables have "
                "places for {places} of them (rounds: {rounds})."
            ), {"rules": rule_labels(labels), "count": len(large), "size": size,
                "places": places})  # fmt: skip
            return


def _cliques_of_rules(round_: Round) -> Iterator[Message]:
    """Of k groups kept apart inside, a table of n seats takes at most min(n, k) (Gale, Ryser)."""
    by_rule: dict[str, list[list[int]]] = {}
    for rule, there in round_.of_kind("apart"):
        by_rule.setdefault(rule.label, []).append(there)
    for label, groups in by_rule.items():
        groups.sort(key=len, reverse=True)
        people = np.cumsum([len(group) for group in groups])
        for k, count in enumerate(people.tolist(), 1):
            places = int(np.minimum(round_.seats, k).sum())
            if count > places:
                yield _too_many_apart(
                    round_, [label], [i for group in groups[:k] for i in group], places
                )
                break


def _too_many_apart(round_: Round, labels: list[str], people: list[int], places: int) -> Message:
    return Message("too-many-apart", N_(
        "{count} people are to sit apart, and the tables have places for {places} of them: "
        "{people} (rules: {rules}; rounds: {rounds})."
    ), {"rules": rule_labels(labels), "count": len(people), "places": places,
        "people": round_.names(people)})  # fmt: skip


def _found_clique(round_: Round) -> Iterator[Message]:
    """A clique across rules, grown greedily from the people with the most to keep away from."""
    glue, tables = round_.units.glue, len(round_.seats)
    groups = [(rule, {int(glue[i]) for i in there}) for rule, there in round_.of_kind("apart")]
    groups = [(rule, group) for rule, group in groups if len(group) > 1]
    of_unit: dict[int, list[set[int]]] = {}
    for _, group in groups:
        for u in group:
            of_unit.setdefault(u, []).append(group)

    def degree(u: int) -> int:
        return sum(len(group) - 1 for group in of_unit[u])

    for start in heapq.nlargest(CLIQUE_STARTS, of_unit, degree):
        if degree(start) < tables:
            return
        clique, left = {start}, set().union(*of_unit[start]) - {start}
        while left and len(clique) <= tables:
            best = max(left, key=lambda u: (degree(u), -u))
            clique.add(best)
            left &= set().union(*of_unit[best]) - {best}
        if len(clique) > tables:
            labels = [rule.label for rule, group in groups if len(group & clique) > 1]
            for rule, there in round_.of_kind("together"):
                if clique & {int(glue[i]) for i in there}:
                    labels.append(rule.label)
            yield _too_many_apart(round_, labels, sorted(clique), tables)
            return


def no_seating(round_: Round) -> list[Message]:
    """The exact packing: no table for some unit, whatever the others do; with the fewest rules."""
    if not _impossible(round_, round_.units):
        return []
    labels = list(dict.fromkeys(rule.label for rule in round_.rules))

    def clash(kept: list[str]) -> bool:
        rules = [rule for rule in round_.rules if rule.label in set(kept)]
        return _impossible(round_, units_of(rules, round_.present))

    core = set(smallest_clash(labels, clash))
    people = {i for rule in round_.rules if rule.label in core for i in rule.people}
    return [Message("no-seating", N_(
        "No seating is possible: the tables are too few or too small for {people} (rules: {rules}; "
        "rounds: {rounds})."
    ), {"rules": rule_labels(core),
        "people": round_.names(i for i in sorted(people) if round_.present[i])})]  # fmt: skip


def _impossible(round_: Round, units: RoundRules) -> bool:
    try:
        return pack(units.units, round_.seats, round_.rest_at_most) is None
    except Undecided:
        return False


def smallest_clash(labels: list[str], clash: Callable[[list[str]], bool]) -> list[str]:
    """Leaves out ever smaller runs of rules while those that remain still clash."""
    trials, run = 1 + CORE_WORK // len(labels), (len(labels) + 1) // 2
    while run and trials:
        start = 0
        while start < len(labels) and trials:
            rest = labels[:start] + labels[start + run :]
            trials -= 1
            if rest and clash(rest):
                labels = rest
            else:
                start += run
        run = 0 if run == 1 else (run + 1) // 2
    return labels


def merged(found: Iterable[tuple[int, Message]]) -> list[Message]:
    """The same message of several rounds as one, with its rounds; in the order first found."""
    rounds: dict[tuple[str, str, tuple[tuple[str, Any], ...]], tuple[Message, list[int]]] = {}
    for number, message in found:
        key = message.code, message.template, tuple(message.params.items())
        rounds.setdefault(key, (message, []))[1].append(number)
    return [
        Message(m.code, m.template, {**m.params, "rounds": numbered(r)} if "{rounds}" in m.template
                else m.params)
        for m, r in rounds.values()
    ]  # fmt: skip

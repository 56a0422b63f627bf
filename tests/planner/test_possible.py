"""Tiny evenings with every kind of rule, against all seatings there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.counting import counting
from planner.event import (
    Apart,
    Event,
    Meet,
    MetBefore,
    Participant,
    PlayedRound,
    PlayedTable,
    Rule,
    Seat,
    Table,
    Together,
)
from planner.messages import Refusal
from planner.problem import FREE, Problem, compile_event
from planner.schedule import BREAK

ROUNDS = 2
At = dict[str, str]
"""A seating of one round: who sits at which table; nobody else sits."""


@st.composite
def evenings(draw: st.DrawFn) -> Event:
    people = [str(i) for i in range(draw(st.integers(2, 5)))]
    twos = draw(st.booleans())
    seats = draw(st.lists(st.integers(2 if twos else 1, 2 if twos else 3), min_size=1, max_size=3))
    tables = [str(t) for t in range(len(seats))]
    ids, at = st.sampled_from(people), st.sampled_from(tables)
    pair = st.lists(ids, min_size=2, max_size=2, unique=True).map(lambda p: (p[0], p[1]))
    some = st.lists(ids, min_size=2, max_size=3, unique=True).map(tuple)
    rounds = st.sampled_from([None, None, (1,), (2,)])
    count = st.sampled_from([None, 1, 2])
    rules: st.SearchStrategy[Rule] = st.one_of(
        st.builds(Together, some, rounds=rounds),
        st.builds(Apart, some, at_most=st.sampled_from([0, 0, 1, 1, 2])),
        st.builds(Seat, ids, at, rounds=rounds),
        st.builds(Meet, pair, at_least=count),
        st.builds(Meet, pair, times=count),
    )
    gender, age = st.sampled_from("FM"), st.none() | st.integers(30, 32)
    wanted = st.sampled_from([(), ("F",), ("M",), ("F", "M")])
    return Event(
        tuple(
            Participant(
                i,
                gender=draw(gender) if n > 1 else "FM"[n],
                looking_for=draw(wanted),
                age=draw(age),
                age_max=draw(age),
                rounds=draw(st.sampled_from([None, None, None, (1,), (2,)])),
            )
            for n, i in enumerate(people)
        ),
        tuple(
            Table(t, n, draw(st.sampled_from([{}, {}, {}, {1: 0}, {2: n + 1}])))
            for t, n in zip(tables, seats, strict=True)
        ),
        ROUNDS,
        rules=tuple(draw(st.lists(rules, max_size=4))),
        two_sided=draw(st.booleans()),
        interest=draw(st.sampled_from([None, None, "strict", "soft"])),
        breaks=draw(st.sampled_from(["never", "allowed"])),
        met_before=tuple(draw(st.lists(st.builds(MetBefore, pair), max_size=1))),
        played=tuple(draw(st.just([]) | st.lists(played(people, tables), max_size=2))),
    )


def played(people: list[str], tables: list[str]) -> st.SearchStrategy[PlayedRound]:
    """Whoever sat wherever, rules or not."""
    places = st.lists(st.sampled_from([*tables, ""]), min_size=len(people), max_size=len(people))
    return places.map(
        lambda at: PlayedRound(
            tuple(
                PlayedTable(t, tuple(i for i, where in zip(people, at, strict=True) if where == t))
                for t in tables
            )
        )
    )


@dataclass(frozen=True)
class Exhaustive:
    """Every way to hold an evening."""

    event: Event

    def is_possible(self) -> bool:
        met = [self.meetings(at) for at in self.past()]
        options = [
            {self.meetings(at) for at in self.seatings(r)}
            for r in range(len(self.event.played) + 1, ROUNDS + 1)
        ]
        return any(self.limits_hold(met, list(coming)) for coming in product(*options))

    def past(self) -> list[At]:
        return [
            {i: table.id for table in done.tables for i in table.who} for done in self.event.played
        ]

    def meetings(self, at: At) -> frozenset[tuple[str, str]]:
        return frozenset((u, v) for u, v in combinations(sorted(at), 2) if at[u] == at[v])

    def seatings(self, r: int) -> Iterator[At]:
        there = [p.id for p in self.event.participants if p.rounds is None or r in p.rounds]
        room = {t.id: t.seats_by_round.get(r, t.seats) for t in self.event.tables}
        if not there or not any(room.values()):
            return
        for choice in product([*room, ""], repeat=len(there)):
            at = {i: t for i, t in zip(there, choice, strict=True) if t}
            if all(choice.count(t) <= seats for t, seats in room.items()) and self.round_holds(
                at, there, r, sum(room.values())
            ):
                yield at

    def round_holds(self, at: At, there: list[str], r: int, seats: int) -> bool:
        resting = [i for i in there if i not in at]
        if self.of_twos():
            if not self.pairs_hold(at, there, r):
                return False
        elif resting and (self.event.breaks == "never" or len(there) <= seats):
            return False
        return all(self.rule_holds(rule, at, resting, r) for rule in self.event.rules)

    def of_twos(self) -> bool:
        """Tables of two, where only people whose meeting counts may sit."""
        return (
            all(n <= 2 for t in self.event.tables for n in (t.seats, *t.seats_by_round.values()))
            and counting(self.event).counts is not None
        )

    def pairs_hold(self, at: At, there: list[str], r: int) -> bool:
        """Everybody has a partner who counts; hosts may sit alone where others rest, and the odd
        one out where there are no sides."""
        hosts = {
            rule.who
            for rule in self.event.rules
            if isinstance(rule, Seat) and (rule.rounds is None or r in rule.rounds)
        }
        index = {p.id: n for n, p in enumerate(self.event.participants)}
        counts = counting(self.event).counts
        assert counts is not None
        beside = {i: [j for j in at if j != i and at[j] == at[i]] for i in at}
        alone = sum(not beside[i] and i not in hosts for i in at)
        if self.event.two_sided:
            few_alone = not alone and len(set(at.values())) < len(at)
            if self.event.breaks == "never":
                few_alone = few_alone and all(beside.values())
        else:
            few_alone = bool(hosts) or alone <= len(there) % 2
        return (
            (len(at) == len(there) or self.event.breaks == "allowed")
            and few_alone
            and all(counts[index[i], index[j]] for i in at for j in beside[i])
        )

    def rule_holds(self, rule: Rule, at: At, resting: list[str], r: int) -> bool:
        if isinstance(rule, Seat):
            named = (rule.rounds is None or r in rule.rounds) and (
                rule.who in at or rule.who in resting
            )
            if rule.rounds is not None and r in rule.rounds and not named:
                return False
            return not named or at.get(rule.who) == rule.table
        if isinstance(rule, Together) and (rule.rounds is None or r in rule.rounds):
            tables = [at.get(i) for i in rule.who if i in at or i in resting]
            return len(set(tables)) < 2 and self.could_sit(rule, [*at, *resting], r)
        if isinstance(rule, Apart) and not rule.at_most:
            tables = [at[i] for i in rule.who if i in at]
            return len(set(tables)) == len(tables)
        return True

    def could_sit(self, rule: Together, there: list[str], r: int) -> bool:
        """A group may rest, but not for want of any table that takes it."""
        index = {p.id: n for n, p in enumerate(self.event.participants)}
        group = {i for i in rule.who if i in there}
        for _ in self.event.rules:
            for other in self.event.rules:
                if isinstance(other, Together) and (other.rounds is None or r in other.rounds):
                    who = {i for i in other.who if i in there}
                    group |= who if who & group else set()
        counts = counting(self.event).counts
        return (
            len(group) <= max(t.seats_by_round.get(r, t.seats) for t in self.event.tables)
            and not (
                counts is not None
                and self.of_twos()
                and any(not counts[index[i], index[j]] for i, j in combinations(group, 2))
            )
            and not any(
                isinstance(other, Apart) and not other.at_most and len(group & {*other.who}) > 1
                for other in self.event.rules
            )
        )

    def limits_hold(
        self,
        past: list[frozenset[tuple[str, str]]],
        coming: list[frozenset[tuple[str, str]]],
    ) -> bool:
        for rule in self.event.rules:
            if isinstance(rule, Meet):
                least = rule.times if rule.times is not None else rule.at_least or 1
                most = ROUNDS if rule.times is None else rule.times
            elif isinstance(rule, Apart) and rule.at_most:
                least, most = 0, rule.at_most
            else:
                continue
            for pair in combinations(sorted(rule.who), 2):
                before, after = (sum(pair in met for met in mets) for mets in (past, coming))
                if before + after < least or (after and before + after > most):
                    return False
        return True


def compiled(event: Event) -> tuple[Problem | None, set[str]]:
    try:
        return compile_event(event), set()
    except Refusal as refusal:
        return None, {message.code for message in refusal.messages if str(message)}


@settings(max_examples=300, deadline=None)
@given(evenings())
def test_nothing_possible_is_refused_and_what_compiles_is_consistent(event: Event) -> None:
    problem, codes = compiled(event)
    if problem is None:
        assert not Exhaustive(event).is_possible(), codes
    else:
        assert_consistent(problem)


def assert_consistent(problem: Problem) -> None:
    seats, present = problem.seats, problem.present
    coming = slice(problem.played, problem.rounds)
    there, seated = present.sum(axis=1), problem.occupancy.sum(axis=1)
    assert (problem.occupancy[coming] <= seats[coming]).all()
    assert (seated <= there).all()
    if problem.event.breaks == "never":
        assert (seated == there).all()
    elif not problem.pairs_only:
        assert (seated == there)[coming][(there <= seats.sum(axis=1))[coming]].all()
    fixed = problem.fixed != FREE
    assert not (fixed & ~present).any()
    for r, row in enumerate(problem.fixed):
        load = np.bincount(row[row != FREE], minlength=problem.tables)
        assert (load <= problem.occupancy[r]).all()
    assert (problem.glue[coming] <= np.arange(problem.people)).all()
    assert (problem.limits[:, 0] < problem.limits[:, 1]).all()
    assert len({(u, v) for u, v, *_ in problem.limits.tolist()}) == len(problem.limits)
    if problem.past is not None:
        past = problem.past
        assert ((past >= 0) == present[: problem.played]).all()
        assert (np.where(past >= 0, past, FREE) == problem.fixed[: problem.played]).all()
        assert (past >= BREAK - 1).all()

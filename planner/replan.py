"""The rest of an evening, planned again in the middle of it: what was played stays as it was.

`rest` makes of an event, its published plan and what has changed an event whose first rounds are
played, and the plan lined up with it; `planner.pipeline.make_plan` with both gives the new plan,
and `moves` says who has to be told what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from planner.event import (
    Apart,
    Balance,
    Event,
    Meet,
    Participant,
    PlayedRound,
    PlayedTable,
    Rule,
    Seat,
    Table,
    Together,
)
from planner.messages import N_, Message, refuse
from planner.naming import listed, rule_label
from planner.problem import FREE, played_seating
from planner.schedule import ABSENT, BREAK, Ints, Schedule


@dataclass(frozen=True, eq=False, slots=True)
class Published:
    """A plan as it was told to people, by the ids of whom and what it knows."""

    people: tuple[str, ...]
    """In the order of the columns of `seating`."""
    tables: tuple[str, ...]
    seating: Ints
    """(k, N): a table, ABSENT or BREAK; FREE for whom it says nothing."""

    def seen_from(self, event: Event) -> Ints:
        """(k, N) in the numbers of an event; FREE for whom and what is known to one of them only.

        Who was to sit a round out still is.
        """
        number_of = {table.id: number for number, table in enumerate(event.tables)}
        numbers = np.array([number_of.get(id_, FREE) for id_ in self.tables] or [FREE], np.int32)
        column_of = {id_: column for column, id_ in enumerate(self.people)}
        seen = np.full((len(self.seating), len(event.participants)), FREE, np.int32)
        for column, person in enumerate(event.participants):
            if (known := column_of.get(person.id)) is not None:
                seats = self.seating[:, known]
                seen[:, column] = np.where(seats >= 0, numbers[np.maximum(seats, 0)], seats)
        return seen


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from `from_round` on, the first round to be planned, counted from 1."""

    from_round: int
    gone: tuple[str, ...] = ()
    """Ids of people who have left, or never came."""
    back: tuple[str, ...] = ()
    """Ids of people who were away and are there again until the end."""
    new: tuple[Participant, ...] = ()
    """There from now on; their `rounds` say whether they leave early."""
    closed: tuple[str, ...] = ()
    """Ids of tables that are lost."""
    added: tuple[Table, ...] = ()
    played: tuple[PlayedRound, ...] = ()
    """Who really sat where, from round 1 on; rounds that are missing here went as the event says,
    else as published."""
    breaks: bool = False
    """People may sit out from now on, where seats are too few or the sides uneven."""


@dataclass(frozen=True, eq=False, slots=True)
class Rest:
    """What is to be planned now."""

    event: Event
    """Its first rounds are played; who is there when is as it was and will be."""
    previous: Ints
    """(R, N): as people sat, and from then on as they were told, in the numbers of `event`."""
    lifted: tuple[Message, ...] = ()
    """Rules that cannot hold any longer, because whom or what they name is gone."""

    @property
    def played(self) -> int:
        return len(self.event.played)


@dataclass(frozen=True, slots=True)
class Move:
    """One person in one round to come, whom something new has to be told."""

    round: int
    """From 0, like person and tables."""
    person: int
    told: int
    """The table as it was told, BREAK, or FREE: nothing was."""
    seat: int
    """The table, or BREAK."""


def rest(event: Event, published: Published, changes: Changes) -> Rest:
    """The rest of an evening, its played rounds frozen.

    Raises Refusal for a round that cannot be the first of the rest, for people and tables that
    nobody knows, and where nobody is left to meet; all else that can be wrong with an event is
    found when it is compiled.
    """
    _check(event, published, changes)
    played = tuple(_played(event, published, changes))
    people = tuple(_people(event, published, changes, played))
    _expect_company(people, changes, event.rounds)
    rules, lifted = _rules_left(event, people, played, changes)
    known = {person.id for person in people}
    after = replace(
        event,
        participants=people,
        tables=tuple(_tables(event, changes)),
        rules=rules,
        met_before=tuple(met for met in event.met_before if known.issuperset(met.who)),
        played=played,
        breaks="allowed" if changes.breaks else event.breaks,
    )
    return Rest(after, _previous(after, published), tuple(lifted))


def moves(rest: Rest, schedule: Schedule) -> list[Move]:
    """Who has to be told something new, by round and person; newcomers too."""
    told, seating = rest.previous, schedule.seating
    news = (seating != told) & (seating != ABSENT)
    news[: rest.played] = False
    return [Move(r, i, int(told[r, i]), int(seating[r, i])) for r, i in np.argwhere(news).tolist()]


def breaks(rest: Rest, schedule: Schedule) -> list[tuple[int, int]]:
    """Who sits out in the rounds to come: (round, person), both from 0."""
    out = schedule.seating[rest.played :] == BREAK
    return [(rest.played + r, i) for r, i in np.argwhere(out).tolist()]


def newcomer_ids(event: Event, count: int) -> list[str]:
    """Ids for people who come now: the next numbers, where all ids end in one."""
    taken = {person.id for person in event.participants}
    heads = {id_.rstrip("0123456789") for id_ in taken}
    head = heads.pop() if len(heads) == 1 and not taken & heads else "new-"
    numbers = [int(id_[len(head) :]) for id_ in taken if id_[len(head) :].isdecimal()]
    first = max(numbers, default=0) + 1
    return [f"{head}{number}" for number in range(first, first + count)]


def _check(event: Event, published: Published, changes: Changes) -> None:
    first = changes.from_round
    if not 1 <= first <= event.rounds:
        raise refuse(
            "no-such-round",
            N_("Round {round} cannot be the first to plan: the evening has {rounds} rounds."),
            round=first, rounds=event.rounds,
        )  # fmt: skip
    on_record = max(len(event.played), len(changes.played))
    if first <= on_record:
        raise refuse(
            "round-played",
            N_("Round {round} was played already; plan from round {next} on."),
            round=first, next=on_record + 1,
        )  # fmt: skip
    if len(published.seating) < first - 1 > on_record:
        raise refuse(
            "plan-too-short",
            N_("The plan has {count} rounds, and nobody says who sat where until round {round}."),
            count=len(published.seating), round=first - 1,
        )  # fmt: skip
    who = _unknown(changes.gone + changes.back, (p.id for p in event.participants))
    tables = _unknown(changes.closed, (t.id for t in event.tables))
    if who:
        raise refuse("unknown-person", N_("Not in the event: {who}."), who=who)
    if tables:
        raise refuse("unknown-table", N_("Tables not in the event: {tables}."), tables=tables)


def _unknown(named: Iterable[str], known: Iterable[str]) -> str:
    known = set(known)
    return listed(id_ for id_ in named if id_ not in known)


def _played(event: Event, published: Published, changes: Changes) -> Iterator[PlayedRound]:
    on_record = (*changes.played, *event.played[len(changes.played) :])
    yield from on_record
    for row in published.seating[len(on_record) : changes.from_round - 1]:
        tables = Schedule(row[None]).tables(0)
        yield PlayedRound(
            tuple(
                PlayedTable(published.tables[t], tuple(published.people[i] for i in who))
                for t, who in tables.items()
            )
        )


def _people(
    event: Event, published: Published, changes: Changes, played: tuple[PlayedRound, ...]
) -> Iterator[Participant]:
    """Everybody who was ever there, or still comes, with the rounds."""
    seated = [{i for table in round_.tables for i in table.who} for round_ in played]
    rested = _rested(published)
    on_record = range(len(changes.played) + 1, len(event.played) + 1)
    every, to_come = (range(n, event.rounds + 1) for n in (1, changes.from_round))
    for person in event.participants:
        attends = set(every if person.rounds is None else person.rounds)
        there = {
            r
            for r, who in enumerate(seated, 1)
            if person.id in who or (r in attends if r in on_record else (r, person.id) in rested)
        }
        if person.id in changes.back:
            there.update(to_come)
        elif person.id not in changes.gone:
            there.update(attends.intersection(to_come))
        if there:
            yield _attending(person, there, every)
    for person in changes.new:
        yield _attending(person, set(person.rounds or every).intersection(to_come), every)


def _rested(published: Published) -> set[tuple[int, str]]:
    """(round, id) of those who were to sit out."""
    return {(r + 1, published.people[i]) for r, i in np.argwhere(published.seating == BREAK)}


def _attending(person: Participant, rounds: set[int], every: range) -> Participant:
    return replace(person, rounds=None if len(rounds) == len(every) else tuple(sorted(rounds)))


def _expect_company(people: tuple[Participant, ...], changes: Changes, rounds: int) -> None:
    """Raises Refusal where fewer than two people are left in every round to come."""
    left = max(
        sum(p.rounds is None or r in p.rounds for p in people)
        for r in range(changes.from_round, rounds + 1)
    )
    if left < 2:
        raise refuse(
            "nobody-left",
            N_("From round {round} on nobody is left to meet anybody; the evening is over."),
            round=changes.from_round,
        )


def _tables(event: Event, changes: Changes) -> Iterator[Table]:
    """Those that are or were of use."""
    every = range(1, event.rounds + 1)
    missing = dict.fromkeys(range(1, changes.from_round), 0)
    lost = dict.fromkeys(every[changes.from_round - 1 :], 0)
    for table in event.tables:
        if table.id not in changes.closed:
            yield table
        else:
            now = replace(table, seats_by_round={**table.seats_by_round, **lost})
            if any(now.seats_by_round.get(r, now.seats) for r in every):
                yield now
    for table in changes.added:
        yield replace(table, seats_by_round={**table.seats_by_round, **missing})


def _previous(event: Event, published: Published) -> Ints:
    previous = np.full((event.rounds, len(event.participants)), FREE, np.int32)
    seen = published.seen_from(event)[: event.rounds]
    previous[: len(seen)] = seen
    past = played_seating(event)
    if past is not None:
        previous[: len(past)] = past
    return previous


# Rules


def _rules_left(
    event: Event,
    people: tuple[Participant, ...],
    played: tuple[PlayedRound, ...],
    changes: Changes,
) -> tuple[tuple[Rule, ...], list[Message]]:
    """The rules as far as they can still hold, and which are less than they were."""
    left = _Left(event.rounds, people, played, changes)
    rules: list[Rule] = []
    lifted: list[Message] = []
    for number, rule in enumerate(event.rules, 1):
        now = left.of(rule)
        if now is not None:
            rules.append(now)
        if now != rule and not left.is_met(rule):
            lifted.append(Message(
                "rule-lifted",
                N_("Rule {rule} cannot hold as it was from round {round} on: somebody or a table "
                "it names is gone."),
                {"rule": rule_label(number, rule.name or rule.reason),
                 "round": changes.from_round},
            ))  # fmt: skip
    return tuple(rules), lifted


class _Left:
    """What is left of rules once people and tables are gone."""

    def __init__(
        self,
        rounds: int,
        people: tuple[Participant, ...],
        played: tuple[PlayedRound, ...],
        changes: Changes,
    ) -> None:
        self.every = range(1, rounds + 1)
        self.there = {p.id: set(self.every if p.rounds is None else p.rounds) for p in people}
        self.played = played
        self.changes = changes

    def of(self, rule: Rule) -> Rule | None:
        """The rule as it can hold now; None where it says nothing any more."""
        if isinstance(rule, Balance):
            return rule
        if isinstance(rule, Meet):
            return self._meet(rule)
        if isinstance(rule, Seat):
            return self._seat(rule)
        return self._group(rule)

    def is_met(self, rule: Rule) -> bool:
        """Whether enough meetings have taken place already."""
        return isinstance(rule, Meet) and self._met(rule) >= _least(rule)

    def _group(self, rule: Together | Apart) -> Rule | None:
        who = tuple(id_ for id_ in rule.who if id_ in self.there)
        return None if rule.who and len(who) < 2 else replace(rule, who=who)

    def _seat(self, rule: Seat) -> Rule | None:
        if rule.who not in self.there:
            return None
        closed = rule.table in self.changes.closed
        if rule.rounds is None and not closed:
            return rule
        rounds = tuple(
            r for r in rule.rounds or self.every
            if r in self.there[rule.who] and not (closed and r >= self.changes.from_round)
        )  # fmt: skip
        return replace(rule, rounds=rounds) if rounds else None

    def _meet(self, rule: Meet) -> Rule | None:
        if not self.there.keys() >= set(rule.who):
            return None
        one, other = (self.there[id_] for id_ in rule.who)
        to_come = sum(r >= self.changes.from_round for r in one & other)
        possible = self._met(rule) + to_come
        if possible >= _least(rule):
            return rule
        if not to_come:
            return None
        if rule.times is not None:
            return replace(rule, times=possible)
        return replace(rule, at_least=possible)

    def _met(self, rule: Meet) -> int:
        return sum(
            set(rule.who) <= set(table.who) for round_ in self.played for table in round_.tables
        )


def _least(rule: Meet) -> int:
    return rule.times if rule.times is not None else rule.at_least or 1

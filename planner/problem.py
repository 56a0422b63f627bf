"""An event compiled to arrays, checked: what constructions, search and measures read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.counting import EVERYBODY, Counting, counting
from planner.event import Effort, Event, Priority
from planner.feasibility import (
    Round,
    absent_hosts,
    contradictions,
    crowding,
    merged,
    no_seating,
    seat_problems,
)
from planner.limits import company_needed, limit_problems
from planner.messages import N_, Message, Refusal
from planner.naming import shortened
from planner.occupancy import round_sizes
from planner.rounds import Rounds
from planner.rules import FREE, GroupRule, Mix, PairLimit, group_rules, mixes
from planner.schedule import ABSENT, BREAK, Ints
from planner.twos import sizes_at_twos, without_partner
from planner.validity import description_problems

__all__ = ["FREE", "Problem", "compile_event"]

MEETINGS_LIMIT: Final = 20_000_000
"""Meetings counted with repeats: a plan is measured with a few numbers in memory for each."""


@dataclass(frozen=True, eq=False)
class Problem:
    """All indices count from 0: R rounds, T tables, N people, in the order of the event.

    `occupancy[r, t]` is how many people sit at table t in round r. It is settled before any search:
    with labels free, only the sizes of the tables matter, and equal tables differ by at most 1.
    """

    event: Event
    present: NDArray[np.bool_]
    """(R, N): who is there."""
    occupancy: Ints
    """(R, T): people at each table; whoever is present beyond the sum of a row has a break: nobody
    who is fixed, and people glued to each other all of them or none."""
    glue: Ints
    """(R, N): the lowest index among the people glued to the person in that round, else its own."""
    apart: Ints
    """(A, 2): pairs u < v never at one table, sorted, without duplicates."""
    fixed: Ints
    """(R, N): the table a person must sit at, or FREE."""
    vip: NDArray[np.bool_]
    """(N,)"""
    limits: Ints = field(default_factory=lambda: np.empty((0, 4), np.int32))
    """(L, 4): u < v, least, most: how often the two may meet over the whole evening; sorted, each
    pair once. Pairs in `apart` are not among them."""
    counting: Counting = EVERYBODY
    """Whose meetings count, and for how much."""
    mixes: tuple[Mix, ...] = ()
    """What every table should hold a fair share of."""
    past: Ints | None = None
    """(k, N): the rounds that were played, as people really sat, BREAK included; None: none.

    They are the first rounds of the problem: everybody who sat is `present` and `fixed` there,
    nobody else is, and nobody is glued.
    """

    @property
    def rounds(self) -> int:
        return int(self.present.shape[0])

    @property
    def people(self) -> int:
        return int(self.present.shape[1])

    @property
    def tables(self) -> int:
        return int(self.occupancy.shape[1])

    @property
    def played(self) -> int:
        """How many of the rounds are over."""
        return 0 if self.past is None else len(self.past)

    @property
    def pairs_only(self) -> bool:
        """All tables seat two, and two whose meeting counts nothing may not sit there."""
        return self.counting.counts is not None and bool((self.seats <= 2).all())

    @cached_property
    def classes(self) -> Ints:
        """(N,): among whom fairness is compared: by side, VIPs apart; 2 x side + VIP."""
        side = self.counting.side
        of_side = np.zeros(self.people, np.int32) if side is None else 2 * side
        classes: Ints = (of_side + self.vip).astype(np.int32)
        return classes

    @cached_property
    def seats(self) -> Ints:
        """(R, T): the seats of each table in each round."""
        return seats_of(self.event)

    @property
    def priority(self) -> Priority:
        return self.event.priority

    @property
    def effort(self) -> Effort:
        return self.event.effort

    @property
    def seed(self) -> int:
        return self.event.seed

    @property
    def is_plain(self) -> bool:
        """No rule and everybody always there: constructions apply as they are."""
        return (
            bool(self.present.all())
            and self.counting.is_plain
            and not len(self.limits)
            and not self.mixes
            and self.past is None
            and bool((self.occupancy.sum(axis=1) == self.people).all())
            and not len(self.apart)
            and bool((self.fixed == FREE).all())
            and bool((self.glue == np.arange(self.people)).all())
        )


def compile_event(event: Event) -> Problem:
    """Checks an event and compiles it.

    Raises Refusal, before any search, for what cannot be understood or is proved to be impossible.
    """
    _raise(description_problems(event))
    evening = _evening(event)
    occupancy = _occupancy(evening)
    _raise(limit_problems(evening))
    _raise(_too_many_meetings(occupancy))
    return Problem(
        event=event,
        present=evening.present,
        occupancy=occupancy,
        glue=evening.glue,
        apart=apart_pairs(evening.rules, len(event.participants)),
        fixed=evening.fixed,
        vip=np.fromiter((p.vip for p in event.participants), np.bool_, len(event.participants)),
        limits=_merged_limits(evening.limits),
        counting=evening.counting,
        mixes=tuple(mixes(event)),
        past=evening.past,
    )


def _evening(event: Event) -> Rounds:
    """The event by indices, nobody glued or fixed yet but those who sat in played rounds."""
    present, past = attendance(event), played_seating(event)
    glue = np.tile(np.arange(present.shape[1], dtype=np.int32), (event.rounds, 1))
    fixed = np.full(present.shape, FREE, np.int32)
    if past is not None:
        present[: len(past)] = past >= 0
        fixed[: len(past)] = np.where(past >= 0, past, FREE)
    rules = group_rules(event)
    return Rounds(event, rules, present, seats_of(event), glue, fixed, counting(event), past)


def _occupancy(evening: Rounds) -> Ints:
    """(R, T): the people at each table; glues and fixes people in the rounds to come.

    Raises Refusal with what proves a round to be impossible.
    """
    occupancy: Ints = np.zeros_like(evening.seats)
    for r in range(evening.coming.start):
        at = evening.fixed[r]
        occupancy[r] = np.bincount(at[at != FREE], minlength=occupancy.shape[1])
    company = company_needed(evening)
    problems: list[tuple[int, Message]] = []
    for round_, numbers in _rounds_by_kind(evening):
        evening.glue[numbers], evening.fixed[numbers] = round_.units.glue, round_.units.fixed
        occupancy[numbers], found = _sizes(round_, company)
        problems += [(r, message) for message in found for r in numbers]
    away = absent_hosts(evening.event, evening.rules, evening.present, evening.coming.start)
    _raise([*away, *merged(problems)])
    return occupancy


def _raise(messages: list[Message]) -> None:
    if messages:
        raise Refusal(*shortened(messages))


def _rounds_by_kind(evening: Rounds) -> list[tuple[Round, list[int]]]:
    """Rounds to come with the same people, seats and rules are worked out once: (the first, their
    numbers)."""
    present, seats = evening.present, evening.seats
    dated = [rule for rule in evening.rules if rule.rounds is not None]
    kinds: dict[bytes, list[int]] = {}
    for r in evening.coming:
        there = present[r].tobytes() + seats[r].tobytes()
        kinds.setdefault(there + bytes(d.holds_in(r) for d in dated), []).append(r)
    return [
        (
            Round(
                evening.event,
                present[r[0]],
                seats[r[0]],
                [d for d in evening.rules if d.holds_in(r[0])],
                evening.partners,
                evening.counting.side,
            ),
            r,
        )
        for r in kinds.values()
    ]


def _sizes(round_: Round, company: dict[int, int]) -> tuple[Ints, list[Message]]:
    """How many sit at each table, and what proves that they cannot."""
    found = list(seat_problems(round_)) or contradictions(round_)
    if found:
        return np.zeros_like(round_.seats), found
    if round_.at_twos:
        return sizes_at_twos(round_)
    found = crowding(round_)
    if found:
        return np.zeros_like(round_.seats), found
    people, units = int(round_.present.sum()), round_.units.units
    hosted, largest = _company(round_, company)
    sizes, seated = np.zeros_like(round_.seats), False
    for rest in round_.rests():
        sizes, seated = round_sizes(
            people - rest, round_.seats, units, rest=rest, hosted=hosted, largest=largest
        )
        if seated:
            break
    return sizes, without_partner(round_, sizes) if seated else no_seating(round_)


def _company(round_: Round, company: dict[int, int]) -> tuple[Ints, int]:
    """The people wanted at each table for those who must sit there, and at some table for the
    others."""
    hosted, largest = np.zeros_like(round_.seats), 0
    for i, count in company.items():
        table = int(round_.units.fixed[i])
        if table != FREE:
            hosted[table] = max(int(hosted[table]), count)
        elif round_.present[i]:
            largest = max(largest, count)
    return hosted, largest


def _too_many_meetings(occupancy: Ints) -> list[Message]:
    people = occupancy.astype(np.int64)
    meetings = int((people * (people - 1) // 2).sum())
    if meetings <= MEETINGS_LIMIT:
        return []
    return [Message("too-many-meetings", N_(
        "The tables are so large that {count} meetings would take place; at most {limit} can be "
        "planned."
    ), {"count": meetings, "limit": MEETINGS_LIMIT})]  # fmt: skip


def seats_of(event: Event) -> Ints:
    """(R, T): the seats of each table in each round."""
    seats = np.tile(np.array([t.seats for t in event.tables], np.int32), (event.rounds, 1))
    for index, table in enumerate(event.tables):
        for round_, number in table.seats_by_round.items():
            if round_ <= event.rounds:
                seats[round_ - 1, index] = number
    return seats


def played_seating(event: Event) -> Ints | None:
    """(k, N): who sat where in the rounds that are over; None without any.

    Whoever should have been there and sat nowhere had a break. Ids must be known.
    """
    if not event.played:
        return None
    person = {p.id: i for i, p in enumerate(event.participants)}
    table = {t.id: i for i, t in enumerate(event.tables)}
    past = np.where(attendance(event)[: len(event.played)], BREAK, ABSENT).astype(np.int32)
    for row, played in zip(past, event.played, strict=True):
        for at in played.tables:
            row[[person[i] for i in at.who]] = table[at.id]
    return past


def _merged_limits(limits: list[PairLimit]) -> Ints:
    """(L, 4): one line for each pair, the strictest of what the rules say."""
    strictest: dict[tuple[int, int], tuple[int, int]] = {}
    for limit in limits:
        least, most = strictest.get(limit.people, (limit.least, limit.most))
        strictest[limit.people] = max(least, limit.least), min(most, limit.most)
    rows = [(*pair, *ends) for pair, ends in sorted(strictest.items())]
    return np.array(rows, np.int32).reshape(-1, 4)


def attendance(event: Event) -> NDArray[np.bool_]:
    """(R, N): who is there."""
    present = np.ones((event.rounds, len(event.participants)), np.bool_)
    for index, participant in enumerate(event.participants):
        if participant.rounds is not None:
            present[:, index] = False
            present[[r - 1 for r in participant.rounds], index] = True
    return present


def apart_pairs(rules: list[GroupRule], people: int) -> Ints:
    """(A, 2): every pair of every `apart` group, sorted, once."""
    codes = [np.empty(0, np.int64)]
    for rule in rules:
        if rule.kind == "apart":
            group = np.sort(np.array(rule.people, np.int64))
            left, right = np.triu_indices(len(group), 1)
            codes.append(group[left] * people + group[right])
    # sorted by hand: np.unique hashes since numpy 2.3, a hundred times slower on such codes
    every = np.sort(np.concatenate(codes))
    every = every[np.diff(every, prepend=-1) > 0]
    return np.column_stack((every // people, every % people)).astype(np.int32)

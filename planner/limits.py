"""Proofs that two people cannot meet as often as rules say, naming the rules and the people.

Every function is sound: it speaks only when no plan holds the rules, whatever the others do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.counting import Counting
from planner.event import Event
from planner.messages import N_, Message
from planner.naming import listed, rule_labels
from planner.occupancy import level_sizes
from planner.rules import FREE, GroupRule, LimitGroup, PairLimit, limit_groups, pair_limits
from planner.schedule import Ints

Pair = tuple[int, int]
Who = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Evening:
    """What the proofs see: the compiled rounds, played ones first."""

    event: Event
    rules: list[GroupRule]
    present: NDArray[np.bool_]
    """(R, N)"""
    seats: Ints
    """(R, T)"""
    glue: Ints
    """(R, N)"""
    fixed: Ints
    """(R, N)"""
    counting: Counting
    past: Ints | None

    @property
    def coming(self) -> range:
        """The rounds that are not over."""
        return range(0 if self.past is None else len(self.past), len(self.present))

    @cached_property
    def limits(self) -> list[PairLimit]:
        return pair_limits(self.event)

    @cached_property
    def partners(self) -> NDArray[np.bool_] | None:
        """(N, N): who may sit with whom, where all tables seat two and not all meetings count."""
        return self.counting.counts if (self.seats <= 2).all() else None

    @cached_property
    def apart(self) -> dict[int, list[int]]:
        """For each person the `apart` rules that name her."""
        of: dict[int, list[int]] = {}
        for number, rule in enumerate(self.rules):
            if rule.kind == "apart":
                for i in rule.people:
                    of.setdefault(i, []).append(number)
        return of

    def kept_apart(self, u: int, v: int) -> list[int]:
        """The rules that keep two people apart."""
        theirs = set(self.apart.get(v, ()))
        return [number for number in self.apart.get(u, ()) if number in theirs]

    def met(self, u: int, v: int) -> int:
        """How often two people have met in the rounds that are over."""
        if self.past is None:
            return 0
        return int(((self.past[:, u] == self.past[:, v]) & (self.past[:, u] >= 0)).sum())

    def met_and_forced(self, left: Who, right: Who) -> tuple[Ints, Ints]:
        """How often each of these pairs has met, and is put together by rules in what comes."""
        met, forced = np.zeros(len(left), np.int32), np.zeros(len(left), np.int32)
        for r in range(len(self.present)):
            if self.past is not None and r < len(self.past):
                met += (self.past[r, left] == self.past[r, right]) & (self.past[r, left] >= 0)
            else:
                forced += self._forced(r, left, right)
        return met, forced

    def _forced(self, r: int, left: Who, right: Who) -> NDArray[np.bool_]:
        """Which pairs rules put together; groups that may rest are not among them."""
        there, at, glue = self.present[r], self.fixed[r], self.glue[r]
        forced: NDArray[np.bool_] = (at[left] == at[right]) & (at[left] != FREE)
        if not self.most_rest(r):
            forced |= glue[left] == glue[right]
        forced &= there[left] & there[right]
        return forced

    def most_rest(self, r: int) -> int:
        """How many may rest in a round to come."""
        there = int(self.present[r].sum())
        may = self.event.breaks == "allowed"
        return there if may and (self.partners is not None or there > self.seats[r].sum()) else 0

    @cached_property
    def sizes(self) -> Ints:
        """(R, N): people in the unit of each."""
        sizes = np.ones_like(self.glue)
        for row, glue, there in zip(sizes, self.glue, self.present, strict=True):
            row[:] = np.bincount(glue[there], minlength=len(glue))[glue]
        return sizes

    @cached_property
    def room(self) -> Ints:
        """(R, T): seats for people who need not sit there."""
        room = self.seats.copy()
        for row, fixed in zip(room, self.fixed, strict=True):
            row -= np.bincount(fixed[fixed != FREE], minlength=len(row))
        return room

    @cached_property
    def most_room(self) -> Ints:
        """(R,): such seats at one table."""
        most: Ints = self.room.max(axis=1)
        return most

    def unit(self, r: int, i: int) -> list[int]:
        """The people glued to somebody, and herself."""
        if self.sizes[r, i] < 2:
            return [i]
        return np.flatnonzero(self.present[r] & (self.glue[r] == self.glue[r, i])).tolist()

    def together(self, u: int, v: int) -> NDArray[np.bool_]:
        """(R,): rules put them at one table, if they are there."""
        at = self.fixed[:, u]
        one: NDArray[np.bool_] = (self.glue[:, u] == self.glue[:, v]) | (
            (at == self.fixed[:, v]) & (at != FREE)
        )
        return one

    def at_two_tables(self, u: int, v: int) -> NDArray[np.bool_]:
        """(R,): rules put them at different tables."""
        u_at, v_at = self.fixed[:, u], self.fixed[:, v]
        two: NDArray[np.bool_] = (u_at != FREE) & (v_at != FREE) & (u_at != v_at)
        return two

    def fit(self, u: int, v: int) -> NDArray[np.bool_]:
        """(R,): there is a table for both with those who sit with them."""
        at = np.maximum(self.fixed[:, u], self.fixed[:, v])
        needed = np.where(self.fixed[:, u] == FREE, self.sizes[:, u], 0) + np.where(
            self.fixed[:, v] == FREE, self.sizes[:, v], 0
        )
        rows = np.arange(len(at))
        room = np.where(at == FREE, self.most_room, self.room[rows, at])
        fits: NDArray[np.bool_] = needed <= room
        return fits

    def room_beside(self, i: int, partners: list[int]) -> list[int]:
        """For each round, how many of these partners can sit at the table of somebody."""
        room: list[int] = []
        for r, at in enumerate(self.fixed[:, i].tolist()):
            there = [j for j in partners if self.present[r, j]]
            glued = sum(self.glue[r, j] == self.glue[r, i] for j in there)
            hosts = [self.fixed[r, j] for j in there if self.glue[r, j] != self.glue[r, i]]
            tables = {t: self.room[r, t] + hosts.count(t) for t in hosts if t != FREE}
            if at == FREE:
                beside = max([self.most_room[r], *tables.values()]) - self.sizes[r, i]
            else:
                beside = tables.get(at, self.room[r, at])
            room.append(int(max(0, beside) + glued) if self.present[r, i] else 0)
        return room

    def labels_around(self, pair: Pair, kinds: tuple[str, ...]) -> list[str]:
        """The rules of these kinds about two people or those who sit with them."""
        around = {m for r in self.coming for i in pair for m in self.unit(r, i)}
        return [
            rule.label
            for rule in self.rules
            if rule.kind in kinds and len(around & set(rule.people)) > (rule.kind == "apart")
        ]

    def names(self, people: Iterable[int]) -> str:
        return listed(self.event.participants[i].label for i in people)


def limit_problems(evening: Evening) -> list[Message]:
    """Why some pairs cannot meet as often, or as seldom, as the rules say."""
    groups = limit_groups(evening.event)
    if not groups:
        return []
    found = [*_clashes(evening)]
    if found:
        return found
    wishes = [*_wishes(evening)]
    found = [message for wish in wishes if (message := wish.why_not())]
    found = found or [*_too_much_for_one(evening, wishes)]
    return found or [*_too_much_for_all(evening, wishes), *_crowded(evening, groups)]


def company_needed(evening: Evening) -> dict[int, int]:
    """For those who are to meet others, how many people, at least, must sit at one table in some
    round for her or one of them to do so."""
    least = _least(evening)
    meetings: dict[int, int] = {}
    for pair, count in least.items():
        for i in pair:
            meetings[i] = meetings.get(i, 0) + max(0, count - evening.met(*pair))
    sizes: dict[int, int] = {}
    for i, count in meetings.items():
        rounds = int(evening.present[evening.coming, i].sum())
        sizes[i] = -(-count // rounds) + 1 if count and rounds else 0
    needed = dict(sizes)
    for u, v in least:
        needed[u] = needed[v] = max(needed[u], needed[v], sizes[u], sizes[v])
    return needed


def _least(evening: Evening) -> dict[Pair, int]:
    """How often at least, by pairs who are to meet."""
    least: dict[Pair, int] = {}
    for limit in evening.limits:
        if limit.least:
            least[limit.people] = max(limit.least, least.get(limit.people, 0))
    return least


def _clashes(evening: Evening) -> Iterator[Message]:
    """Pairs for whom rules alone force more meetings than rules allow."""
    limits = evening.limits
    left, right = np.array([limit.people for limit in limits], np.intp).reshape(-1, 2).T
    most = np.array([limit.most for limit in limits])
    met, forced = evening.met_and_forced(left, right)
    least = _least(evening)
    for n in np.flatnonzero((forced > 0) & (met + forced > most)).tolist():
        pair = limits[n].people
        ties = evening.labels_around(pair, ("together", "seat"))
        yield Message("together-too-often", N_(
            "Rules {rules} cannot all hold: {people} would meet {count} times, and at most {most} "
            "are allowed."
        ), {"rules": rule_labels([limits[n].label, *ties]), "people": evening.names(pair),
            "count": int(met[n] + forced[n]), "most": int(most[n])})  # fmt: skip
    for n, limit in enumerate(limits):
        wanted = least.get(limit.people, 0)
        if wanted > max(limit.most, int(met[n])):
            labels = [o.label for o in limits if o.people == limit.people]
            yield Message("limits-clash", N_(
                "Rules {rules} cannot all hold: {people} are to meet at least {least} times and at "
                "most {most}."
            ), {"rules": rule_labels(labels), "people": evening.names(limit.people),
                "least": wanted, "most": limit.most})  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Wish:
    """Two people who are still to meet `count` times."""

    evening: Evening
    pair: Pair
    count: int

    @cached_property
    def there(self) -> NDArray[np.bool_]:
        """(R,): the rounds to come in which both are there."""
        u, v = self.pair
        both: NDArray[np.bool_] = self.evening.present[:, u] & self.evening.present[:, v]
        both[: self.evening.coming.start] = False
        return both

    @cached_property
    def can(self) -> NDArray[np.bool_]:
        """(R,): the rounds in which they can sit at one table, for all that rules say of them."""
        e, (u, v) = self.evening, self.pair
        if (e.partners is not None and not e.partners[u, v]) or e.kept_apart(u, v):
            return np.zeros_like(self.there)
        together = e.together(u, v)
        can = self.there & (together | (e.fit(u, v) & ~e.at_two_tables(u, v)))
        for r in np.flatnonzero(can & ~together).tolist():
            can[r] = not any(e.kept_apart(i, j) for i in e.unit(r, u) for j in e.unit(r, v))
        return can

    @property
    def labels(self) -> list[str]:
        """The rules that ask for it."""
        return [o.label for o in self.evening.limits if o.people == self.pair and o.least]

    def why_not(self) -> Message | None:
        """What proves that they cannot meet so often."""
        can, there, e = int(self.can.sum()), int(self.there.sum()), self.evening
        if self.count <= can:
            return None
        people = {"people": e.names(self.pair), "count": self.count}
        if self.count > there:
            return Message("not-there-together", N_(
                "{people} are to meet {count} times in the rounds to come, and are both there in "
                "{rounds} of them (rules: {rules})."
            ), {"rules": rule_labels(self.labels), **people, "rounds": there})  # fmt: skip
        apart = [e.rules[n].label for n in e.kept_apart(*self.pair)]
        if apart:
            return Message("meet-and-apart", N_(
                "Rules {rules} cannot all hold: {people} are to meet and to be kept apart."
            ), {"rules": rule_labels([*self.labels, *apart]), **people})  # fmt: skip
        if e.partners is not None and not e.partners[self.pair]:
            return self._mismatched(people)
        around = e.labels_around(self.pair, ("together", "seat", "apart"))
        return Message("cannot-meet", N_(
            "{people} are to meet {count} times in the rounds to come, and can sit at one table in "
            "{rounds} of them (rules: {rules})."
        ), {"rules": rule_labels([*self.labels, *around]), **people, "rounds": can})  # fmt: skip

    def _mismatched(self, people: dict[str, object]) -> Message:
        side = self.evening.counting.side
        params = {"rules": rule_labels(self.labels), **people}
        if side is not None and side[self.pair[0]] == side[self.pair[1]]:
            return Message("meet-same-side", N_(
                "{people} are to meet, they are on the same side, and tables of two seat one of "
                "each (rules: {rules})."
            ), params)  # fmt: skip
        return Message("meet-without-wish", N_(
            "{people} are to meet, they do not both look for each other, and at tables of two only "
            "such people meet (rules: {rules})."
        ), params)  # fmt: skip


def _wishes(evening: Evening) -> Iterator[_Wish]:
    for pair, least in _least(evening).items():
        count = least - evening.met(*pair)
        if count > 0:
            yield _Wish(evening, pair, count)


def _too_much_for_one(evening: Evening, wishes: list[_Wish]) -> Iterator[Message]:
    """Somebody who is to meet more people than sit beside her, found by a flow."""
    of: dict[int, list[_Wish]] = {}
    for wish in wishes:
        for i in wish.pair:
            of.setdefault(i, []).append(wish)
    for i, own in of.items():
        if len(own) < 2:
            continue
        partners = [sum(wish.pair) - i for wish in own]
        counts = [wish.count for wish in own]
        rounds = [np.flatnonzero(wish.can).tolist() for wish in own]
        placed = _placed(counts, rounds, evening.room_beside(i, partners))
        if placed < sum(counts):
            labels = [label for wish in own for label in wish.labels]
            yield Message("too-many-to-meet", N_(
                "Rules {rules} cannot all hold: {person} is to meet {people}, which makes {count} "
                "meetings, and seats and rounds allow {placed} of them."
            ), {"rules": rule_labels(labels), "person": evening.names([i]),
                "people": evening.names(partners), "count": sum(counts),
                "placed": placed})  # fmt: skip


def _placed(counts: list[int], rounds: list[list[int]], room: list[int]) -> int:
    """Of so many meetings with each partner, in different ones of her rounds, how many fit when
    room[r] fit into round r: a largest flow along shortest augmenting paths."""
    with_whom: list[set[int]] = [set() for _ in room]
    return sum(
        _place(partner, rounds, room, with_whom)
        for partner, count in enumerate(counts)
        for _ in range(count)
    )


def _place(start: int, rounds: list[list[int]], room: list[int], with_whom: list[set[int]]) -> bool:
    """One more meeting with `start`, others moved to other rounds for it."""
    moved_from: dict[int, int | None] = {start: None}
    taken_by: dict[int, int] = {}
    waiting = [start]
    for partner in waiting:
        for r in rounds[partner]:
            if r in taken_by or partner in with_whom[r]:
                continue
            taken_by[r] = partner
            if len(with_whom[r]) < room[r]:
                free: int | None = r
                while free is not None:
                    mover = taken_by[free]
                    with_whom[free].add(mover)
                    free = moved_from[mover]
                    if free is not None:
                        with_whom[free].remove(mover)
                return True
            for other in with_whom[r]:
                if other not in moved_from:
                    moved_from[other] = r
                    waiting.append(other)
    return False


def _too_much_for_all(evening: Evening, wishes: list[_Wish]) -> Iterator[Message]:
    """More meetings asked for than the tables have at all."""
    count = sum(wish.count for wish in wishes)
    places = sum(
        _most_pairs(int(evening.present[r].sum()), evening.seats[r]) for r in evening.coming
    )
    if count > places:
        labels = [label for wish in wishes for label in wish.labels]
        yield Message("too-many-meet-rules", N_(
            "{count} meetings are asked for, and the tables have room for {places} (rules: "
            "{rules})."
        ), {"rules": rule_labels(labels), "count": count, "places": places})  # fmt: skip


def _most_pairs(people: int, seats: Ints) -> int:
    """Pairs at tables filled one after the other, the largest first."""
    large_first = np.sort(seats)[::-1].astype(np.int64)
    before = np.cumsum(large_first) - large_first
    taken = np.clip(people - before, 0, large_first)
    return int((taken * (taken - 1) // 2).sum())


def _crowded(evening: Evening, groups: list[LimitGroup]) -> Iterator[Message]:
    """A group of whom the tables put more pairs together than its limit allows (pigeonhole)."""
    by_label: dict[str, list[LimitGroup]] = {}
    tables = (evening.seats[evening.coming] > 0).sum(axis=1).min(initial=len(evening.seats[0]))
    for group in groups:
        if not group.least and len(group.people) > tables:
            by_label.setdefault(group.label, []).append(group)
    for label, own in by_label.items():
        for group in own:
            people = list(group.people)
            count = sum(_fewest_pairs(evening, r, people) for r in evening.coming)
            pairs = [(u, v) for n, v in enumerate(people) for u in people[:n]]
            allowed = sum(max(0, group.most - evening.met(*pair)) for pair in pairs)
            if count > allowed:
                yield Message("too-often-together", N_(
                    "Rule {rule} allows {people} {allowed} meetings with each other in the rounds "
                    "to come, and the tables make at least {count}."
                ), {"rule": label, "people": evening.names(people), "allowed": allowed,
                    "count": count})  # fmt: skip
                break


def _fewest_pairs(evening: Evening, r: int, group: list[int]) -> int:
    """Pairs of a group that share a table however it is spread, its people resting first."""
    there = int(evening.present[r, group].sum()) - evening.most_rest(r)
    sizes = level_sizes(max(0, there), evening.seats[r]).astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())

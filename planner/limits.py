"""Proofs that two people cannot meet as often as rules say, naming the rules and the people.

Every function is sound: it speaks only when no plan holds the rules, whatever the others do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.messages import N_, Message
from planner.naming import rule_labels
from planner.occupancy import level_sizes
from planner.rounds import Pair, Rounds
from planner.rules import LimitGroup, limit_groups
from planner.schedule import Ints


def limit_problems(evening: Rounds) -> list[Message]:
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


def company_needed(evening: Rounds) -> dict[int, int]:
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


def _least(evening: Rounds) -> dict[Pair, int]:
    """How often at least, by pairs who are to meet."""
    least: dict[Pair, int] = {}
    for limit in evening.limits:
        if limit.least:
            least[limit.people] = max(limit.least, least.get(limit.people, 0))
    return least


def _clashes(evening: Rounds) -> Iterator[Message]:
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

    evening: Rounds
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


def _wishes(evening: Rounds) -> Iterator[_Wish]:
    for pair, least in _least(evening).items():
        count = least - evening.met(*pair)
        if count > 0:
            yield _Wish(evening, pair, count)


def _too_much_for_one(evening: Rounds, wishes: list[_Wish]) -> Iterator[Message]:
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


def _too_much_for_all(evening: Rounds, wishes: list[_Wish]) -> Iterator[Message]:
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


def _crowded(evening: Rounds, groups: list[LimitGroup]) -> Iterator[Message]:
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


def _fewest_pairs(evening: Rounds, r: int, group: list[int]) -> int:
    """Pairs of a group that share a table however it is spread, its people resting first."""
    there = int(evening.present[r, group].sum()) - evening.most_rest(r)
    sizes = level_sizes(max(0, there), evening.seats[r]).astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())

"""Evenings made up at random, with the rules people really have; the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from planner.event import Apart, Event, Participant, Rule, Seat, Table, Together


def evening(
    people: int,
    tables: int,
    seats: int,
    rounds: int,
    *,
    seed: int = 1,
    groups: bool = True,
    apart: bool = True,
    hosts: bool = True,
    absences: bool = True,
) -> Event:
    """A tenth of the people in couples, a fifth in pairs kept apart, hosts at every fifth table,
    a twentieth away for one or two rounds, a tenth VIPs."""  # fmt: skip
    chance = random.Random(seed)
    order = list(range(people))
    chance.shuffle(order)
    take = iter(order)
    rules: list[Rule] = []
    if groups:
        rules += (Together((f"p{a}", f"p{b}")) for a, b in _pairs(take, people // 20))
    if apart:
        rules += (Apart((f"p{a}", f"p{b}")) for a, b in _pairs(take, people // 10))
    fixed = [next(take) for _ in range(max(1, tables // 5))] if hosts else []
    rules += (Seat(f"p{host}", f"t{5 * n % tables}") for n, host in enumerate(fixed))
    away = {next(take) for _ in range(people // 20)} if absences else set()
    return Event(
        tuple(
            Participant(
                f"p{i}", vip=i % 10 == 0, rounds=_attended(chance, rounds) if i in away else None
            )
            for i in range(people)
        ),
        tuple(Table(f"t{t}", seats) for t in range(tables)),
        rounds,
        tuple(rules),
    )


def _pairs(people: Iterator[int], count: int) -> list[tuple[int, int]]:
    return [(next(people), next(people)) for _ in range(count)]


def _attended(chance: random.Random, rounds: int) -> tuple[int, ...]:
    """Comes late or leaves early, by one or two rounds."""
    missed = chance.randint(1, min(2, rounds - 1))
    first = chance.choice((1, 1 + missed))
    return tuple(range(first, first + rounds - missed))

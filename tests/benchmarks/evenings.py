"""Evenings made up at random, with the rules people really have; the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from planner.event import (
    Apart,
    Balance,
    Event,
    Meet,
    MetBefore,
    Participant,
    Rule,
    Seat,
    Table,
    Together,
)

KINDS: Final = ("one side", "two sides", "breaks")


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


def of_every_rule(
    people: int, tables: int, seats: int, rounds: int, *, kind: str, seed: int = 1
) -> Event:
    """As `evening`, and besides: a tenth in pairs who may meet once, a twentieth each in pairs who
    must meet and who must meet once exactly, a sponsor who must meet two, a fifth who met two
    others before, tables balanced by gender and of different sizes, one closed in round 3.

    Of one side with wishes that only count more; of two sides across which alone meetings count,
    with ages that must suit; or with more people than seats.
    """
    chance = random.Random(seed + 1000)
    base = evening(people, tables, seats, rounds, seed=seed)
    order = [p.id for p in base.participants]
    chance.shuffle(order)
    bound = {id_ for rule in base.rules if isinstance(rule, Together) for id_ in rule.who}
    bound |= {id_ for rule in base.rules if isinstance(rule, Seat) for id_ in [rule.who]}
    bound |= {p.id for p in base.participants if p.rounds is not None}
    wanted = [wish for rule in base.rules if isinstance(rule, Apart) for wish in rule.who]
    free = iter([id_ for id_ in order if id_ not in bound and id_ not in wanted])
    two_sided = kind == "two sides"
    number = {p.id: n for n, p in enumerate(base.participants)}
    rules: list[Rule] = [*base.rules, Balance("gender")]
    for count, make in (
        (people // 20, lambda a, b: Apart((a, b), at_most=1)),
        (people // 40, lambda a, b: Meet((a, b))),
        (people // 40, lambda a, b: Meet((a, b), times=1)),
    ):
        for _ in range(count):
            one, other = _two(free, number, across=two_sided)
            rules.append(make(one, other))
    sponsor, guest = _two(free, number, across=two_sided)
    other = next(id_ for id_ in free if (number[id_] - number[guest]) % 2 == 0)
    rules += [Meet((sponsor, guest)), Meet((sponsor, other))]
    return replace(
        base,
        participants=tuple(
            replace(
                p,
                gender="FM"[n % 2],
                side="AB"[n % 2],
                age=chance.randint(25, 45),
                age_min=18 if kind == "one side" and n % 3 == 0 else None,
                age_max=chance.randint(40, 60) if kind != "breaks" else None,
                looking_for=("MF"[n % 2],) if kind == "one side" and n % 2 else (),
            )
            for n, p in enumerate(base.participants)
        ),
        tables=_tables(base, seats, kind),
        rules=tuple(rules),
        two_sided=two_sided,
        interest="strict" if two_sided else "soft" if kind == "one side" else None,
        breaks="allowed" if kind == "breaks" else "never",
        met_before=tuple(
            MetBefore((order[n], order[(n + step) % people]), 1 + step % 2)
            for n in range(people // 5)
            for step in (1, 2)
        ),
    )


def _tables(base: Event, seats: int, kind: str) -> tuple[Table, ...]:
    """Every second table short of a seat, so that some rest; else more than enough: one short of a
    seat, one for two, one closed in round 3."""
    *first, last = base.tables
    if kind == "breaks":
        return tuple(replace(t, seats=seats - n % 2) for n, t in enumerate(base.tables))
    return (*first, replace(last, seats=seats - 1), Table("two", 2), Table("later", seats, {3: 0}))


def _two(free: Iterator[str], number: dict[str, int], *, across: bool) -> tuple[str, str]:
    """Two more people, one of each side if they are to meet across."""
    one = next(free)
    return one, next(o for o in free if not across or (number[one] + number[o]) % 2)


def _pairs(people: Iterator[int], count: int) -> list[tuple[int, int]]:
    return [(next(people), next(people)) for _ in range(count)]


def _attended(chance: random.Random, rounds: int) -> tuple[int, ...]:
    """Comes late or leaves early, by one or two rounds."""
    missed = chance.randint(1, min(2, rounds - 1))
    first = chance.choice((1, 1 + missed))
    return tuple(range(first, first + rounds - missed))

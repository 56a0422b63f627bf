"""Small evenings that mix every kind of rule, for the tests of the search."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from planner.event import (
    Apart,
    Balance,
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
    Weights,
)
from planner.messages import Refusal
from planner.problem import Problem, compile_event
from planner.search.start import start


@st.composite
def mixed_problems(draw: st.DrawFn) -> Problem:
    """8 to 16 people at tables of two or more, any mix of rules, some rounds over."""
    try:
        problem = compile_event(draw(_events()))
    except Refusal:
        assume(False)
        raise
    played = draw(st.integers(0, problem.rounds - 1)) if draw(st.booleans()) else 0
    return _after(draw, problem, played) if played else problem


@st.composite
def _events(draw: st.DrawFn) -> Event:
    people, rounds = draw(st.integers(8, 16)), draw(st.integers(2, 4))
    seats = draw(st.sampled_from([2, 3, 4, 5]))
    breaks = draw(st.booleans())
    tables = -(-people // seats) - (1 if breaks else 0)
    two_sided = draw(st.booleans())
    ids = draw(st.permutations([f"p{i}" for i in range(people)]))
    away = draw(st.sampled_from([None, (1,), (1, 2)]))
    closed = {draw(st.integers(1, rounds)): seats - 1} if draw(st.booleans()) else {}
    return Event(
        tuple(
            _participant(draw, f"p{i}", two_sided, away if f"p{i}" == ids[7] else None)
            for i in range(people)
        ),
        tuple(
            Table(f"t{t}", seats, closed if t == 0 else {})
            for t in range(tables + (1 if closed and seats > 2 else 0))
        ),
        rounds,
        tuple(_rules(draw, ids, seats)),
        two_sided=two_sided,
        interest=draw(st.sampled_from([None, "soft", "strict"])),
        breaks="allowed" if breaks else "never",
        met_before=tuple(
            MetBefore(pair, draw(st.integers(1, 3)))
            for pair in ((ids[0], ids[5]), (ids[1], ids[6]))[: draw(st.integers(0, 2))]
        ),
        priority=draw(st.sampled_from(["balanced", "most-meetings"])),
        weights=Weights(*(draw(st.sampled_from([1, 1, 0, 3])) for _ in range(3))),
    )


def _participant(
    draw: st.DrawFn, name: str, two_sided: bool, rounds: tuple[int, ...] | None
) -> Participant:
    return Participant(
        name,
        vip=draw(st.integers(0, 5)) == 0,
        side=draw(st.sampled_from("AB")) if two_sided else None,
        gender=draw(st.sampled_from(["F", "M", None])),
        looking_for=draw(st.sampled_from([(), (), ("F",), ("M",)])),
        rounds=rounds,
        attributes={"team": team} if (team := draw(st.sampled_from(["x", "y", "z", ""]))) else {},
    )


def _rules(draw: st.DrawFn, ids: list[str], seats: int) -> list[Rule]:
    possible: list[Rule] = [
        Together((ids[0], ids[1])),
        Together((ids[2], ids[3]), rounds=(2,)),
        Apart((ids[4], ids[5])),
        Apart((ids[5], ids[6], ids[8 % len(ids)]), at_most=1),
        Seat(ids[6], "t0"),
        Meet((ids[0], ids[4]), at_least=1),
        Meet((ids[2], ids[5]), times=1),
        Balance("team", weight=2),
        Balance("gender"),
    ]
    return [rule for rule in possible if draw(st.booleans()) and (seats > 2 or rule.kind != "seat")]


def _after(draw: st.DrawFn, problem: Problem, played: int) -> Problem:
    """The same evening when some rounds are over, which did not keep to the plan."""
    seating = start(problem, draw(st.integers(0, 99)))
    assume(seating is not None)
    assert seating is not None
    event = problem.event
    names = [p.id for p in event.participants]
    rounds = []
    for row in seating[:played]:
        one, other = draw(st.integers(0, len(row) - 1)), draw(st.integers(0, len(row) - 1))
        if row[one] != -1 and row[other] != -1:
            row[[one, other]] = row[[other, one]]
        rounds.append(
            PlayedRound(
                tuple(
                    PlayedTable(table.id, tuple(names[i] for i in (row == t).nonzero()[0]))
                    for t, table in enumerate(event.tables)
                )
            )
        )
    try:
        return compile_event(replace(event, played=tuple(rounds)))
    except Refusal:
        assume(False)
        raise

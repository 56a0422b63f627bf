"""`python -m tests.benchmarks.kernels`: swaps judged a second, by kind of rule, and compile time.

One lane on one core. The kinds of an evening take turns, and the best of three turns counts, since
other programs only ever slow a turn down. The kernels are compiled in a process of its own with an
empty cache folder.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from planner.event import (
    Apart,
    Balance,
    Event,
    Meet,
    MetBefore,
    Participant,
    Rule,
    Seat,
    Together,
    plain_event,
)
from tests.benchmarks.conditions import answer, describe, in_process_of_its_own

EVENINGS: Final = ((60, 10, 6, 8), (300, 50, 6, 10), (40, 20, 2, 12))
"""People, tables, seats, rounds."""
STEPS: Final = 600_000
TURNS: Final = 3


def main() -> None:
    print(describe())
    for shape in EVENINGS:
        print(f"\n{shape[0]} people, {shape[1]} tables of {shape[2]}, {shape[3]} rounds")
        lanes = {name: _lane(event) for name, event in _kinds(*shape)}
        rates = dict.fromkeys(lanes, 0.0)
        for _ in range(TURNS):
            for name, anneal in lanes.items():
                rates[name] = max(rates[name], _rate(anneal))
        for name, rate in rates.items():
            print(f"{name:<28} {rate / 1e6:>6.2f} million a second {rate / rates['plain']:>6.0%}")
    with tempfile.TemporaryDirectory() as empty:
        os.environ["SPEED_DATING_CACHE"] = empty
        done = in_process_of_its_own("tests.benchmarks.kernels", {})
    print(f"\nall kernels of the search compiled: {done['compiling']:.1f} s of processor time")


def _kinds(people: int, tables: int, seats: int, rounds: int) -> Iterator[tuple[str, Event]]:
    plain = plain_event(people, tables, seats, rounds)
    ids = [p.id for p in plain.participants]
    pairs = list(zip(ids[::2], ids[1::2], strict=False))
    rare = pairs[:: max(1, len(pairs) // 6)]
    sided = replace(plain, participants=_with("side", plain), two_sided=True)
    yield "plain", plain
    yield "pairs apart", _ruled(plain, [Apart(pair) for pair in rare])
    if seats > 2:
        yield (
            "groups and hosts",
            _ruled(
                plain, [*(Together(pair) for pair in rare[1:]), Seat(ids[0], plain.tables[0].id)]
            ),
        )
    yield (
        "meet, apart at most once",
        _ruled(plain, [*(Meet(pair) for pair in rare), Apart(tuple(ids[1::7]), at_most=1)]),
    )
    yield "met before", replace(plain, met_before=tuple(MetBefore(pair, 2) for pair in pairs))
    yield "wishes", replace(plain, participants=_wishing(plain), interest="soft")
    yield "sides", sided
    yield (
        "tables balanced by 4 teams",
        replace(plain, participants=_with("team", plain), rules=(Balance("team"),)),
    )
    yield "breaks", replace(plain, tables=plain.tables[:-1], breaks="allowed")
    if seats > 2:
        yield (
            "everything",
            replace(
                _ruled(
                    sided, [*(Meet(pair) for pair in rare), Balance("team"), Together(pairs[1])]
                ),
                participants=_with("team", sided),
                met_before=tuple(MetBefore(pair) for pair in pairs[::3]),
                tables=plain.tables[:-1],
                breaks="allowed",
            ),
        )


def _ruled(event: Event, rules: list[Rule]) -> Event:
    return replace(event, rules=tuple(rules))


def _with(attribute: str, event: Event) -> tuple[Participant, ...]:
    if attribute == "side":
        return tuple(replace(p, side="AB"[n % 2]) for n, p in enumerate(event.participants))
    return tuple(
        replace(p, attributes={attribute: "wxyz"[n // 2 % 4]})
        for n, p in enumerate(event.participants)
    )


def _wishing(event: Event) -> tuple[Participant, ...]:
    return tuple(
        replace(p, gender="FM"[n % 2], looking_for=("MF"[n % 2],))
        for n, p in enumerate(event.participants)
    )


def _lane(event: Event) -> Callable[[int], object]:
    """Anneals so many steps, once the seating is as warm as it will be."""
    from planner.bounds import bound
    from planner.problem import compile_event
    from planner.search.anneal import Best, Course, anneal
    from planner.search.moves import settle
    from planner.search.pairs import pair_kinds
    from planner.search.prices import BALANCED, prices
    from planner.search.random import ONE, streams
    from planner.search.start import start
    from planner.search.state import new_state

    problem = compile_event(event)
    proved = bound(problem)
    pairs = pair_kinds(problem, proved)
    paid = prices(problem, proved, proved.potential, pairs, BALANCED, 0, proved.unique, None, 0)
    seating = start(problem, 1)
    assert seating is not None, "the rules of this evening are easily kept"
    state = new_state(problem, seating, proved, pairs)
    settle(state, paid)
    best = Best(state.table.copy(), state.score.copy())
    words = streams(1, 1)[0]

    def run(steps: int) -> object:
        course = Course(steps, 10 * ONE, 10 * ONE, 64, False, True, goal=1 << 40)
        return anneal(state, paid, best, course, words)

    run(STEPS // 10)
    return run


def _rate(anneal: Callable[[int], object]) -> float:
    started = time.process_time()
    anneal(STEPS)
    return STEPS / (time.process_time() - started)


def compiling(_: dict[str, Any]) -> dict[str, float]:
    """The first anneal of a process, less the second."""
    import numba  # noqa: F401  (its import is not compiling)

    seconds = []
    for _turn in range(2):
        started = time.process_time()
        _lane(plain_event(60, 10, 6, 8))
        seconds.append(time.process_time() - started)
    return {"compiling": seconds[0] - seconds[1]}


if __name__ == "__main__":
    if "--job" in sys.argv:
        answer(compiling)
    else:
        main()

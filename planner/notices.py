"""What an organiser should know of an evening that can be planned: who fits nobody, who rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.counting import interest
from planner.messages import N_, Message
from planner.naming import listed, numbered
from planner.problem import FREE, Problem

LARGER: Final = 3
"""So many times the people of the other side make a side much larger."""


def notices(problem: Problem) -> list[Message]:
    """What does not hinder a plan and is worth a word before it is made."""
    if problem.played == problem.rounds:
        return [Message("all-played", N_("All rounds are played; nothing is left to plan."))]
    if interest(problem.event) is None:
        wishes = _unused_wishes(problem)
    else:
        wishes = [*_unmatched(problem), *_unknown(problem)]
    return [*wishes, *_breaks(problem), *_uneven_tables(problem), *_lone_hosts(problem)]


def _unused_wishes(problem: Problem) -> list[Message]:
    people = problem.event.participants
    if not any(p.looking_for or p.age_min is not None or p.age_max is not None for p in people):
        return []
    return [Message("wishes-unused", N_(
        "Who is looking for whom is kept, and counts only in a two-sided evening or where interest "
        "is set."
    ))]  # fmt: skip


def _unmatched(problem: Problem) -> Iterator[Message]:
    """People whom nobody, or hardly anybody, fits both ways."""
    counting = problem.counting
    fits = counting.counts if counting.wished is None else counting.wished
    if fits is None:
        return
    fits = fits.copy()
    left, right = problem.apart.T
    fits[left, right] = fits[right, left] = False
    coming = problem.present[problem.played :].astype(np.float32)
    fits &= coming.T @ coming > 0
    number = fits.sum(axis=1)
    rounds = coming.sum(axis=0)
    nobody = np.flatnonzero((number == 0) & (rounds > 0))
    if nobody.size:
        yield Message("nobody-fits", N_(
            "Nobody who is there and {people} look for each other, by gender and age."
        ), {"people": _names(problem, nobody)})  # fmt: skip
    few = np.flatnonzero((number > 0) & (number < np.minimum(rounds, _most(problem, number))))
    if few.size and problem.pairs_only:
        few = few[np.argsort(number[few], kind="stable")]
        named = (f"{_names(problem, [i])} ({number[i]})" for i in few.tolist())
        yield Message("few-fit", N_(
            "Fewer mutual wishes than rounds, so that they rest or meet again: {people}."
        ), {"people": listed(named)})  # fmt: skip


def _most(problem: Problem, number: NDArray[np.integer]) -> NDArray[np.integer]:
    """(N,): the most of anybody on the same side."""
    side = problem.counting.side
    if side is None:
        return np.full_like(number, number.max())
    return np.array([number[side == s].max() for s in (0, 1)])[side]


def _unknown(problem: Problem) -> Iterator[Message]:
    """What is not known of people excludes nobody, which may not be what is meant."""
    people = problem.event.participants
    wishes = any(p.looking_for for p in people)
    ages = any(p.age_min is not None or p.age_max is not None for p in people)
    if problem.event.interest is not None and not wishes and not ages:
        yield Message("no-wishes", N_("Interest is set, and nobody has a wish: everybody fits."))
    for code, template, asked, missing in (
        ("no-wish", N_("No wish is given, so that any gender fits: {count} ({people})."),
         wishes, [not p.looking_for for p in people]),
        ("no-gender", N_("No gender is given, so that they fit any wish: {count} ({people})."),
         wishes, [not p.gender for p in people]),
        ("no-age", N_("No age is given, so that they fit any wished age: {count} ({people})."),
         ages, [p.age is None for p in people]),
    ):  # fmt: skip
        who = np.flatnonzero(missing)
        if asked and who.size:
            yield Message(code, template, {"count": who.size, "people": _names(problem, who)})


def _breaks(problem: Problem) -> Iterator[Message]:
    """How often people sit a round out, where seats or partners are short."""
    coming = slice(problem.played, problem.rounds)
    there = problem.present[coming]
    resting = there.sum(axis=1) - problem.occupancy[coming].sum(axis=1)
    if not resting.any():
        return
    side = problem.counting.side
    if side is None or not problem.pairs_only:
        may_rest = (problem.fixed[coming] == FREE).any(axis=0) & there.any(axis=0)
        yield _rests(problem, int(resting.sum()), int(may_rest.sum()), N_(
            "Seats are short: in a fair plan each rests {rests} of {rounds} rounds."
        ))  # fmt: skip
        return
    counts = problem.counting.counts
    assert counts is not None
    partnered = there & counts.any(axis=1)
    sitting = problem.occupancy[coming].sum(axis=1) // 2
    sizes = [int((side[partnered.any(axis=0)] == s).sum()) for s in (0, 1)]
    for s, people in enumerate(sizes):
        rests = int((partnered[:, side == s].sum(axis=1) - sitting).clip(0).sum())
        if rests:
            yield _rests(problem, rests, people, N_(
                "Partners or tables are short: in a fair plan each of the {people} on side "
                "“{side}” rests {rests} of {rounds} rounds; the other side has {others}."
            ), side=_side_name(problem, s), others=sizes[1 - s])  # fmt: skip


def _rests(problem: Problem, rests: int, people: int, template: str, **more: object) -> Message:
    low, high = rests // people, -(-rests // people)
    return Message("breaks", template, {
        "rests": str(low) if low == high else f"{low}-{high}",
        "rounds": problem.rounds - problem.played, "people": people, **more,
    })  # fmt: skip


def _side_name(problem: Problem, side: int) -> str:
    return problem.mixes[0].values[side]


def _uneven_tables(problem: Problem) -> Iterator[Message]:
    """One side much larger than the other, at tables of more than two."""
    side = problem.counting.side
    if side is None or problem.pairs_only:
        return
    sizes = np.bincount(side, minlength=2)
    large = int(sizes.argmax())
    if sizes[large] >= LARGER * sizes[1 - large]:
        yield Message("sides-differ", N_(
            "Side “{side}” has {people} people, the other {others}: where few of the others sit at "
            "a table, few meetings count."
        ), {"side": _side_name(problem, large), "people": int(sizes[large]),
            "others": int(sizes[1 - large])})  # fmt: skip


def _lone_hosts(problem: Problem) -> Iterator[Message]:
    """People who must sit at a table where nobody can join them."""
    rounds: dict[int, list[int]] = {}
    for r in range(problem.played, problem.rounds):
        for i in np.flatnonzero(problem.fixed[r] != FREE).tolist():
            if problem.occupancy[r, problem.fixed[r, i]] == 1:
                rounds.setdefault(i, []).append(r)
    for i, alone in rounds.items():
        yield Message("lone-host", N_(
            "{person} sits alone at the table that rules give (rounds: {rounds})."
        ), {"person": _names(problem, [i]), "rounds": numbered(alone)})  # fmt: skip


def _names(problem: Problem, people: Iterable[int] | NDArray[np.intp]) -> str:
    return listed(problem.event.participants[int(i)].label for i in people)

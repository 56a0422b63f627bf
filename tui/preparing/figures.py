"""What can be said of an evening before it is planned: room, bounds, and what is proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from planner.messages import N_, Message
from planner.naming import listed
from tui.texts import _, counted, number, say

if TYPE_CHECKING:
    from planner.event import Event
    from planner.problem import Problem

ANSWERS: Final = {True: N_("yes"), False: N_("no, proved"), None: N_("not ruled out")}


@dataclass(frozen=True, slots=True)
class Side:
    """People among whom breaks go round: a side where tables seat one of each, else everybody."""

    name: str
    """Empty for everybody."""
    people: int
    resting: tuple[int, int]
    """In a round: the fewest and the most."""
    each: tuple[int, int]
    """Breaks of one person where they are spread evenly: the fewest and the most."""


@dataclass(frozen=True, slots=True)
class Figures:
    possible: bool | None
    """None with rules: they can clash in ways that only a search finds."""
    people: int
    tables: int
    rounds: int
    seats: int
    """In the round with the fewest."""
    free_seats: int
    """In the round with the fewest."""
    pairs: int
    """Whose meeting would count."""
    bound: int
    """No plan has more different meetings."""
    bound_reason: str
    explanation: Message
    """Of the bound."""
    zero_repeats: bool | None
    everybody_meets_everybody: bool | None
    fewest_rounds: tuple[int, int | None] | None
    """For everybody to meet everybody: no fewer will do, so many are known to do."""
    two_sided: bool
    sides: tuple[Side, ...]
    lonely: tuple[str, ...]
    """The names of those whose meetings cannot count, whoever sits with them."""


def figures_of(event: Event) -> Figures:
    """Raises Refusal where the evening is impossible."""
    from planner.baseline import baseline
    from planner.bounds import (
        bound,
        everybody_can_meet_everybody,
        zero_repeats_possible,
    )
    from planner.problem import compile_event
    from planner.recurring import pairs

    problem = compile_event(event)
    proved = bound(problem)
    seats = [
        sum(table.seats_by_round.get(round_, table.seats) for table in event.tables)
        for round_ in range(1, problem.rounds + 1)
    ]
    there = problem.present.sum(axis=1).tolist()
    pairs_in_all = _pairs(problem)
    built = baseline(problem) if problem.is_plain else None
    shown = built is not None and len(built.seating) == problem.rounds
    largest = int(problem.occupancy.max())
    everybody = shown and int(pairs(problem.occupancy).sum()) == pairs_in_all
    return Figures(
        possible=True if problem.is_plain else None,
        people=problem.people,
        tables=problem.tables,
        rounds=problem.rounds,
        seats=min(seats),
        free_seats=min(free - taken for free, taken in zip(seats, there, strict=True)),
        pairs=pairs_in_all,
        bound=proved.unique,
        bound_reason=proved.reason,
        explanation=proved.explanation,
        zero_repeats=shown or zero_repeats_possible(problem, proved),
        everybody_meets_everybody=everybody
        or (
            everybody_can_meet_everybody(problem, proved)
            if problem.counting.counts is None
            else _all_who_count_meet(proved.unique, pairs_in_all)
        ),
        fewest_rounds=_fewest_rounds(problem, largest),
        two_sided=problem.counting.side is not None,
        sides=tuple(_sides(problem)),
        lonely=_lonely(problem),
    )


def _pairs(problem: Problem) -> int:
    counts = problem.counting.counts
    if counts is None:
        return problem.people * (problem.people - 1) // 2
    return int(counts.sum()) // 2


def _all_who_count_meet(bound: int, pairs: int) -> bool | None:
    return False if bound < pairs else None


def _sides(problem: Problem) -> Iterator[Side]:
    """Of a two-sided evening both, else everybody where somebody has to rest."""
    import numpy as np

    side, present = problem.counting.side, problem.present
    people = [p.side or p.gender or "" for p in problem.event.participants]
    if side is None:
        groups = [("", np.ones(problem.people, np.bool_))]
    else:
        groups = [(people[int(np.argmax(side == s))], side == s) for s in range(2)]
    seated = problem.occupancy.sum(axis=1)
    for name, of in groups:
        there = (present & of).sum(axis=1)
        if side is not None and problem.pairs_only:
            resting = there - (problem.occupancy == 2).sum(axis=1)
        elif side is not None:
            resting = np.zeros_like(there)  # which side rests is for the plan to say
        else:
            resting = there - seated
        resting, members = resting.clip(0), int(of.sum())
        total = int(resting.sum())
        if name or total:
            yield Side(
                name, members, (int(resting.min()), int(resting.max())),
                (total // members, -(-total // members)),
            )  # fmt: skip


def _lonely(problem: Problem) -> tuple[str, ...]:
    counts = problem.counting.counts
    if counts is None:
        return ()
    people = problem.event.participants
    return tuple(p.label for p, suits in zip(people, counts, strict=True) if not suits.any())


def _fewest_rounds(problem: Problem, largest: int) -> tuple[int, int | None] | None:
    """None where everybody can never meet everybody, however many rounds there are."""
    if largest < 2 or len(problem.apart) or problem.counting.counts is not None:
        return None
    from planner.bounds import fewest_rounds

    at_least, known = fewest_rounds(problem.people, largest)
    # what is known to do has tables of one size, and no rules
    usual = problem.is_plain and int(problem.occupancy.min()) == largest
    return at_least, known if usual else None


def size_of(people: int, tables: int, rounds: int) -> dict[str, str]:
    """The size of an evening, as parts of a sentence."""
    return {
        "people": counted(people, N_("{count} person"), N_("{count} people")),
        "tables": counted(tables, N_("{count} table"), N_("{count} tables")),
        "rounds": counted(rounds, N_("{count} round"), N_("{count} rounds")),
    }


def lines(figures: Figures) -> list[tuple[str, str]]:
    """What is asked and what is answered, in the reader's language."""
    rows = [
        (
            _("Possible"),
            _("yes")
            if figures.possible
            else _("nothing was found against it; with rules, only a plan proves it"),
        ),
        (
            _("Evening"),
            say(
                "{people}, {tables}, {rounds}; free seats: {free_seats}",
                **size_of(figures.people, figures.tables, figures.rounds),
                free_seats=figures.free_seats,
            ),
        ),
        (
            _("Most different meetings"),
            say(
                "{bound} of {pairs} pairs: {reason}",
                bound=figures.bound,
                pairs=figures.pairs,
                reason=figures.explanation,
            ),
        ),
        *((_("Sides") if figures.two_sided else _("Breaks"), text) for text in _resting(figures)),
        *(
            (_("No possible partner"), f"{number(len(figures.lonely))}: {listed(figures.lonely)}")
            for _some in figures.lonely[:1]
        ),
        (_("Nobody meets anybody twice"), _(ANSWERS[figures.zero_repeats])),
        (
            _("All who suit each other meet")
            if figures.two_sided
            else _("Everybody meets everybody"),
            _(ANSWERS[figures.everybody_meets_everybody]),
        ),
    ]
    if figures.fewest_rounds is not None:
        rows.append((_("Fewest rounds for that"), _fewest(*figures.fewest_rounds)))
    return rows


def _resting(figures: Figures) -> Iterator[str]:
    """Who is on which side and who has to wait, in one line; nothing where nobody does."""
    if not figures.sides:
        return
    names = ", ".join(f"{side.name} {number(side.people)}" for side in figures.sides if side.name)
    waits = [_waits(side) for side in figures.sides if side.resting[1]]
    yield "; ".join(filter(None, (names, *waits)))


def _waits(side: Side) -> str:
    count, each = _range(*side.resting), _range(*side.each)
    if side.name:
        return say("{count} of {side} rest in each round: each {each} times",
                   count=count, side=side.name, each=each)  # fmt: skip
    return say("{count} rest in each round: each {each} times", count=count, each=each)


def _range(low: int, high: int) -> str:
    return number(low) if low == high else say("{low} to {high}", low=low, high=high)


def _fewest(at_least: int, known: int | None) -> str:
    if known == at_least:
        return number(at_least)
    if known is None:
        return say("{rounds} or more", rounds=at_least)
    return say("{rounds} to {known}: nobody knows better", rounds=at_least, known=known)

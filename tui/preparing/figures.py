"""What can be said of an evening before it is planned: room, bounds, and what is proved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from planner.messages import N_, Message
from tui.texts import _, counted, number, say

if TYPE_CHECKING:
    from planner.event import Event
    from planner.problem import Problem

ANSWERS: Final = {True: N_("yes"), False: N_("no, proved"), None: N_("not ruled out")}


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
    """Whose meeting would count, and be their first."""
    bound: int
    """No plan has more different meetings."""
    bound_reason: str
    explanation: Message
    """Of the bound."""
    zero_repeats: bool | None
    everybody_meets_everybody: bool | None
    fewest_rounds: tuple[int, int | None] | None
    """For everybody to meet everybody: no fewer will do, so many are known to do."""
    some_count: bool
    """Whether some pairs count and others do not: by side, wishes, or earlier meetings."""
    sides: tuple[tuple[str, int], ...]
    """What the two sides are called and how many people they have; empty without sides."""
    notices: tuple[Message, ...]
    """What is worth a word before a plan is made, breaks first."""


def figures_of(event: Event) -> Figures:
    """Raises Refusal where the evening is impossible."""
    from planner.baseline import baseline
    from planner.bounds import bound, everybody_can_meet_everybody, zero_repeats_possible
    from planner.notices import notices
    from planner.problem import compile_event
    from planner.recurring import pairs

    problem = compile_event(event)
    proved = bound(problem)
    seats = [
        sum(table.seats_by_round.get(round_, table.seats) for table in event.tables)
        for round_ in range(1, problem.rounds + 1)
    ]
    there = problem.present.sum(axis=1).tolist()
    pairs_in_all = problem.counting.pairs(problem.people)
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
            if problem.counting.counts is None and problem.counting.known is None
            else _all_who_count_meet(proved.unique, pairs_in_all)
        ),
        fewest_rounds=_fewest_rounds(problem, largest),
        some_count=problem.counting.counts is not None or problem.counting.known is not None,
        sides=_sides(problem),
        notices=tuple(sorted(notices(problem), key=lambda notice: notice.code != "breaks")),
    )


def _all_who_count_meet(bound: int, pairs: int) -> bool | None:
    return False if bound < pairs else None


def _sides(problem: Problem) -> tuple[tuple[str, int], ...]:
    side = problem.counting.side
    if side is None:
        return ()
    from planner.counting import side_names

    names = side_names(problem.event)
    return tuple((name, int((side == number).sum())) for number, name in enumerate(names))


def _fewest_rounds(problem: Problem, largest: int) -> tuple[int, int | None] | None:
    """None where everybody can never meet everybody, however many rounds there are."""
    if largest < 2 or len(problem.apart) or not problem.counting.is_plain:
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
        (_("Nobody meets anybody twice"), _(ANSWERS[figures.zero_repeats])),
        (
            _("All pairs who count meet") if figures.some_count else _("Everybody meets everybody"),
            _(ANSWERS[figures.everybody_meets_everybody]),
        ),
    ]
    if figures.fewest_rounds is not None:
        rows.append((_("Fewest rounds for that"), _fewest(*figures.fewest_rounds)))
    return rows


def _fewest(at_least: int, known: int | None) -> str:
    if known == at_least:
        return number(at_least)
    if known is None:
        return say("{rounds} or more", rounds=at_least)
    return say("{rounds} to {known}: nobody knows better", rounds=at_least, known=known)

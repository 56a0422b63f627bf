"""`speed-dating check`: whether an evening is possible, and what the best plan could reach."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any, Final

from planner.messages import N_
from tui.cli.options import Commands, add_command, add_common, add_numbers
from tui.texts import _, number, say

if TYPE_CHECKING:
    from planner.bounds import Bound
    from planner.problem import Problem

USAGE: Final = """\
speed-dating check -n N -t N -c N -s N [...]
       speed-dating check EVENT.json [...]"""

ANSWERS: Final = {True: N_("yes"), False: N_("no, proved"), None: N_("not ruled out")}


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "check",
        run,
        usage=USAGE,
        help=_("say whether an evening is possible, and how good its best plan can be"),
        description=_(
            "Says, without planning, whether an evening is possible or why not, and what no plan "
            "for it can beat."
        ),
    )
    parser.add_argument("event", nargs="?", metavar="EVENT.json", help=_("an event file"))
    add_numbers(parser.add_argument_group(_("the evening")))
    add_common(parser)


def run(options: Namespace) -> int:
    from planner.bounds import bound
    from planner.problem import compile_event
    from tui.cli.evening import checked
    from tui.cli.exits import DONE, print_json
    from tui.cli.report import columns

    problem = compile_event(checked(options))
    answers = _answers(problem, bound(problem))
    if options.json:
        print_json(answers)
    else:
        print(columns(_rows(answers, bound(problem))))
    return DONE


def _answers(problem: Problem, proved: Bound) -> dict[str, Any]:
    from planner.baseline import baseline
    from planner.bounds import (
        everybody_can_meet_everybody,
        fewest_rounds,
        pairs,
        zero_repeats_possible,
    )

    seats = [_seats(problem, r) for r in range(1, problem.rounds + 1)]
    pairs_in_all = problem.people * (problem.people - 1) // 2
    built = baseline(problem) if problem.is_plain else None
    shown = built is not None and len(built.seating) == problem.rounds
    meetings = int(pairs(problem.occupancy).sum())
    answers: dict[str, Any] = {
        # rules can clash in ways that only a search finds
        "possible": True if problem.is_plain else None,
        "people": problem.people,
        "tables": problem.tables,
        "rounds": problem.rounds,
        "seats": min(seats),
        "free_seats": min(
            free - int(there)
            for free, there in zip(seats, problem.present.sum(axis=1), strict=True)
        ),
        "pairs": pairs_in_all,
        "bound": proved.unique,
        "bound_reason": proved.reason,
        "zero_repeats": True if shown else zero_repeats_possible(problem, proved),
        "everybody_meets_everybody": True
        if shown and meetings == pairs_in_all
        else everybody_can_meet_everybody(problem, proved),
        "fewest_rounds_to_meet_everybody": None,
    }
    largest = int(problem.occupancy.max())
    if largest > 1:
        at_least, known = fewest_rounds(problem.people, largest)
        answers["fewest_rounds_to_meet_everybody"] = {"at_least": at_least, "known": known}
    return answers


def _seats(problem: Problem, round_: int) -> int:
    return sum(t.seats_by_round.get(round_, t.seats) for t in problem.event.tables)


def _rows(answers: dict[str, Any], proved: Bound) -> list[tuple[str, str]]:
    rows = [
        (
            _("Possible"),
            _("yes")
            if answers["possible"]
            else _("nothing was found against it; with rules, only a plan proves it"),
        ),
        (
            _("Evening"),
            say(
                "{people} people, {tables} tables, {rounds} rounds; free seats: {free_seats}",
                **answers,
            ),
        ),
        (
            _("Most different meetings"),
            say("{bound} of {pairs} pairs: {reason}", reason=proved.explanation, **answers),
        ),
        (_("Nobody meets anybody twice"), _answer(answers, "zero_repeats")),
        (_("Everybody meets everybody"), _answer(answers, "everybody_meets_everybody")),
    ]
    fewest = answers["fewest_rounds_to_meet_everybody"]
    if fewest is not None:
        rows.append((_("Fewest rounds for that"), _fewest(**fewest)))
    return rows


def _answer(answers: dict[str, Any], question: str) -> str:
    return _(ANSWERS[answers[question]])


def _fewest(at_least: int, known: int | None) -> str:
    if known == at_least:
        return number(at_least)
    if known is None:
        return say("{rounds} or more", rounds=at_least)
    return say("{rounds} to {known}: nobody knows better", rounds=at_least, known=known)

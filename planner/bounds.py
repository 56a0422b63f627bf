"""What no schedule can beat: counting proofs, for a problem as a whole and for each person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.certainties import (
    Certainties,
    certainties,
    forced_meetings,
    groups_only,
    if_all_sit,
)
from planner.constructions.fields import prime_power
from planner.counting import Counting
from planner.fair import (
    at_tables,
    at_twos,
    breaks_so_far,
    by_breaks,
    is_same_for_all,
    raised,
    rest_shares,
)
from planner.flow import most_edges
from planner.messages import N_, Message
from planner.problem import Problem
from planner.reach import Couples, Pairs, Reach, least_seats, reach
from planner.recurring import pairs, recurring
from planner.schedule import Ints, Schedule
from planner.tally import Longs, Tally, counts_of, known_of, looked_up, of_each, tally

FLOW_LIMIT: Final = 2_000
"""People up to whom `most_edges` looks for the most pairs."""

REASONS: Final[Mapping[str, str]] = {
    "seats": N_("every seat of every round meets only new people"),
    "sides": N_("no round has room for more meetings across the sides"),
    "pairs": N_("every two people who could meet do meet"),
    "pigeonhole": N_(
        "tables hold more people than there are tables, so some must sit together again"
    ),
    "groups": N_("people kept together meet each other again in every round"),
    "per-person": N_("people run out of others whom they could still meet"),
}
"""Why no schedule can have more: the bound that is least."""


@dataclass(frozen=True, eq=False)
class Bound:
    """Proved limits of a problem: what was met in played rounds, and what can still be reached."""

    unique: int
    """No schedule has more unique meetings: pairs who meet at least once, for the first time of
    their lives, and whose meeting counts."""
    reason: str
    """Which bound is least: a key of REASONS."""
    reach: Ints
    """(N,) p_i: the most different people each person could meet."""
    potential: Ints
    """(N,) what fairness compares with: p_i, or where not all can get it the fair part of it
    (`planner.fair`), raised by the same number for a whole side so that nobody can have more."""
    rests: Ints
    """(N, R + 2) what so many breaks take from the potential, as far as they are a fair share of
    those that the numbers force; 0 at tables of two, where a break costs as much as a repeat."""
    worth: int
    """No schedule has unique meetings that are worth more, those of pairs who wish it worth two."""
    value: int
    """No schedule has a greater value (`planner.metrics.Metrics.value`)."""
    forced_excess: int
    """Meetings beyond the first of a pair that every schedule has at least."""
    often: int
    """How often a pair may meet before it is bored: 2, or more where the numbers force it."""

    @property
    def explanation(self) -> Message:
        return Message(f"bound-{self.reason}", REASONS[self.reason])


def bound(problem: Problem) -> Bound:
    """The least of several counting bounds.

    With P_r the meetings of round r (sum over tables of C(n, 2), across two sides the best sum of
    a x b): "seats" or "sides" is sum P_r; "pairs" the pairs who could ever share a table;
    "pigeonhole" takes off the meetings that must recur between rounds; "groups" takes off what
    pairs must meet beyond the first time; "per-person" adds up what each person could reach at
    most, as far as they can be paired up (a maximum flow), and takes off the repeats each must
    have. Of rounds that were played counts what was met.
    """
    past = _past(problem)
    coming = _coming(problem, past)
    certain = certainties(coming)
    needs = _needs(coming, certain)
    within = reach(coming, certain, needs.taken, needs.repeated)
    slots = most_meetings(coming)
    limits = _limits(problem, coming, certain, needs, within, slots)
    reason = min(limits, key=lambda name: limits[name])
    unique = limits[reason]
    worth = unique + _most_wishes(coming, within, unique)
    met_of_each = of_each(problem.people, past.new_codes)
    best = past.unique + past.wishes + worth
    fair, rests = _fair(problem, coming, within, needs, slots, unique)
    return Bound(
        unique=past.unique + unique,
        reason=reason,
        reach=(met_of_each + within.most).astype(np.int32),
        potential=(met_of_each + fair).astype(np.int32),
        rests=rests.astype(np.int32),
        worth=best,
        value=problem.event.weights.meetings * best,
        forced_excess=int(past.excess.sum()) + _forced_excess(coming, needs, slots, unique),
        often=_often(problem, past, coming, int(within.people.sum()) // 2, int(slots.sum())),
    )


# What was, and what is to come


def _past(problem: Problem) -> Tally:
    """What was met in the rounds that are over."""
    nothing = np.empty(0, np.int64)
    if problem.past is None:
        return Tally(nothing, nothing, nothing, nothing.astype(np.bool_))
    return tally(problem, Schedule(problem.past))


def _coming(problem: Problem, past: Tally) -> Problem:
    """The rounds to come as a problem of their own, in which who met has met before."""
    played = problem.played
    if problem.past is None:
        return problem
    counting, limits = problem.counting, problem.limits.copy()
    left, right = np.divmod(past.codes, problem.people)
    met = np.column_stack([left, right, np.maximum(past.known, 1)]).astype(np.int32)
    if counting.known is not None:
        again = looked_up(past.codes, past.times, _codes(problem.people, counting.known)) > 0
        met = np.concatenate([met, counting.known[~again]])
    order = np.lexsort((met[:, 1], met[:, 0]))
    times = looked_up(*Schedule(problem.past).meetings(), _codes(problem.people, limits))
    limits[:, 2:] = np.maximum(limits[:, 2:] - times[:, None], 0)
    return replace(
        problem,
        present=problem.present[played:],
        occupancy=problem.occupancy[played:],
        glue=problem.glue[played:],
        fixed=problem.fixed[played:],
        limits=limits,
        counting=replace(counting, known=met[order]),
        past=None,
    )


def _codes(people: int, pairs: Ints) -> Longs:
    codes: Longs = pairs[:, 0].astype(np.int64) * people + pairs[:, 1]
    return codes


def most_meetings(problem: Problem) -> Longs:
    """(R,) the most meetings that count in each round, by sizes and sides alone."""
    side = problem.counting.side
    if side is None:
        meetings: Longs = pairs(problem.occupancy).sum(axis=1)
        return meetings
    return np.array(
        [
            _across(sizes, int((side[there] == 0).sum()), int((side[there] == 1).sum()))
            for sizes, there in zip(problem.occupancy, problem.present, strict=True)
        ],
        np.int64,
    )


def _across(sizes: Ints, first: int, second: int) -> int:
    """The most of sum a x (n - a) over tables of n with a people of the first side.

    One more of the first side at a table brings n - 2 a - 1 more, ever less, so the best steps can
    be taken in order (Gross 1956). As many sit as the sizes say, of those who are there.
    """
    gains = [np.arange(n - 1, -n, -2) for n in sizes.tolist() if n]
    steps = -np.sort(-np.concatenate([np.empty(0, np.int64), *gains]))
    seated = int(sizes.sum())
    fewest, most = max(0, seated - second), min(first, seated)
    wanted = int((steps > 0).sum())
    return int(steps[: min(max(wanted, fewest), most)].sum())


# Needs


@dataclass(frozen=True, eq=False, slots=True)
class _Needs:
    """Meetings that every schedule has: K pairs."""

    codes: Longs
    """(K,)"""
    times: Longs
    """(K,) at least so often."""
    counted: NDArray[np.bool_]
    """(K,) whether they count at all."""
    known: Longs
    """(K,) the weight of an earlier meeting."""
    across: NDArray[np.bool_]
    """(K,) of two sides; all where there are none."""
    taken: Longs
    """(R, N) seats beside each person for people whom rules bring whose meeting is never new."""
    repeated: Longs
    """(N,) further seats beside each person that bring nothing new."""
    sure: Longs
    """(N,) people whom each person meets for the first time, whatever happens."""

    @property
    def lost(self) -> Longs:
        """(N,) of the meetings that an even mix brings each person, those that make nothing new."""
        across = self.across
        lost: Longs = of_each(self.sure.size, self.codes[across], self.wasted[across])
        return lost

    @property
    def wasted(self) -> Longs:
        """(K,) meetings that make no unique one."""
        wasted: Longs = self.times - (self.counted & (self.known == 0))
        return wasted


def _needs(problem: Problem, certain: Certainties) -> _Needs:
    people, counting = problem.people, problem.counting
    codes, times = forced_meetings(problem, certain)
    counted, known = counts_of(counting, people, codes), known_of(counting, people, codes)
    fresh = counted & (known == 0)
    left, right = np.divmod(codes, people)
    side = counting.side
    across = np.ones(codes.size, np.bool_) if side is None else side[left] != side[right]
    taken, together = np.zeros(problem.present.shape, np.int64), np.zeros_like(times)
    if not fresh.all():
        groups = groups_only(certain.together)
        for r in range(problem.rounds):
            barren = groups.meeting_codes(r)
            barren = barren[np.isin(barren, codes[~fresh])]
            taken[r] = of_each(people, barren)
            together += np.isin(codes, barren)
    return _Needs(
        codes=codes,
        times=times,
        counted=counted,
        known=known,
        across=across,
        taken=taken,
        repeated=of_each(people, codes, np.where(fresh, times - 1, times - together)),
        sure=of_each(people, codes[fresh]),
    )


# Limits


def _limits(
    problem: Problem,
    coming: Problem,
    certain: Certainties,
    needs: _Needs,
    within: Reach,
    slots: Longs,
) -> dict[str, int]:
    """New pairs in the rounds to come, by each argument."""
    sides, seats = coming.counting.side is not None, int(slots.sum())
    possible = int(within.people.sum()) // 2
    limits = {
        "sides" if sides else "seats": seats,
        "pairs": possible,
        "groups": seats - int(needs.wasted[needs.across].sum()),
    }
    if sides:
        limits["per-person"] = min(
            _on_sides(coming, within),
            _paired_up(coming, within, min(limits.values())),
            _round_by_round(coming, within, slots),
        )
        return limits
    every = certainties(problem).together if problem.played else certain.together
    wasted = needs.taken.sum(axis=0) + needs.repeated
    own = np.maximum(wasted, least_seats(coming, certain) - within.people).sum()
    limits["pigeonhole"] = seats - recurring(problem, every)
    each = min(int(within.most.sum()) // 2, seats - int(own + 1) // 2)
    limits["per-person"] = _paired_up(coming, within, min(each, *limits.values()))
    return limits


def _on_sides(problem: Problem, within: Reach) -> int:
    """Every meeting counts once on each side."""
    side = problem.counting.side
    return min(int(within.most[side == 0].sum()), int(within.most[side == 1].sum()))


def _paired_up(problem: Problem, within: Reach, enough: int, among: Pairs | None = None) -> int:
    """The most different pairs of people who may meet, nobody in more than he could have; no more
    than `enough`.

    Between two sides exact; else half of what each person seen twice, on either side, could have.
    """
    side = problem.counting.side
    if not isinstance(within.eligible, Couples) or problem.people > FLOW_LIMIT:
        return enough
    most = within.most.tolist()
    may_meet = within.union if among is None else within.union & among
    if side is None:
        return most_edges(may_meet, most, most, 2 * enough) // 2
    first, second = side == 0, side == 1
    return most_edges(
        may_meet[np.ix_(first, second)],
        within.most[first].tolist(),
        within.most[second].tolist(),
        enough,
    )


def _round_by_round(problem: Problem, within: Reach, slots: Longs) -> int:
    """At tables of two, the most pairs who may meet in each round, added up."""
    side, eligible = problem.counting.side, within.eligible
    if not problem.pairs_only or not isinstance(eligible, Couples) or problem.people > FLOW_LIMIT:
        return int(slots.sum())
    first, second = np.flatnonzero(side == 0), np.flatnonzero(side == 1)
    paired: dict[bytes, int] = {}
    total = 0
    for round_, tables in enumerate(slots.tolist()):
        kind = eligible.kind(round_)
        if kind not in paired:
            edges = eligible.by_round(round_)[np.ix_(first, second)]
            paired[kind] = most_edges(edges, [1] * first.size, [1] * second.size)
        total += min(tables, paired[kind])
    return total


def _most_wishes(problem: Problem, within: Reach, unique: int) -> int:
    """The most pairs who wish it and could meet for the first time, of so many."""
    wished = problem.counting.wished
    if wished is None:
        return 0
    if not isinstance(within.eligible, Couples):
        return min(unique, int(np.triu(wished).sum()))
    possible = int(np.triu(within.union & wished).sum())
    return _paired_up(problem, within, min(unique, possible), wished)


def _forced_excess(problem: Problem, needs: _Needs, slots: Longs, unique: int) -> int:
    fresh = needs.counted & (needs.known == 0)
    each = np.where(fresh, needs.times - 1, needs.known * needs.times)[needs.counted]
    least = int(each.sum())
    every_counts = problem.counting.counts is None
    if problem.pairs_only and problem.event.breaks == "never":
        every_counts = True  # who do not count must not sit at one table of two
    if not every_counts:
        return least
    dearer = (np.maximum(needs.known - 1, 0) * needs.times)[needs.counted]
    return max(least, int(slots.sum()) - unique + int(dearer.sum()))


def _often(problem: Problem, past: Tally, coming: Problem, possible: int, slots: int) -> int:
    """2, or the meetings for each pair that could meet, wishes and earlier evenings forgotten."""
    met, gone = int(past.times.sum()), 0
    if not problem.counting.is_plain or problem.played:
        side = problem.counting.side
        counts = None if side is None else np.not_equal.outer(side, side)
        of_sides = replace(coming, counting=Counting(side, counts))
        possible = int(reach(of_sides, certainties(of_sides)).people.sum()) // 2
        there = coming.present.sum(axis=0) > 0
        left, right = np.divmod(past.codes, problem.people)
        gone = int((~there[left] | ~there[right]).sum())
    return max(2, -(-(met + slots) // (possible + gone)) if possible + gone else 0)


# Fairness


def _fair(
    problem: Problem, coming: Problem, within: Reach, needs: _Needs, slots: Longs, unique: int
) -> tuple[Longs, Longs]:
    """`Bound.potential` of the rounds to come, and `Bound.rests`."""
    columns = problem.rounds + 2
    nothing = np.broadcast_to(np.int64(0), (problem.people, columns))
    if problem.pairs_only:
        fair = at_twos(coming, within, needs.repeated, needs.sure, slots, unique)
        return raised(coming, fair, within.most), nothing
    all_sit = if_all_sit(coming)
    if is_same_for_all(coming, all_sit.fixed):
        return within.most, nothing
    kept = _needs(coming, all_sit)
    always = at_tables(coming, all_sit.fixed, within, kept.lost, slots, unique)
    taken, due = breaks_so_far(problem)
    allowed = np.ceil(due + rest_shares(coming, all_sit.fixed).sum(axis=0) - 1e-9) - taken
    further = np.arange(columns) - taken[:, None]
    further = np.clip(further, 0, np.maximum(allowed, 0)[:, None])
    there = coming.present.sum(axis=0)
    fair = by_breaks(always, kept.lost, kept.sure, within.most, there, further)
    return raised(coming, fair[:, 0], within.most), fair[:, :1] - fair


# Questions an organiser asks


def zero_repeats_possible(problem: Problem, proved: Bound | None = None) -> bool | None:
    """False where counting proves that some pair meets twice; True for one round; None: not known.

    On a plain evening with equal tables False covers rounds x (seats - 1) > people - 1.
    """
    if problem.rounds <= 1:
        return True
    return False if (proved or bound(problem)).forced_excess else None


def everybody_can_meet_everybody(problem: Problem, proved: Bound | None = None) -> bool | None:
    """False where proved impossible, True where one round seats all at one table, else None.

    On a plain evening with equal tables False covers rounds x (seats - 1) < people - 1.
    """
    if problem.counting.counts is not None:
        best = proved or bound(problem)
        return False if best.unique < int(np.triu(problem.counting.counts).sum()) else None
    people, largest = problem.people, int(problem.occupancy.max(initial=0))
    if people <= max(1, largest):
        return True
    if largest < 2 or problem.rounds < fewest_rounds(people, largest)[0]:
        return False
    best = proved or bound(problem)
    if best.unique < people * (people - 1) // 2 or best.reach.min() < people - 1:
        return False
    return None


def fewest_rounds(people: int, seats: int) -> tuple[int, int | None]:
    """Rounds in which everybody can meet everybody at tables of at most `seats` (2 or more).

    Returns (no fewer will do, so many are known to do, with as many tables as that takes, or
    None). Up to 30 people at up to 8 seats from `data/fewest_rounds.csv`: the bounds that F. van
    Doorn and others list for "Dagstuhl's happy diner problem" (github.com/fpvandoorn/
    Dagstuhl-tables), facts cited here, none of its code; else counted.
    """
    if people <= seats:
        return (1, 1) if people > 1 else (0, 0)
    return _known_fewest_rounds().get((people, seats)) or _counted_rounds(people, seats)


def _counted_rounds(people: int, seats: int) -> tuple[int, int | None]:
    """max(3, ceil((N - 1) / (p - 1)), ceil(C(N, 2) / P)), P the most pairs of one round.

    Two rounds never do: all at one table would have to sit with all others in the second. One more
    is needed where N = 1 mod p and p - 1 divides N: everybody would sit alone once, and meet p - 1
    new people in each other round.

    Exact for N <= 1.5 p; tables of two (circle method); Kirkman triple systems (N = 3 mod 6,
    Ray-Chaudhuri and Wilson 1971); blocks of 4 (N = 4 mod 12, Hanani, Ray-Chaudhuri and Wilson
    1972); powers of a prime power p (affine spaces).
    """
    full, rest = divmod(people, seats)
    in_one_round = full * seats * (seats - 1) // 2 + rest * (rest - 1) // 2
    all_pairs = people * (people - 1) // 2
    lower = max(3, -(-(people - 1) // (seats - 1)), -(-all_pairs // in_one_round))
    if rest == 1 and seats > 2 and lower * (seats - 1) == people:
        lower += 1
    exact = (
        seats == 2
        or 2 * people <= 3 * seats
        or (seats, people % 6) == (3, 3)
        or (seats, people % 12) == (4, 4)
        or _is_affine(people, seats)
    )
    return lower, lower if exact else None


def _is_affine(people: int, seats: int) -> bool:
    order, space = prime_power(seats), prime_power(people)
    return bool(order and space and order[0] == space[0] and space[1] % order[1] == 0)


@cache
def _known_fewest_rounds() -> dict[tuple[int, int], tuple[int, int]]:
    return {(people, seats): (low, high) for people, seats, low, high in _table_rows()}


def _table_rows() -> Iterator[tuple[int, int, int, int]]:
    from csv import DictReader
    from importlib.resources import files

    text = (files("planner") / "data" / "fewest_rounds.csv").read_text("utf-8")
    for row in DictReader(text.splitlines()):
        yield (
            int(row["n_participants"]), int(row["k_max_table_size"]),
            int(row["min_sessions_lower"]), int(row["min_sessions_upper"]),
        )  # fmt: skip

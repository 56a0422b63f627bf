"""Phase one: the schedule that algebra gives at once, its places handed out to the people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.bounds import bound
from planner.constructions import zero_repeats
from planner.constructions.truncated import NAME as CUT
from planner.constructions.truncated import truncated
from planner.constructions.two_sided import NAME, two_sided
from planner.problem import Problem
from planner.schedule import Ints


@dataclass(frozen=True, eq=False, slots=True)
class Baseline:
    """Rounds without a repeat, or with few: all that were asked for, or the first of them."""

    seating: Ints
    """(k, N) with k at most the problem's rounds."""
    method: str


def baseline(problem: Problem) -> Baseline | None:
    """The best construction that fits, VIPs at the fullest tables; None where none can.

    Tables of two with two sides have their own. All others need a regular problem; rules between
    people are left to the search, which starts from here.
    """
    if problem.pairs_only:
        return _paired(problem)
    if not is_regular(problem):
        return None
    built = zero_repeats(problem.occupancy[0].tolist(), problem.rounds)
    if built is None:
        return None
    places = built.seating
    return Baseline(places[:, handed_out(problem, places)], f"{built.name} ({built.source})")


def _paired(problem: Problem) -> Baseline | None:
    chance = lots(problem.seed, problem.people)
    seating = two_sided(problem, bound(problem).potential, chance)
    return None if seating is None else Baseline(seating, NAME)


def is_regular(problem: Problem) -> bool:
    """Everybody always sits, at tables of the same sizes in every round, of which none is over."""
    sizes = problem.occupancy
    seated = bool((sizes.sum(axis=1) == problem.people).all())
    return seated and problem.past is None and bool((sizes == sizes[0]).all())


def handed_out(problem: Problem, places: Ints) -> NDArray[np.intp]:
    """The place of each person: by lot, but VIPs first take those at full tables most often.

    Any exchange of places keeps a schedule free of repeats, so places cost nothing to choose.
    """
    sizes = np.take_along_axis(problem.occupancy[: len(places)], places, axis=1)
    fullest_first = np.lexsort((lots(problem.seed, problem.people), -sizes.sum(axis=0)))
    vips_first = np.lexsort((lots(problem.seed + 1, problem.people), ~problem.vip))
    place_of = np.empty(problem.people, np.intp)
    place_of[vips_first] = fullest_first
    return place_of


def cut_plane(problem: Problem) -> Baseline | None:
    """Rounds with few repeats for about as many tables as seats, where there are none without.

    None for other shapes, where search does better by itself, and where not everybody counts alike.
    """
    sizes = problem.occupancy[0].tolist()
    if not is_regular(problem) or not problem.counting.is_plain or max(sizes) > len(sizes):
        return None
    places = truncated(sizes, problem.rounds)
    return None if places is None else Baseline(places[:, handed_out(problem, places)], CUT)


def completed(problem: Problem, found: Baseline) -> Ints:
    """(R, N): its rounds, and where there are too few, further ones by lot."""
    more = [found.seating]
    tables = np.repeat(np.arange(problem.tables, dtype=np.int32), problem.occupancy[0])
    for r in range(len(found.seating), problem.rounds):
        row = np.empty((1, problem.people), np.int32)
        row[0, np.argsort(lots(problem.seed * problem.rounds + r, problem.people))] = tables
        more.append(row)
    return np.concatenate(more)


_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)


def lots(seed: int, count: int) -> NDArray[np.uint64]:
    """`count` well mixed 64-bit integers, the same on every machine and in every release.

    SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) at positions seed * 2^32 onwards.
    """
    with np.errstate(over="ignore"):
        state = (np.uint64(seed % 2**32) << np.uint64(32)) + np.arange(count, dtype=np.uint64)
        mixed = (state + np.uint64(1)) * _GOLDEN
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return mixed ^ (mixed >> np.uint64(31))

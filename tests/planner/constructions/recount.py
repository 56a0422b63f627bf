"""A naive second opinion on schedules, and the shapes other people have published."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from planner.constructions.recipe import Ints

KNOWN = Path(__file__).parents[2] / "data" / "planner" / "zero-repeat-known.csv"


class Shape(NamedTuple):
    name: str
    sizes: list[int]
    known: int
    bound: int


def known_shapes() -> list[Shape]:
    """Every shape of the file, with the most rounds without a repeat that anybody has shown."""
    with KNOWN.open(newline="", encoding="utf-8") as file:
        return [
            Shape(
                row["tables_shape"],
                sizes_of(row["tables_shape"]),
                int(row["rounds_known_without_repeat"]),
                int(row["counting_bound"]),
            )
            for row in csv.DictReader(file)
        ]


def sizes_of(shape: str) -> list[int]:
    """`17x5 + 3x4` as seventeen fives and three fours."""
    parts = [part.split("x") for part in shape.split(" + ")]
    return [int(seats) for tables, seats in parts for _ in range(int(tables))]


def faults(seating: Ints, sizes: Sequence[int]) -> list[str]:
    """What is wrong with a schedule: table sizes, seats out of range, pairs that meet twice."""
    found = []
    met: Counter[tuple[int, int]] = Counter()
    for number, row in enumerate(seating.tolist()):
        tables: dict[int, list[int]] = {}
        for person, table in enumerate(row):
            tables.setdefault(table, []).append(person)
        if [len(tables.get(t, [])) for t in range(len(sizes))] != list(sizes):
            found.append(f"round {number} has other table sizes")
        for people in tables.values():
            met.update(combinations(people, 2))
    found += [f"{pair} meet {times} times" for pair, times in met.items() if times > 1]
    return found

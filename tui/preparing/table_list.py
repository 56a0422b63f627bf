"""The tables of an event in one line: “20 x 5”, “17 tables of 5, 3 of 4”, and what it changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from planner.ids import new_id
from planner.messages import N_, refuse
from planner.naming import distinct
from planner.records import TableRecord
from planner.validity import SEATS_LIMIT, TABLES_LIMIT

if TYPE_CHECKING:
    from tui.store.unit import Unit


def typed_tables(text: str) -> tuple[int, ...]:
    """The seats of each table, from pairs of numbers: tables, then seats. Raises Refusal."""
    numbers = [int(digits[:9]) for digits in re.findall(r"\d+", text)]
    if not numbers or len(numbers) % 2 or re.search(r"\d[.]\d|-\s*\d", text):
        raise refuse(
            "not-tables",
            N_("“{text}” does not say how many tables of how many seats; write it like {example}."),
            text=text.strip(), example="20 x 5, 3 x 4",
        )  # fmt: skip
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    if not 1 <= sum(count for count, _ in pairs) <= TABLES_LIMIT:
        raise refuse(
            "tables-outside", N_("There can be 1 to {limit} tables."), limit=TABLES_LIMIT
        )  # fmt: skip
    if any(not 1 <= seats <= SEATS_LIMIT for _, seats in pairs):
        raise refuse(
            "seats-outside", N_("A table can have 1 to {limit} seats."), limit=SEATS_LIMIT
        )  # fmt: skip
    return tuple(seats for count, seats in pairs for _ in range(count))


def shown_tables(sizes: Iterable[int]) -> str:
    """`20 x 5, 3 x 4`, in the order of the tables; `typed_tables` reads it back."""
    return ", ".join(f"{len(list(same))} x {seats}" for seats, same in groupby(sizes))


@dataclass(frozen=True, slots=True)
class TableChange:
    """From some tables to others, with as few changes as the order allows."""

    changed: tuple[TableRecord, ...] = ()
    added: tuple[TableRecord, ...] = ()
    removed: tuple[TableRecord, ...] = ()


def to_sizes(tables: Sequence[TableRecord], sizes: Sequence[int], event_id: str) -> TableChange:
    """The first tables stay with their labels, new ones come after them, the last ones go."""
    return TableChange(
        changed=tuple(
            resized(table, seats)
            for table, seats in zip(tables, sizes, strict=False)
            if table.seats != seats
        ),
        added=tuple(more_tables(tables, sizes[len(tables) :], event_id)),
        removed=tuple(tables[len(sizes) :]),
    )


def resized(table: TableRecord, seats: int) -> TableRecord:
    """With so many seats, but in the rounds that have a number of their own."""
    others = {round_: n for round_, n in table.seats_by_round.items() if n != seats}
    return replace(table, seats=seats, seats_by_round=others)


def more_tables(
    tables: Sequence[TableRecord], sizes: Iterable[int], event_id: str
) -> Iterator[TableRecord]:
    """New tables behind `tables`, each labelled by the next number that is free."""
    taken = {table.label for table in tables}
    position = max((table.position for table in tables), default=0)
    number = len(tables)
    for seats in sizes:
        position += 1
        number += 1
        while str(number) in taken:
            number += 1
        yield TableRecord(new_id(), seats, event_id=event_id, label=str(number), position=position)


def renumbered(tables: Sequence[TableRecord]) -> list[TableRecord]:
    """Those whose label or place changes when all are called 1, 2, 3 ... in their order."""
    return [
        replace(table, label=str(number), position=number)
        for number, table in enumerate(tables, 1)
        if (table.label, table.position) != (str(number), number)
    ]


def table_names(tables: Sequence[TableRecord]) -> dict[str, str]:
    """What each table is called, by id: its label, with a number where that is taken or missing."""
    return distinct({t.id: t.label.strip() or str(n) for n, t in enumerate(tables, 1)})


def add_tables(unit: Unit, event_id: str, sizes: Sequence[int]) -> None:
    unit.add(*more_tables(unit.all(TableRecord, event_id), sizes, event_id))


def renumber(unit: Unit, event_id: str) -> None:
    unit.save(*renumbered(unit.all(TableRecord, event_id)))

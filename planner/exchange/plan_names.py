"""A plan that a person reads: one row per person, one column per round, in it the table.

One row per person because that is what an organiser does with it: find a name at the door, filter a
round's column for one table, and merge it into badges or letters. Tables one by one are a sheet of
the workbook (`planner.exchange.plan_xlsx`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from planner.event import Event
from planner.exchange.cells import inert
from planner.exchange.labels import labels_for_people
from planner.messages import N_
from planner.schedule import Schedule

ID: Final = N_("Id")
NAME: Final = N_("Name")
ROUND: Final = N_("Round {number}")
PAUSE: Final = N_("break")
"""`planner.exchange.plan_csv` knows this word in each language."""


def write_names(
    event: Event,
    schedule: Schedule,
    stream: BinaryIO,
    *,
    delimiter: str = ",",
    translate: Callable[[str], str] = str,
) -> None:
    """UTF-8 with the byte-order mark by which Excel knows it.

    Excel splits at the list separator of its own language: give `;` for French.
    """
    text = io.StringIO(newline="")
    text.write("\ufeff")
    rows = csv.writer(text, delimiter=delimiter)
    rows.writerow(header(schedule.rounds, translate))
    rows.writerows(map(inert, row) for row in people_rows(event, schedule, translate))
    stream.write(text.getvalue().encode("utf-8"))


def header(rounds: int, translate: Callable[[str], str]) -> list[str]:
    round_ = translate(ROUND)
    numbers = range(1, rounds + 1)
    return [translate(ID), translate(NAME), *(round_.format(number=n) for n in numbers)]


def people_rows(
    event: Event, schedule: Schedule, translate: Callable[[str], str]
) -> Iterator[list[str]]:
    """Id, name, and the table of each round: empty where the person is absent."""
    ids, tables = labels_for_people(event)
    # the last two are what BREAK and ABSENT, -2 and -1, point at
    tables += [translate(PAUSE), ""]
    for id_, person, seats in zip(ids, event.participants, schedule.seating.T, strict=True):
        yield [id_, person.name, *(tables[t] for t in seats.tolist())]

"""The evening that is printed: who sits where, and how people and tables are called."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Protocol

from planner.counting import EVERYBODY, Counting, counting, side_names
from planner.event import Event
from planner.exchange.labels import labels_for_people
from planner.schedule import ABSENT, BREAK, Schedule

_SHORT: Final = 8
"""Characters of a number or a color, which need the word “table” before them."""
COMPANY: Final = "company"
"""The attribute that stands below a name."""


class Say(Protocol):
    """Sentences in the reader's language: a template and what fills it, numbers as they are."""

    def __call__(self, template: str, /, **params: Any) -> str: ...


@dataclass(frozen=True, eq=False)
class Evening:
    """People and tables in the order of the schedule, called as they are to be printed."""

    schedule: Schedule
    people: tuple[str, ...]
    companies: tuple[str, ...]
    """What stands below each name; may be empty."""
    tables: tuple[str, ...]
    name: str = ""
    day: str = ""
    """As the reader writes it, with the hour if there is one."""
    venue: str = ""
    counting: Counting = EVERYBODY
    """Whose meetings count."""
    sides: tuple[str, str] = ("", "")
    """What the sides are called, where there are any."""

    @property
    def rounds(self) -> int:
        return self.schedule.rounds

    @cached_property
    def by_name(self) -> list[int]:
        """The people as a list at the door has them."""
        return sorted(range(len(self.people)), key=lambda i: (_key(self.people[i]), i))

    @cached_property
    def seating(self) -> list[list[int]]:
        """As in the schedule: a row for each round."""
        rows: list[list[int]] = self.schedule.seating.tolist()
        return rows

    @cached_property
    def at_tables(self) -> list[dict[int, list[int]]]:
        """For each round: the people at each occupied table, in the order of the tables."""
        return [self.schedule.tables(round_) for round_ in range(self.rounds)]

    def on_break(self, round_: int) -> list[int]:
        return [i for i, table in enumerate(self.seating[round_]) if table == BREAK]

    def met(self, person: int, round_: int) -> list[int]:
        """Those at the person's table in a round whose meeting counts."""
        table, counts = self.seating[round_][person], self.counting.counts
        company = self.at_tables[round_].get(table, ())
        return [
            other
            for other in company
            if other != person and (counts is None or counts[person, other])
        ]

    def place(self, person: int, round_: int, say: Say) -> str:
        """Where the person is in a round, in words; empty where she is not there."""
        table = self.seating[round_][person]
        if table == ABSENT:
            return ""
        return say("break") if table == BREAK else self.table(table, say)

    def table(self, table: int, say: Say) -> str:
        """A table in words; a long name says itself that it is a place."""
        name = self.tables[table]
        return name if len(name) > _SHORT else say("Table {table}", table=name)

    def first_place(self, person: int, say: Say) -> str:
        """Where the evening begins for a person."""
        places = (self.place(person, round_, say) for round_ in range(self.rounds))
        return next(filter(None, places), "")


def evening(
    event: Event,
    schedule: Schedule,
    *,
    name: str = "",
    day: str = "",
    venue: str = "",
    tables: Sequence[str] = (),
) -> Evening:
    """What is printed of an event; `tables` are names of tables other than their ids."""
    ids, table_ids = labels_for_people(event)
    return Evening(
        schedule,
        tuple(p.name or id_ for p, id_ in zip(event.participants, ids, strict=True)),
        tuple(p.attribute(COMPANY) or "" for p in event.participants),
        tuple(tables or table_ids),
        name,
        day,
        venue,
        counting(event),
        side_names(event) if event.two_sided else ("", ""),
    )


def _key(name: str) -> str:
    """Without accents, strokes and capitals, so that É stands with E and Ł with L."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN_LETTERS))
    return "".join(c for c in letters if not unicodedata.combining(c))


_PLAIN_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""Letters that Unicode does not take apart."""

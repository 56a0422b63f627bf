"""Who sits where in which round, as the screens of an evening show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.evening.clock import Clock
from planner.evening.facts import Evening, Plans
from planner.evening.names import shown_names
from planner.evening.rounds import Gaps, gaps, resting, seated, table_of, told, waiting
from planner.records import Display
from tui.texts import _


@dataclass(frozen=True)
class Seats:
    """The people and the tables of an evening, round by round."""

    evening: Evening
    plans: Plans

    @cached_property
    def tables(self) -> Mapping[str, str]:
        """What people call each table, in order."""
        return {table.id: table.label or str(table.position) for table in self.evening.tables}

    @cached_property
    def gaps(self) -> Gaps:
        """Why the rounds to come should be planned again."""
        if self.evening.event.state == "done":
            return Gaps(frozenset(), frozenset())
        return gaps(self.evening, self.plans)

    def seating(self, number: int) -> dict[str, str]:
        """Each person's table in a round: where she sat, sits, or will sit as things are.

        Before the first round everybody sees her place, also who is not checked in yet.
        """
        at_door = number == 1 and not self.evening.begun
        find = told if at_door else seated
        return table_of(find(self.evening, self.plans, number))

    def at_tables(self, number: int) -> list[tuple[str, list[int]]]:
        """Each occupied table with its people as indexes of the list; then who sits nowhere."""
        seats = self.seating(number)
        labels = {**dict.fromkeys(seats.values(), "?"), **self.tables}
        people: dict[str, list[int]] = {id_: [] for id_ in labels}
        for index, person in enumerate(self.evening.people):
            if person.id in seats:
                people[seats[person.id]].append(index)
        found = [(labels[id_], who) for id_, who in people.items() if who]
        rest, none = self._waiting(number)
        return [*found, *((label, who) for label, who in ((_("Break"), rest), (_("No seat"), none))
                          if who)]  # fmt: skip

    def places(self, number: int) -> dict[str, str]:
        """What each person is told: her table, or that she has a break."""
        found = {id_: self.tables.get(t, "?") for id_, t in self.seating(number).items()}
        for label, who in zip((_("Break"), _("No seat")), self._waiting(number), strict=True):
            found.update((self.evening.people[index].id, label) for index in who)
        return found

    def _waiting(self, number: int) -> tuple[list[int], list[int]]:
        """Who has a break, and who is there without any seat."""
        seats = self.seating(number)
        begun = self.evening.begun.get(number)
        plan = self.plans.get(begun.plan_id if begun else self.evening.event.plan_id)
        resting_ids = resting(plan, number)
        ids = {p.id for p in waiting(self.evening, self.plans, number)} - set(seats)
        rest: list[int] = []
        none: list[int] = []
        for index, person in enumerate(self.evening.people):
            if person.id in ids:
                (rest if person.id in resting_ids else none).append(index)
        return rest, none

    def names(self, display: Display = "names") -> Sequence[str]:
        """By index of the list."""
        names = shown_names(self.evening.people, display)
        return [names[person.id] for person in self.evening.people]


def round_now(shown: Clock) -> int | None:
    """The round that runs, or that the break follows."""
    return shown.round or None


def round_next(shown: Clock) -> int | None:
    """The one that begins next; None where all are played."""
    following = shown.round + 1
    return following if following <= shown.rounds and shown.phase != "finished" else None

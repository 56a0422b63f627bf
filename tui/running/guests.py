"""Everybody of an evening as the door sees them: who is here, where they sit next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from planner.evening.checkin import Counts, Presence, counts, presence
from planner.evening.facts import Evening, Plans
from planner.evening.rounds import Gaps, resting, table_of, told
from planner.messages import N_
from planner.records import ParticipantRecord
from tui.running.seats import Seats
from tui.texts import _, say
from tui.widgets.table import fold

WORDS: Final[Mapping[Presence, tuple[str, str]]] = {
    "here": ("●", N_("here")),
    "missing": ("○", N_("missing")),
    "later": ("◔", N_("later")),
    "left": ("←", N_("left")),
    "no-show": ("✗", N_("no-show")),
}
"""Each state as a sign and a word."""


@dataclass(frozen=True, slots=True)
class Guest:
    person: ParticipantRecord
    presence: Presence
    place: str
    """The table in the next round, by its label; “Break”, or empty for none."""
    sought: str
    """Name and address as they are searched, a space before each word."""

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def word(self) -> str:
        if self.presence == "later":
            return say("from round {round}", round=min(self.person.rounds or (1,)))
        return _(WORDS[self.presence][1])

    @property
    def state(self) -> str:
        return f"{WORDS[self.presence][0]} {self.word}"


VIEWS: Final[Mapping[str, tuple[str, Callable[[Guest], bool]]]] = {
    "all": (N_("All"), lambda guest: True),
    "missing": (N_("Missing"), lambda guest: guest.presence == "missing"),
    "here": (N_("Here"), lambda guest: guest.presence == "here"),
    "vips": (N_("VIPs"), lambda guest: guest.person.vip),
    "walk-ins": (N_("Walk-ins"), lambda guest: guest.person.walk_in),
    "left": (N_("Left"), lambda guest: guest.presence in ("left", "no-show")),
}
"""What the list can be narrowed to, and who is shown then."""


@dataclass(frozen=True)
class Tonight:
    """All that the door shows."""

    evening: Evening
    plans: Plans

    def work_out(self) -> Tonight:
        """Everything at once, in the thread that reads: thousands of people take a moment."""
        for part in ("guests", "counts", "gaps"):
            getattr(self, part)
        return self

    @property
    def coming(self) -> int | None:
        """The round for which people are seated next; None once all have begun."""
        number = self.evening.coming
        return number if number <= self.evening.event.rounds else None

    @cached_property
    def guests(self) -> list[Guest]:
        """In the order of their names."""
        places = self._places()
        found = (
            Guest(p, presence(self.evening, p), places.get(p.id, ""), _sought(p))
            for p in self.evening.people
        )
        return sorted(found, key=lambda guest: guest.sought)

    def _places(self) -> dict[str, str]:
        if self.coming is None:
            return {}
        plan = self.plans.get(self.evening.event.plan_id)
        places = dict.fromkeys(resting(plan, self.coming), _("Break"))
        labels = self.labels
        seats = table_of(told(self.evening, self.plans, self.coming))
        places.update((person, labels.get(table, "?")) for person, table in seats.items())
        return places

    @cached_property
    def labels(self) -> dict[str, str]:
        return {t.id: t.label or str(t.position) for t in self.evening.tables}

    @cached_property
    def counts(self) -> Counts:
        return counts(self.evening)

    @cached_property
    def gaps(self) -> Gaps:
        return Seats(self.evening, self.plans).gaps

    def counted(self) -> str:
        """`42 of 50 here · 8 missing · 2 walk-ins`."""
        found = self.counts
        parts = [say("{here} of {people} here", here=found.here, people=found.people)]
        parts += [
            say(template, count=count)
            for template, count in (
                (N_("{count} missing"), found.missing), (N_("come later: {count}"), found.later),
                (N_("{count} left"), found.left), (N_("no-shows: {count}"), found.no_shows),
                (N_("walk-ins: {count}"), found.walk_ins),
            )
            if count
        ]  # fmt: skip
        return " · ".join(parts)

    def changes(self, key: str) -> str:
        """Why the rest should be planned again, and the key that does it; empty where it fits."""
        return changes(self.evening, self.plans, self.gaps, key)


def changes(evening: Evening, plans: Plans, found: Gaps, key: str) -> str:
    """In one line what the plan does not know of; empty where it fits, or there is none, and while
    most are still coming in."""
    if not found or evening.event.plan_id not in plans or _arriving(evening, found):
        return ""
    parts = [
        say(template, count=len(who))
        for template, who in (
            (N_("not here: {count}"), found.absent), (N_("no seat: {count}"), found.unseated),
            (N_("tables too small: {count}"), found.tables),
        )
        if who
    ]  # fmt: skip
    return say(
        "! {key} plans the rest again; changes: {count} ({what})",
        count=found.count, what=", ".join(parts), key=key,
    )  # fmt: skip


def _arriving(evening: Evening, found: Gaps) -> bool:
    """Before the first round, with nothing to plan for but people who may be on their way."""
    how_many = counts(evening)
    return (
        not evening.begun and not found.unseated and not found.tables
        and how_many.here < how_many.missing
    )  # fmt: skip


def _sought(person: ParticipantRecord) -> str:
    return f" {fold(person.name)} {fold(person.email)}"


def in_order(guests: list[Guest], order: list[int], needle: str) -> Iterator[int]:
    """Those of whom words begin with what is sought first, then those who merely hold it."""
    words = [f" {word}" for word in fold(needle).split()]
    begins = [i for i in order if all(word in guests[i].sought for word in words)]
    yield from begins
    rest = set(begins)
    yield from (i for i in order if i not in rest)

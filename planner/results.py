"""What each person is told after the evening: her matches, and how to reach them if they agreed.

Mail, paper, export and preview all show this and nothing else of the cards, so that what only one
side said cannot get out: it never gets in here.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planner.evening.names import shown_names
from planner.matching import Answers, Kind, matches, shares_contact
from planner.messages import N_
from planner.records import ParticipantRecord

TITLES: Final[Mapping[Kind, str]] = {
    "yes": N_("You and these people would like to see each other again:"),
    "friends": N_("You and these people would like to meet again as friends:"),
}
NO_MATCH: Final = N_("This time nobody’s answers and yours were the same.")
NOT_SHARED: Final = N_("has not agreed to share contact details")
NO_ADDRESS: Final = N_("has left neither e-mail nor phone")


@dataclass(frozen=True, slots=True)
class Told:
    """A match, as the other one is told of it."""

    name: str
    """Only the first name of those who have not agreed."""
    kind: Kind
    shared: bool
    """Whether the match agreed that it is told how to reach her; else `email` and `phone` are
    empty."""
    email: str = ""
    phone: str = ""

    @property
    def contact(self) -> str:
        """How to reach the match, ` · ` between; may be empty although she agreed."""
        return " · ".join(filter(None, (self.email, self.phone)))


@dataclass(frozen=True, slots=True)
class Result:
    """What one person is told."""

    person: ParticipantRecord
    told: tuple[Told, ...]
    """First who would see her again, then who would as friends; by name. Empty: no match."""

    def of(self, kind: Kind) -> tuple[Told, ...]:
        return tuple(match for match in self.told if match.kind == kind)


def results(
    people: Sequence[ParticipantRecord], answers: Answers, for_whom: Container[str]
) -> list[Result]:
    """For each of `people` whose id is in `for_whom`, in their order."""
    by_id = {person.id: person for person in people}
    first_names = shown_names(people, "first-names")
    every = matches(answers)
    return [
        Result(person, tuple(sorted(
            (_told(by_id[match.other_id], match.kind, first_names)
             for match in every.get(person.id, ()) if match.other_id in by_id),
            key=lambda told: (told.kind == "friends", told.name.casefold()),
        )))
        for person in people if person.id in for_whom
    ]  # fmt: skip


def _told(match: ParticipantRecord, kind: Kind, first_names: Mapping[str, str]) -> Told:
    if not shares_contact(match):
        return Told(first_names[match.id], kind, shared=False)
    return Told(match.name, kind, True, match.email, match.phone)

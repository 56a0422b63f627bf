"""What the cards of an evening say, and how far they are typed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from planner.evening.facts import Evening, Plans
from planner.evening.names import shown_names
from planner.evening.rounds import Meeting, came, meetings
from planner.event import side_of
from planner.matching import Answers, Kind, matches, shares_contact
from planner.messages import N_
from planner.records import Answer, ParticipantRecord, to_participant
from planner.results import Result, results
from tui.texts import say
from tui.widgets.table import fold

ANSWER_WORDS: Final[Mapping[Answer, str]] = {
    "yes": N_("♥ yes"), "friends": N_("+ friends"), "no": N_("· no"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody whose card is expected, or there."""

    id: str
    number: str
    name: str
    side: str
    given: int
    """Answers of hers about people she met."""
    received: int
    """Answers about her by people she met."""
    met: int
    strays: int
    """Answers of hers about people she never met, which cannot be right."""

    @property
    def is_in(self) -> bool:
        return self.given > 0

    @property
    def is_done(self) -> bool:
        return self.given >= self.met


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: somebody whom its giver met, in which rounds."""

    id: str
    number: str
    name: str
    rounds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who answered the same about each other."""

    one: ParticipantRecord
    other: ParticipantRecord
    kind: Kind


@dataclass(frozen=True)
class Facts:
    evening: Evening
    plans: Plans
    answers: Answers

    @cached_property
    def people(self) -> Mapping[str, ParticipantRecord]:
        return {person.id: person for person in self.evening.people}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """No two alike."""
        return shown_names(self.evening.people, "names")

    @cached_property
    def meetings(self) -> Mapping[str, tuple[Meeting, ...]]:
        return meetings(self.evening, self.plans)

    @cached_property
    def met(self) -> Mapping[str, set[str]]:
        return {
            one: {meeting.other_id for meeting in every} for one, every in self.meetings.items()
        }

    # --- cards

    @cached_property
    def guests(self) -> Sequence[Guest]:
        """Everybody who met somebody or whose answers are there, in the order of the list."""
        given: Counter[str] = Counter()
        received: Counter[str] = Counter()
        strays: Counter[str] = Counter()
        for giver, receiver in self.answers:
            if receiver in self.met.get(giver, ()):
                given[giver] += 1
                received[receiver] += 1
            elif giver in self.people:
                strays[giver] += 1
        return [
            Guest(
                person.id, str(person.position), self.names[person.id], self._side(person),
                given[person.id], received[person.id], len(self.met.get(person.id, ())),
                strays[person.id],
            )
            for person in self.evening.people
            if person.id in self.met or strays[person.id]
        ]  # fmt: skip

    def _side(self, person: ParticipantRecord) -> str:
        return (side_of(to_participant(person)) or "") if self.evening.event.two_sided else ""

    def card(self, giver_id: str) -> list[Line]:
        """Whom she met, in the order of the rounds; then whom she never met and has answered
        about all the same."""
        known = [(m.other_id, m.rounds) for m in self.meetings.get(giver_id, ())]
        strays: list[tuple[str, tuple[int, ...]]] = [
            (receiver, ())
            for giver, receiver in sorted(self.answers)
            if giver == giver_id and receiver not in self.met.get(giver, ())
        ]
        return [
            Line(id_, self.number(id_), self.names.get(id_, "?"), rounds)
            for id_, rounds in known + strays
        ]

    def number(self, id_: str) -> str:
        """The place in the list, as on printed cards and on the display."""
        return str(self.people[id_].position) if id_ in self.people else "?"

    def answers_by(self, giver_id: str) -> dict[str, Answer]:
        """By receiver."""
        return {r: answer for (giver, r), answer in self.answers.items() if giver == giver_id}

    def by_number(self, number: str) -> str | None:
        """The person at this place of the list, or whose id in the list this is."""
        for field in ("position", "reference"):
            found = [p.id for p in self.evening.people if str(getattr(p, field)) == number]
            if len(found) == 1:
                return found[0]
        return None

    def counted(self) -> str:
        """How many cards are there, also by side."""
        guests = [guest for guest in self.guests if guest.met]
        parts = [say("{done} of {count} cards", done=_in(guests), count=len(guests))]
        if begun := sum(guest.is_in and not guest.is_done for guest in guests):
            parts.append(say("not complete: {count}", count=begun))
        for side in sorted({guest.side for guest in guests} - {""}):
            some = [guest for guest in guests if guest.side == side]
            parts.append(say("{side}: {done} of {count}", side=side, done=_in(some),
                             count=len(some)))  # fmt: skip
        return " · ".join(parts)

    # --- what comes of them

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Each once, in the order of the list."""
        people = self.people
        found = [
            Pair(people[one], people[match.other_id], match.kind)
            for one, every in matches(self.answers).items()
            for match in every
            if one in people and match.other_id in people
        ]
        return sorted(
            (pair for pair in found if _order(pair.one) < _order(pair.other)),
            key=lambda pair: (_order(pair.one), _order(pair.other)),
        )

    @cached_property
    def results(self) -> Sequence[Result]:
        """What everybody who came is told."""
        return results(
            self.evening.people, self.answers, came(self.evening, self.plans) | set(self.met)
        )

    @property
    def missing(self) -> int:
        """Cards that are not there, or not complete."""
        return sum(not guest.is_done for guest in self.guests if guest.met)

    def receivers_of(self, person: ParticipantRecord) -> int:
        """How many matches are told how to reach her."""
        if not shares_contact(person):
            return 0
        return sum(person.id in (pair.one.id, pair.other.id) for pair in self.pairs)


def sought(guests: Sequence[Guest], typed: str) -> list[Guest]:
    """Those whose number begins so, or whose name has each word."""
    words = fold(typed).split()
    if len(words) == 1 and words[0].isdecimal():
        return [guest for guest in guests if guest.number.startswith(words[0])]
    return [guest for guest in guests if all(word in fold(guest.name) for word in words)]


def _in(guests: Iterable[Guest]) -> int:
    return sum(guest.is_in for guest in guests)


def _order(person: ParticipantRecord) -> tuple[int, str]:
    return person.position, person.id

"""Score cards: who wants to see whom again, what both said, and what cannot be right.

A match is what two people answered alike about each other. Nothing that only one of them said ever
reaches the other: a “yes” that meets “friends”, “no” or nothing leaves no trace in what the other
is told, not even that there was one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final, Literal

from planner.messages import N_, Message
from planner.records import Answer, CardRecord, ParticipantRecord

Answers = Mapping[tuple[str, str], Answer]
"""What each giver answered about each receiver: (giver, receiver) -> answer, by ids."""
Met = Mapping[str, Set[str]]
"""Whom each person met (`planner.evening.rounds.met`); symmetric."""

Kind = Literal["yes", "friends"]
_MATCHING: Final[Mapping[Answer, Kind]] = {"yes": "yes", "friends": "friends"}


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who answered as one did oneself."""

    other_id: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer as it was typed or came in a file."""

    giver_id: str
    receiver_id: str
    answer: Answer


def answers_of(cards: Iterable[CardRecord]) -> dict[tuple[str, str], Answer]:
    return {(card.giver_id, card.receiver_id): card.answer for card in cards}


def matches(answers: Answers) -> dict[str, tuple[Match, ...]]:
    """The matches of everybody who has any, in the order of the others' ids; symmetric."""
    found: dict[str, list[Match]] = {}
    for (giver, receiver), answer in sorted(answers.items()):
        kind = _MATCHING.get(answer)
        if kind is not None and giver != receiver and answers.get((receiver, giver)) == answer:
            found.setdefault(giver, []).append(Match(receiver, kind))
    return {giver: tuple(every) for giver, every in found.items()}


def shares_contact(person: ParticipantRecord) -> bool:
    """Whether a match may be told how to reach this person: only where the list says so."""
    return person.consent is True


# Progress


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the cards of somebody are typed in."""

    given: int
    """Answers of hers about people she met."""
    received: int
    """Answers about her of people she met."""
    met: int

    @property
    def is_done(self) -> bool:
        return self.given >= self.met


def progress(answers: Answers, met: Met) -> dict[str, Progress]:
    """Of everybody who met somebody."""
    return {
        person: Progress(
            sum((person, other) in answers for other in others),
            sum((other, person) in answers for other in others),
            len(others),
        )
        for person, others in met.items()
    }


def unanswered(answers: Answers, met: Met, giver_id: str) -> list[str]:
    """Whom she met and has not answered about, in the order of their ids."""
    return sorted(other for other in met.get(giver_id, ()) if (giver_id, other) not in answers)


# What cannot be right

DoubtCode = Literal[
    "card-about-herself", "card-unknown-answer", "card-of-absent", "card-about-absent",
    "card-never-met", "card-twice", "card-contradicts",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about an answer that somebody should look at."""

    place: int
    """Of the choice among those given, from 0."""
    code: DoubtCode
    message: Message


def doubts(
    choices: Sequence[Choice],
    met: Met,
    names: Mapping[str, str],
    *,
    offered: Iterable[Answer],
    stored: Answers | None = None,
) -> list[Doubt]:
    """What is wrong with answers before they are kept, in their order.

    `stored` are the answers kept so far, `names` those of all people. A card is wrong once: who
    met nobody was not there.
    """
    known = dict(stored or {})
    allowed = frozenset(offered)
    found = []
    for place, choice in enumerate(choices):
        code = _doubt(choice, met, known, allowed)
        if code is not None:
            found.append(Doubt(place, code, _message(code, choice, names)))
        known.setdefault((choice.giver_id, choice.receiver_id), choice.answer)
    return found


def _doubt(choice: Choice, met: Met, known: Answers, allowed: Set[Answer]) -> DoubtCode | None:
    giver, receiver = choice.giver_id, choice.receiver_id
    before = known.get((giver, receiver))
    if giver == receiver:
        return "card-about-herself"
    if choice.answer not in allowed:
        return "card-unknown-answer"
    if not met.get(giver):
        return "card-of-absent"
    if not met.get(receiver):
        return "card-about-absent"
    if receiver not in met[giver]:
        return "card-never-met"
    if before is not None:
        return "card-twice" if before == choice.answer else "card-contradicts"
    return None


_TEMPLATES: Final[Mapping[DoubtCode, str]] = {
    "card-about-herself": N_("{giver} answers about themselves; check the number."),
    "card-unknown-answer": N_("“{answer}” of {giver} is no answer that the cards offer."),
    "card-of-absent": N_("{giver} sat at no table, and so met nobody."),
    "card-about-absent": N_("{giver} answers about {receiver}, who sat at no table."),
    "card-never-met": N_("{giver} and {receiver} never sat together."),
    "card-twice": N_("The answer of {giver} about {receiver} is already there."),
    "card-contradicts": N_(
        "{giver} has already answered something else about {receiver}; look at the card."
    ),
}


def _message(code: DoubtCode, choice: Choice, names: Mapping[str, str]) -> Message:
    who = {
        "giver": names.get(choice.giver_id, choice.giver_id),
        "receiver": names.get(choice.receiver_id, choice.receiver_id),
        "answer": choice.answer,
    }
    return Message(code, _TEMPLATES[code], who)

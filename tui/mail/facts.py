"""The mails of an event as screens show them: who is written what, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from planner.evening.facts import Evening
from planner.evening.rounds import met
from planner.matching import answers_of, matches, progress
from planner.messages import N_
from planner.records import CardRecord, Delivery, MailKind, MailRecord, ParticipantRecord, mail
from tui.mail.letters import Letter, letters
from tui.mail.sending import anybody_sends
from tui.texts import _, say

if TYPE_CHECKING:
    from tui.store.store import Store

State = Literal["pending", "sending", "sent", "failed", "uncertain", "no-address"]

GLYPHS: Final[Mapping[State, str]] = {
    "pending": "·", "sending": "→", "sent": "✓", "failed": "✗", "uncertain": "?",
    "no-address": "–",
}  # fmt: skip
STATES: Final[Mapping[State, str]] = {
    "pending": N_("waits"),
    "sending": N_("on its way"),
    "sent": N_("sent"),
    "failed": N_("failed"),
    "uncertain": N_("may have arrived"),
    "no-address": N_("no address"),
}
ORDER: Final = tuple(STATES)


@dataclass(frozen=True, slots=True)
class Row:
    """One person's mail."""

    person: ParticipantRecord
    letter: Letter
    state: State
    delivery: Delivery
    matches: int = 0


@dataclass(frozen=True)
class Mails:
    """All mails of a kind, in the order of the list."""

    evening: Evening
    rows: Sequence[Row]
    unfinished: int = 0
    """People who met somebody and whose cards are not all there: results may change."""

    def count(self, *states: State) -> int:
        return sum(row.state in states for row in self.rows)

    @property
    def letters(self) -> dict[str, Letter]:
        return {row.person.id: row.letter for row in self.rows}


def read_mails(store: Store, event_id: str, kind: MailKind, sender: str) -> Mails | None:
    """None where the event is gone."""
    with store.reading() as reader:
        evening = reader.evening(event_id)
        if evening is None:
            return None
        plans = reader.plans_of(evening)
        cards = reader.all(CardRecord, event_id) if kind == "result" else []
        kept = {record.id: record for record in reader.all(MailRecord, event_id)}
    written = letters(kind, evening, plans, cards, sender)
    somebody_sends = anybody_sends(store.path.parent)
    answers = answers_of(cards)
    mutual = matches(answers)
    rows = []
    for person in evening.people:
        if person.id in written:
            record = mail(event_id, person.id, kind)
            row = _row(person, written[person.id], kept.get(record.id, record), somebody_sends)
            rows.append(replace(row, matches=len(mutual.get(person.id, ()))))
    unfinished = 0
    if kind == "result":
        every = progress(answers, met(evening, plans))
        unfinished = sum(not one.is_done for one in every.values())
    return Mails(evening, rows, unfinished)


def _row(
    person: ParticipantRecord, letter: Letter, record: MailRecord, somebody_sends: bool
) -> Row:
    state: State = record.delivery.state
    if state == "sending" and not somebody_sends:
        state = "uncertain"
    if state == "pending" and not person.email:
        state = "no-address"
    return Row(person, letter, state, record.delivery)


def why(error: str) -> str:
    """What a failure means, in words: the server's number, or ours."""
    if error == "bad-address":
        return _("not a usable address")
    if error == "no-utf8":
        return _("server takes no accents")
    if error[:1] == "4":
        return say("{number}: try later", number=error)
    if error in ("550", "551", "553"):
        return say("{number}: unknown address", number=error)
    if error == "552":
        return say("{number}: mailbox full", number=error)
    return say("{number}: refused", number=error)

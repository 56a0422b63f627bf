"""All evenings that were held, and who of their people is one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.persons import Question, persons, questions
from planner.records import CardRecord, EventRecord, IdentityRecord, ParticipantRecord
from planner.statistics import Figures, Overall, figures, held, overall

if TYPE_CHECKING:
    from tui.store.store import Store


@dataclass(frozen=True, slots=True)
class Held:
    """An evening and what it came to."""

    event: EventRecord
    figures: Figures


@dataclass(frozen=True)
class History:
    evenings: Sequence[Held]
    """The earliest first."""
    overall: Overall
    people: Sequence[ParticipantRecord]
    """Of all events, also of those to come."""
    identities: Sequence[IdentityRecord]
    events: dict[str, EventRecord]

    def questions(self, also: Sequence[IdentityRecord] = ()) -> list[Question]:
        """Who may be one person, once what is said in `also` is kept, too."""
        return questions(self.people, [*self.identities, *also])


def read_history(store: Store) -> History:
    """Archived events count, too; events of which no round has begun have no figures."""
    with store.reading() as reader:
        events = sorted(reader.all(EventRecord), key=lambda e: (e.when.date, e.when.time, e.id))
        people = reader.all(ParticipantRecord)
        identities = reader.all(IdentityRecord)
        found = []
        for event in events:
            evening = reader.evening(event.id)
            if evening is not None and evening.begun:
                plans = reader.plans_of(evening)
                found.append(held(evening, plans, reader.all(CardRecord, event.id)))
    # the earliest participation names a person
    order = {event.id: place for place, event in enumerate(events)}
    people.sort(key=lambda person: order.get(person.event_id, len(order)))
    same = persons(people, identities)
    each = figures(found, same)
    return History(
        [Held(past.event, figure) for past, figure in zip(found, each, strict=True)],
        overall(found, same),
        people,
        identities,
        {event.id: event for event in events},
    )

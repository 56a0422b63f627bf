"""The morning after a small evening, on the section Matches."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

from textual.pilot import Pilot

from planner.evening import clock
from planner.messages import N_
from planner.records import Answer, CardRecord, ParticipantRecord, card
from tests.tui.pilots import SMALL, program, settled, shell, until
from tests.tui.running.tonight import evening_of, step
from tui.store.store import Store

ROUNDS: Final = 3


def played(names: str = "", *, rounds: int = ROUNDS, **fields: Any) -> str:
    """The evening of `tonight` with its rounds over; `names` instead of those there."""
    event_id = evening_of(names.split(), **fields) if names else evening_of(**fields)
    for number in range(rounds):
        step(event_id, clock.start, 12 * number)
        step(event_id, clock.end, 12 * number + 10)
    return event_id


def people(event_id: str) -> dict[str, ParticipantRecord]:
    """By first name."""
    with Store.open() as store:
        return {p.first_name: p for p in store.all(ParticipantRecord, event_id)}


def answered(event_id: str, answers: Mapping[str, Answer]) -> None:
    """Cards as another program types them in: `{"Ada Bob": "yes"}`."""
    who = people(event_id)
    records = []
    for pair, answer in answers.items():
        giver, receiver = (who[name].id for name in pair.split())
        records.append(card(event_id, giver, receiver, answer))
    with Store.open() as store, store.writing(N_("Score card")) as unit:
        unit.add(*records)


def changed(event_id: str, name: str, **fields: Any) -> None:
    with Store.open() as store, store.writing(N_("Person")) as unit:
        unit.change(people_of(store, event_id)[name], **fields)


def people_of(store: Store, event_id: str) -> dict[str, ParticipantRecord]:
    return {p.first_name: p for p in store.all(ParticipantRecord, event_id)}


def kept(event_id: str) -> dict[str, Answer]:
    """What the store has: `{"Ada Bob": "yes"}`."""
    with Store.open() as store:
        names = {p.id: p.first_name for p in store.all(ParticipantRecord, event_id)}
        return {
            f"{names[c.giver_id]} {names[c.receiver_id]}": c.answer
            for c in store.all(CardRecord, event_id)
        }


@asynccontextmanager
async def matches(event_id: str, size: tuple[int, int] = SMALL) -> AsyncIterator[Pilot[int]]:
    """The program on the section Matches."""
    async with program(size) as pilot:
        app = shell(pilot)
        app.open_event(event_id)
        app.show_section("matches")
        await until(pilot, lambda: getattr(app.screen, "facts", None) is not None)
        await settled(pilot)
        yield pilot

"""An event with people, opened on its list."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from textual.pilot import Pilot

from planner.messages import N_
from planner.records import EventRecord, ParticipantRecord
from tests.tui.pilots import SMALL, program, settled, shell, until
from tui.store.store import Store

EVENT = EventRecord("gala", name="Gala")


def named(name: str, **fields: object) -> ParticipantRecord:
    first, _, last = name.rpartition(" ")
    record = ParticipantRecord(f"id {name}", first, last)
    return replace(record, **fields)  # type: ignore[arg-type]  # any field


def keep(people: Sequence[ParticipantRecord]) -> None:
    with Store.open() as store, store.writing(N_("New event")) as unit:
        unit.add(EVENT)
        unit.add(*(replace(p, event_id=EVENT.id, position=i) for i, p in enumerate(people, 1)))


@asynccontextmanager
async def people_of(
    *people: ParticipantRecord, size: tuple[int, int] = SMALL
) -> AsyncIterator[Pilot[int]]:
    keep(people)
    async with program(size) as pilot:
        app = shell(pilot)
        app.open_event(EVENT.id)
        app.show_section("participants")
        await until(pilot, lambda: bool(app.screen.query("ParticipantsScreen ListPane")))
        await settled(pilot)
        yield pilot


async def stored(pilot: Pilot[int]) -> list[ParticipantRecord]:
    await settled(pilot)
    return await shell(pilot).read(lambda store: store.all(ParticipantRecord, EVENT.id))

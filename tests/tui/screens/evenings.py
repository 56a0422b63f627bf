"""A small event opened on one of its sections."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from textual.pilot import Pilot

from planner.event import Rule
from planner.messages import N_
from planner.records import (
    EventRecord,
    ParticipantRecord,
    RuleRecord,
    TableRecord,
    When,
    rule_id,
)
from tests.tui.pilots import SMALL, program, settled, shell, until
from tui.store.reading import EventContents
from tui.store.store import Store

EVENT: Final = EventRecord(
    "gala", "Gala", When("2026-11-20", "19:30"), "Old Mill", rounds=4, minutes_per_round=10,
    minutes_of_break=5,
)  # fmt: skip
NAMES: Final = ("Ada", "Bob", "Cem", "Dee", "Eve", "Fay")
COMPANIES: Final = {"Ada": "Lumen", "Bob": "Lumen", "Cem": "Fjord"}


def people() -> list[ParticipantRecord]:
    """Six, each called and known by one name."""
    return [
        ParticipantRecord(
            name, name, event_id=EVENT.id, position=position,
            attributes={"company": COMPANIES[name]} if name in COMPANIES else {},
        )
        for position, name in enumerate(NAMES, 1)
    ]  # fmt: skip


def tables() -> list[TableRecord]:
    """Two of three seats, called 1 and 2."""
    return [TableRecord(f"t{n}", 3, {}, EVENT.id, str(n), n) for n in (1, 2)]


def as_records(*rules: Rule) -> list[RuleRecord]:
    return [
        RuleRecord(rule_id(EVENT.id, rule), rule, EVENT.id, position)
        for position, rule in enumerate(rules, 1)
    ]


@asynccontextmanager
async def section(
    name: str,
    *rules: Rule,
    guests: list[ParticipantRecord] | None = None,
    seats: list[TableRecord] | None = None,
    size: tuple[int, int] = SMALL,
) -> AsyncIterator[Pilot[int]]:
    """The section `name` of an event with these rules, people and tables."""
    with Store.open() as store, store.writing(N_("New event")) as unit:
        unit.add(EVENT)
        unit.add(*(people() if guests is None else guests))
        unit.add(*(tables() if seats is None else seats))
        unit.add(*as_records(*rules))
    async with program(size) as pilot:
        app = shell(pilot)
        app.open_event(EVENT.id)
        app.show_section(name)
        await until(pilot, lambda: bool(app.screen.query("ListPane")))
        await settled(pilot)
        yield pilot


async def kept(pilot: Pilot[int]) -> EventContents:
    """The event as the store has it."""
    await settled(pilot)
    contents = await shell(pilot).read(lambda store: store.contents(EVENT.id))
    assert contents is not None
    return contents

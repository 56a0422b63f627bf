"""Evenings to play with: a few people at tables of four, a plan, and instants after eight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from planner.evening.facts import Evening
from planner.kept_plans import KeptPlan
from planner.records import EventRecord, ParticipantRecord, RoundRecord, TableRecord, When

EIGHT = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)

EVENT = EventRecord(
    "e", "Evening", When("2026-11-20", "20:00", "UTC"), state="planned", rounds=3, plan_id="plan",
    minutes_per_round=10, minutes_of_break=2,
)  # fmt: skip
PEOPLE = tuple(
    ParticipantRecord(name, name.upper(), event_id="e", position=n)
    for n, name in enumerate("abcdefgh", 1)
)
TABLES = (TableRecord("t1", 4, event_id="e"), TableRecord("t2", 4, event_id="e"))
PLAN = KeptPlan(
    tuple("abcdefgh"),
    ("t1", "t2"),
    [[0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 1, 1, 0, 0, 1, 1], [0, 1, 0, 1, 0, 1, 0, 1]],
    {},
    {},
)
PLANS = {"plan": PLAN}
EVENING = Evening(EVENT, PEOPLE, TABLES)


def at(minutes: float = 0, seconds: float = 0) -> datetime:
    """So long after eight."""
    return EIGHT + timedelta(minutes=minutes, seconds=seconds)


def record(evening: Evening, number: int) -> RoundRecord:
    return next(record for record in evening.rounds if record.number == number)

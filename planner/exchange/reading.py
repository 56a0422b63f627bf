"""Plans back in: from bytes of any kind to a schedule, alone or beside its event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from planner.event import Event
from planner.exchange.encoding import decode
from planner.exchange.gathering import ReadPlan, number
from planner.exchange.labels import is_numbered
from planner.exchange.plan_csv import read_csv
from planner.exchange.plan_json import read_json
from planner.messages import N_, refuse
from planner.schedule import ABSENT, BREAK, Ints, Schedule

BYTES_LIMIT: Final = 64 << 20
NAMED: Final = 5
"""How many strangers a refusal names."""


def read_plan(data: bytes) -> ReadPlan:
    """A plan in one of our formats (JSON, CSV of numbers, CSV of names) or one like them.

    Raises Refusal for whatever is no plan; nothing else is ever raised.
    """
    if len(data) > BYTES_LIMIT:
        raise refuse(
            "file-too-large",
            N_("The file is larger than {limit} MB."),
            limit=BYTES_LIMIT >> 20,
        )
    text = decode(data)[0].lstrip()
    return read_json(text) if text.startswith(("{", "[")) else read_csv(text)


def match_to_event(plan: ReadPlan, event: Event) -> Schedule:
    """The plan with people and tables in the order of the event, and all its rounds.

    The file names people and tables by the ids of the event, or by their places in its lists,
    counted from 0 (or from 1, where the highest number shows it). Who is there and not seated has
    a break. Raises Refusal where the plan is not one of this event.
    """
    if plan.schedule.rounds > event.rounds:
        raise refuse(
            "too-many-rounds-for-event",
            N_("The plan has {count} rounds, the event {expected}."),
            count=plan.schedule.rounds, expected=event.rounds,
        )  # fmt: skip
    first = plan.first if is_numbered(event) else 0
    people = _places(plan.people, [p.id for p in event.participants], first)
    if unknown := _without(plan.people, people):
        raise refuse("unknown-person", N_("Not in the event: {who}."), who=unknown)
    tables = _places(plan.tables, [t.id for t in event.tables], first)
    if unknown := _without(plan.tables, tables):
        raise refuse("unknown-table", N_("Tables not in the event: {tables}."), tables=unknown)
    rows = plan.schedule.seating
    # a table of nobody at the end gives ABSENT and BREAK something to look up
    moved = np.append(tables, [BREAK, BREAK]).astype(np.int32)[rows]
    seating = _unseated(event)
    seating[: len(rows), people] = np.where(rows >= 0, moved, seating[: len(rows), people])
    return Schedule(seating)


def _places(labels: Sequence[str], ids: Sequence[str], first: int) -> Ints:
    """The index each label stands for, -1 where it stands for none."""
    index = {str(i + first) if first else id_: i for i, id_ in enumerate(ids)}
    by_id = [index.get(label, -1) for label in labels]
    if -1 in by_id and (by_place := _by_place(labels, len(ids))):
        return np.array(by_place, np.int32)
    return np.array(by_id, np.int32)


def _by_place(labels: Sequence[str], count: int) -> list[int]:
    """Empty where the labels are no places in a list of `count`."""
    numbers = [n for label in labels if (n := number(label)) is not None]
    if len(numbers) < len(labels):
        return []
    first = 1 if min(numbers) >= 1 and max(numbers) == count else 0
    return [n - first for n in numbers] if max(numbers) - first < count else []


def _without(labels: Sequence[str], places: Ints) -> str:
    """The labels that stand for nothing, as a list to read."""
    unknown = [label for label, place in zip(labels, places.tolist(), strict=True) if place < 0]
    return ", ".join(unknown[:NAMED]) + (", …" if len(unknown) > NAMED else "")


def _unseated(event: Event) -> Ints:
    seating = np.full((event.rounds, len(event.participants)), BREAK, np.int32)
    for i, person in enumerate(event.participants):
        if person.rounds is not None:
            seating[:, i] = ABSENT
            seating[np.array(person.rounds, np.int32) - 1, i] = BREAK
    return seating

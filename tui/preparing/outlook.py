"""What the setup screen says while values are typed: the figures of the evening, or why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.event import plain_event
from planner.messages import Message, Refusal
from tui.preparing.figures import Figures, figures_of
from tui.preparing.rulebook import objections
from tui.preparing.table_list import to_sizes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.event import Event
    from tui.store.reading import EventContents


@dataclass(frozen=True, slots=True)
class Outlook:
    people: int
    places: int
    figures: Figures | None
    against: tuple[Message, ...] = ()
    """Why there are no figures."""
    assumed: bool = False
    """Nobody is on the list yet: the figures are those of full tables."""


def outlook(contents: EventContents) -> Outlook:
    """Takes milliseconds for a hundred people and not for thousands: call it in a thread."""
    people = len(contents.people)
    places = sum(table.seats for table in contents.tables)
    try:
        if not people:
            return Outlook(people, places, figures_of(_full(contents)), assumed=True)
        against = tuple(objection.message for objection in objections(contents))
        figures = None if against else figures_of(contents.planned())
    except Refusal as refusal:
        against, figures = refusal.messages, None
    return Outlook(people, places, figures, against)


def _full(contents: EventContents) -> Event:
    """The evening with every seat taken, and no rules, since they name nobody yet. Sides are
    even, and who is on them suits everybody."""
    sizes = [table.seats for table in contents.tables]
    event = plain_event(sum(sizes), len(sizes), 1, contents.event.rounds)
    tables = (replace(t, seats=n) for t, n in zip(event.tables, sizes, strict=True))
    two_sided = contents.event.two_sided
    people = (replace(p, side="AB"[n % 2]) for n, p in enumerate(event.participants))
    return replace(
        event,
        tables=tuple(tables),
        participants=tuple(people) if two_sided else event.participants,
        two_sided=two_sided,
    )


def with_sizes(contents: EventContents, sizes: Sequence[int] | None) -> EventContents:
    """`contents` with tables of these sizes; None for those it has."""
    if sizes is None:
        return contents
    change = to_sizes(contents.tables, sizes, contents.event.id)
    changed = {table.id: table for table in change.changed}
    kept = (changed.get(table.id, table) for table in contents.tables[: len(sizes)])
    return replace(contents, tables=(*kept, *change.added))

"""How a file names people and tables: by the ids they were given, or by numbers."""

from __future__ import annotations

from planner.event import Event

Labels = tuple[list[str], list[str]]
"""Of people, and of tables."""


def is_numbered(event: Event) -> bool:
    """Whether it is numbers alone, as in the short form: ids "0", "1", ... and nobody has a name.

    Ids that a list or an event file happens to count so stay as they were given to people.
    """
    people, tables = _ids(event)
    return (
        people == _numbers(len(people))
        and tables == _numbers(len(tables))
        and not any(person.name for person in event.participants)
    )


def labels_for_programs(event: Event) -> Labels | tuple[list[int], list[int]]:
    """The ids as given; numbers from 0 where none were given."""
    if is_numbered(event):
        return list(range(len(event.participants))), list(range(len(event.tables)))
    return _ids(event)


def labels_for_people(event: Event) -> Labels:
    """The ids as given; numbers from 1 where none were given."""
    if is_numbered(event):
        return _numbers(len(event.participants), 1), _numbers(len(event.tables), 1)
    return _ids(event)


def _ids(event: Event) -> Labels:
    return [person.id for person in event.participants], [table.id for table in event.tables]


def _numbers(count: int, first: int = 0) -> list[str]:
    return [str(number) for number in range(first, first + count)]

"""How the public display names people."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from planner.naming import distinct
from planner.records import Display, ParticipantRecord


def shown_names(people: Sequence[ParticipantRecord], display: Display) -> dict[str, str]:
    """A name for each id, no two alike: whole names, first names with as much of the last one as
    tells them from others of the same, or numbers by place in the list."""
    if display == "numbers":
        return {person.id: str(person.position) for person in people}
    if display == "names":
        return distinct({person.id: person.name for person in people})
    last_names: dict[str, list[str]] = {}
    for person in sorted(people, key=lambda person: person.last_name):
        last_names.setdefault(_first_name(person), []).append(person.last_name)
    return distinct({
        person.id: _told_apart(person, last_names[_first_name(person)]) for person in people
    })  # fmt: skip


def _first_name(person: ParticipantRecord) -> str:
    return person.first_name or person.last_name


def _told_apart(person: ParticipantRecord, last_names: Sequence[str]) -> str:
    """`Ada`, `Ada L.` or `Ada Lo.` among people of that first name; their last names in order."""
    first, last = _first_name(person), person.last_name
    if len(last_names) == 1 or not person.first_name or not last:
        return first
    # sorted: nobody has more of the last name in common than the neighbors have
    place = bisect_left(last_names, last)
    beside = [*last_names[max(place - 1, 0) : place], *last_names[place + 1 : place + 2]]
    length = 1 + max(_in_common(last, other) for other in beside)
    return f"{first} {last[:length]}." if length < len(last) else f"{first} {last}"


def _in_common(one: str, other: str) -> int:
    """Characters that both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))

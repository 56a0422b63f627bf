"""How the public display names people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planner.naming import distinct
from planner.records import Display, ParticipantRecord


def shown_names(people: Sequence[ParticipantRecord], display: Display) -> dict[str, str]:
    """A name for each id, no two alike: whole names, first names with an initial where somebody
    else has the same, or numbers by place in the list."""
    if display == "numbers":
        return {person.id: str(person.position) for person in people}
    if display == "names":
        return distinct({person.id: person.name for person in people})
    times = Counter(map(_first_name, people))
    return distinct({
        person.id: _first_name(person) if times[_first_name(person)] == 1 else _initialed(person)
        for person in people
    })  # fmt: skip


def _first_name(person: ParticipantRecord) -> str:
    return person.first_name or person.last_name


def _initialed(person: ParticipantRecord) -> str:
    if not person.first_name or not person.last_name:
        return _first_name(person)
    return f"{person.first_name} {person.last_name[0]}."

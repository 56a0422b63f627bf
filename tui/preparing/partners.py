"""Who of an event could meet nobody, and why: in words for the organizer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from planner.event import Event, Participant
from planner.messages import N_, Message
from planner.naming import listed
from planner.validity import SEARCH_LIMIT


def without_partner(event: Event) -> dict[str, Message]:
    """By id why no meeting of theirs can count; nobody where everybody's count."""
    if not (event.two_sided or event.interest == "strict") or not event.participants:
        return {}
    if len(event.participants) > SEARCH_LIMIT:
        return {}
    import numpy as np

    from planner.counting import counting

    whose = counting(event)
    if whose.counts is None:
        return {}
    alone = np.flatnonzero(~whose.counts.any(axis=1)).tolist()
    side = None if whose.side is None else whose.side.tolist()
    people = event.participants
    reasons: dict[str, Message] = {}
    for i in alone:
        others = (
            p for j, p in enumerate(people) if j != i and (side is None or side[j] != side[i])
        )
        reasons[people[i].id] = _reason(people[i], list(others), sided=side is not None)
    return reasons


def _reason(person: Participant, others: list[Participant], *, sided: bool) -> Message:
    """The first of the wishes that leaves nobody."""
    if not others:
        text = N_("nobody is on the other side") if sided else N_("nobody else is there")
        return Message("alone-side", text)
    for holds, message in _wishes(person):
        rest = [other for other in others if holds(other)]
        if not rest:
            return message
        others = rest
    return Message("alone", N_("nobody suits who is suited, too"))


def _wishes(person: Participant) -> Iterator[tuple[Callable[[Participant], bool], Message]]:
    """What is asked one after the other, and what to say where nobody is left."""
    wish, gender, age = person.looking_for, person.gender, person.age
    low, high = person.age_min, person.age_max
    yield (
        lambda other: not wish or not other.gender or other.gender in wish,
        Message("alone-wish", N_("looks for {wish}, and nobody there is"), {"wish": listed(wish)}),
    )
    yield (
        lambda other: not gender or not other.looking_for or gender in other.looking_for,
        Message("alone-gender", N_("nobody of them looks for {gender}"), {"gender": gender or ""}),
    )
    yield (
        lambda other: other.age is None or (low or 0) <= other.age <= (high or 1000),
        Message(
            "alone-ages", N_("nobody of them is {low} to {high} years old"),
            {"low": str(low or "…"), "high": str(high or "…")},
        ),
    )  # fmt: skip
    yield (
        lambda other: age is None or (other.age_min or 0) <= age <= (other.age_max or 1000),
        Message("alone-age", N_("nobody of them looks for somebody of {age}"), {"age": age or 0}),
    )


def two_largest(genders: Iterable[str]) -> tuple[str, ...]:
    """The two that most have, in the order of the alphabet."""
    counts: dict[str, int] = {}
    for gender in genders:
        if gender:
            counts[gender] = counts.get(gender, 0) + 1
    return tuple(sorted(sorted(counts, key=lambda g: (-counts[g], g))[:2]))

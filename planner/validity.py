"""What can be said against a description on its own: numbers and names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from planner.event import Event, side_of
from planner.messages import N_, Message
from planner.naming import listed, rule_labels
from planner.statements import WEIGHT_LIMIT, is_outside, labelled, repeated, statement_problems

PEOPLE_LIMIT: Final = 100_000
TABLES_LIMIT: Final = 50_000
ROUNDS_LIMIT: Final = 1_000
SEATS_LIMIT: Final = 10_000
"""Seats of one table."""
RULES_LIMIT: Final = 20_000
PLACES_LIMIT: Final = 10_000_000
"""People times rounds, and tables times rounds: what is held in memory several times over."""
SEARCH_LIMIT: Final = 5_000
"""People up to which rules are planned for: above, there are only constructions."""
MET_BEFORE_LIMIT: Final = 1_000_000


def description_problems(event: Event) -> list[Message]:
    """Everything wrong with the description itself, the most important first."""
    numbers = list(_numbers(event))
    if numbers:
        return numbers
    people = [*_ids(event), *_rounds(event), *_seats_by_round(event), *_wishes(event)]
    others = [*_weights(event), *_two_sides(event), *_met_before(event), *_played(event)]
    return [*people, *statement_problems(event), *others, *_search(event)]


def _numbers(event: Event) -> Iterator[Message]:
    if len(event.participants) < 2:
        yield Message("too-few-people", N_(
            "Participants: {count}; at least 2 are needed to meet."
        ), {"count": len(event.participants)})  # fmt: skip
    if not event.tables:
        yield Message("no-tables", N_("There are no tables; give at least one."))
    if event.rounds < 1:
        yield Message("no-rounds", N_(
            "{rounds} rounds cannot be planned; give at least 1."
        ), {"rounds": event.rounds})  # fmt: skip
    counts = {
        "participants": (len(event.participants), PEOPLE_LIMIT),
        "tables": (len(event.tables), TABLES_LIMIT),
        "rounds": (event.rounds, ROUNDS_LIMIT),
        "rules": (len(event.rules), RULES_LIMIT),
    }
    places = {
        "participants × rounds": (len(event.participants) * event.rounds, PLACES_LIMIT),
        "tables × rounds": (len(event.tables) * event.rounds, PLACES_LIMIT),
    }
    yield from list(_too_large(counts)) or _too_large(places)
    closed = [t.id for t in event.tables if t.seats < 1]
    if closed:
        yield Message("no-seats", N_(
            "Tables without a seat: {tables}; give each at least 1 seat, or remove it."
        ), {"tables": listed(closed)})  # fmt: skip
    huge = [t.id for t in event.tables if t.seats > SEATS_LIMIT]
    if huge:
        yield Message("table-too-large", N_(
            "Tables with more than {limit} seats: {tables}; give fewer seats."
        ), {"tables": listed(huge), "limit": SEATS_LIMIT})  # fmt: skip


def _too_large(counts: dict[str, tuple[int, int]]) -> Iterator[Message]:
    for field, (count, limit) in counts.items():
        if count > limit:
            yield Message("too-large", N_(
                "“{field}”: {count} is too many; at most {limit} can be planned."
            ), {"field": field, "count": count, "limit": limit})  # fmt: skip


def _ids(event: Event) -> Iterator[Message]:
    for field, ids in (
        ("participants", [p.id for p in event.participants]),
        ("tables", [t.id for t in event.tables]),
    ):
        if "" in ids:
            yield Message("empty-id", N_(
                "“{field}”: number {number} has an empty id; give each its own."
            ), {"field": field, "number": ids.index("") + 1})  # fmt: skip
        twice = repeated(ids)
        if twice:
            yield Message("duplicate-id", N_(
                "“{field}”: used more than once: {ids}; give each its own id."
            ), {"field": field, "ids": listed(twice)})  # fmt: skip


def _rounds(event: Event) -> Iterator[Message]:
    empty = [p.label for p in event.participants if p.rounds is not None and not p.rounds]
    if empty:
        yield Message("never-there", N_(
            "An empty list of rounds: {people}; name the rounds, or take the person off the list."
        ), {"people": listed(empty)})  # fmt: skip
    outside = [p.label for p in event.participants if is_outside(p.rounds, event.rounds)]
    if outside:
        yield Message("round-outside", N_(
            "Rounds that are not between 1 and {rounds}: {people}."
        ), {"people": listed(outside), "rounds": event.rounds})  # fmt: skip


def _seats_by_round(event: Event) -> Iterator[Message]:
    outside = [t.id for t in event.tables if is_outside(t.seats_by_round, event.rounds)]
    if outside:
        yield Message("table-round-outside", N_(
            "Seats for rounds that are not between 1 and {rounds}: table {tables}."
        ), {"tables": listed(outside), "rounds": event.rounds})  # fmt: skip
    wrong = [
        t.id for t in event.tables
        if any(not 0 <= seats <= SEATS_LIMIT for seats in t.seats_by_round.values())
    ]  # fmt: skip
    if wrong:
        yield Message("seats-out-of-range", N_(
            "Seats of a round must be between 0 (closed) and {limit}: table {tables}."
        ), {"tables": listed(wrong), "limit": SEATS_LIMIT})  # fmt: skip
    closed = [
        t.id for t in event.tables
        if len(t.seats_by_round) >= event.rounds and not any(t.seats_by_round.values())
    ]  # fmt: skip
    if closed:
        yield Message("always-closed", N_(
            "Closed in every round: table {tables}; remove it."
        ), {"tables": listed(closed)})  # fmt: skip


def _wishes(event: Event) -> Iterator[Message]:
    bad = [
        p.label for p in event.participants
        if any(age is not None and not 0 < age < 130 for age in (p.age, p.age_min, p.age_max))
    ]  # fmt: skip
    if bad:
        yield Message("age-out-of-range", N_(
            "Ages that are not between 1 and 129: {people}."
        ), {"people": listed(bad)})  # fmt: skip
    reversed_ = [
        p.label for p in event.participants
        if p.age_min is not None and p.age_max is not None and p.age_min > p.age_max
    ]  # fmt: skip
    if reversed_:
        yield Message("ages-reversed", N_(
            "The least age looked for is above the greatest: {people}; swap them."
        ), {"people": listed(reversed_)})  # fmt: skip


def _weights(event: Event) -> Iterator[Message]:
    for field in fields(event.weights):
        weight = getattr(event.weights, field.name)
        if not 0 <= weight <= WEIGHT_LIMIT:
            yield Message("weight-out-of-range", N_(
                "The weight “{field}” is {weight}; give a whole number from 0 to {limit}."
            ), {"field": field.name, "weight": weight, "limit": WEIGHT_LIMIT})  # fmt: skip


def _two_sides(event: Event) -> Iterator[Message]:
    """Of a two-sided evening: everybody is on a side, and there are two."""
    if not event.two_sided:
        return
    nowhere = [p.label for p in event.participants if side_of(p) is None]
    if nowhere:
        yield Message("no-side", N_(
            "A two-sided evening, and neither side nor gender is given: {people}."
        ), {"people": listed(nowhere)})  # fmt: skip
        return
    sides = sorted({side_of(p) or "" for p in event.participants})
    if len(sides) == 1:
        yield Message("one-side", N_(
            "A two-sided evening, and everybody is on one side: {side}; give each person a side."
        ), {"side": sides[0]})  # fmt: skip
    elif len(sides) > 2:
        yield Message("more-than-two-sides", N_(
            "A two-sided evening, and there are {count} sides: {sides}; give each person one of "
            "two sides (where none is given, the gender is the side)."
        ), {"count": len(sides), "sides": listed(sides)})  # fmt: skip


def _met_before(event: Event) -> Iterator[Message]:
    if len(event.met_before) > MET_BEFORE_LIMIT:
        yield from _too_large({"met_before": (len(event.met_before), MET_BEFORE_LIMIT)})
        return
    people = {p.id for p in event.participants} if event.met_before else set()
    unknown = dict.fromkeys(i for met in event.met_before for i in met.who if i not in people)
    if unknown:
        yield Message("met-before-unknown", N_(
            "“met_before” names people who are not on the list: {ids}."
        ), {"ids": listed(unknown)})  # fmt: skip
    alone = dict.fromkeys(met.who[0] for met in event.met_before if met.who[0] == met.who[1])
    if alone:
        yield Message("met-oneself", N_(
            "“met_before” says that somebody met herself or himself: {ids}."
        ), {"ids": listed(alone)})  # fmt: skip
    heavy = [met for met in event.met_before if not 0 <= met.weight <= WEIGHT_LIMIT]
    if heavy:
        yield Message("met-before-weight", N_(
            "“met_before”: weights must be between 0 and {limit}, unlike that of {ids}."
        ), {"ids": listed(" + ".join(met.who) for met in heavy),
            "limit": WEIGHT_LIMIT})  # fmt: skip


def _played(event: Event) -> Iterator[Message]:
    """Who sat where is taken as it happened; it only has to be readable."""
    if len(event.played) > event.rounds:
        yield Message("too-many-played", N_(
            "{played} rounds are played, and the evening has {rounds}."
        ), {"played": len(event.played), "rounds": event.rounds})  # fmt: skip
    people = {p.id for p in event.participants} if event.played else set()
    tables = {t.id for t in event.tables} if event.played else set()
    for number, played in enumerate(event.played, 1):
        who = [i for table in played.tables for i in table.who]
        at = [table.id for table in played.tables]
        for code, template, ids in (
            ("played-unknown-person", N_(
                "Played round {round} names people who are not on the list: {ids}."
            ), [i for i in who if i not in people]),
            ("played-unknown-table", N_(
                "Played round {round} names tables that do not exist: {ids}."
            ), [i for i in at if i not in tables]),
            ("played-person-twice", N_(
                "Played round {round} seats somebody more than once: {ids}."
            ), repeated(who)),
            ("played-table-twice", N_(
                "Played round {round} names a table more than once: {ids}."
            ), repeated(at)),
        ):  # fmt: skip
            if ids:
                yield Message(code, template, {"round": number, "ids": listed(ids)})


def _search(event: Event) -> Iterator[Message]:
    """Above SEARCH_LIMIT there are only constructions, which know no rules."""
    if len(event.participants) <= SEARCH_LIMIT:
        return
    labels = [label for label, _ in labelled(event)]
    if labels:
        yield Message("too-many-for-rules", N_(
            "With more than {limit} participants no rules can be planned for; remove them (rules: "
            "{rules})."
        ), {"limit": SEARCH_LIMIT, "rules": rule_labels(labels)})  # fmt: skip
    away = [p.label for p in event.participants if p.rounds is not None]
    if away:
        yield Message("too-many-for-attendance", N_(
            "With more than {limit} participants everybody must be there in every round, unlike "
            "{people}."
        ), {"limit": SEARCH_LIMIT, "people": listed(away)})  # fmt: skip
    used = {
        "two_sided": event.two_sided,
        "interest": event.interest is not None,
        "met_before": bool(event.met_before),
        "played": bool(event.played),
        "seats_by_round": any(t.seats_by_round for t in event.tables),
        "breaks": event.breaks == "allowed"
        and sum(t.seats for t in event.tables) < len(event.participants),
    }
    fields_used = [field for field, is_used in used.items() if is_used]
    if fields_used:
        yield Message("too-many-to-search", N_(
            "With more than {limit} participants this cannot be planned for; remove it: {fields}."
        ), {"limit": SEARCH_LIMIT, "fields": listed(fields_used)})  # fmt: skip

"""What can be said against a description on its own: numbers and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from planner.event import Apart, Balance, Event, Rule, Seat, Together
from planner.messages import N_, Message
from planner.naming import listed, rule_label, rule_labels

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


def description_problems(event: Event) -> list[Message]:
    """Everything wrong with the description itself, the most important first."""
    numbers = list(_numbers(event))
    if numbers:
        return numbers
    return [*_ids(event), *_rounds(event), *_rules(event), *_search(event)]


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
        twice = _repeated(ids)
        if twice:
            yield Message("duplicate-id", N_(
                "“{field}”: used more than once: {ids}; give each its own id."
            ), {"field": field, "ids": listed(twice)})  # fmt: skip


def _repeated(items: Iterable[Any]) -> list[Any]:
    return [item for item, count in Counter(items).items() if count > 1]


def _rounds(event: Event) -> Iterator[Message]:
    empty = [p.label for p in event.participants if p.rounds is not None and not p.rounds]
    if empty:
        yield Message("never-there", N_(
            "An empty list of rounds: {people}; name the rounds, or take the person off the list."
        ), {"people": listed(empty)})  # fmt: skip
    outside = [p.label for p in event.participants if _outside(p.rounds, event.rounds)]
    if outside:
        yield Message("round-outside", N_(
            "Rounds that are not between 1 and {rounds}: {people}."
        ), {"people": listed(outside), "rounds": event.rounds})  # fmt: skip
    for label, rule in _labelled(event):
        rounds = rule.rounds if isinstance(rule, Together | Seat) else None
        if rounds is not None and not rounds:
            yield Message("rule-without-rounds", N_(
                "Rule {rule} has an empty list of rounds; name them, or leave the list out for all."
            ), {"rule": label})  # fmt: skip
        if _outside(rounds, event.rounds):
            yield Message("rule-round-outside", N_(
                "Rule {rule} names rounds that are not between 1 and {rounds}."
            ), {"rule": label, "rounds": event.rounds})  # fmt: skip


def _outside(rounds: Iterable[int] | None, count: int) -> bool:
    return any(not 1 <= r <= count for r in rounds or ())


def _labelled(event: Event) -> Iterator[tuple[str, Rule]]:
    for number, rule in enumerate(event.rules, 1):
        yield rule_label(number, rule.name or rule.reason), rule


def _rules(event: Event) -> Iterator[Message]:
    people = {p.id for p in event.participants} if event.rules else set()
    tables = {t.id for t in event.tables} if event.rules else set()
    for label, rule in _labelled(event):
        who = _who(rule)
        unknown = [i for i in who if i not in people]
        if unknown:
            yield Message("unknown-person", N_(
                "Rule {rule} names people who are not on the list: {ids}."
            ), {"rule": label, "ids": listed(unknown)})  # fmt: skip
        twice = _repeated(who)
        if twice:
            yield Message("person-twice", N_(
                "Rule {rule} names the same person more than once: {ids}."
            ), {"rule": label, "ids": listed(twice)})  # fmt: skip
        if isinstance(rule, Seat) and rule.table not in tables:
            yield Message("unknown-table", N_(
                "Rule {rule} names a table that does not exist: {table}."
            ), {"rule": label, "table": rule.table})  # fmt: skip
        if isinstance(rule, Apart):
            yield from _apart(event, label, rule)
        elif isinstance(rule, Together) and len(who) < 2:
            yield _needs_two(label)


def _who(rule: Rule) -> tuple[str, ...]:
    if isinstance(rule, Balance):
        return ()
    return (rule.who,) if isinstance(rule, Seat) else rule.who


def _apart(event: Event, label: str, rule: Apart) -> Iterator[Message]:
    if rule.same is None:
        if len(rule.who) < 2:
            yield _needs_two(label)
    elif rule.who:
        yield Message("who-and-same", N_(
            "Rule {rule} gives both “who” and “same”; make two rules of it."
        ), {"rule": label})  # fmt: skip
    elif not any(p.attribute(rule.same) for p in event.participants):
        yield Message("unknown-attribute", N_(
            "Rule {rule}: nobody has the attribute “{attribute}”."
        ), {"rule": label, "attribute": rule.same})  # fmt: skip


def _needs_two(label: str) -> Message:
    return Message("rule-needs-two", N_(
        "Rule {rule} names fewer than two people; name two or more, or remove the rule."
    ), {"rule": label})  # fmt: skip


def _search(event: Event) -> Iterator[Message]:
    """Above SEARCH_LIMIT there are only constructions, which know no rules."""
    if len(event.participants) <= SEARCH_LIMIT:
        return
    labels = [label for label, _ in _labelled(event)]
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

"""What can be said against a description on its own: numbers and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any, Final

from planner.event import Apart, Balance, Event, Meet, Rule, Seat, Together, side_of
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
WEIGHT_LIMIT: Final = 100
MET_BEFORE_LIMIT: Final = 1_000_000
LIMITED_PAIRS_LIMIT: Final = 200_000
"""Pairs whose number of meetings rules limit."""


def description_problems(event: Event) -> list[Message]:
    """Everything wrong with the description itself, the most important first."""
    numbers = list(_numbers(event))
    if numbers:
        return numbers
    found = [*_ids(event), *_rounds(event), *_seats_by_round(event), *_wishes(event)]
    found += [
        *_rules(event),
        *_limited_pairs(event),
        *_weights(event),
        *_two_sides(event),
        *_met_before(event),
    ]
    return [*found, *_played(event), *_search(event)]


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
    yield from _rounds_of_rules(event)


def _rounds_of_rules(event: Event) -> Iterator[Message]:
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


def _seats_by_round(event: Event) -> Iterator[Message]:
    outside = [t.id for t in event.tables if _outside(t.seats_by_round, event.rounds)]
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
            ), _repeated(who)),
            ("played-table-twice", N_(
                "Played round {round} names a table more than once: {ids}."
            ), _repeated(at)),
        ):  # fmt: skip
            if ids:
                yield Message(code, template, {"round": number, "ids": listed(ids)})


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
        elif isinstance(rule, Meet):
            yield from _meet(event, label, rule)
        elif isinstance(rule, Balance):
            yield from _balance(event, label, rule)
        elif isinstance(rule, Together) and len(who) < 2:
            yield _needs_two(label)


def _limited_pairs(event: Event) -> Iterator[Message]:
    """Rules for a group or an attribute limit each of its pairs."""
    labels, pairs = [], 0
    for label, rule in _labelled(event):
        if isinstance(rule, Apart) and rule.at_most > 0:
            values = Counter(p.attribute(rule.same) for p in event.participants if rule.same)
            sizes = [n for value, n in values.items() if value] if rule.same else [len(rule.who)]
            labels.append(label)
            pairs += sum(n * (n - 1) // 2 for n in sizes)
    if pairs > LIMITED_PAIRS_LIMIT:
        yield Message("too-many-limited-pairs", N_(
            "The meetings of {count} pairs are limited; at most {limit} can be (rules: {rules})."
        ), {"rules": rule_labels(labels), "count": pairs,
            "limit": LIMITED_PAIRS_LIMIT})  # fmt: skip


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
    else:
        yield from _attribute(event, label, rule.same)
    if rule.at_most < 0:
        yield Message("negative-limit", N_(
            "Rule {rule} allows {count} meetings; give 0 for never, or more."
        ), {"rule": label, "count": rule.at_most})  # fmt: skip


def _attribute(event: Event, label: str, attribute: str) -> Iterator[Message]:
    if not any(p.attribute(attribute) for p in event.participants):
        yield Message("unknown-attribute", N_(
            "Rule {rule}: nobody has the attribute “{attribute}”."
        ), {"rule": label, "attribute": attribute})  # fmt: skip


def _meet(event: Event, label: str, rule: Meet) -> Iterator[Message]:
    if rule.at_least is not None and rule.times is not None:
        yield Message("at-least-and-times", N_(
            "Rule {rule} gives both “at_least” and “times”; leave one out."
        ), {"rule": label})  # fmt: skip
        return
    count = rule.times if rule.at_least is None else rule.at_least
    if count is not None and not 1 <= count <= event.rounds:
        yield Message("meet-count", N_(
            "Rule {rule} asks for {count} meetings; give a number between 1 and {rounds}."
        ), {"rule": label, "count": count, "rounds": event.rounds})  # fmt: skip


def _balance(event: Event, label: str, rule: Balance) -> Iterator[Message]:
    if not rule.attribute:
        yield Message("empty-attribute", N_(
            "Rule {rule} names no attribute; say what to balance."
        ), {"rule": label})  # fmt: skip
    else:
        yield from _attribute(event, label, rule.attribute)
    if not 0 <= rule.weight <= WEIGHT_LIMIT:
        yield Message("balance-weight", N_(
            "Rule {rule} has the weight {weight}; give a whole number from 0 to {limit}."
        ), {"rule": label, "weight": rule.weight, "limit": WEIGHT_LIMIT})  # fmt: skip


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

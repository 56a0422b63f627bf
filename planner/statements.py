"""What can be said against each rule on its own: whom it names, and its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from planner.event import Apart, Balance, Event, Meet, Rule, Seat, Together
from planner.messages import N_, Message
from planner.naming import listed, rule_label, rule_labels

WEIGHT_LIMIT: Final = 100
LIMITED_PAIRS_LIMIT: Final = 200_000
"""Pairs whose number of meetings rules limit."""


def statement_problems(event: Event) -> list[Message]:
    """Everything wrong with a rule of an event, whatever the other rules say."""
    return [*_rounds(event), *_rules(event), *_limited_pairs(event)]


def _rounds(event: Event) -> Iterator[Message]:
    for label, rule in labelled(event):
        rounds = rule.rounds if isinstance(rule, Together | Seat) else None
        if rounds is not None and not rounds:
            yield Message("rule-without-rounds", N_(
                "Rule {rule} has an empty list of rounds; name them, or leave the list out for all."
            ), {"rule": label})  # fmt: skip
        if is_outside(rounds, event.rounds):
            yield Message("rule-round-outside", N_(
                "Rule {rule} names rounds that are not between 1 and {rounds}."
            ), {"rule": label, "rounds": event.rounds})  # fmt: skip


def labelled(event: Event) -> Iterator[tuple[str, Rule]]:
    for number, rule in enumerate(event.rules, 1):
        yield rule_label(number, rule.name or rule.reason), rule


def _rules(event: Event) -> Iterator[Message]:
    people = {p.id for p in event.participants} if event.rules else set()
    tables = {t.id for t in event.tables} if event.rules else set()
    for label, rule in labelled(event):
        who = _who(rule)
        unknown = [i for i in who if i not in people]
        if unknown:
            yield Message("unknown-person", N_(
                "Rule {rule} names people who are not on the list: {ids}."
            ), {"rule": label, "ids": listed(unknown)})  # fmt: skip
        twice = repeated(who)
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
    for label, rule in labelled(event):
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


def is_outside(rounds: Iterable[int] | None, count: int) -> bool:
    return any(not 1 <= r <= count for r in rounds or ())


def repeated(items: Iterable[Any]) -> list[Any]:
    return [item for item, count in Counter(items).items() if count > 1]

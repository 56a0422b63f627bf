"""An event made from another: the same people, tables and rules, new ids, no plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from planner.event import Rule
from planner.ids import new_id
from planner.records import Record, RuleRecord, met_before, rule_id

if TYPE_CHECKING:
    from tui.store.reading import EventContents


def duplicate(contents: EventContents, name: str) -> tuple[str, list[Record]]:
    """The new event's id, and everything that is to be added for it."""
    event_id = new_id()
    event = replace(contents.event, id=event_id, name=name, state="draft", plan_id="",
                    archived=False, delete_on="")  # fmt: skip
    ids = {id_: new_id() for id_ in _ids(contents)}
    people = [replace(p, id=ids[p.id], event_id=event_id, walk_in=False) for p in contents.people]
    tables = [replace(t, id=ids[t.id], event_id=event_id) for t in contents.tables]
    rules: list[RuleRecord] = []
    for record in contents.rules:
        rule = _of_copies(record.rule, ids)
        rules.append(replace(record, id=rule_id(event_id, rule), rule=rule, event_id=event_id))
    met = [
        met_before(event_id, ids[one], ids[other], weight=m.weight, source=m.source)
        for m in contents.met
        if ids.keys() >= set(m.who)
        for one, other in [m.who]
    ]
    return event_id, [event, *people, *tables, *rules, *met]


def _ids(contents: EventContents) -> Iterator[str]:
    yield from (person.id for person in contents.people)
    yield from (table.id for table in contents.tables)


def _of_copies(rule: Rule, ids: dict[str, str]) -> Rule:
    """The same rule about the copies of the people and tables it is about."""
    changed: dict[str, Any] = {}
    for field in fields(rule):
        if field.name in ("who", "table"):
            value = getattr(rule, field.name)
            changed[field.name] = (
                ids.get(value, value)
                if isinstance(value, str)
                else tuple(ids.get(part, part) for part in value)
            )
    return replace(rule, **changed)

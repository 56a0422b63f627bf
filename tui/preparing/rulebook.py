"""The rules of an event as the organiser sees them, the people who are not there all evening, and
what the planner has against either.

Pure, but for the functions that take a unit of writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from planner.event import Apart, Balance, Meet, Rule, Seat, Together
from planner.messages import N_, Message, Refusal, refuse
from planner.naming import listed, rule_label
from planner.records import (
    ParticipantRecord,
    RuleRecord,
    TableRecord,
    event_of,
    rule_id,
    surviving,
)
from tui.preparing.round_lists import shown_rounds, typed_rounds
from tui.preparing.table_list import table_names

if TYPE_CHECKING:
    from planner.event import Event
    from tui.store.reading import EventContents, Reader
    from tui.store.unit import Unit

TOGETHER: Final = "together"
APART: Final = "apart"
SAME: Final = "same"
SEAT: Final = "seat"
THERE: Final = "there"

KINDS: Final[Mapping[str, str]] = {
    TOGETHER: N_("together"),
    APART: N_("apart"),
    SAME: N_("all apart"),
    SEAT: N_("at a table"),
    THERE: N_("there only"),
}
"""What can be added and changed here, in words."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    contents: EventContents
    gone: Mapping[str, str] = field(default_factory=dict)
    """People and tables that rules name and that are not there any more: what they were called."""

    @property
    def names(self) -> dict[str, str]:
        """What to call everybody and every table, by id."""
        return {
            **self.gone,
            **table_names(self.contents.tables),
            **{person.id: person.name for person in self.contents.people},
        }


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a rule, or a person who is not there all evening."""

    record: RuleRecord | ParticipantRecord
    kind: str
    """A key of KINDS, or the kind of a rule that nothing here makes."""
    number: int | None
    """By which the planner names the rule; None for what it leaves out, and for people."""
    who: tuple[str, ...]
    """The names of those who are there; the value in common is `same`."""
    missing: tuple[str, ...] = ()
    """The names of those who are not."""
    table: str = ""
    same: str = ""
    rounds: tuple[int, ...] | None = None
    name: str = ""

    @property
    def dead(self) -> bool:
        """It says nothing any more, for too few of those it names are left."""
        return bool(self.missing) and self.number is None


@dataclass(frozen=True, slots=True)
class Objection:
    """Something proved to be impossible, and the ids of the rules concerned, if any."""

    message: Message
    rules: tuple[str, ...] = ()


# Reading


def read_rulebook(reader: Reader, event_id: str) -> Rulebook | None:
    """None where the event is not there."""
    contents = reader.contents(event_id)
    if contents is None:
        return None
    known = {person.id for person in contents.people} | {table.id for table in contents.tables}
    named = {id_ for record in contents.rules for id_ in _named(record.rule)}
    if named <= known:
        return Rulebook(contents)
    people = reader.deleted(ParticipantRecord, event_id)
    tables = reader.deleted(TableRecord, event_id)
    gone = {**{p.id: p.name for p in people}, **{t.id: t.label for t in tables}}
    return Rulebook(contents, {id_: gone.get(id_, "?") or "?" for id_ in named - known})


def _named(rule: Rule) -> tuple[str, ...]:
    match rule:
        case Together(who=who) | Apart(who=who) | Meet(who=who):
            return who
        case Seat(who=person, table=table):
            return (person, table)
    return ()


# The list


def entries(book: Rulebook) -> list[Entry]:
    """The rules in their order, then the people who are not there all evening."""
    names = book.names
    people = {person.id for person in book.contents.people}
    numbers = {record.id: number for number, record in numbered_rules(book.contents)}
    return [
        *(_entry(r, names, people, numbers.get(r.id)) for r in book.contents.rules),
        *(
            Entry(person, THERE, None, (person.name,), rounds=person.rounds)
            for person in book.contents.people
            if person.rounds is not None
        ),
    ]


def numbered_rules(contents: EventContents) -> Iterator[tuple[int, RuleRecord]]:
    """The rules that say something, numbered as the planner's messages number them."""
    people = {person.id for person in contents.people}
    tables = {table.id for table in contents.tables}
    kept = [r for r in contents.rules if surviving(r.rule, people, tables) is not None]
    return enumerate(kept, 1)


def _entry(
    record: RuleRecord, names: Mapping[str, str], people: set[str], number: int | None
) -> Entry:
    rule = record.rule
    named = () if isinstance(rule, Balance) else _people_of(rule)
    there = tuple(names[id_] for id_ in named if id_ in people)
    missing = tuple(names[id_] for id_ in named if id_ not in people)
    kind = SAME if isinstance(rule, Apart) and rule.same is not None else rule.kind
    entry = Entry(record, kind, number, there, missing, name=rule.name or rule.reason)
    match rule:
        case Together(rounds=rounds):
            return replace(entry, rounds=rounds)
        case Apart(same=str(same)):
            return replace(entry, same=same)
        case Seat(table=table, rounds=rounds):
            lost = () if number is not None or missing else (names[table],)
            return replace(entry, table=names[table], rounds=rounds, missing=missing + lost)
        case Balance(attribute=attribute):
            return replace(entry, same=attribute)
    return entry


def _people_of(rule: Rule) -> tuple[str, ...]:
    match rule:
        case Seat(who=person):
            return (person,)
        case Balance():
            return ()
    return rule.who


def attributes_in_common(people: Iterable[ParticipantRecord]) -> dict[str, tuple[int, int]]:
    """What people can have in common: of how many values, and how many people share the most
    frequent one; only where two or more share a value."""
    counts: dict[str, dict[str, int]] = {}
    for person in people:
        values = {"gender": person.gender, "side": person.side, **person.attributes}
        for name, value in values.items():
            if value:
                of = counts.setdefault(name, {})
                of[value] = of.get(value, 0) + 1
    return {
        name: (len(of), max(of.values())) for name, of in counts.items() if max(of.values()) > 1
    }


# What speaks against them


def objections(contents: EventContents) -> list[Objection]:
    """Why the evening cannot be planned with these rules; nothing where nothing is known."""
    from planner.problem import compile_event

    numbers = dict(numbered_rules(contents))
    try:
        compile_event(_by_numbers(contents))
    except Refusal as refusal:
        return [_objection(message, numbers) for message in refusal.messages]
    return []


def _by_numbers(contents: EventContents) -> Event:
    """The event with its tables under the names people know, its rules by their numbers alone."""
    names = table_names(contents.tables)
    event = event_of(contents.event, contents.people, contents.tables, contents.rules)
    return replace(
        event,
        tables=tuple(replace(table, id=names[table.id]) for table in event.tables),
        rules=tuple(
            replace(rule, table=names[rule.table], name="", reason="")
            if isinstance(rule, Seat)
            else replace(rule, name="", reason="")
            for rule in event.rules
        ),
    )


def _objection(message: Message, numbers: Mapping[int, RuleRecord]) -> Objection:
    """Finds the rules a message names, and gives them their names again."""
    for key in ("rule", "rules"):
        if key not in message.params:
            continue
        shown, _, more = str(message.params[key]).partition("…")
        concerned = [int(digits) for digits in re.findall(r"\d+", shown)]
        labels = [rule_label(n, _name(numbers[n])) for n in concerned]
        text = ", ".join([listed(labels), *([f"…{more}"] if more else ())])
        return Objection(
            replace(message, params={**message.params, key: text}),
            tuple(numbers[n].id for n in concerned),
        )
    return Objection(message)


def _name(record: RuleRecord) -> str:
    return record.rule.name or record.rule.reason


# Writing a rule


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule as it is being typed."""

    kind: str
    who: tuple[str, ...] = ()
    """The ids of the people chosen, in the order chosen."""
    same: str = ""
    table: str = ""
    """As typed: a label."""
    rounds: str = ""
    """As typed."""
    name: str = ""


def draft_of(entry: Entry, book: Rulebook) -> Draft:
    """The draft that makes `entry` again, without those who are gone."""
    record = entry.record
    if isinstance(record, ParticipantRecord):
        return Draft(THERE, (record.id,), rounds=shown_rounds(record.rounds))
    people = {person.id for person in book.contents.people}
    return Draft(
        entry.kind,
        tuple(id_ for id_ in _people_of(record.rule) if id_ in people),
        same=entry.same,
        table=entry.table if entry.table not in entry.missing else "",
        rounds=shown_rounds(entry.rounds),
        name=entry.name,
    )


def rule_of(draft: Draft, contents: EventContents, before: Rule | None = None) -> Rule:
    """The rule that `draft` describes; `before` is the one it changes. Raises Refusal."""
    name, reason = draft.name.strip(), ""
    if before is not None and name == (before.name or before.reason):
        name, reason = before.name, before.reason
    rounds = typed_rounds(draft.rounds, contents.event.rounds)
    match draft.kind:
        case "together":
            return Together(_two_or_more(draft), rounds=rounds, name=name, reason=reason)
        case "apart":
            return Apart(_two_or_more(draft), name=name, reason=reason)
        case "same":
            if not draft.same:
                raise refuse("nothing-in-common", N_("Choose what they have in common."))
            return Apart(same=draft.same, name=name, reason=reason)
        case "seat":
            if not draft.who:
                raise refuse("nobody-chosen", N_("Choose somebody."))
            table = _table(draft.table, contents)
            return Seat(draft.who[0], table, rounds=rounds, name=name, reason=reason)
    raise ValueError(draft.kind)


def attendance_of(draft: Draft, contents: EventContents) -> tuple[int, ...] | None:
    """The rounds in which those chosen are there; None for all. Raises Refusal."""
    if not draft.who:
        raise refuse("nobody-chosen", N_("Choose somebody."))
    return typed_rounds(draft.rounds, contents.event.rounds)


def _two_or_more(draft: Draft) -> tuple[str, ...]:
    if len(draft.who) < 2:
        raise refuse("two-or-more", N_("Choose two people or more."))
    return draft.who


def _table(typed: str, contents: EventContents) -> str:
    names = table_names(contents.tables)
    wanted = typed.strip()
    for id_, name in names.items():
        if name.casefold() == wanted.casefold():
            return id_
    if not names:
        raise refuse("no-tables-yet", N_("There are no tables yet; set them up first."))
    if not wanted:
        raise refuse("table-missing", N_("Type a table: {tables}."), tables=listed(names.values()))
    raise refuse(
        "no-such-table", N_("There is no table “{table}”; there are {tables}."),
        table=wanted, tables=listed(names.values()),
    )  # fmt: skip


def with_draft(
    contents: EventContents, draft: Draft, changed: Entry | None = None
) -> tuple[EventContents, str]:
    """The event as it would be, and the id of the rule that would be new. Raises Refusal."""
    if draft.kind == THERE:
        rounds = attendance_of(draft, contents)
        chosen = set(draft.who)
        people = (replace(p, rounds=rounds) if p.id in chosen else p for p in contents.people)
        return replace(contents, people=tuple(people)), ""
    record = _record(draft, contents, changed)
    before = changed.record if changed is not None else None
    rules = list(contents.rules)
    if before in rules:
        rules[rules.index(before)] = record
    else:
        rules.append(record)
    return replace(contents, rules=tuple(rules)), record.id


def _record(draft: Draft, contents: EventContents, changed: Entry | None) -> RuleRecord:
    """Raises Refusal where there is such a rule already."""
    before = changed.record if changed is not None else None
    old = before if isinstance(before, RuleRecord) else None
    rule = rule_of(draft, contents, None if old is None else old.rule)
    id_ = rule_id(contents.event.id, rule)
    same = next((r for r in contents.rules if r.id == id_), None)
    if same is not None and same != old:
        raise refuse("same-rule", N_("There is such a rule already; change that one."))
    if old is not None:
        return replace(old, id=id_, rule=rule)
    position = max((record.position for record in contents.rules), default=0) + 1
    return RuleRecord(id_, rule, contents.event.id, position)


def against_draft(
    contents: EventContents, draft: Draft, changed: Entry | None = None
) -> list[Message]:
    """What speaks against the draft: rules it clashes with, or what was possible before it.

    Raises Refusal where the draft says nothing yet.
    """
    trial, id_ = with_draft(contents, draft, changed)
    found = objections(trial)
    concerned = [o.message for o in found if id_ and id_ in o.rules]
    if concerned or not found:
        return concerned
    before = {str(o.message) for o in objections(contents)}
    return [o.message for o in found if str(o.message) not in before]


def write_draft(unit: Unit, event_id: str, draft: Draft, changed: Entry | None = None) -> None:
    """Keeps what `draft` says, on the event as it is now. Raises Refusal."""
    contents = unit.contents(event_id)
    if contents is None:
        return
    if draft.kind == THERE:
        rounds = attendance_of(draft, contents)
        chosen = set(draft.who)
        unit.change_all([p for p in contents.people if p.id in chosen], rounds=rounds)
        return
    record = _record(draft, contents, changed)
    _replace(unit, changed.record if changed is not None else None, record)


def _replace(unit: Unit, old: RuleRecord | ParticipantRecord | None, new: RuleRecord) -> None:
    """A rule about other people is another rule, with another id."""
    if isinstance(old, RuleRecord) and old.id == new.id:
        unit.change(old, rule=new.rule)
        return
    if old is not None:
        unit.delete(old)
    unit.add(new)


def remove(unit: Unit, entry: Entry) -> None:
    """The rule goes; the person is there all evening again."""
    if isinstance(entry.record, RuleRecord):
        unit.delete(entry.record)
    else:
        unit.change(entry.record, rounds=None)


def mend(unit: Unit, event_id: str, entries: Sequence[Entry]) -> None:
    """Takes out of rules who is not there any more; rules that say nothing then go, and one that
    is then about the same people as another is joined to it."""
    contents = unit.contents(event_id)
    if contents is None:
        return
    people = {person.id for person in contents.people}
    tables = {table.id for table in contents.tables}
    known = {record.id: record for record in contents.rules}
    for entry in entries:
        record = entry.record
        if not isinstance(record, RuleRecord):
            continue
        rest = surviving(record.rule, people, tables)
        if rest is None:
            unit.delete(record)
            continue
        mended = replace(record, id=rule_id(event_id, rest), rule=rest)
        other = known.get(mended.id)
        if other is None or other == record:
            _replace(unit, record, mended)
        else:
            unit.delete(record)
            mended = unit.change(other, rule=_joined(other.rule, rest))
        known[mended.id] = mended


def _joined(rule: Rule, other: Rule) -> Rule:
    """What both say together; they are about the same people."""
    if isinstance(rule, Together | Seat) and isinstance(other, Together | Seat):
        always = rule.rounds is None or other.rounds is None
        rounds = None if always else tuple(sorted({*(rule.rounds or ()), *(other.rounds or ())}))
        return replace(rule, rounds=rounds)
    if isinstance(rule, Apart) and isinstance(other, Apart):
        return replace(rule, at_most=min(rule.at_most, other.at_most))
    return rule

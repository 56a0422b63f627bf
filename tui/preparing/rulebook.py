"""The rules of an event as the organiser sees them, the people who are not there all evening, and
what the planner has against either.

Pure, but for the functions that take a unit of writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from planner.event import Apart, Balance, Meet, Rule, Seat, Together
from planner.messages import N_, Message, Refusal, refuse
from planner.naming import listed, rule_label
from planner.records import (
    WEIGHT_LIMIT,
    MetBeforeRecord,
    ParticipantRecord,
    RuleRecord,
    TableRecord,
    event_of,
    met_before,
    rule_id,
    surviving,
)
from tui.preparing.numbers import whole
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
MEET: Final = "meet"
BALANCE: Final = "balance"
MET: Final = "met"

KINDS: Final[Mapping[str, str]] = {
    TOGETHER: N_("together"),
    APART: N_("apart"),
    SAME: N_("all apart"),
    SEAT: N_("at a table"),
    THERE: N_("there only"),
    MEET: N_("must meet"),
    BALANCE: N_("balanced"),
    MET: N_("met before"),
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
class Acquaintance:
    """Two people who met before, or all who met at one earlier event."""

    records: tuple[MetBeforeRecord, ...]

    @property
    def id(self) -> str:
        first = self.records[0]
        return f"met at {first.source}" if first.source else first.id

    @property
    def people(self) -> frozenset[str]:
        return frozenset(id_ for record in self.records for id_ in record.who)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a rule, who met before, or a person who is not there all evening."""

    record: RuleRecord | Acquaintance | ParticipantRecord
    kind: str
    """A key of KINDS."""
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
    """The rules in their order, then who met before, then who is not there all evening."""
    names = book.names
    people = {person.id for person in book.contents.people}
    numbers = {record.id: number for number, record in numbered_rules(book.contents)}
    return [
        *(_entry(r, names, people, numbers.get(r.id)) for r in book.contents.rules),
        *(_entry_of(met, names) for met in acquaintances(book.contents)),
        *(
            Entry(person, THERE, None, (person.name,), rounds=person.rounds)
            for person in book.contents.people
            if person.rounds is not None
        ),
    ]


def acquaintances(contents: EventContents) -> list[Acquaintance]:
    """Who met before, of those who are there: pairs typed by themselves, else by where they met."""
    people = {person.id for person in contents.people}
    found: dict[str, list[MetBeforeRecord]] = {}
    for met in contents.met:
        if people >= set(met.who):
            found.setdefault(met.source or met.id, []).append(met)
    return [Acquaintance(tuple(records)) for records in found.values()]


def _entry_of(met: Acquaintance, names: Mapping[str, str]) -> Entry:
    who = (name for id_, name in names.items() if id_ in met.people)
    return Entry(met, MET, None, tuple(who), name=met.records[0].source)


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


@dataclass(frozen=True, slots=True)
class Verdict:
    objections: tuple[Objection, ...] = ()
    """Why the evening cannot be planned with these rules; nothing where nothing is known."""
    notices: tuple[Message, ...] = ()
    """What is worth a word although it can."""


def verdict(contents: EventContents) -> Verdict:
    from planner.notices import notices
    from planner.problem import compile_event

    numbers = dict(numbered_rules(contents))
    try:
        problem = compile_event(_by_numbers(contents))
    except Refusal as refusal:
        return Verdict(tuple(_objection(message, numbers) for message in refusal.messages))
    return Verdict(notices=tuple(notices(problem)))


def objections(contents: EventContents) -> Sequence[Objection]:
    return verdict(contents).objections


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
    times: str = ""
    """As typed: how often two meet."""
    weight: str = ""
    """As typed."""
    name: str = ""


def draft_of(entry: Entry, book: Rulebook) -> Draft:
    """The draft that makes `entry` again, without those who are gone."""
    record = entry.record
    if isinstance(record, ParticipantRecord):
        return Draft(THERE, (record.id,), rounds=shown_rounds(record.rounds))
    if isinstance(record, Acquaintance):
        who = (person.id for person in book.contents.people if person.id in record.people)
        return Draft(MET, tuple(who), weight=str(record.records[0].weight), name=entry.name)
    people = {person.id for person in book.contents.people}
    return Draft(
        entry.kind,
        tuple(id_ for id_ in _people_of(record.rule) if id_ in people),
        same=entry.same,
        table=entry.table if entry.table not in entry.missing else "",
        rounds=shown_rounds(entry.rounds),
        times=_times_of(record.rule),
        weight=str(record.rule.weight) if isinstance(record.rule, Balance) else "",
        name=entry.name,
    )


def _times_of(rule: Rule) -> str:
    match rule:
        case Meet(times=int(times)):
            return str(times)
        case Meet(at_least=least):
            return f"{least or 1}+"
        case Apart(at_most=most) if most:
            return str(most)
    return ""


def rules_of(draft: Draft, contents: EventContents, before: Rule | None = None) -> tuple[Rule, ...]:
    """What `draft` describes; `before` is the rule it changes. Raises Refusal.

    It is one rule, but for people who must meet: the first meets each of the others.
    """
    name, reason = draft.name.strip(), ""
    if before is not None and name == (before.name or before.reason):
        name, reason = before.name, before.reason
    rounds = typed_rounds(draft.rounds, contents.event.rounds)
    match draft.kind:
        case "together":
            return (Together(_two_or_more(draft), rounds=rounds, name=name, reason=reason),)
        case "apart":
            who, most = _two_or_more(draft), _at_most(draft, contents)
            return (Apart(who, at_most=most, name=name, reason=reason),)
        case "same":
            same, most = _in_common(draft), _at_most(draft, contents)
            return (Apart(same=same, at_most=most, name=name, reason=reason),)
        case "seat":
            if not draft.who:
                raise refuse("nobody-chosen", N_("Choose somebody."))
            table = _table(draft.table, contents)
            return (Seat(draft.who[0], table, rounds=rounds, name=name, reason=reason),)
        case "meet":
            first, *others = _two_or_more(draft)
            least, times = typed_times(draft.times, contents.event.rounds)
            return tuple(
                Meet((first, other), at_least=least, times=times, name=name, reason=reason)
                for other in others
            )
        case "balance":
            weight = typed_weight(draft.weight)
            return (Balance(_in_common(draft), weight=weight, name=name, reason=reason),)
    raise ValueError(draft.kind)


def typed_times(text: str, rounds: int) -> tuple[int | None, int | None]:
    """How often two meet, as (at least, exactly), of which one is None: `2+` or `2`; nothing
    typed is once or more. Raises Refusal."""
    found = _TIMES.fullmatch(text.strip() or "1+")
    if found is None or not 1 <= int(found[1]) <= rounds:
        raise refuse(
            "not-times-typed",
            N_("“{text}” does not say how often; write 1+ for once or more, 2 for exactly twice, "
               "at most {rounds}."),
            text=text.strip(), rounds=rounds,
        )  # fmt: skip
    count = int(found[1])
    return (count, None) if found[2] else (None, count)


_TIMES: Final = re.compile(r"(\d{1,4})\s*([-+].*)?")


def typed_weight(text: str) -> int:
    """Raises Refusal."""
    return whole(1, WEIGHT_LIMIT)(text or "1")


def _at_most(draft: Draft, contents: EventContents) -> int:
    return whole(0, contents.event.rounds)(draft.times or "0")


def _in_common(draft: Draft) -> str:
    if not draft.same:
        raise refuse("nothing-in-common", N_("Choose what they have in common."))
    return draft.same


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
) -> tuple[EventContents, frozenset[str]]:
    """The event as it would be, and the ids of the rules that would be new. Raises Refusal."""
    if draft.kind == THERE:
        rounds = attendance_of(draft, contents)
        chosen = set(draft.who)
        people = (replace(p, rounds=rounds) if p.id in chosen else p for p in contents.people)
        return replace(contents, people=tuple(people)), frozenset()
    if draft.kind == MET:
        new = _met(draft, contents, changed)
        fresh = {met.id for met in (*new, *_met_of(changed))}
        others = (met for met in contents.met if met.id not in fresh)
        return replace(contents, met=(*others, *new)), frozenset()
    first, *more = _records(draft, contents, changed)
    before = changed.record if changed is not None else None
    rules = list(contents.rules)
    if before in rules:
        rules[rules.index(before)] = first
    else:
        rules.append(first)
    return (
        replace(contents, rules=(*rules, *more)),
        frozenset(record.id for record in (first, *more)),
    )


def _records(draft: Draft, contents: EventContents, changed: Entry | None) -> list[RuleRecord]:
    """The first takes the place of the one changed. Raises Refusal where there is such a rule."""
    before = changed.record if changed is not None else None
    old = before if isinstance(before, RuleRecord) else None
    last = max((record.position for record in contents.rules), default=0)
    records = [
        RuleRecord(rule_id(contents.event.id, rule), rule, contents.event.id, position)
        for position, rule in enumerate(
            rules_of(draft, contents, None if old is None else old.rule), last + 1
        )
    ]
    if old is not None:
        records[0] = replace(records[0], position=old.position)
    taken = {record.id for record in contents.rules if record != old}
    if any(record.id in taken for record in records):
        raise refuse("same-rule", N_("There is such a rule already; change that one."))
    return records


def _met(draft: Draft, contents: EventContents, changed: Entry | None) -> list[MetBeforeRecord]:
    """Everybody chosen met everybody else; of an earlier event the pairs stay. Raises Refusal."""
    weight, source = typed_weight(draft.weight), draft.name.strip()
    before = _met_of(changed)
    pairs = [met.who for met in before] if len(before) > 1 else combinations(_two_or_more(draft), 2)
    return [
        met_before(contents.event.id, one, other, weight=weight, source=source)
        for one, other in pairs
    ]


def _met_of(entry: Entry | None) -> tuple[MetBeforeRecord, ...]:
    record = None if entry is None else entry.record
    return record.records if isinstance(record, Acquaintance) else ()


def against_draft(
    contents: EventContents, draft: Draft, changed: Entry | None = None
) -> list[Message]:
    """What speaks against the draft: rules it clashes with, or what was possible before it.

    Raises Refusal where the draft says nothing yet.
    """
    trial, ids = with_draft(contents, draft, changed)
    found = objections(trial)
    concerned = [o.message for o in found if ids.intersection(o.rules)]
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
    if draft.kind == MET:
        unit.delete(*_met_of(changed))
        unit.add(*_met(draft, contents, changed))
        return
    before = changed.record if changed is not None else None
    first, *more = _records(draft, contents, changed)
    _replace(unit, before if isinstance(before, RuleRecord) else None, first)
    unit.add(*more)


def _replace(unit: Unit, old: RuleRecord | None, new: RuleRecord) -> None:
    """A rule about other people is another rule, with another id."""
    if old is not None and old.id == new.id:
        unit.change(old, rule=new.rule)
        return
    if old is not None:
        unit.delete(old)
    unit.add(new)


def remove(unit: Unit, entry: Entry) -> None:
    """The rule goes; the person is there all evening again."""
    match entry.record:
        case RuleRecord() as rule:
            unit.delete(rule)
        case Acquaintance(records=records):
            unit.delete(*records)
        case ParticipantRecord() as person:
            unit.change(person, rounds=None)


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

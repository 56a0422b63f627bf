"""One plain dataclass per kind of thing that is kept, and the way from records to an event.

A record's fields are what storage and exchange agree on; each field is written and merged on its
own, so fields that must not be torn apart are one field (`when`, `rule`, `attributes`). Contact
data and consent live here and go no further: `event_of` leaves them behind. `RECORDS` is the
catalogue that tables, triggers, documents and the wire are made from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, time
from types import MappingProxyType
from typing import Any, Final, Literal

from planner.event import (
    Apart,
    Balance,
    Effort,
    Event,
    Meet,
    MetBefore,
    Participant,
    Priority,
    Rule,
    Seat,
    Table,
    Together,
    Weights,
)
from planner.ids import new_id, relation_id
from planner.messages import N_, Message
from planner.validity import ROUNDS_LIMIT, SEATS_LIMIT

SCHEMA: Final = 2
"""Raised when a record gains a field; never when one goes, for none ever does."""

TEXT_LIMIT: Final = 200
"""Characters in a name, an address or one attribute."""
NOTES_LIMIT: Final = 4_000
"""Characters in the notes of an event."""
TAG_LIMIT: Final = 50
"""Tags of one person."""
MINUTES_LIMIT: Final = 600
WEIGHT_LIMIT: Final = 100
"""Of a wish or an earlier meeting, beside others that count 1."""
PART_LIMIT: Final = 256 * 1024
"""Bytes of one register."""

State = Literal["draft", "planned", "running", "done"]


@dataclass(frozen=True, slots=True)
class When:
    """The start of an event as its place's clocks and calendars show it."""

    date: str = ""
    """As `2026-11-20`; empty while it is open."""
    time: str = ""
    """As `19:30`."""
    zone: str = ""
    """A name of the IANA time zone database; empty for that of the device."""


@dataclass(frozen=True, slots=True)
class EventRecord:
    id: str
    name: str = ""
    when: When = When()
    venue: str = ""
    state: State = "draft"
    rounds: int = 6
    """How many there are."""
    minutes_per_round: int = 10
    minutes_of_break: int = 2
    priority: Priority = "balanced"
    effort: Effort = "normal"
    seed: int = 1
    weights: Weights = field(default_factory=Weights)
    two_sided: bool = False
    """Meetings count only across the two sides."""
    interest: Literal["strict", "soft"] | None = None
    """Whether wishes must be mutual or only count for more."""
    breaks: Literal["never", "allowed"] = "never"
    """Whether people may sit a round out."""
    plan_id: str = ""
    """The current plan; empty before the first."""
    archived: bool = False
    language: str = ""
    """Of what is printed and sent; empty for that of the program."""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    vip: bool = False
    side: str = ""
    gender: str = ""
    looking_for: tuple[str, ...] = ()
    age: int | None = None
    age_min: int | None = None
    age_max: int | None = None
    rounds: tuple[int, ...] | None = None
    """The rounds in which the person is there, from 1; None for all."""
    tags: tuple[str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    """Company, group and any other column that people can have in common."""
    consent: bool | None = None
    """Whether contact data may be shared with mutual matches; None if never asked."""
    notes: str = ""
    event_id: str = ""
    reference: str = ""
    """The list's own id of the person; empty where the list had none."""
    position: int = 0
    """In the list, from 1."""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class TableRecord:
    id: str
    seats: int
    seats_by_round: dict[int, int] = field(default_factory=dict)
    """In the rounds where they differ; 0 closes the table for that round."""
    event_id: str = ""
    label: str = ""
    """What people call it."""
    position: int = 0


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """A rule about the ids of participants and tables of its event."""

    id: str
    rule: Rule
    event_id: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class MetBeforeRecord:
    """Two people of an event who met at an earlier one."""

    id: str
    who: tuple[str, str]
    """The ids of the two, in order."""
    weight: int = 1
    """How many repeats it counts for when they meet again."""
    source: str = ""
    """Where they met: name and day of the earlier event, or as typed."""
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """What lists show of a plan; who sits where is in its parts. Never changed once it is made."""

    id: str
    event_id: str
    made_at: str
    """UTC, as `2026-11-20T19:30:00Z`."""
    seed: int
    effort: Effort
    priority: Priority
    method: str
    stopped: str
    """Why the search ended early: `cancelled`, `time-limit`, or empty."""
    digest: str
    """`planner.kept_plans.digest` of the event it was made for: another one, and the plan is out of
    date."""
    people: int
    tables: int
    rounds: int
    unique: int
    """Unique meetings."""
    bound: int
    """What no plan can beat."""
    proved: bool
    """That no plan has more meetings."""
    gap: int
    """The most unique meetings of a person minus the fewest."""
    repeats: int
    """Pairs that meet more than once."""
    broken: int
    """Violations of rules."""
    score: float
    """0 to 100."""
    parts: int
    content: str
    """SHA-256 of the parts, joined."""


@dataclass(frozen=True, slots=True)
class PlanPartRecord:
    """A piece of a plan's JSON, at most PART_LIMIT bytes; its id follows from plan and number."""

    id: str
    plan_id: str
    number: int
    text: str


Record = (
    EventRecord
    | ParticipantRecord
    | TableRecord
    | RuleRecord
    | MetBeforeRecord
    | PlanRecord
    | PlanPartRecord
)

RECORDS: Final[Mapping[str, type[Record]]] = MappingProxyType({
    "events": EventRecord,
    "participants": ParticipantRecord,
    "tables": TableRecord,
    "rules": RuleRecord,
    "met_before": MetBeforeRecord,
    "plans": PlanRecord,
    "plan_parts": PlanPartRecord,
})  # fmt: skip
"""Everything that is kept, by the name of its table; parents before their children."""

PARENTS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "participants": ("event_id", "events"),
    "tables": ("event_id", "events"),
    "rules": ("event_id", "events"),
    "met_before": ("event_id", "events"),
    "plans": ("event_id", "events"),
    "plan_parts": ("plan_id", "plans"),
})  # fmt: skip
"""For each kind of child the field with its parent's id, and the parent's kind. A child shows only
while its parent does."""

IMMUTABLE: Final = frozenset(("plans", "plan_parts"))
"""Written once; only deleted and restored afterwards."""


# Making records


def rule_id(event_id: str, rule: Rule) -> str:
    """One id for what a rule is about, so that the same rule made twice is one rule.

    It is kept when details change; other people make another rule.
    """
    match rule:
        case Together(who=who) | Meet(who=who):
            parts = sorted(who)
        case Apart(who=who, same=same):
            parts = [same or "", *sorted(who)]
        case Seat(who=person, table=table):
            parts = [person, table]
        case Balance(attribute=attribute):
            parts = [attribute]
    return relation_id(event_id, rule.kind, *parts)


def met_before(
    event_id: str, one: str, other: str, *, weight: int = 1, source: str = ""
) -> MetBeforeRecord:
    """One record for each two people and each place where they met."""
    who = (one, other) if one < other else (other, one)
    id_ = relation_id(event_id, "met before", source, *who)
    return MetBeforeRecord(id_, who, weight, source, event_id)


def adopted(
    people: Iterable[ParticipantRecord], event_id: str, *, own_ids: bool, after: int = 0
) -> list[ParticipantRecord]:
    """People read from a list as people of an event: new ids, positions in the list's order.

    `own_ids` says whether the list gave each person an id, which becomes the reference; `after` is
    the last position taken.
    """
    return [
        replace(
            person,
            id=new_id(),
            event_id=event_id,
            reference=person.id if own_ids else "",
            position=position,
        )
        for position, person in enumerate(people, after + 1)
    ]


# What is wrong with a record

Problem = tuple[str, Message]
"""A field, or the attribute of a person, and what is wrong with it."""


def has_control_characters(text: str) -> bool:
    """C0, C1, line and paragraph separators, halves of characters (which no file can hold), and
    the marks that reorder text on a screen."""
    return not text.isprintable() and any(
        unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in _BIDIRECTIONAL_MARKS
        for c in text
    )


_BIDIRECTIONAL_MARKS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def invalid_fields(record: Record) -> list[Problem]:
    """What is wrong with a record, as (field, message); empty when it may be kept."""
    match record:
        case EventRecord():
            return [*_event_problems(record)]
        case ParticipantRecord():
            return [*_participant_problems(record)]
        case TableRecord():
            return [*_table_problems(record)]
        case RuleRecord():
            return [*_rule_problems(record)]
        case MetBeforeRecord():
            return [
                *_within("weight", record.weight, 1, WEIGHT_LIMIT),
                *_text_problems("source", record.source),
            ]
    return []


def _event_problems(record: EventRecord) -> Iterable[Problem]:
    if not record.name.strip():
        yield "name", Message("missing-name", N_("The name is missing; write one."))
    for name in ("name", "venue"):
        yield from _text_problems(name, getattr(record, name))
    yield from _text_problems("notes", record.notes.replace("\n", " "), NOTES_LIMIT)
    if record.when.date and not _reads(date.fromisoformat, record.when.date):
        yield "when", Message("bad-date", N_(
            "“{value}” is no date; write it as 2026-11-20."
        ), {"value": record.when.date})  # fmt: skip
    if record.when.time and not _reads(time.fromisoformat, record.when.time):
        yield "when", Message("bad-time", N_(
            "“{value}” is no time; write it as 19:30."
        ), {"value": record.when.time})  # fmt: skip
    yield from _within("rounds", record.rounds, 1, ROUNDS_LIMIT)
    yield from _within("minutes_per_round", record.minutes_per_round, 1, MINUTES_LIMIT)
    yield from _within("minutes_of_break", record.minutes_of_break, 0, MINUTES_LIMIT)


def _participant_problems(record: ParticipantRecord) -> Iterable[Problem]:
    if not record.name:
        yield "last_name", Message("missing-name", N_("The name is missing; write one."))
    for name, value in _texts(record):
        yield from _text_problems(name, value)
    if record.email and len(record.email) <= TEXT_LIMIT and not _looks_like_email(record.email):
        yield "email", Message("bad-email", N_(
            "“{value}” is not an e-mail address; correct it or leave it empty."
        ), {"value": record.email})  # fmt: skip
    for name in ("age", "age_min", "age_max"):
        age = getattr(record, name)
        if age is not None and not 0 < age < 130:
            yield name, Message("bad-age", N_(
                "{value} is no age; give whole years between 1 and 129."
            ), {"value": age})  # fmt: skip
    low, high = record.age_min, record.age_max
    if low is not None and high is not None and low > high:
        yield "age_min", Message("age-range-reversed", N_(
            "The wished ages run from {low} to {high}; swap them."
        ), {"low": low, "high": high})  # fmt: skip
    if len(record.tags) > TAG_LIMIT:
        yield "tags", Message("too-many-tags", N_(
            "{count} tags, and no more than {limit} can be kept; leave some out."
        ), {"count": len(record.tags), "limit": TAG_LIMIT})  # fmt: skip


def _table_problems(record: TableRecord) -> Iterable[Problem]:
    yield from _text_problems("label", record.label)
    yield from _within("seats", record.seats, 1, SEATS_LIMIT)
    for seats in record.seats_by_round.values():
        yield from _within("seats_by_round", seats, 0, SEATS_LIMIT)


def _rule_problems(record: RuleRecord) -> Iterable[Problem]:
    for text in (record.rule.name, getattr(record.rule, "reason", "")):
        yield from _text_problems("rule", text)


def _text_problems(name: str, value: str, limit: int = TEXT_LIMIT) -> Iterable[Problem]:
    if len(value) > limit:
        yield name, _too_long(value, limit)
    elif has_control_characters(value):
        yield name, Message("control-characters", N_(
            "Holds control characters (a line break, an escape); retype the value."
        ))  # fmt: skip


def _within(name: str, value: int, low: int, high: int) -> Iterable[Problem]:
    if not low <= value <= high:
        yield name, Message("out-of-range", N_(
            "{value} is not between {low} and {high}; correct it."
        ), {"value": value, "low": low, "high": high})  # fmt: skip


def _reads(reader: Any, text: str) -> bool:
    try:
        reader(text)
    except ValueError:
        return False
    return True


def _too_long(value: str, limit: int) -> Message:
    return Message(
        "too-long",
        N_("{count} characters, and no more than {limit} can be kept; shorten it."),
        {"count": len(value), "limit": limit},
    )


def _texts(record: ParticipantRecord) -> Iterable[tuple[str, str]]:
    for name in (
        "id", "first_name", "last_name", "email", "phone", "side", "gender", "notes", "reference",
    ):  # fmt: skip
        yield name, getattr(record, name)
    yield from (("looking_for", value) for value in record.looking_for)
    yield from (("tags", value) for value in record.tags)
    yield from (("attributes", name) for name in record.attributes)
    yield from record.attributes.items()


def _looks_like_email(text: str) -> bool:
    """Enough to catch typing errors; only a message that arrives proves an address."""
    local, at, domain = text.rpartition("@")
    labels = domain.split(".")
    return bool(
        at and local and "@" not in local and len(labels) > 1 and all(labels)
        and not any(c.isspace() or c in '<>()[],;:\\"' for c in text)
    )  # fmt: skip


# From records to an event


def event_of(
    event: EventRecord,
    participants: Sequence[ParticipantRecord],
    tables: Sequence[TableRecord],
    rules: Iterable[RuleRecord] = (),
    met: Iterable[MetBeforeRecord] = (),
) -> Event:
    """What the records describe, by their ids; rules and earlier meetings without those they name
    no longer."""
    people = {person.id for person in participants}
    places = {table.id for table in tables}
    kept = (surviving(record.rule, people, places) for record in rules)
    return to_event(
        participants,
        tables,
        event.rounds,
        [rule for rule in kept if rule is not None],
        two_sided=event.two_sided,
        interest=event.interest,
        breaks=event.breaks,
        met_before=tuple(MetBefore(m.who, m.weight) for m in met if people >= set(m.who)),
        priority=event.priority,
        weights=event.weights,
        seed=event.seed,
        effort=event.effort,
    )


def surviving(rule: Rule, people: Set[str], tables: Set[str]) -> Rule | None:
    """What remains of a rule for these participants and tables; None when nothing does."""
    match rule:
        case Together():
            who = tuple(person for person in rule.who if person in people)
            return replace(rule, who=who) if len(who) > 1 else None
        case Apart() if rule.same is None:
            who = tuple(person for person in rule.who if person in people)
            return replace(rule, who=who) if len(who) > 1 else None
        case Seat():
            return rule if rule.who in people and rule.table in tables else None
        case Meet():
            return rule if people >= set(rule.who) else None
    return rule


def to_event(
    participants: Iterable[ParticipantRecord],
    tables: Iterable[TableRecord],
    rounds: int,
    rules: Iterable[Rule] = (),
    **settings: Any,
) -> Event:
    """The event of these people and tables; `settings` are further fields of `Event`."""
    return Event(
        participants=tuple(map(to_participant, participants)),
        tables=tuple(Table(t.id, t.seats, t.seats_by_round) for t in tables),
        rounds=rounds,
        rules=tuple(rules),
        **settings,
    )


def to_participant(record: ParticipantRecord) -> Participant:
    return Participant(
        id=record.id,
        name=record.name,
        vip=record.vip,
        side=record.side or None,
        gender=record.gender or None,
        looking_for=record.looking_for,
        age=record.age,
        age_min=record.age_min,
        age_max=record.age_max,
        rounds=record.rounds,
        attributes=record.attributes,
    )

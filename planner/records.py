"""One plain dataclass per kind of thing that is kept, and the way from records to an event.

A record's fields are what storage and exchange agree on; each field is written and merged on its
own, so fields that must not be torn apart are one field (`when`, `rule`, `attributes`). Contact
data and consent live here and go no further: `event_of` leaves them behind. `RECORDS` is the
catalogue that tables, triggers, documents and the wire are made from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
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
    PlayedTable,
    Priority,
    Rule,
    Seat,
    Table,
    Together,
    Weights,
)
from planner.ids import new_id, relation_id
from planner.messages import N_, Message
from planner.registers import to_text
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
SECONDS_LIMIT: Final = 24 * 3600
"""Of one round or break, however often it was made longer."""
WEIGHT_LIMIT: Final = 100
"""Of a wish or an earlier meeting, beside others that count 1."""
PART_LIMIT: Final = 256 * 1024
"""Bytes of one register."""

State = Literal["draft", "planned", "running", "done"]
Answer = Literal["yes", "friends", "no"]
ANSWERS: Final[tuple[Answer, ...]] = ("yes", "friends", "no")
Display = Literal["names", "first-names", "numbers"]
MailKind = Literal["schedule", "result"]
MailState = Literal["pending", "sending", "sent", "failed"]


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
    warning_seconds: int = 60
    """Before the end of a round: from then on the clock warns; 0 for never."""
    bell: bool = True
    """Whether the terminal rings when a round is warned of, over, or begins."""
    moves_on: bool = True
    """Whether rounds end, and the next ones begin, by themselves when their time has come."""
    end_at: str = ""
    """As `21:30`: when the last round should be over; empty while it is open."""
    display: Display = "first-names"
    """How the public display names people."""
    answers: tuple[Answer, ...] = ANSWERS
    """What score cards offer."""
    delete_on: str = ""
    """As `2027-02-20`: the day from which the data of the people should be forgotten."""


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
    walk_in: bool = False
    """Added at the door."""

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


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody came or left, and what it means for the rounds."""

    at: str
    """UTC, as `2026-11-20T19:30:00.000Z`."""
    round: int
    """The first round with her, or the first without her."""


@dataclass(frozen=True, slots=True)
class AttendanceRecord:
    """Who came and who left; one for each person, made when there is something to say.

    Of `arrival` and `departure` the later one tells how things are.
    """

    id: str
    event_id: str
    participant_id: str
    arrival: Moment | None = None
    departure: Moment | None = None
    no_show: bool = False
    """Not coming any more; an arrival outweighs it."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The time for which a clock stood still."""

    milliseconds: int = 0
    """Of all pauses that are over."""
    since: str = ""
    """The instant since which it stands still again; empty while it runs."""


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """A round that has begun, and the break after it; `planner.evening.clock` reads it.

    One for each number, so that two devices that start a round make one row. All instants are UTC,
    as `2026-11-20T19:30:00.000Z`; what a clock shows follows from them alone.
    """

    id: str
    event_id: str
    number: int
    """From 1."""
    plan_id: str = ""
    """The plan by which people sit in it, whatever becomes of the event's plan later."""
    started: str = ""
    """Empty where the start was taken back."""
    seconds: int = 0
    """How long it lasts, added minutes included and pauses not."""
    pause: Pause = Pause()
    ended: str = ""
    rest_seconds: int = 0
    """How long the break after it lasts."""
    rest_pause: Pause = Pause()
    sitting_id: str = ""
    """Who really sat where; empty for those of the plan who were there."""


@dataclass(frozen=True, slots=True)
class SittingRecord:
    """Who really sat where in a round. A correction is a new one; ids only, never names."""

    id: str
    event_id: str
    number: int
    """Of the round."""
    tables: tuple[PlayedTable, ...]


@dataclass(frozen=True, slots=True)
class CardRecord:
    """What one person answered about another."""

    id: str
    event_id: str
    giver_id: str
    receiver_id: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far a mail has come; one register, so that the parts always belong together."""

    state: MailState = "pending"
    """`sending` is written before the server is asked: where it stays, nobody knows what arrived,
    and it is not sent again without a question."""
    at: str = ""
    """UTC, as `2026-11-20T19:30:00.000Z`."""
    error: str = ""
    """Why it failed, by the server's number and a word of ours: `550`, `timed-out`; never an
    address or text of the server."""


@dataclass(frozen=True, slots=True)
class MailRecord:
    """One mail to one person; there is never a second of the same kind."""

    id: str
    event_id: str
    participant_id: str
    kind: MailKind
    delivery: Delivery = Delivery()


@dataclass(frozen=True, slots=True)
class IdentityRecord:
    """Whether participants of two events are one person, as the organizer said."""

    id: str
    who: tuple[str, str]
    """Their ids, in order."""
    same: bool


Record = (
    EventRecord
    | ParticipantRecord
    | TableRecord
    | RuleRecord
    | MetBeforeRecord
    | PlanRecord
    | PlanPartRecord
    | AttendanceRecord
    | RoundRecord
    | SittingRecord
    | CardRecord
    | MailRecord
    | IdentityRecord
)

RECORDS: Final[Mapping[str, type[Record]]] = MappingProxyType({
    "events": EventRecord,
    "participants": ParticipantRecord,
    "tables": TableRecord,
    "rules": RuleRecord,
    "met_before": MetBeforeRecord,
    "plans": PlanRecord,
    "plan_parts": PlanPartRecord,
    "attendances": AttendanceRecord,
    "rounds": RoundRecord,
    "sittings": SittingRecord,
    "cards": CardRecord,
    "mails": MailRecord,
    "identities": IdentityRecord,
})  # fmt: skip
"""Everything that is kept, by the name of its table; parents before their children."""

PARENTS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "participants": ("event_id", "events"),
    "tables": ("event_id", "events"),
    "rules": ("event_id", "events"),
    "met_before": ("event_id", "events"),
    "plans": ("event_id", "events"),
    "plan_parts": ("plan_id", "plans"),
    "attendances": ("event_id", "events"),
    "rounds": ("event_id", "events"),
    "sittings": ("event_id", "events"),
    "cards": ("event_id", "events"),
    "mails": ("event_id", "events"),
})  # fmt: skip
"""For each kind of child the field with its parent's id, and the parent's kind. A child shows only
while its parent does."""

SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "attendances": ("participant_id",),
    "cards": ("giver_id", "receiver_id"),
    "mails": ("participant_id",),
})  # fmt: skip
"""The fields with ids of the people whom a record is about: forgotten with any of them. Other
records hold ids of people too, but nothing that tells about somebody whose name is gone."""

IMMUTABLE: Final = frozenset(("plans", "plan_parts", "sittings"))
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


def attendance(event_id: str, participant_id: str) -> AttendanceRecord:
    """The record of a person about whom nothing is known yet."""
    id_ = relation_id(event_id, "attendance", participant_id)
    return AttendanceRecord(id_, event_id, participant_id)


def round_record(event_id: str, number: int) -> RoundRecord:
    """The record of a round that has not begun."""
    return RoundRecord(relation_id(event_id, "round", str(number)), event_id, number)


def card(event_id: str, giver_id: str, receiver_id: str, answer: Answer) -> CardRecord:
    """One record for what a person answers about another, however often it is typed in."""
    id_ = relation_id(event_id, "card", giver_id, receiver_id)
    return CardRecord(id_, event_id, giver_id, receiver_id, answer)


def mail(event_id: str, participant_id: str, kind: MailKind) -> MailRecord:
    """A mail that waits; the same record wherever it is made, so that nobody gets it twice."""
    return MailRecord(relation_id(event_id, kind, participant_id), event_id, participant_id, kind)


def identity(one: str, other: str, *, same: bool) -> IdentityRecord:
    """One record for each two participants."""
    who = (one, other) if one < other else (other, one)
    return IdentityRecord(relation_id("identity", *who), who, same)


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
        case RoundRecord():
            return [*_round_problems(record)]
        case AttendanceRecord():
            return [*_attendance_problems(record)]
        case SittingRecord():
            return [*_sitting_problems(record)]
        case MailRecord():
            return [*_mail_problems(record)]
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
    for name, day in (("when", record.when.date), ("delete_on", record.delete_on)):
        if day and not _reads(date.fromisoformat, day):
            yield name, Message("bad-date", N_(
                "“{value}” is no date; write it as 2026-11-20."
            ), {"value": day})  # fmt: skip
    for name, hour in (("when", record.when.time), ("end_at", record.end_at)):
        if hour and not _reads(time.fromisoformat, hour):
            yield name, Message("bad-time", N_(
                "“{value}” is no time; write it as 19:30."
            ), {"value": hour})  # fmt: skip
    yield from _within("rounds", record.rounds, 1, ROUNDS_LIMIT)
    yield from _within("minutes_per_round", record.minutes_per_round, 1, MINUTES_LIMIT)
    yield from _within("minutes_of_break", record.minutes_of_break, 0, MINUTES_LIMIT)
    yield from _within("warning_seconds", record.warning_seconds, 0, SECONDS_LIMIT)
    if not record.answers or "yes" not in record.answers:
        yield "answers", Message("no-yes", N_("Cards without “yes” lead to no match; add it."))


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


def _round_problems(record: RoundRecord) -> Iterable[Problem]:
    for name, instant in (
        ("started", record.started), ("pause", record.pause.since), ("ended", record.ended),
        ("rest_pause", record.rest_pause.since),
    ):  # fmt: skip
        yield from _instant_problems(name, instant)
    yield from _within("number", record.number, 1, ROUNDS_LIMIT)
    yield from _within("seconds", record.seconds, 0, SECONDS_LIMIT)
    yield from _within("rest_seconds", record.rest_seconds, 0, SECONDS_LIMIT)


def _attendance_problems(record: AttendanceRecord) -> Iterable[Problem]:
    for name, moment in (("arrival", record.arrival), ("departure", record.departure)):
        if moment is not None:
            yield from _instant_problems(name, moment.at)


def _sitting_problems(record: SittingRecord) -> Iterable[Problem]:
    size = len(to_text(record.tables).encode())
    if size > PART_LIMIT:
        yield "tables", Message("too-large", N_(
            "{count} bytes, and no more than {limit} can be kept in one piece."
        ), {"count": size, "limit": PART_LIMIT})  # fmt: skip


def _mail_problems(record: MailRecord) -> Iterable[Problem]:
    yield from _instant_problems("delivery", record.delivery.at)
    if not re.fullmatch("[a-z0-9. -]{0,60}", record.delivery.error):
        yield "delivery", Message("error-tells-too-much", N_(
            "The reason of a failure is a number and a few small letters, without an address."
        ))  # fmt: skip


def _instant_problems(name: str, instant: str) -> Iterable[Problem]:
    if instant and not _reads(datetime.fromisoformat, instant):
        yield name, Message("bad-instant", N_(
            "“{value}” is no instant; write it as 2026-11-20T19:30:00.000Z."
        ), {"value": instant})  # fmt: skip


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

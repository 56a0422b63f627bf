"""One plain dataclass per kind of thing that is kept, and the way from records to an event.

A record's fields are what storage and exchange agree on; each field is written and merged on its
own, so fields that must not be torn apart are one field (`rule`, `attributes`). Contact data and
consent live here and go no further: `to_event` leaves them behind.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from planner.event import Event, Participant, Rule, Table
from planner.messages import N_, Message

SCHEMA: Final = 1
"""Raised when a record gains a field; never when one goes, for none ever does."""

TEXT_LIMIT: Final = 200
"""Characters in a name, an address or one attribute."""
TAG_LIMIT: Final = 50
"""Tags of one person."""


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
    tags: tuple[str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    """Company, group and any other column that people can have in common."""
    consent: bool | None = None
    """Whether contact data may be shared with mutual matches; None if never asked."""
    notes: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class TableRecord:
    id: str
    seats: int
    seats_by_round: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleRecord:
    id: str
    rule: Rule


def has_control_characters(text: str) -> bool:
    """C0, C1, line and paragraph separators, halves of characters (which no file can hold), and
    the marks that reorder text on a screen."""
    return not text.isprintable() and any(
        unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in _BIDIRECTIONAL_MARKS
        for c in text
    )


_BIDIRECTIONAL_MARKS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def invalid_fields(record: ParticipantRecord) -> list[tuple[str, Message]]:
    """What is wrong with a record, as (field, message); empty when it may be kept."""
    problems: list[tuple[str, Message]] = []
    if not record.name:
        problems.append(
            ("last_name", Message("missing-name", N_("The name is missing; write one.")))
        )
    for name, value in _texts(record):
        if len(value) > TEXT_LIMIT:
            problems.append((name, _too_long(value)))
        elif has_control_characters(value):
            problems.append((name, Message("control-characters", N_(
                "Holds control characters (a line break, an escape); retype the value."
            ))))  # fmt: skip
    if record.email and len(record.email) <= TEXT_LIMIT and not _looks_like_email(record.email):
        problems.append(("email", Message("bad-email", N_(
            "“{value}” is not an e-mail address; correct it or leave it empty."
        ), {"value": record.email})))  # fmt: skip
    for name, age in (
        ("age", record.age),
        ("age_min", record.age_min),
        ("age_max", record.age_max),
    ):
        if age is not None and not 0 < age < 130:
            problems.append((name, Message("bad-age", N_(
                "{value} is no age; give whole years between 1 and 129."
            ), {"value": age})))  # fmt: skip
    if (
        record.age_min is not None
        and record.age_max is not None
        and record.age_min > record.age_max
    ):
        problems.append(("age_min", Message("age-range-reversed", N_(
            "The wished ages run from {low} to {high}; swap them."
        ), {"low": record.age_min, "high": record.age_max})))  # fmt: skip
    if len(record.tags) > TAG_LIMIT:
        problems.append(("tags", Message("too-many-tags", N_(
            "{count} tags, and no more than {limit} can be kept; leave some out."
        ), {"count": len(record.tags), "limit": TAG_LIMIT})))  # fmt: skip
    return problems


def _too_long(value: str) -> Message:
    return Message(
        "too-long",
        N_("{count} characters, and no more than {limit} can be kept; shorten it."),
        {"count": len(value), "limit": TEXT_LIMIT},
    )


def _texts(record: ParticipantRecord) -> Iterable[tuple[str, str]]:
    for name in ("id", "first_name", "last_name", "email", "phone", "side", "gender", "notes"):
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


def to_event(
    participants: Iterable[ParticipantRecord],
    tables: Iterable[TableRecord],
    rounds: int,
    rules: Iterable[RuleRecord] = (),
    **settings: Any,
) -> Event:
    """The event that records describe; `settings` are further fields of `Event`."""
    return Event(
        participants=tuple(map(to_participant, participants)),
        tables=tuple(Table(t.id, t.seats, t.seats_by_round) for t in tables),
        rounds=rounds,
        rules=tuple(r.rule for r in rules),
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

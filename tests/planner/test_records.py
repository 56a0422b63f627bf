from __future__ import annotations

from dataclasses import fields, replace

import pytest

from planner.event import Apart, Balance, Meet, Participant, Rule, Seat, Table, Together
from planner.records import (
    IMMUTABLE,
    PARENTS,
    RECORDS,
    TAG_LIMIT,
    TEXT_LIMIT,
    EventRecord,
    ParticipantRecord,
    Record,
    RuleRecord,
    TableRecord,
    When,
    adopted,
    event_of,
    has_control_characters,
    invalid_fields,
    rule_id,
    to_event,
)

ADA = ParticipantRecord(
    "p1", "Ada", "Byron", email="ada@example.org", phone="+44 20 7946 0000", vip=True, side="A",
    gender="F", looking_for=("M",), age=31, age_min=28, age_max=40, rounds=(1, 2),
    tags=("speaker",), attributes={"company": "X"}, consent=True, notes="vegetarian",
)  # fmt: skip


def test_a_whole_record_is_valid() -> None:
    assert invalid_fields(ADA) == []


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"first_name": "", "last_name": " "}, "last_name", "missing-name"),
        ({"first_name": "x" * (TEXT_LIMIT + 1)}, "first_name", "too-long"),
        ({"attributes": {"company": "x" * (TEXT_LIMIT + 1)}}, "company", "too-long"),
        ({"attributes": {"x" * (TEXT_LIMIT + 1): "y"}}, "attributes", "too-long"),
        ({"attributes": {"com\x1bpany": "y"}}, "attributes", "control-characters"),
        ({"last_name": "By\x1b[31mron"}, "last_name", "control-characters"),
        ({"phone": "1\u2028two"}, "phone", "control-characters"),
        ({"notes": "half \ud83d"}, "notes", "control-characters"),
        ({"tags": ("ok", "not\u202eok")}, "tags", "control-characters"),
        ({"email": "ada"}, "email", "bad-email"),
        ({"email": "ada@example"}, "email", "bad-email"),
        ({"email": "a@b@example.org"}, "email", "bad-email"),
        ({"email": "ada@example..org"}, "email", "bad-email"),
        ({"email": "ada byron@example.org"}, "email", "bad-email"),
        ({"email": "ada@example.org, bob@example.org"}, "email", "bad-email"),
        ({"age": 0}, "age", "bad-age"),
        ({"age_max": 130}, "age_max", "bad-age"),
        ({"age_min": 41}, "age_min", "age-range-reversed"),
        ({"tags": tuple(map(str, range(TAG_LIMIT + 1)))}, "tags", "too-many-tags"),
    ],
)
def test_a_bad_field_is_named_with_what_to_do(
    changes: dict[str, object], field: str, code: str
) -> None:
    found = invalid_fields(replace(ADA, **changes))  # type: ignore[arg-type]  # any field
    assert [(name, message.code) for name, message in found] == [(field, code)]
    assert str(found[0][1])


@pytest.mark.parametrize(
    "email", ["zoë@exemple.fr", "o'hara+evening@sub.example.co.uk", "renée@münchen.de"]
)
def test_unusual_addresses_are_addresses(email: str) -> None:
    assert invalid_fields(replace(ADA, email=email)) == []


@pytest.mark.parametrize(
    "name", ["O’Brien", "Ægir Þór", "李 小龍", "نور", "Zoë\u00a0K", "👩\u200d🚀"]
)
def test_names_of_the_world_hold_no_control_characters(name: str) -> None:
    assert not has_control_characters(name)


def test_contact_data_and_consent_are_left_behind() -> None:
    event = to_event(
        [ADA],
        [TableRecord("t1", 6, {2: 4})],
        3,
        [Together(("p1", "p2"))],
        seed=7,
    )
    (ada,) = event.participants
    assert ada == Participant(
        "p1", "Ada Byron", vip=True, side="A", gender="F", looking_for=("M",), age=31, age_min=28,
        age_max=40, rounds=(1, 2), attributes={"company": "X"},
    )  # fmt: skip
    kept = {f.name for f in fields(ada)}
    assert not kept & {"email", "phone", "consent", "notes", "tags"}
    assert event.tables == (Table("t1", 6, {2: 4}),)
    assert (event.rounds, event.rules, event.seed) == (3, (Together(("p1", "p2")),), 7)


def test_empty_text_becomes_no_value() -> None:
    (nobody,) = to_event([ParticipantRecord("p", "Ada")], [], 1).participants
    assert (nobody.name, nobody.side, nobody.gender) == ("Ada", None, None)


EVENT = EventRecord("e", "Evening", When("2026-11-20", "19:30"), rounds=4, seed=3)


@pytest.mark.parametrize(
    ("record", "field", "code"),
    [
        (replace(EVENT, name=" "), "name", "missing-name"),
        (replace(EVENT, venue="x" * 201), "venue", "too-long"),
        (replace(EVENT, notes="x" * 4001), "notes", "too-long"),
        (replace(EVENT, notes="a\x1bb"), "notes", "control-characters"),
        (replace(EVENT, when=When("20.11.2026")), "when", "bad-date"),
        (replace(EVENT, when=When("2026-11-20", "late")), "when", "bad-time"),
        (replace(EVENT, rounds=0), "rounds", "out-of-range"),
        (replace(EVENT, minutes_per_round=0), "minutes_per_round", "out-of-range"),
        (replace(EVENT, minutes_of_break=-1), "minutes_of_break", "out-of-range"),
        (TableRecord("t", 0), "seats", "out-of-range"),
        (TableRecord("t", 4, {1: -1}), "seats_by_round", "out-of-range"),
        (TableRecord("t", 4, label="a\nb"), "label", "control-characters"),
        (RuleRecord("r", Together(("a", "b"), name="x" * 201)), "rule", "too-long"),
    ],
)
def test_every_kind_of_record_is_checked(record: Record, field: str, code: str) -> None:
    assert [(name, message.code) for name, message in invalid_fields(record)] == [(field, code)]


def test_notes_of_an_event_may_have_lines() -> None:
    assert invalid_fields(replace(EVENT, notes="first\nsecond")) == []


def test_people_of_a_list_become_people_of_an_event() -> None:
    listed = [replace(ADA, id=str(n)) for n in range(3)]
    people = adopted(listed, "e", own_ids=True, after=10)
    assert [(p.reference, p.position, p.event_id) for p in people] == [
        ("0", 11, "e"), ("1", 12, "e"), ("2", 13, "e"),
    ]  # fmt: skip
    assert len({p.id for p in people} | {"0", "1", "2"}) == 6
    assert {p.reference for p in adopted(listed, "e", own_ids=False)} == {""}


def test_a_rule_about_the_same_people_is_the_same_rule() -> None:
    rule = Together(("a", "b"), name="friends")
    assert rule_id("e", rule) == rule_id("e", Together(("b", "a"), rounds=(1,)))
    others: list[Rule] = [
        Together(("a", "c")), Apart(("a", "b")), Apart(same="a"), Meet(("a", "b")),
        Seat("a", "b"), Balance("a"),
    ]  # fmt: skip
    assert len({rule_id("e", r) for r in [rule, *others]} | {rule_id("f", rule)}) == 8


def test_an_event_is_described_by_what_is_left_of_it() -> None:
    people = [ParticipantRecord(name, name) for name in "abc"]
    tables = [TableRecord("t", 3, label="Window")]
    rules: list[Rule] = [
        Together(("a", "b", "gone")), Together(("c", "gone")), Apart(("a", "gone")),
        Apart(same="company"), Seat("a", "t"), Seat("gone", "t"), Seat("a", "gone"),
        Meet(("a", "b")), Meet(("a", "gone")), Balance("side"),
    ]  # fmt: skip
    records = [RuleRecord(str(n), rule) for n, rule in enumerate(rules)]
    event = event_of(EVENT, people, tables, records)
    assert event.rules == (
        Together(("a", "b")), Apart(same="company"), Seat("a", "t"), Meet(("a", "b")),
        Balance("side"),
    )  # fmt: skip
    assert (event.rounds, event.seed, event.tables) == (4, 3, (Table("t", 3),))


def test_children_come_after_their_parents() -> None:
    order = list(RECORDS)
    for child, (field, parent) in PARENTS.items():
        assert order.index(parent) < order.index(child)
        assert field in {f.name for f in fields(RECORDS[child])}
    assert set(IMMUTABLE) <= set(order)

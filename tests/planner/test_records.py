from __future__ import annotations

from dataclasses import fields, replace

import pytest

from planner.event import Participant, Table, Together
from planner.records import (
    TAG_LIMIT,
    TEXT_LIMIT,
    ParticipantRecord,
    TableRecord,
    has_control_characters,
    invalid_fields,
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

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.event import Rule, Seat, Together
from planner.records import RECORDS, ParticipantRecord, Record
from planner.registers import from_json, hints, scalar_type, to_text

KINDS = list(RECORDS.values())


@given(st.sampled_from(KINDS).flatmap(st.from_type))
def test_every_field_of_every_record_survives_json(record: Record) -> None:
    for name, hint in hints(type(record)).items():
        value = getattr(record, name)
        assert from_json(hint, json.loads(to_text(value))) == value


@given(st.dictionaries(st.text(), st.text()))
def test_equal_values_have_one_text(attributes: dict[str, str]) -> None:
    backwards = dict(reversed(attributes.items()))
    assert to_text(attributes) == to_text(backwards)


def test_a_rule_is_the_kind_it_says() -> None:
    assert from_json(Rule, {"kind": "seat", "who": "p", "table": "t"}) == Seat("p", "t")
    text = to_text(Together(("a", "b"), rounds=(1,)))
    assert from_json(Rule, json.loads(text)) == Together(("a", "b"), rounds=(1,))


@pytest.mark.parametrize(
    ("field", "value"),
    [("vip", 2), ("age", "31"), ("age", True), ("first_name", None), ("rounds", ["1"])],
)
def test_a_value_of_another_type_is_refused(field: str, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        from_json(hints(ParticipantRecord)[field], value)


@pytest.mark.parametrize("value", [{"kind": "dance"}, {"kind": "seat", "whom": "p"}, {}, []])
def test_what_is_no_rule_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError, LookupError)):
        from_json(Rule, value)


def test_scalars_are_told_from_what_needs_json() -> None:
    known = hints(ParticipantRecord)
    assert [scalar_type(known[n]) for n in ("first_name", "vip", "age")] == [str, bool, int]
    assert scalar_type(known["tags"]) is scalar_type(known["attributes"]) is None
    assert list(known) == [field.name for field in fields(ParticipantRecord)]

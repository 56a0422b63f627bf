from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import event as forms
from planner.event import Event
from planner.form import SIZE_LIMIT, event_schema, event_to_form, parse_event
from planner.messages import Message, Refusal
from planner.problem import compile_event

DOCS = Path(__file__).parents[2] / "docs"

GOOD: dict[str, Any] = {
    "participants": [{"id": "a"}, {"id": "b"}],
    "tables": [{"id": "t", "seats": 2}],
    "rounds": 1,
}


def refusals(data: bytes | str) -> list[Message]:
    with pytest.raises(Refusal) as refusal:
        parse_event(data)
    assert all(str(message).count("\n") == 0 for message in refusal.value.messages)
    return list(refusal.value.messages)


numbers = st.integers(-(2**53), 2**53)
texts = st.text(max_size=5)
pair = st.tuples(texts, texts)
rounds = st.none() | st.lists(numbers, max_size=3).map(tuple)
named = {"name": texts, "reason": texts}
rules = st.one_of(
    st.builds(forms.Together, st.lists(texts).map(tuple), rounds=rounds, **named),
    st.builds(
        forms.Apart, st.lists(texts).map(tuple), same=st.none() | texts, at_most=numbers, **named
    ),
    st.builds(forms.Seat, texts, texts, rounds=rounds, **named),
    st.builds(forms.Meet, pair, at_least=st.none() | numbers, times=st.none() | numbers, **named),
    st.builds(forms.Balance, texts, weight=numbers, **named),
)
tables = st.builds(forms.Table, texts, numbers, st.dictionaries(numbers, numbers, max_size=2))
age = st.none() | numbers
people = st.builds(
    forms.Participant, texts, texts, st.booleans(), st.none() | texts, st.none() | texts,
    st.lists(texts, max_size=2).map(tuple), age, age, age, rounds,
    st.dictionaries(texts, texts, max_size=2),
)  # fmt: skip
played = st.builds(
    forms.PlayedRound,
    st.lists(st.builds(forms.PlayedTable, texts, st.lists(texts).map(tuple)), max_size=2).map(
        tuple
    ),
)
events = st.builds(
    Event,
    st.lists(people, max_size=2).map(tuple),
    st.lists(tables, max_size=2).map(tuple),
    numbers,
    rules=st.lists(rules, max_size=3).map(tuple),
    two_sided=st.booleans(),
    interest=st.sampled_from([None, "strict", "soft"]),
    breaks=st.sampled_from(["never", "allowed"]),
    met_before=st.lists(st.builds(forms.MetBefore, pair, numbers), max_size=2).map(tuple),
    played=st.lists(played, max_size=2).map(tuple),
    priority=st.sampled_from(["balanced", "most-meetings"]),
    weights=st.builds(forms.Weights, numbers, numbers, numbers),
    seed=numbers,
    effort=st.sampled_from(["quick", "normal", "thorough"]),
)


@settings(max_examples=50, deadline=None)
@given(events)
def test_an_event_written_and_read_is_the_same(event: Event) -> None:
    assert parse_event(json.dumps(event_to_form(event))) == event
    assert parse_event(json.dumps(event_to_form(event), ensure_ascii=False).encode()) == event


def test_what_goes_without_saying_is_not_written() -> None:
    assert event_to_form(parse_event(json.dumps(GOOD))) == GOOD


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse_event(b"\xef\xbb\xbf" + json.dumps(GOOD).encode()).rounds == 1


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"extra": 1}, "unknown-key", "extra"),
        ({"participants": [{"id": "a", "nmae": "x"}]}, "unknown-key", "participants[0].nmae"),
        ({"participants": [{"id": "a"}, {"id": "b", "age": "31"}]}, "not-a-whole-number",
         "participants[1].age"),
        ({"participants": [{"name": "x"}]}, "missing-field", "participants[0].id"),
        ({"participants": [{"id": "a", "vip": 1}]}, "not-true-or-false", "participants[0].vip"),
        ({"participants": ["x"]}, "not-an-object", "participants[0]"),
        ({"participants": {}}, "not-a-list", "participants"),
        ({"participants": [{"id": 1}]}, "not-text", "participants[0].id"),
        ({"participants": [{"id": "a", "attributes": []}]}, "not-an-object",
         "participants[0].attributes"),
        ({"tables": [{"id": "t", "seats": 2, "seats_by_round": {"x": 1}}]}, "not-a-whole-number",
         "tables[0].seats_by_round.x"),
        ({"rounds": True}, "not-a-whole-number", "rounds"),
        ({"rounds": 1.5}, "not-a-whole-number", "rounds"),
        ({"rules": [{"who": ["a", "b"]}]}, "not-one-of", "rules[0].kind"),
        ({"rules": [{"kind": "near"}]}, "not-one-of", "rules[0].kind"),
        ({"rules": [{"kind": "seat", "who": "a"}]}, "missing-field", "rules[0].table"),
        ({"rules": [{"kind": "apart", "whom": []}]}, "unknown-key", "rules[0].whom"),
        ({"rules": [3]}, "not-an-object", "rules[0]"),
        ({"rules": [{"kind": "meet", "who": ["a"]}]}, "not-two", "rules[0].who"),
        ({"rules": [{"kind": "meet", "who": ["a", "b", "c"]}]}, "not-two", "rules[0].who"),
        ({"effort": "huge"}, "not-one-of", "effort"),
    ],
)  # fmt: skip
def test_every_fault_is_named_by_its_place(change: Any, code: str, place: str) -> None:
    messages = refusals(json.dumps({**GOOD, **change}))
    assert [(m.code, m.params["place"]) for m in messages] == [(code, place)]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "bad-json", "line 1, column 1 "),
        (b'{"rounds": 1,\n "tables" []}', "bad-json", "line 2, column 11 "),
        (b"\xff\xfe{", "form-not-utf-8", "UTF-8"),
        ("\ud800", "form-not-utf-8", "UTF-8"),
        (b'{"rounds": NaN}', "not-a-number", "NaN"),
        (b'{"rounds": 1, "rounds": 2}', "repeated-key", "rounds"),
        (b'{"seed": ' + b"9" * 5000 + b"}", "number-too-large", "99999999999999999999…"),
        (b'{"seed": -9007199254740993}', "number-too-large", "-9007199254740993"),
        (b"[" * 100_000, "unreadable-json", "deeply"),
        (b"[" * 500 + b"]" * 500, "unreadable-json", "deeply"),
        (b'{"seed": "\\ud800"}', "unreadable-json", "broken"),
        (b"[]", "not-an-object", "The event form must be an object"),
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused_cleanly(data: bytes | str, code: str, words: str) -> None:
    messages = refusals(data)
    assert [m.code for m in messages] == [code]
    assert words in str(messages[0])


def test_a_form_larger_than_the_limit_is_refused_unread() -> None:
    assert [m.code for m in refusals(" " * (SIZE_LIMIT + 1))] == ["form-too-large"]


def test_a_long_list_of_faults_is_cut_and_counted() -> None:
    form = {**GOOD, "participants": [{"id": i} for i in range(50)]}
    assert [m.code for m in refusals(json.dumps(form))][-1] == "more-problems"


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
            st.sampled_from(["participants", "rules", "kind", "tables", "id", "who", "rounds"]),
            inner, max_size=4,
        ),
    )
)  # fmt: skip
def test_any_json_at_all_is_read_or_refused(value: Any) -> None:
    with contextlib.suppress(Refusal):
        parse_event(json.dumps(value))


def test_the_published_schema_is_the_one_of_the_code() -> None:
    published = json.loads((DOCS / "event.schema.json").read_text("utf-8"))
    assert published == event_schema()


EXAMPLES = re.findall(r"```json\n(.*?)```", (DOCS / "event-form.md").read_text("utf-8"), re.DOTALL)


def test_the_page_shows_every_field_of_the_form() -> None:
    shown = "".join(EXAMPLES)
    schema = event_schema()
    objects = [schema, *schema["$defs"].values()]
    names = {name for part in objects for name in part["properties"]}
    assert {name for name in names if f'"{name}"' not in shown} == set()


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_of_the_page_can_be_planned(text: str) -> None:
    compile_event(parse_event(text))

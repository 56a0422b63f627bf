from __future__ import annotations

import io
import json
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.bounds import bound
from planner.event import Event, Participant, Table, plain_event
from planner.exchange.gathering import ReadPlan
from planner.exchange.numbers import write_numbers
from planner.exchange.plan_json import write_json
from planner.exchange.plan_names import write_names
from planner.exchange.reading import match_to_event, read_plan
from planner.messages import Refusal
from planner.metrics import measure, problem_of
from planner.pipeline import Plan
from planner.problem import compile_event
from planner.schedule import ABSENT, BREAK, Schedule


@st.composite
def evenings(draw: st.DrawFn, *, plain: bool = False) -> tuple[Event, Schedule]:
    """An event in which somebody sits, and any seating of it."""
    people, tables, rounds = (draw(st.integers(1, n)) for n in (9, 4, 5))
    event = replace(plain_event(people, tables, people, rounds), breaks="allowed")
    places = st.integers(ABSENT if plain else BREAK, tables - 1)
    rows = [draw(st.lists(places, min_size=people, max_size=people)) for _ in range(rounds)]
    rows[0][0] = 0
    seating = np.array(rows, np.int32)
    if not plain:
        labels = st.text(min_size=1, max_size=6).map(str.strip).filter(usable)
        ids = draw(st.lists(labels, min_size=people, max_size=people, unique=True))
        names = draw(st.lists(labels | st.just(""), min_size=people, max_size=people))
        there = [tuple((np.flatnonzero(c != ABSENT) + 1).tolist()) for c in seating.T]
        who = map(Participant, ids, names)
        event = replace(
            event,
            participants=tuple(replace(p, rounds=r) for p, r in zip(who, there, strict=True)),
        )
    return event, Schedule(seating)


def usable(label: str) -> bool:
    return bool(label) and label.isprintable() and not label.isdigit()


def written_json(event: Event, schedule: Schedule) -> bytes:
    stream = io.BytesIO()
    problem = compile_event(plain_event(4, 2, 2, 1))
    metrics = measure(problem, Schedule(np.array([[0, 0, 1, 1]], np.int32)))
    plan = Plan(replace(problem, event=event), schedule, metrics, bound(problem), "")
    write_json(plan, stream)
    return stream.getvalue()


def written_names(event: Event, schedule: Schedule, delimiter: str = ",") -> bytes:
    stream = io.BytesIO()
    write_names(event, schedule, stream, delimiter=delimiter)
    return stream.getvalue()


def reads(data: bytes) -> bool:
    with suppress(Refusal):
        return isinstance(read_plan(data), ReadPlan)
    return False


def refused(data: str | bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_plan(data.encode() if isinstance(data, str) else data)
    assert str(caught.value)
    return caught.value


def code(data: str | bytes) -> str:
    return refused(data).messages[0].code


@given(evenings(plain=True))
def test_numbers_come_back_as_they_went(evening: tuple[Event, Schedule]) -> None:
    event, schedule = evening
    stream = io.BytesIO()
    write_numbers(schedule, stream)
    seated = np.where(schedule.seating >= 0, schedule.seating, BREAK)
    filled = np.flatnonzero((schedule.seating >= 0).any(axis=1)).tolist()
    if filled == list(range(len(filled))):
        back = match_to_event(read_plan(stream.getvalue()), event)
        assert (back.seating == seated).all()
    else:
        assert code(stream.getvalue()) == "round-missing"


@given(evenings())
def test_json_comes_back_as_it_went(evening: tuple[Event, Schedule]) -> None:
    event, schedule = evening
    plan = read_plan(written_json(event, schedule))
    assert (match_to_event(plan, event).seating == schedule.seating).all()


@given(evenings(), st.sampled_from(",;"))
def test_names_come_back_as_they_went(evening: tuple[Event, Schedule], delimiter: str) -> None:
    event, schedule = evening
    plan = read_plan(written_names(event, schedule, delimiter))
    assert (match_to_event(plan, event).seating == schedule.seating).all()
    assert plan.names == {p.id: p.name for p in event.participants if p.name}


@given(evenings(plain=True))
def test_names_of_an_evening_in_numbers_count_from_one(evening: tuple[Event, Schedule]) -> None:
    event, schedule = evening
    plan = read_plan(written_names(event, schedule))
    assert plan.people == tuple(str(i + 1) for i in range(len(event.participants)))


HEADER = "session_id,table_id,participant_id\n"


@given(st.binary() | st.text().map(str.encode))
@example(b"[" * 100_000)
@example(b'{"sessions": ' + b"[" * 100_000)
@example(b'{"sessions": [{"session_id": ' + b"9" * 5_000 + b"}]}")
@example(b'{"sessions": [{"tables": [{"participants": [NaN]}]}]}')
@example(b'{"sessions": [{"tables": [{"participants": ["\\ud800"]}]}]}')
@example(b"\xff\xfea")
@example(HEADER.encode() + b'0,"0\n')
@example(HEADER.encode() + b"0,0,\x00\n")
@example(HEADER.encode() + b"0,0," + b"x" * 200_000)
def test_any_bytes_are_a_plan_or_refused(data: bytes) -> None:
    assert reads(data) or refused(data)


shapes = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["sessions", "session_id", "tables", "table_id", "participants", "id",
                         "name", "absent", "break"]), inner, max_size=4),
)  # fmt: skip


@given(shapes)
def test_any_json_is_a_plan_or_refused(form: object) -> None:
    data = json.dumps({"sessions": [form]}).encode()
    assert reads(data) or refused(data)


def test_columns_are_found_by_their_header_in_any_order() -> None:
    plan = read_plan(b"Participant;Note;Table;Session\nada;x;T1;1\nbob;;T1;1\nada;;T2;2\n")
    assert plan.people == ("ada", "bob")
    assert plan.tables == ("T1", "T2")
    assert plan.ignored == ("Note",)
    assert plan.schedule.seating.tolist() == [[0, 0], [1, ABSENT]]


def test_numbers_are_ordered_as_numbers() -> None:
    plan = read_plan((HEADER + "0,10,11\n0,9,2\n").encode())
    assert plan.people == ("2", "11")
    assert plan.tables == ("9", "10")
    assert plan.schedule.seating.tolist() == [[0, 1]]


def test_people_may_be_objects_with_names() -> None:
    form = {"sessions": [{"tables": [{"participants": [{"id": 7, "name": "Ada"}, {"id": "b"}]}]}]}
    plan = read_plan(json.dumps(form).encode())
    assert plan.people == ("7", "b")
    assert plan.names == {"7": "Ada"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_plan_saved_by_excel_is_read(encoding: str) -> None:
    text = "session_id;table_id;participant_id\r\n0;1;Zoé\r\n"
    assert read_plan(text.encode(encoding)).people == ("Zoé",)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("", "empty-plan"),
        ("0,0,1\n0,1,1\n", "seated-twice"),
        ("0,0,1\n0,0,1\n", "seated-twice"),
        ("0,0,1\n2,0,1\n", "round-missing"),
        ("0,0,1\nx,0,1\n", "bad-session"),
        ("0,0,1\n-1,0,1\n", "bad-session"),
        ("0,0,1\n0,,2\n", "empty-value"),
        ("0,0,1\n0,0\n", "ragged-row"),
        ("0,0,1\n0,0,2,3\n", "ragged-row"),
        ("0,0,1\n0,0,a\x1bb\n", "bad-value"),
        ('0,0,1\n0,0,"2', "malformed-csv"),
    ],
)
def test_rows_that_make_no_plan_are_refused(rows: str, expected: str) -> None:
    assert code(HEADER + rows) == expected


def test_a_bad_row_is_named_by_its_line() -> None:
    assert "Line 4" in str(refused(HEADER + "0,0,1\n\n0,0\n"))


@pytest.mark.parametrize(
    ("form", "where"),
    [
        ({"sessions": {}}, "sessions"),
        ({"sessions": [3]}, "sessions[0]"),
        ({"sessions": [{"session_id": True}]}, "sessions[0].session_id"),
        ({"sessions": [{"tables": [[]]}]}, "sessions[0].tables[0]"),
        ({"sessions": [{"tables": [{"participants": [1, 1.5]}]}]},
         "sessions[0].tables[0].participants[1]"),
        ({"sessions": [{"absent": [{"name": "Ada"}]}]}, "sessions[0].absent[0].id"),
    ],
)  # fmt: skip
def test_json_that_is_no_plan_is_refused_with_the_place(form: object, where: str) -> None:
    message = refused(json.dumps(form)).messages[0]
    assert message.code == "bad-value"
    assert message.params["where"] == where


def test_absurd_sizes_are_refused() -> None:
    assert code(HEADER + "".join(f"{r},0,0\n" for r in range(1_001))) == "too-many-rounds"
    # every row a person and a round of their own: 27 million cells from a small file
    rows = "".join(f"{i % 999},0,{i}\n" for i in range(27_000))
    assert code(HEADER + rows) == "plan-too-large"


EVENT = Event(
    (Participant("ada"), Participant("bob"), Participant("eve", rounds=(1,))),
    (Table("T1", 2), Table("T2", 2)),
    rounds=3,
)


def matched(rows: str) -> Schedule:
    return match_to_event(read_plan((HEADER + rows).encode()), EVENT)


def test_ids_are_those_of_the_event() -> None:
    seating = matched("1,T2,eve\n1,T2,ada\n1,T1,bob\n2,T1,bob\n").seating
    assert seating.tolist() == [[1, 0, 1], [BREAK, 0, ABSENT], [BREAK, BREAK, ABSENT]]


@pytest.mark.parametrize("first", [0, 1])
def test_numbers_are_places_in_the_list(first: int) -> None:
    rows = [(0, 1, 2), (0, 0, 1), (1, 1, 0)]
    seating = matched("".join(f"{r},{t + first},{i + first}\n" for r, t, i in rows)).seating
    assert seating[:2].tolist() == [[BREAK, 0, 1], [1, BREAK, ABSENT]]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("0,T1,zoe\n", "unknown-person"),
        ("0,T1,4\n", "unknown-person"),
        ("0,T3,ada\n", "unknown-table"),
        ("0,7,ada\n", "unknown-table"),
        ("0,T1,ada\n1,T1,ada\n2,T1,ada\n3,T1,ada\n", "too-many-rounds-for-event"),
    ],
)
def test_a_plan_of_another_event_is_refused(rows: str, expected: str) -> None:
    with pytest.raises(Refusal) as caught:
        matched(rows)
    assert caught.value.messages[0].code == expected
    assert str(caught.value)


def test_a_plan_without_its_event_can_be_measured() -> None:
    plan = read_plan((HEADER + "0,a,x\n0,a,y\n0,b,z\n1,b,x\n1,b,y\n1,b,z\n2,a,x\n2,a,z\n").encode())
    metrics = measure(problem_of(plan.schedule), plan.schedule)
    assert (metrics.unique, metrics.meetings, metrics.broken.total) == (3, 5, 0)

"""Lists of people written out: spreadsheets show them, and the import reads them back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.columns import recognized_field
from planner.exchange.lists import ImportedList, read_list
from planner.exchange.roster import HEADERS, spans, write_csv, write_workbook
from planner.exchange.values import rounds
from planner.records import ParticipantRecord, invalid_fields
from tui import texts

ADA = ParticipantRecord(
    "p1", "Ada", "Byron", email="ada@example.org", phone="+44 20 7946 0000", vip=True, side="A",
    gender="F", looking_for=("M", "NB"), age=31, age_min=28, age_max=40, rounds=(1, 2, 4),
    tags=("speaker", "press"), attributes={"company": "X", "E-mail": "home", "Ville": "Brest"},
    consent=False, notes="- vegetarian",
)  # fmt: skip

Write = Callable[[list[ParticipantRecord]], bytes]


def as_csv(people: list[ParticipantRecord]) -> bytes:
    stream = io.BytesIO()
    write_csv(people, stream, delimiter=";" if texts.language() == "fr" else ",", translate=texts._)
    return stream.getvalue()


def as_workbook(people: list[ParticipantRecord]) -> bytes:
    stream = io.BytesIO()
    write_workbook(people, stream, title="People", translate=texts._)
    return stream.getvalue()


def read_back(people: list[ParticipantRecord], write: Write) -> ImportedList:
    return read_list(write(people))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("write", [as_csv, as_workbook])
def test_what_is_written_reads_back_the_same(language: str, write: Write) -> None:
    texts.use(language)
    read = read_back([ADA], write)
    assert read.problems == ()
    assert read.records == (replace(ADA, id="1"),)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_header_is_known_to_the_import(language: str) -> None:
    texts.use(language)
    known = {field: recognized_field(texts._(header)) for field, header in HEADERS.items()}
    assert known == {field: field for field in HEADERS}


def test_ids_are_written_where_everybody_has_one() -> None:
    ada, eve = replace(ADA, reference="a7"), ParticipantRecord("p2", "Eve", reference="e1")
    assert [p.id for p in read_back([ada, eve], as_csv).records] == ["a7", "e1"]
    assert [p.id for p in read_back([ada, replace(eve, reference="")], as_csv).records] == [
        "1",
        "2",
    ]


def test_nothing_written_can_be_run() -> None:
    bad = ParticipantRecord("p", "Eve", "=cmd()", phone="+1", notes="@SUM(A1)")
    cells = as_csv([bad]).decode().splitlines()[1].split(",")
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@")]


def test_a_template_is_a_header_alone() -> None:
    assert as_csv([]).decode("utf-8-sig").strip().split(",")[:3] == [
        "First name", "Last name", "E-mail",
    ]  # fmt: skip


@given(st.sets(st.integers(1, 30), min_size=1))
def test_rounds_read_back_as_they_were(numbers: set[int]) -> None:
    assert rounds(spans(sorted(numbers))) == tuple(sorted(numbers))


words = st.text('abcdéçß漢字 א+-@,;"', min_size=1, max_size=12).map(str.strip).filter(bool)


@given(
    st.builds(
        ParticipantRecord,
        id=st.just("1"),
        last_name=st.text('abcdéçß漢字 א"', min_size=1).map(str.strip).filter(bool),
        phone=words,
        vip=st.booleans(),
        notes=words,
        consent=st.sampled_from([None, True, False]),
        attributes=st.dictionaries(
            st.sampled_from(["company", "group", "Ville", "Régime"]), words, max_size=3
        ),
    ),
    st.sampled_from([as_csv, as_workbook]),
)
def test_whatever_may_be_kept_reads_back(person: ParticipantRecord, write: Write) -> None:
    assert invalid_fields(person) == []
    read = read_back([person], write)
    assert read.records == (person,)

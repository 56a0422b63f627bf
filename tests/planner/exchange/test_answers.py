from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.answers import ReadAnswers, read_answers
from planner.messages import Refusal
from planner.records import ANSWERS, ParticipantRecord

PEOPLE = (
    ParticipantRecord("a", "Ada", "Byron", email="ada@example.org", position=1),
    ParticipantRecord("b", "Zoë", "Dupont", position=2),
    ParticipantRecord("c", "Cem", position=3),
    ParticipantRecord("d", "Cem", position=12),
)


def read(text: str) -> ReadAnswers:
    return read_answers(text.encode(), PEOPLE)


def spelled(found: ReadAnswers) -> list[str]:
    return [f"{c.giver_id}{c.receiver_id} {c.answer}" for c in found.choices]


def test_a_row_for_each_answer() -> None:
    found = read("From,To,Answer\n1,2,yes\nZoe Dupont,ADA@example.org,Friends\n\n#2,3,NON\n")
    assert spelled(found) == ["ab yes", "ba friends", "bc no"]
    assert found.row_numbers == (2, 3, 5)
    assert not found.problems


def test_a_row_for_each_card() -> None:
    found = read(
        "Horodateur;Votre numéro;Revoir;En amis\n20/11/2026;1;2, 3;12\n20/11/2026;12;1 2;\n"
    )
    assert spelled(found) == ["ab yes", "ac yes", "ad friends", "da yes", "db yes"]
    assert found.row_numbers == (2, 2, 2, 3, 3)


def test_what_names_nobody_or_no_answer_is_told_with_its_cell() -> None:
    found = read("from,to,answer\n1,99,yes\nCem,1,yes\n1,2,perhaps\n2,1,yes\n1\n")
    assert spelled(found) == ["ba yes"]
    assert [(p.row, p.column, p.message.code) for p in found.problems] == [
        (2, "to", "unknown-guest"), (3, "from", "unknown-guest"), (4, "answer", "unknown-answer"),
        (6, "answer", "unknown-answer"),
    ]  # fmt: skip
    assert "“99”" in str(found.problems[0].message)


def test_where_the_list_has_ids_of_its_own_numbers_mean_those() -> None:
    people = [
        ParticipantRecord("a", "Ada", reference="2", position=1),
        ParticipantRecord("b", "Bob", reference="1", position=2),
    ]
    found = read_answers(b"from,to,answer\n1,2,yes\n", people)
    assert spelled(found) == ["ba yes"]


def test_the_same_answer_twice_is_left_to_be_looked_at() -> None:
    assert spelled(read("from,to,answer\n1,2,yes\n1,2,no\n")) == ["ab yes", "ab no"]


@pytest.mark.parametrize(
    "text",
    ["", "a,b\n1,2\n", "from,to\n1,2\n", "from,answer\n1,yes\n", "yes,no\n1,2\n", "%PDF-1.7"],
)
def test_what_holds_no_answers_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read(text)


choices = st.tuples(st.sampled_from("123"), st.sampled_from("123"), st.sampled_from(ANSWERS))


@given(st.lists(choices, min_size=1))
def test_every_answer_is_read(rows: list[tuple[str, str, str]]) -> None:
    found = read("from,to,answer\n" + "".join(",".join(row) + "\n" for row in rows))
    id_of = dict(zip("123", "abc", strict=True))
    assert spelled(found) == [f"{id_of[one]}{id_of[other]} {what}" for one, other, what in rows]


@given(st.binary(max_size=200) | st.text().map(lambda text: f"from,to,answer\n{text}".encode()))
def test_any_file_is_read_or_refused(data: bytes) -> None:
    with suppress(Refusal):
        read_answers(data, PEOPLE)

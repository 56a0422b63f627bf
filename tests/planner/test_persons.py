from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.persons import known_pairs, persons, questions
from planner.records import ParticipantRecord, identity


def guest(id_: str, event: str, name: str = "", email: str = "") -> ParticipantRecord:
    return ParticipantRecord(id_, name or id_, email=email, event_id=event)


def test_one_address_is_one_person_whatever_its_capitals() -> None:
    same = persons([
        guest("a1", "e1", email="ada@example.org"), guest("a2", "e2", email=" Ada@Example.org"),
        guest("b2", "e2", email="bob@example.org"), guest("c3", "e3"), guest("c4", "e4"),
    ])  # fmt: skip
    assert same == {"a1": "a1", "a2": "a1", "b2": "b2", "c3": "c3", "c4": "c4"}


def test_a_couple_with_one_address_stays_two() -> None:
    people = [
        guest("ann1", "e1", "Ann", "us@example.org"), guest("ben1", "e1", "Ben", "us@example.org"),
        guest("ann2", "e2", "Ann", "us@example.org"),
    ]  # fmt: skip
    assert len(set(persons(people).values())) == 3
    (question,) = questions(people)
    assert (question.one.id, question.other.id) == ("ann1", "ann2")
    said = [identity("ann2", "ann1", same=True)]
    assert persons(people, said)["ann2"] == "ann1"
    assert not questions(people, said)


def test_the_same_name_only_asks() -> None:
    people = [guest("z1", "e1", "Zoë  Dupont"), guest("z2", "e2", "zoe dupont"),
              guest("z3", "e2", "Zoe Dupont")]  # fmt: skip
    assert len(set(persons(people).values())) == 3
    assert [(q.one.id, q.other.id) for q in questions(people)] == [("z1", "z2"), ("z1", "z3")]
    said = [identity("z1", "z2", same=True), identity("z3", "z1", same=False)]
    assert persons(people, said) == {"z1": "z1", "z2": "z1", "z3": "z3"}
    assert not questions(people, said)


def test_an_address_that_was_handed_on_is_not_one_person() -> None:
    people = [guest("a", "e1", email="info@example.org"),
              guest("b", "e2", email="info@example.org")]  # fmt: skip
    assert persons(people, [identity("a", "b", same=False)]) == {"a": "a", "b": "b"}


def test_what_was_said_about_people_who_are_forgotten_does_no_harm() -> None:
    assert persons([guest("a", "e1")], [identity("a", "gone", same=True)]) == {"a": "a"}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_being_one_person_is_transitive(said: list[tuple[int, int]]) -> None:
    people = [guest(str(n), f"e{n}") for n in range(10)]
    same = persons(people, [identity(str(a), str(b), same=True) for a, b in said if a != b])
    assert all(same[str(a)] == same[str(b)] for a, b in said)
    chain = [identity(str(a), str(b), same=True) for a, b in pairwise(range(10))]
    assert set(persons(people, chain).values()) == {"0"}


def test_pairs_who_met_before_are_those_of_now() -> None:
    now = [guest("a2", "e2", email="a@example.org"), guest("b2", "e2", email="b@example.org"),
           guest("n2", "e2")]  # fmt: skip
    then = [guest("a1", "e1", email="a@example.org"), guest("b1", "e1", email="b@example.org"),
            guest("g1", "e1")]  # fmt: skip
    met = {"a1": {"b1", "g1"}, "b1": {"a1"}, "g1": {"a1"}, "forgotten": {"a1"}}
    (record,) = known_pairs("e2", now, met, persons([*then, *now]), source="Bal 2026-10-01")
    assert (record.who, record.source, record.weight) == (("a2", "b2"), "Bal 2026-10-01", 1)

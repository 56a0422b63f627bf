from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.matching import (
    Choice,
    Doubt,
    Match,
    Progress,
    answers_of,
    doubts,
    matches,
    progress,
    shares_contact,
    unanswered,
)
from planner.records import ANSWERS, Answer, ParticipantRecord, card

IDS = "abcdef"
MET = {"a": {"b", "c"}, "b": {"a", "c"}, "c": {"a", "b"}, "d": {"e"}, "e": {"d"}}
NAMES = {"a": "Ada", "b": "Bob", "c": "Cem", "d": "Dee", "e": "Eve", "f": "Fay"}

pairs = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS))
all_answers = st.dictionaries(pairs, st.sampled_from(ANSWERS))


def test_a_match_is_what_both_said() -> None:
    answers: dict[tuple[str, str], Answer] = {
        ("a", "b"): "yes", ("b", "a"): "yes",
        ("a", "c"): "friends", ("c", "a"): "friends",
        ("b", "c"): "no", ("c", "b"): "no",
    }  # fmt: skip
    assert matches(answers) == {
        "a": (Match("b", "yes"), Match("c", "friends")),
        "b": (Match("a", "yes"),),
        "c": (Match("a", "friends"),),
    }


@pytest.mark.parametrize("other", ["no", "friends", None])
def test_what_only_one_said_is_nobodys_match(other: Answer | None) -> None:
    answers: dict[tuple[str, str], Answer] = {("a", "b"): "yes"}
    if other is not None:
        answers["b", "a"] = other
    assert matches(answers) == {}


def test_nobody_matches_herself() -> None:
    assert matches({("a", "a"): "yes"}) == {}


@given(all_answers)
def test_matches_are_symmetric(answers: dict[tuple[str, str], Answer]) -> None:
    found = matches(answers)
    for one, every in found.items():
        for match in every:
            assert Match(one, match.kind) in found[match.other_id]
            assert answers[one, match.other_id] == answers[match.other_id, one] == match.kind


@given(all_answers, st.sampled_from(IDS), pairs, st.sampled_from([*ANSWERS, None]))
def test_nothing_one_sided_leaks(
    answers: dict[tuple[str, str], Answer], me: str, other: tuple[str, str], now: Answer | None
) -> None:
    """What I am told does not depend on what anybody says of me whom I did not answer alike."""
    giver, receiver = other
    changed = {pair: answer for pair, answer in answers.items() if pair != other}
    if now is not None:
        changed[other] = now
    mine = answers.get((me, giver))
    if receiver != me or mine in (None, "no"):
        if giver != me:
            assert matches(answers).get(me) == matches(changed).get(me)
    elif mine not in (answers.get(other), now) and giver != me:
        assert matches(answers).get(me) == matches(changed).get(me)


def test_contact_data_is_shared_with_consent_only() -> None:
    assert [
        shares_contact(ParticipantRecord("p", consent=consent)) for consent in (True, False, None)
    ] == [True, False, False]


def test_progress_is_told_for_both_sides() -> None:
    answers: dict[tuple[str, str], Answer] = {
        ("a", "b"): "yes", ("a", "c"): "no", ("b", "a"): "no", ("a", "d"): "yes",
    }  # fmt: skip
    found = progress(answers, MET)
    assert found["a"] == Progress(given=2, received=1, met=2)
    assert found["a"].is_done
    assert found["b"] == Progress(given=1, received=1, met=2)
    assert "f" not in found
    assert unanswered(answers, MET, "b") == ["c"]
    assert unanswered(answers, MET, "f") == []


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice("a", "b", "yes"), None),
        (Choice("a", "a", "yes"), "card-about-herself"),
        (Choice("a", "b", "friends"), "card-unknown-answer"),
        (Choice("f", "b", "yes"), "card-of-absent"),
        (Choice("a", "f", "yes"), "card-about-absent"),
        (Choice("a", "d", "yes"), "card-never-met"),
        (Choice("b", "c", "no"), "card-twice"),
        (Choice("b", "c", "yes"), "card-contradicts"),
    ],
)
def test_what_cannot_be_right_is_told(choice: Choice, code: str | None) -> None:
    found = doubts([choice], MET, NAMES, offered=("yes", "no"), stored={("b", "c"): "no"})
    assert [doubt.code for doubt in found] == ([code] if code else [])
    assert all(NAMES[choice.giver_id] in str(doubt.message) for doubt in found)


def test_a_card_that_is_typed_twice_is_noticed_within_one_file() -> None:
    choices = [Choice("a", "b", "yes"), Choice("a", "c", "no"), Choice("a", "b", "yes"),
               Choice("a", "b", "no")]  # fmt: skip
    found = doubts(choices, MET, NAMES, offered=("yes", "no"))
    assert [(doubt.place, doubt.code) for doubt in found] == [
        (2, "card-twice"), (3, "card-contradicts"),
    ]  # fmt: skip
    assert isinstance(found[0], Doubt)


def test_cards_are_one_for_each_two_and_each_direction() -> None:
    cards = [card("e", "a", "b", "yes"), card("e", "b", "a", "no"), card("e", "a", "b", "no")]
    assert cards[0].id == cards[2].id != cards[1].id
    assert answers_of(cards[:2]) == {("a", "b"): "yes", ("b", "a"): "no"}

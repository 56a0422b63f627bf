"""What people are told, on every way out: only what both said, and contact only with consent."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.exchange.results_csv import write_results as write_csv
from planner.matching import Answers
from planner.printing.results import write_results as write_pdf
from planner.records import ANSWERS, Answer, ParticipantRecord
from planner.results import Result, Told, results
from tests.planner.printing.conftest import english, read, text_of

NAMES = ("Ada Adams", "Bob Brown", "Cem Çelik", "Dua Duval", "Eve Evans")
PEOPLE = tuple(
    ParticipantRecord(
        f"p{n}", name.split()[0], name.split()[1], email=f"{name[:3].lower()}@example.org",
        phone=f"+44 {n}{n}{n}", consent=consent, position=n,
    )
    for n, (name, consent) in enumerate(
        zip(NAMES, (True, True, False, None, True), strict=True), 1
    )
)  # fmt: skip
IDS = tuple(person.id for person in PEOPLE)


def told(answers: Answers) -> dict[str, tuple[Told, ...]]:
    return {result.person.id: result.told for result in results(PEOPLE, answers, IDS)}


def pages(found: Sequence[Result], **options: Any) -> bytes:
    stream = io.BytesIO()
    write_pdf(found, stream, name="Gala", day="20 Nov", say=english, **options)
    return stream.getvalue()


def rows(found: Sequence[Result], **options: Any) -> list[list[str]]:
    stream = io.BytesIO()
    write_csv(found, stream, **options)
    text = stream.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=options.get("delimiter", ",")))


def both(one: str, other: str, answer: Answer) -> dict[tuple[str, str], Answer]:
    return {(one, other): answer, (other, one): answer}


def test_matches_come_with_the_contact_of_those_who_agreed() -> None:
    answers = both("p1", "p2", "yes") | both("p1", "p3", "friends") | both("p1", "p4", "yes")
    found = told(answers)
    assert found["p1"] == (
        Told("Bob Brown", "yes", True, "bob@example.org", "+44 222"),
        Told("Dua", "yes", False),
        Told("Cem", "friends", False),
    )
    assert found["p3"] == (Told("Ada Adams", "friends", True, "ada@example.org", "+44 111"),)
    assert found["p5"] == ()


def test_only_those_asked_for_get_a_result_and_who_is_gone_is_in_none() -> None:
    answers = both("p1", "p2", "yes") | both("p1", "gone", "yes")
    found = results(PEOPLE, answers, {"p1", "p5"})
    assert [(r.person.id, len(r.told)) for r in found] == [("p1", 1), ("p5", 0)]


def test_a_slip_names_the_matches_and_says_what_is_not_shared() -> None:
    found = results(PEOPLE, both("p1", "p2", "yes") | both("p1", "p3", "friends"), {"p1", "p5"})
    text = text_of(pages(found))
    assert "Ada Adams You and these people would like to see each other again: Bob Brown" in text
    assert "bob@example.org · +44 222" in text
    assert "friends: Cem has not agreed to share contact details" in text
    assert "Eve Evans This time nobody’s answers" in text


def test_everybody_has_a_page_where_that_is_wished() -> None:
    found = results(PEOPLE, both("p1", "p2", "yes"), IDS)
    assert len(read(pages(found)).pages) == 1
    each = read(pages(found, whole_pages=True)).pages
    assert [NAMES[n] in page.extract_text() for n, page in enumerate(each)] == [True] * 5
    assert "Bob Brown" not in each[2].extract_text()


@pytest.mark.parametrize("whole_pages", [False, True])
def test_who_has_more_matches_than_a_slip_holds_gets_several(whole_pages: bool) -> None:
    many = tuple(Told(f"Match {n:03}", "yes", False) for n in range(60))
    text = text_of(pages([Result(PEOPLE[0], many)], whole_pages=whole_pages))
    assert all(f"Match {n:03}" in text for n in range(60))
    assert "Ada Adams (2/" in text
    assert text.count("see each other again:") == text.count("Ada Adams (")


def test_a_mailer_gets_a_row_for_each_person_and_no_formula() -> None:
    evil = ParticipantRecord("e", "=1+1", "-x", email="e@example.org", phone="+1", consent=True)
    found = results((*PEOPLE, evil), both("p1", "e", "yes") | both("p1", "p2", "yes"), {"p1", "e"})
    assert rows(found) == [
        ["First name", "Last name", "E-mail", "Matches", "See again", "As friends"],
        ["Ada", "Adams", "ada@example.org", "2",
         "'=1+1 -x · e@example.org · +1 | Bob Brown · bob@example.org · +44 222", ""],
        ["'=1+1", "'-x", "e@example.org", "1", "Ada Adams · ada@example.org · +44 111", ""],
    ]  # fmt: skip
    assert rows(found, delimiter=";") == rows(found)


cards = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] != p[1]),
    st.sampled_from(ANSWERS),
)


@settings(max_examples=60, deadline=None)
@given(cards=cards)
def test_nothing_one_sided_changes_any_output(cards: dict[tuple[str, str], Answer]) -> None:
    """Whoever holds an output cannot tell a refused wish from one that was never there."""
    mutual = {
        (one, other): answer
        for (one, other), answer in cards.items()
        if answer != "no" and cards.get((other, one)) == answer
    }
    found, alone = results(PEOPLE, cards, IDS), results(PEOPLE, mutual, IDS)
    assert found == alone
    assert pages(found) == pages(alone)
    assert rows(found) == rows(alone)
    for result in found:
        own = result.person.id
        pair = {o for g, o in mutual if g == own}
        others = {p.name for p in PEOPLE if p.id not in pair and p.id != own}
        text = text_of(pages([result]))
        assert not [name for name in others if name in text]
        row = " ".join(rows([result])[1])
        hidden = [p for p in PEOPLE if p.id != own and (p.id not in pair or p.consent is not True)]
        assert not [p for p in hidden if p.email in text + row or p.phone in text + row]

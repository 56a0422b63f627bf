"""What stands where on each kind of page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO

import numpy as np

from planner.breaches import RuleKept
from planner.counting import Counting
from planner.messages import Message
from planner.printing.badges import write_badges
from planner.printing.evening import Evening
from planner.printing.report import write_report
from planner.printing.schedules import write_schedules
from planner.printing.score_cards import write_score_cards
from planner.printing.table_cards import write_table_cards
from planner.schedule import ABSENT, BREAK
from tests.planner.printing.conftest import metrics_of, pdf, printed_evening, read, text_of

NAMES = ["Zoé", "Ada", "Łucja", "Éric"]
SEATING = np.array([[0, 0, 1, 1], [1, 0, 1, 0], [BREAK, 0, 0, ABSENT]], np.int32)


def test_a_card_stands_on_each_table_in_each_round() -> None:
    pages = read(pdf(write_table_cards, printed_evening(NAMES, 2, seating=SEATING))).pages
    cards = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert len(pages) == 2  # five cards, four on a page
    for card in (
        "Round 1 Table 1 Zoé Ada",
        "Round 1 Table 2 Łucja Éric",
        "Round 2 Table 1 Ada Éric",
        "Round 2 Table 2 Zoé Łucja",
        "Round 3 Table 1 Ada Łucja",
    ):
        assert card in cards


def test_a_card_says_who_is_on_a_break() -> None:
    cards = text_of(pdf(write_table_cards, printed_evening(NAMES, 2, seating=SEATING)))
    assert "Round 3 break Zoé" in cards


def test_schedules_are_sorted_by_name_and_tell_each_round() -> None:
    text = text_of(pdf(write_schedules, printed_evening(NAMES, 2, seating=SEATING)))
    places = [text.index(name) for name in ("Ada", "Éric", "Łucja", "Zoé")]
    assert places == sorted(places)
    assert "Ada Round 1 Table 1 Round 2 Table 1 Round 3 Table 1" in text
    assert "Éric Round 1 Table 2 Round 2 Table 1 Round 3 –" in text
    assert "Zoé Round 1 Table 1 Round 2 Table 2 Round 3 break" in text


def test_schedules_name_the_others_only_if_wished() -> None:
    shown = printed_evening(NAMES, 2, seating=SEATING)
    with_names = text_of(pdf(partial(write_schedules, with_names=True), shown))
    assert "Éric Round 1 Table 2 Łucja Round 2 Table 1 Ada Round 3 –" in with_names
    assert text_of(pdf(write_schedules, shown)).count("Łucja") == 1


def test_names_of_tables_are_told_whole() -> None:
    salon = "Salon du rez-de-chaussée, côté jardin"
    shown = replace(printed_evening(NAMES, 2, seating=SEATING), tables=("Red", salon))
    for write in (write_schedules, write_badges, write_table_cards):
        text = text_of(pdf(write, shown))
        assert salon in text
        assert f"Table {salon}" not in text or write is write_table_cards
    assert "Ada Round 1 Table Red" in text_of(pdf(write_schedules, shown))


def test_more_rounds_than_a_slip_holds_go_on_a_second_one() -> None:
    text = text_of(pdf(write_schedules, printed_evening(["Ada", "Bob"], 1, 400)))
    assert "Ada (1/4)" in text
    assert "Round 400" in text


def test_badges_say_where_the_evening_begins() -> None:
    seating = np.array([[0, 1, BREAK, ABSENT], [1, 1, 0, 1]], np.int32)
    text = text_of(pdf(write_badges, printed_evening(NAMES, 2, seating=seating)))
    assert "Éric First: Table 2" in text
    assert "Łucja First: break" in text


def test_score_cards_list_everybody_met_once() -> None:
    seating = np.zeros((3, 3), np.int32)
    text = text_of(
        pdf(write_score_cards, printed_evening(["Ada", "Bob", "Cem"], 1, seating=seating))
    )
    assert "Yes Friends No 1 Bob 1 Cem" in text
    assert text.count("Bob") == 3


def dating(shown: Evening) -> Evening:
    side = np.array([0, 0, 1, 1], np.int32)
    counting = Counting(side, side[:, None] != side, known=np.array([[0, 2, 1]], np.int32))
    return replace(shown, counting=counting, sides=("F", "M"))


def test_score_cards_have_only_the_other_side() -> None:
    seating = np.zeros((1, 4), np.int32)
    shown = dating(printed_evening(NAMES, 1, seating=seating))
    text = text_of(pdf(write_score_cards, shown))
    assert "Ada Yes Friends No 1 Łucja 1 Éric Soirée" in text


def test_score_cards_offer_what_the_evening_does_and_number_people() -> None:
    shown = printed_evening(["Ada", "Bob", "Cem"], 1, 1)
    plain = text_of(pdf(write_score_cards, shown))
    assert "Yes Friends No" in plain
    write = partial(write_score_cards, answers=("no", "yes"), numbers=("7", "12", "30"))
    text = text_of(pdf(write, shown))
    assert "Friends" not in text
    assert "7 · Ada Yes No 1 12 Bob 1 30 Cem" in text
    assert "30 · Cem Yes No 1 7 Ada 1 12 Bob" in text


def test_the_report_shows_two_sides_as_rows_and_columns() -> None:
    text = report(shown=dating(printed_evening(NAMES, 2, 3)))
    assert "Side F stands down the page, side M across." in text
    assert "met before" in text
    assert "does not count" not in text


def test_the_report_tells_every_rule() -> None:
    rules = (
        RuleKept(Message("rule", "{name}", {"name": "The couple"}), 0),
        RuleKept(Message("rule", "{name}", {"name": "Rivals"}), 2),
        RuleKept(Message("rule", "{name}", {"name": "Ages"}), 0, unbalance=3),
        RuleKept(Message("rule", "{name}", {"name": "Hosts"}), 0, past=1),
    )
    text = report(rules=rules)
    told = "The couple kept Rivals broken: 2 Ages off by 3 Hosts broken in played rounds: 1"
    assert f"Rules {told}" in text
    assert "Rules" not in report()


def report(
    people: int = 4, *, shown: Evening | None = None, rules: tuple[RuleKept, ...] = ()
) -> str:
    shown = shown or printed_evening([f"Person {i:03}" for i in range(people)], 2, 3)

    def write(shown: Evening, stream: BinaryIO, **options: Any) -> None:
        metrics = replace(metrics_of(shown), rules=rules)
        write_report(shown, metrics, [("Proof", "quite good")], stream, **options)

    return text_of(pdf(write, shown))


def test_the_report_tells_the_figures() -> None:
    shown = printed_evening([f"Person {i:03}" for i in range(4)], 2, 3)
    metrics, text = metrics_of(shown), report()
    assert "4 people · 2 tables · 3 rounds" in text
    assert f"Different meetings {metrics.unique}" in text
    assert f"Equity gap {metrics.gap}" in text
    assert f"{metrics.quality.equity:.1f} of 40" in text
    assert "Proof quite good" in text


def test_the_report_shows_pairs_for_few_people_and_groups_for_many() -> None:
    assert "A cell for each two people" in report()
    assert "People in groups" in report(people=151)


def test_rounds_that_do_not_fit_on_a_page_say_that_they_go_on() -> None:
    assert "Round 1 (continued)" in report(people=300)

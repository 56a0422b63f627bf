"""Score cards typed in: by number, by line, and what cannot be right told by name."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pytest

from planner.evening.facts import Evening
from planner.evening.rounds import corrected, table_of
from planner.kept_plans import KeptPlan
from planner.records import ParticipantRecord, Record
from tests.tui.pilots import journey, press, screen_text, settled, shell, until
from tests.tui.running.tonight import step
from tests.tui.screens.evenings import section
from tests.tui.screens.matches.afterwards import answered, kept, matches, people, played
from tui import texts
from tui.screens.matches.cards import CardsTab
from tui.store.store import Store
from tui.widgets.field import Field

ADA = {"Dee", "Gil", "Jo", "Fay", "Hal", "Eve", "Ida"}


@journey
async def test_cards_follow_each_other_by_number_and_by_name() -> None:
    event_id = played()
    async with matches(event_id) as pilot:
        await press(pilot, "n", "1", "enter")
        await until(pilot, "1 Ada · 0 of 7 answered")
        await press(pilot, "=4y 7f -", "enter", "enter")
        await until(pilot, "Ada: all 7 answers kept.")
        await press(pilot, "=gi", "enter")
        await until(pilot, "7 Gil")
        await press(pilot, "y", "enter")
        await until(pilot, "none about")
        await until(pilot, "2 of 12 cards · not complete: 1")
        answers = kept(event_id)
        assert {name for pair, a in answers.items() if a == "no" for name in pair.split()[1:]} == (
            ADA - {"Dee", "Gil"}
        )
        assert (answers["Ada Dee"], answers["Ada Gil"]) == ("yes", "friends")
        first = next(iter(pair for pair in answers if pair.startswith("Gil")))
        assert answers[first] == "yes"


@journey
async def test_those_met_stand_in_the_order_of_the_rounds() -> None:
    event_id = played()
    async with matches(event_id) as pilot:
        await press(pilot, "n", "1", "enter")
        lines = pilot.app.screen.query_one(CardsTab).lines
        assert [(line.name, line.rounds) for line in lines.shown] == [
            ("Dee", (1,)), ("Gil", (1,)), ("Jo", (1, 2, 3)), ("Fay", (2,)), ("Hal", (2,)),
            ("Eve", (3,)), ("Ida", (3,)),
        ]  # fmt: skip


@journey
async def test_lines_are_answered_one_by_one_cleared_and_left_alone() -> None:
    event_id = played()
    async with matches(event_id) as pilot:
        await press(pilot, "n", "1", "enter", "y", "space", "f", "n", "up", "backspace")
        await until(pilot, "1 Ada · 2 of 7 answered")
        await press(pilot, "o", "enter")
        await until(pilot, "Ada: answers kept: 3; none about Gil, Hal, Eve, Ida.")
        assert kept(event_id) == {"Ada Dee": "yes", "Ada Jo": "friends", "Ada Fay": "yes"}


@journey
async def test_all_that_is_wrong_is_told_at_once_and_nothing_of_the_line_is_taken() -> None:
    event_id = played(answers=("yes", "no"))
    async with matches(event_id) as pilot:
        await press(pilot, "n", "1", "enter", "=4y 99 1 2 4n 7f", "enter")
        await settled(pilot)
        shown = screen_text(pilot.app)
        assert "Nobody on the list has the number 99." in shown
        assert "Ada answers about themselves" in shown
        assert "Ada and Bob never sat together." in shown
        assert "Ada has already answered something else about Dee" in shown
        assert "“friends” of Ada is no answer that the cards offer." in shown
        assert "0 of 7 answered" in shown
        assert pilot.app.screen.query_one("#entry", Field).value == "4y 99 1 2 4n 7f"
        await press(pilot, "escape", "f")
        await until(pilot, "offer no “friends”")
        await press(pilot, "=4q", "enter")
        await until(pilot, "“4q” cannot be read")
        assert kept(event_id) == {}


@journey
async def test_a_seat_is_corrected_where_two_are_said_never_to_have_met() -> None:
    event_id = played()
    async with matches(event_id) as pilot:
        await press(pilot, "n", "1", "enter", "f6")
        await until(pilot, "Evening (8) corrects any seat")
        await press(pilot, "=2y", "enter")
        await until(pilot, "F6 corrects who sat where")
        await press(pilot, "f6")
        await until(pilot, "Round 1: Ada sat at T2, with Bob")
        await press(pilot, "enter")
        await until(pilot, lambda: "never sat together" not in screen_text(pilot.app))
        await settled(pilot)
        await press(pilot, "enter", "enter")
        await until(pilot, "Ada: answers kept: 1")
        assert kept(event_id) == {"Ada Bob": "yes"}
        evening = await shell(pilot).read(lambda store: store.evening(event_id))
        assert evening is not None
        sitting = next(s for s in evening.sittings if s.id == evening.begun[1].sitting_id)
        ids = {person.first_name: person.id for person in evening.people}
        tables = table_of(sitting.tables)
        assert tables[ids["Ada"]] == tables[ids["Bob"]]


@journey
async def test_who_sat_nowhere_has_no_card_until_her_seat_is_corrected() -> None:
    event_id = played()
    ada = people(event_id)["Ada"]
    for number in (1, 2, 3):
        step(event_id, partial(_away, number, ada.id), 60)
    async with matches(event_id) as pilot:
        await until(pilot, "0 of 11 cards")
        for typed in ("1", "=ada"):
            await press(pilot, "n", typed, "enter")
            await until(pilot, "Ada sat at no table, and so met nobody.")
            await press(pilot, "escape", "escape")
        await press(pilot, "n", "1", "enter", "f6")
        await until(pilot, "Round 1: Ada sat at T1")
        await press(pilot, "enter")
        await until(pilot, "0 of 12 cards")
        await press(pilot, "=zzz", "enter")
        await until(pilot, "Nobody who was there is called")


def _away(number: int, person_id: str, evening: Evening, _now: datetime) -> list[Record]:
    plans = dict.fromkeys(evening.plan_ids, KeptPlan((), (), [], {}, {}))
    return corrected(evening, plans, number, person_id, "")


@journey
async def test_the_same_card_twice_changes_nothing_and_another_one_has_to_be_meant() -> None:
    event_id = played()
    answered(event_id, {"Ada Dee": "yes"})
    async with matches(event_id) as pilot:
        await press(pilot, "n", "1", "enter")
        await until(pilot, "this card is there already")
        await press(pilot, "=4y", "enter", "enter")
        await until(pilot, "Nothing was changed on the card of Ada.")
        await press(pilot, "1", "enter", "=4n 7y", "enter", "enter")
        await until(pilot, "The card of Ada is there, and says something else")
        assert "Dee: ♥ yes → · no" in screen_text(pilot.app)
        await press(pilot, "n")
        await settled(pilot)
        assert kept(event_id) == {"Ada Dee": "yes"}
        await press(pilot, "enter")
        await until(pilot, "Replace")
        await press(pilot, "y")
        await until(pilot, "answers kept: 2")
        assert kept(event_id) == {"Ada Dee": "no", "Ada Gil": "yes"}


@journey
async def test_a_card_is_undone_whole() -> None:
    event_id = played()
    async with matches(event_id) as pilot:
        await press(pilot, "n", "1", "enter", "minus", "enter")
        await until(pilot, "all 7 answers kept")
        await press(pilot, "escape", "u")
        await until(pilot, "0 of 12 cards")
        assert kept(event_id) == {}
        await press(pilot, "U")
        await until(pilot, "1 of 12 cards")
        assert len(kept(event_id)) == 7


@journey
async def test_the_last_card_is_taken_back_while_the_next_is_asked_for() -> None:
    event_id = played()
    async with matches(event_id) as pilot:
        await press(pilot, "n", "1", "enter", "minus", "enter")
        await until(pilot, "1 of 12 cards")
        await press(pilot, "f3")
        await until(pilot, "0 of 12 cards")
        await press(pilot, "2", "enter")
        await until(pilot, "2 Bob · 0 of 7 answered")


@journey
async def test_two_programs_do_not_write_over_each_other() -> None:
    event_id = played()
    async with matches(event_id) as pilot:
        await press(pilot, "n", "1", "enter", "y")
        answered(event_id, {"Ada Dee": "no"})
        await press(pilot, "enter")
        await until(pilot, "changed elsewhere meanwhile")
        assert kept(event_id) == {"Ada Dee": "no"}
        await press(pilot, "escape")
        await until(pilot, "the card of Ada is as it was".replace("the", "The", 1))
        answered(event_id, {"Ada Gil": "yes"})
        await until(pilot, "not complete: 1")


@journey
async def test_missing_cards_alone_and_who_is_next() -> None:
    event_id = played()
    async with matches(event_id) as pilot:
        tab = pilot.app.screen.query_one(CardsTab)
        await press(pilot, "n", "1", "enter", "minus", "enter")
        await until(pilot, "1 of 12 cards")
        await press(pilot, "enter")
        await until(pilot, "2 Bob · 0 of 7 answered")
        await press(pilot, "escape", "escape", "m")
        await settled(pilot)
        assert [guest.name for guest in tab.guests.shown][:2] == ["Bob", "Cem"]
        await press(pilot, "m")
        assert [guest.name for guest in tab.guests.shown][:2] == ["Ada", "Bob"]


@journey
async def test_sides_are_counted_apart_and_cards_have_only_the_other_side() -> None:
    event_id = played(two_sided=True)
    with Store.open() as store, store.writing("sides") as unit:
        for person in unit.all(ParticipantRecord, event_id):
            unit.change(person, gender="F" if person.position % 2 else "M")
    async with matches(event_id) as pilot:
        await until(pilot, "F: 0 of 6 · M: 0 of 6")
        await press(pilot, "n", "1", "enter")
        lines = pilot.app.screen.query_one(CardsTab).lines
        assert {line.name for line in lines.shown} == {"Dee", "Jo", "Fay", "Hal"}


@journey
async def test_answers_about_people_never_met_are_marked_and_can_be_taken_away() -> None:
    event_id = played()
    answered(event_id, {"Ada Bob": "yes"})
    async with matches(event_id) as pilot:
        await until(pilot, "! 0 of 7")
        await press(pilot, "n", "1", "enter")
        await until(pilot, "! never sat together")
        await press(pilot, "up", *["down"] * 7, "backspace", "enter")
        await until(pilot, "Replace")
        await press(pilot, "y")
        await until(pilot, lambda: kept(event_id) == {})


@journey
async def test_what_the_cards_offer_is_chosen_and_undone() -> None:
    event_id = played()
    async with matches(event_id) as pilot:
        await press(pilot, "a")
        await until(pilot, "What do the cards offer?")
        await press(pilot, "down", "enter")
        await settled(pilot)
        await press(pilot, "n", "1", "enter", "f")
        await until(pilot, "offer no “friends”")
        await press(pilot, "escape", "escape", "u", "n", "1", "enter", "f")
        await until(pilot, "1 Ada · 1 of 7 answered")


@journey
async def test_before_the_first_round_there_is_nothing_to_type_in() -> None:
    async with section("matches") as pilot:
        await press(pilot, "n")
        await until(pilot, "Nobody has met anybody yet")
        await press(pilot, "M")
        await until(pilot, "Nobody was there yet.")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_fits_at_80_columns(language: str) -> None:
    @journey
    async def go() -> None:
        event_id = played()
        texts.use(language)
        async with matches(event_id) as pilot:
            await press(pilot, "n", "1", "enter", "y", "f", "n")
            await settled(pilot)
            assert "…" not in screen_text(pilot.app)
            await press(pilot, "escape")
            await settled(pilot)
            assert "…" not in screen_text(pilot.app)
            await press(pilot, "escape", "tab")
            await settled(pilot)
            assert "…" not in screen_text(pilot.app)
            await press(pilot, "tab")
            await settled(pilot)
            assert "…" not in screen_text(pilot.app)

    go()

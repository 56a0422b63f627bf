from __future__ import annotations

from planner.records import IdentityRecord, When
from tests.tui.mail.post import answered, event_with_addresses, played
from tests.tui.pilots import journey, press, program, screen_text, settled, shell, until
from tests.tui.planned import contents
from tui.preparing.history import read_history
from tui.screens.statistics import WhoIsWho
from tui.store.store import Store


def two_evenings() -> tuple[str, str]:
    """Ada, known by her address, and a Bob of whom only the name is known come to both."""
    with Store.open() as store:
        first = event_with_addresses(
            store, ("Ada", "Bob", "Cem", "Dee"), name="Spring", when=When("2026-03-21")
        )
        second = event_with_addresses(
            store, ("Ada", "Bob", "Eve", "Fay"), name="Autumn", when=When("2026-10-03")
        )
        bob = next(p for p in contents(store, second).people if p.name == "Bob")
        with store.writing("another address") as unit:
            unit.change(bob, email="robert@example.org")
        for event_id in (first, second):
            played(store, event_id)
        answered(store, first, {("Ada", "Cem"): "yes", ("Cem", "Ada"): "yes"})
    return first, second


def test_history_counts_people_once_and_knows_them_by_address() -> None:
    first, _second = two_evenings()
    with Store.open() as store:
        unheld = event_with_addresses(store, ("Gil", "Hal"))
        history = read_history(store)
    assert [held.event.name for held in history.evenings] == ["Spring", "Autumn"]
    assert history.evenings[0].event.id == first
    assert unheld not in {held.event.id for held in history.evenings}
    assert (history.overall.people, history.overall.returning) == (7, 1)
    assert [held.figures.returning for held in history.evenings] == [0, 1]
    assert [held.figures.matches for held in history.evenings] == [1, 0]
    assert [question.one.name for question in history.questions()] == ["Bob"]


@journey
async def test_figures_are_shown_and_one_name_is_asked_about_and_taken_back() -> None:
    two_evenings()
    async with program() as pilot:
        await press(pilot, "t")
        await until(pilot, "2 evenings · 7 people, 1 of them more than once")
        assert "same name, perhaps the same person: 1 (w)" in screen_text(pilot.app)
        await press(pilot, "w")
        await until(pilot, "One person, or two of one name?")
        assert "Autumn robert@example.org" in screen_text(pilot.app)
        await press(pilot, "y")
        await until(pilot, "Answered: 1, open: 0")
        assert isinstance(pilot.app.screen, WhoIsWho)
        await press(pilot, "f2")
        await until(pilot, "2 evenings · 6 people, 2 of them more than once")
        (said,) = await shell(pilot).read(lambda store: store.all(IdentityRecord))
        assert said.same
        await press(pilot, "u")
        await until(pilot, "7 people")
        await press(pilot, "escape")
        await until(pilot, "2 in all")
        await settled(pilot)


@journey
async def test_without_an_evening_it_says_what_will_be_here() -> None:
    async with program() as pilot:
        await press(pilot, "t")
        await until(pilot, "No evening was held yet.")
        await press(pilot, "w")
        await until(pilot, "No two people of one name")

"""The door by its keys: who is here, and the rest of the evening planned again."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from planner.evening import checkin, clock
from planner.evening.facts import Evening
from planner.evening.rounds import gaps
from planner.event import Together
from planner.problem import FREE
from planner.records import ParticipantRecord, PlanRecord, RuleRecord, rule_id
from planner.schedule import ABSENT, BREAK
from tests.tui.pilots import SMALL, journey, press, program, screen_text, settled, shell, until
from tests.tui.running.tonight import Hands, arrived, evening_of, facts, step
from tests.tui.snapshots import assert_looks_as_before
from tui.screens.door import DoorScreen
from tui.store.store import Store


@asynccontextmanager
async def door(
    event_id: str, minutes: float = -5, size: tuple[int, int] = SMALL, section: str = "door"
) -> AsyncIterator[Pilot[int]]:
    async with program(size) as pilot:
        app = shell(pilot)
        app.now = Hands(minutes).now
        app.open_event(event_id)
        app.show_section(section)
        await until(pilot, lambda: getattr(app.screen, "is_read", False))
        await settled(pilot)
        yield pilot


async def typed(pilot: Pilot[int], *keys: str) -> str:
    """Keys, and the screen once what they began is done."""
    await press(pilot, *keys)
    await done(pilot)
    return screen_text(pilot.app)


async def done(pilot: Pilot[int]) -> None:
    await until(pilot, lambda: not any(worker.is_running for worker in pilot.app.workers))
    await pilot.pause()


def by_name(evening: Evening, name: str) -> ParticipantRecord:
    return next(person for person in evening.people if person.name == name)


def states(evening: Evening) -> dict[str, str]:
    """Those of whom something was said."""
    found = {p.name: checkin.presence(evening, p) for p in evening.people}
    return {name: state for name, state in found.items() if state != "missing"}


@journey
async def test_a_part_of_a_name_and_enter_check_in_one_after_the_other() -> None:
    event_id = evening_of()
    async with door(event_id) as pilot:
        assert "0 of 12 here · 12 missing" in screen_text(pilot.app)
        seen = await typed(pilot, "=fa", "enter")
        assert "1 of 12 here · 11 missing" in seen
        assert "● Fay is here; table in round 1: T3." in seen
        await typed(pilot, "=HAL", "enter")
        assert states(await facts(pilot, event_id)) == {"Fay": "here", "Hal": "here"}


@journey
async def test_words_that_begin_so_come_first() -> None:
    event_id = evening_of(("Zoran Ada", "Ada Zoran", "Canada Bell", "Bea Adams"))
    async with door(event_id) as pilot:
        await press(pilot, "=ad")
        screen = pilot.app.screen
        assert isinstance(screen, DoorScreen)
        shown = [guest.name for guest in screen.table.shown]
        assert shown == ["Ada Zoran", "Bea Adams", "Zoran Ada", "Canada Bell"]


@journey
async def test_enter_after_a_name_never_takes_a_check_in_back_but_space_does() -> None:
    event_id = evening_of()
    async with door(event_id) as pilot:
        await typed(pilot, "=fay", "enter")
        assert "Fay is here already" in await typed(pilot, "=fay", "enter")
        assert states(await facts(pilot, event_id)) == {"Fay": "here"}
        assert "Fay is not here any more" in await typed(pilot, "space")
        assert not states(await facts(pilot, event_id))
        await typed(pilot, "f3")
        assert states(await facts(pilot, event_id)) == {"Fay": "here"}


@journey
async def test_esc_empties_the_search_then_gives_the_letters_to_commands_then_leaves() -> None:
    event_id = evening_of()
    async with door(event_id) as pilot:
        await press(pilot, "=fay")
        await typed(pilot, "escape")
        assert "Lou" in screen_text(pilot.app)
        await typed(pilot, "escape", "o")
        assert states(await facts(pilot, event_id)) == {"Ada": "no-show"}
        await typed(pilot, "slash", "=u")
        assert states(await facts(pilot, event_id)) == {"Ada": "no-show"}
        await typed(pilot, "escape", "escape", "escape")
        assert not isinstance(pilot.app.screen, DoorScreen)


@journey
async def test_whoever_is_still_missing_is_not_waited_for_with_one_key_and_a_question() -> None:
    event_id = evening_of()
    async with door(event_id) as pilot:
        await typed(pilot, "=fay", "enter", "escape")
        await press(pilot, "O")
        await until(pilot, "People: 11.")
        await typed(pilot, "y")
        await until(pilot, "Not waited for any longer: 11.")
        found = states(await facts(pilot, event_id))
        assert found.pop("Fay") == "here"
        assert len(found) == 11
        assert set(found.values()) == {"no-show"}
        assert "Nobody is missing." in await typed(pilot, "O")
        await typed(pilot, "u")
        assert states(await facts(pilot, event_id)) == {"Fay": "here"}


@journey
async def test_while_the_search_is_empty_digits_still_go_to_the_sections() -> None:
    async with door(evening_of()) as pilot:
        await typed(pilot, "8")
        assert "[8 Evening]" in screen_text(pilot.app)
        await typed(pilot, "7")
        await press(pilot, "=8")
        assert "[8 Evening]" in screen_text(pilot.app)


@journey
async def test_tab_narrows_the_list_and_each_view_says_how_many() -> None:
    event_id = evening_of()
    arrived(event_id, but=3)
    async with door(event_id) as pilot:
        seen = await typed(pilot, "tab")
        assert "[Missing 3]" in seen
        assert "Kim" in seen
        assert "Ada" not in seen
        seen = await typed(pilot, "tab")
        assert "[Here 9]" in seen
        assert "Kim" not in seen
        await typed(pilot, "shift+tab")
        await typed(pilot, "=kim", "enter")
        assert "[Missing 2]" in screen_text(pilot.app)


@journey
async def test_a_walk_in_takes_one_line() -> None:
    event_id = evening_of()
    async with door(event_id) as pilot:
        assert "Nobody shown is called “zoe q" in await typed(pilot, "=zoe quill zoe@example.org")
        await press(pilot, "enter")
        await until(pilot, "Add a walk-in")
        seen = await typed(pilot, "enter")
        assert "1 of 13 here" in seen
        assert "walk-ins: 1" in seen
        zoe = by_name(await facts(pilot, event_id), "zoe quill")
        assert (zoe.email, zoe.walk_in) == ("zoe@example.org", True)
        await typed(pilot, "f3")
        assert "0 of 12 here" in screen_text(pilot.app)


@journey
async def test_somebody_of_the_list_is_not_added_a_second_time() -> None:
    event_id = evening_of()
    async with door(event_id) as pilot:
        await press(pilot, "f5")
        await until(pilot, "Add a walk-in")
        await press(pilot, "=fay", "enter")
        await until(pilot, "is on the list already")
        assert "1 of 12 here" in await typed(pilot, "e")
        assert states(await facts(pilot, event_id)) == {"Fay": "here"}


@journey
async def test_a_walk_in_at_an_evening_of_two_sides_is_asked_for_hers() -> None:
    event_id = evening_of(two_sided=True)
    with Store.open() as store, store.writing("sides") as unit:
        for number, person in enumerate(unit.all(ParticipantRecord, event_id)):
            unit.change(person, side="AB"[number % 2])
    async with door(event_id) as pilot:
        await press(pilot, "f5")
        await until(pilot, "Add a walk-in")
        await press(pilot, "=Zoe", "enter")
        await until(pilot, "On which side is Zoe?")
        await typed(pilot, "down", "enter")
        assert by_name(await facts(pilot, event_id), "Zoe").side == "B"


@journey
async def test_who_left_comes_back_by_the_same_key() -> None:
    event_id = evening_of()
    arrived(event_id)
    step(event_id, clock.start, 0)
    async with door(event_id, 3) as pilot:
        await press(pilot, "=fay")
        seen = await typed(pilot, "f6")
        assert "Fay has left" in seen
        assert "F8 plans the rest again; changes: 1 (not here: 1)" in seen
        shell(pilot).now = Hands(4).now
        await typed(pilot, "f6")
        assert states(await facts(pilot, event_id))["Fay"] == "here"
        assert "plans the rest again;" not in screen_text(pilot.app)


@journey
async def test_refusals_say_which_key_is_meant() -> None:
    event_id = evening_of()
    arrived(event_id, but=1)
    async with door(event_id) as pilot:
        await press(pilot, "=lou")
        assert "Lou is not here; F7 says that she does not come" in await typed(pilot, "f6")
        await typed(pilot, "escape")
        await press(pilot, "=fay")
        assert "Fay is or was here; F6 says that she has left" in await typed(pilot, "f7")


@journey
async def test_who_comes_later_is_not_missing_until_then() -> None:
    event_id = evening_of()
    async with door(event_id) as pilot:
        await typed(pilot, "escape")
        await press(pilot, "a")
        await until(pilot, "Ada comes later")
        assert "come later: 1" in await typed(pilot, "backspace", "3", "enter")
        evening = await facts(pilot, event_id)
        assert by_name(evening, "Ada").rounds == (3,)
        assert "◔ from round 3" in screen_text(pilot.app)


@journey
async def test_another_terminal_is_seen_and_two_never_undo_each_other() -> None:
    event_id = evening_of()
    async with door(event_id) as pilot:
        arrived(event_id, but=11)  # Ada, at the other terminal; not yet seen here
        screen = pilot.app.screen
        assert isinstance(screen, DoorScreen)
        await typed(pilot, "space")
        assert states(await facts(pilot, event_id)) == {"Ada": "here"}
        arrived(event_id, but=10)
        await until(pilot, "2 of 12 here")


@pytest.mark.usefixtures("warm")
@journey
async def test_the_rest_is_planned_for_those_who_are_here_and_looked_at_first() -> None:
    event_id = evening_of(tables=4)
    arrived(event_id, but=2)
    step(event_id, clock.start, 0)
    step(event_id, lambda e, now: checkin.leave(e, [e.people[0].id], now), 2)
    async with door(event_id, 3) as pilot:
        await press(pilot, "escape", "r")
        await until(pilot, "Rounds 2 to 3 planned again: 9 people")
        before = await facts(pilot, event_id)
        seen = screen_text(pilot.app)
        assert "People with other seats:" in seen
        assert "Meetings" in seen
        await press(pilot, "n")
        await until(pilot, "The plan stays as it was")
        assert await facts(pilot, event_id) == before
        await press(pilot, "r")
        await until(pilot, "planned again: 9")
        await press(pilot, "y")
        await until(pilot, "Accepted: from round 2 on")
        after = await facts(pilot, event_id)
        assert after.event.plan_id != before.event.plan_id
        assert after.begun[1].plan_id == before.event.plan_id
        plans = await shell(pilot).read(lambda store: store.plans_of(after))
        assert not gaps(after, plans)
        assert "plans the rest again;" not in screen_text(pilot.app)
        await typed(pilot, "u")
        assert (await facts(pilot, event_id)).event.plan_id == before.event.plan_id
        kept = await shell(pilot).read(lambda store: store.all(PlanRecord, event_id))
        assert len(kept) == 1
        await typed(pilot, "U")
        assert (await facts(pilot, event_id)).event.plan_id == after.event.plan_id
        await press(pilot, "6")
        await until(pilot, "By person")
        await settled(pilot)
        assert "Made before the event" not in screen_text(pilot.app)
        await press(pilot, "5")
        await until(pilot, "● The plan:")


@pytest.mark.usefixtures("warm")
@journey
async def test_more_people_than_seats_wait_in_turn_or_get_a_table() -> None:
    event_id = evening_of()
    arrived(event_id)
    for name in ("Zoe", "Yan"):
        walk_in = ParticipantRecord("", name)
        step(event_id, lambda e, now, walk_in=walk_in: checkin.walk_in(e, walk_in, now), -3)
    async with door(event_id) as pilot:
        await press(pilot, "f8")
        await until(pilot, "up to 2 in a round")
        await press(pilot, "t")
        await until(
            pilot, lambda: "planned again" in screen_text(pilot.app)
            and "in a round" not in screen_text(pilot.app)
        )  # fmt: skip
        await press(pilot, "y")
        await until(pilot, "Accepted")
        evening = await facts(pilot, event_id)
        assert len(evening.tables) == 4
        plans = await shell(pilot).read(lambda store: store.plans_of(evening))
        assert not gaps(evening, plans)


@pytest.mark.usefixtures("warm")
@journey
async def test_a_lost_table_is_a_reason_to_plan_again_and_comes_back() -> None:
    event_id = evening_of()
    arrived(event_id)
    step(event_id, clock.start, 0)
    async with door(event_id, 3) as pilot:
        await press(pilot, "f9")
        await until(pilot, "From round 2 on")
        seen = await typed(pilot, "enter")
        assert "Table T1 is lost from round 2 on" in seen
        assert "(tables too small: 1)" in seen
        await press(pilot, "f8")
        await until(pilot, "up to 4 in a round")
        await press(pilot, "n")
        await until(pilot, "stays as it was")
        await press(pilot, "f9")
        await until(pilot, "lost; enter takes it back")
        assert "can be used again" in await typed(pilot, "enter")
        assert "plans the rest again;" not in screen_text(pilot.app)


@pytest.mark.usefixtures("warm")
@journey
async def test_a_refusal_names_its_reason_and_what_helps() -> None:
    event_id = evening_of()
    arrived(event_id)
    with Store.open() as store, store.writing("rule") as unit:
        people = unit.all(ParticipantRecord, event_id)
        rule = Together(tuple(person.id for person in people[:5]))
        unit.add(RuleRecord(rule_id(event_id, rule), rule, event_id, 1))
    async with door(event_id) as pilot:
        await press(pilot, "f8")
        await until(pilot, "The rest cannot be planned like this")
        assert "b  allow breaks" in screen_text(pilot.app)
        await press(pilot, "w")
        await until(pilot, "Rounds 1 to 3 planned again: 12 people")
        await press(pilot, "y")
        await until(pilot, "Accepted")


@journey
async def test_when_all_have_left_the_reason_is_said() -> None:
    event_id = evening_of()
    arrived(event_id)
    step(event_id, clock.start, 0)
    step(event_id, lambda e, now: checkin.leave(e, [p.id for p in e.people], now), 2)
    async with door(event_id, 3) as pilot:
        await press(pilot, "f8")
        await until(pilot, "nobody is left to meet anybody")


@pytest.mark.usefixtures("warm")
@journey
async def test_generate_plans_only_the_rest_of_an_evening_that_has_begun() -> None:
    event_id = evening_of()
    arrived(event_id)
    step(event_id, clock.start, 0)
    async with door(event_id, 3, section="generate") as pilot:
        await press(pilot, "p")
        await until(pilot, "Rounds 2 to 3 planned again: 12 people")
        await press(pilot, "n")
        await until(pilot, "stays as it was")
        await press(pilot, "m")
        await until(pilot, "How many seeds")
        await press(pilot, "enter")
        await until(pilot, "Rounds have begun: p plans the rest anew")


@journey
async def test_the_list_is_printed(tmp_path: Path) -> None:
    event_id = evening_of()
    arrived(event_id, but=3)
    file = tmp_path / "list.pdf"
    async with door(event_id) as pilot:
        await press(pilot, "escape", "p")
        await until(pilot, "Write to the file")
        field = pilot.app.screen.query_one("#path")
        field.value = str(file)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await until(pilot, "Written:")
    assert file.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("size", [SMALL, (120, 40)], ids=["80x24", "120x40"])
@journey
async def test_the_door_looks_as_before(size: tuple[int, int]) -> None:
    event_id = evening_of()
    arrived(event_id, but=4)
    step(event_id, clock.start, 0)
    step(event_id, lambda e, now: checkin.leave(e, [e.people[1].id], now), 2)
    step(event_id, lambda e, _now: checkin.not_coming(e, [e.people[-1].id]), 2)
    step(event_id, lambda e, now: checkin.walk_in(e, ParticipantRecord("", "Zoe"), now), 3)
    async with door(event_id, 4, size) as pilot:
        assert_looks_as_before(pilot.app, "door")


@pytest.mark.parametrize("size", [SMALL, (120, 40)], ids=["80x24", "120x40"])
@journey
async def test_the_moves_look_as_before(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    event_id = evening_of()
    arrived(event_id)
    step(event_id, clock.start, 0)
    step(event_id, lambda e, now: checkin.leave(e, [e.people[1].id], now), 2)
    for name in ("Zoe", "Yan"):
        guest = ParticipantRecord("", name)
        step(event_id, lambda e, now, guest=guest: checkin.walk_in(e, guest, now), 3)
    async with door(event_id, 4, size) as pilot:
        monkeypatch.setattr(shell(pilot).planning, "ask", planned_by_hand)
        await press(pilot, "f8")
        await until(pilot, "planned again: 13 people")
        await pilot.pause()
        assert_looks_as_before(pilot.app, "moves")


async def planned_by_hand(_event_id: str, request: bytes) -> dict[str, object]:
    """Who is new sits at the first table; two of those who were told something do not."""
    seating = json.loads(request)["previous"]["seating"]
    for row in seating[1:]:
        row[:] = [0 if seat == FREE else seat for seat in row]
        row[1] = ABSENT
    seating[1][0], seating[2][3] = BREAK, 2
    return {"seating": seating, "metrics": {"unique": 50, "repeats": 4, "gap": 3}}

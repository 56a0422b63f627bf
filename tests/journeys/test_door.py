"""An evening of sixty from the door: no-shows, late arrivals, drop-outs, all by keys."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from planner.evening.checkin import counts, there
from planner.evening.facts import Evening, Plans
from planner.evening.rounds import gaps, seated, table_of, waiting
from planner.records import PlanRecord
from tests.tui.pilots import journey, press, program, screen_text, settled, shell, until
from tests.tui.running.tonight import Hands, arrived, evening_of, facts

PEOPLE = [f"{a}{b} Doe" for a in ("An", "Be", "Ca", "Do", "El", "Fi") for b in "abcdefghij"]
BY_NAME, NO_SHOWS, LATE = PEOPLE[43:47], PEOPLE[47:55], PEOPLE[55:]
GONE = PEOPLE[:3]


@pytest.mark.usefixtures("warm")
@journey
async def test_sixty_people_with_no_shows_late_arrivals_and_drop_outs() -> None:
    event_id = evening_of(PEOPLE, tables=10, minutes_of_break=0, moves_on=False)
    hands = Hands(-10)
    async with program() as pilot:
        app = shell(pilot)
        app.now = hands.now
        app.open_event(event_id)
        app.show_section("door")
        await until(pilot, "0 of 60 here")
        arrived(event_id, but=17)  # at the other terminal
        await until(pilot, "43 of 60 here")
        for number, name in enumerate(BY_NAME, 44):
            await press(pilot, "=" + name.partition(" ")[0].lower(), "enter")
            await until(pilot, f"{number} of 60 here")
        for number, name in enumerate(NO_SHOWS, 1):
            await press(pilot, "=" + name, "f7")
            await until(pilot, f"no-shows: {number}")
        await accept_rest(pilot, "f8", "Rounds 1 to 3 planned again: 47 people")
        first = await begin(pilot, hands, 0, event_id)
        await press(pilot, "7")
        for number, name in enumerate(LATE, 48):
            await press(pilot, "=" + name, "enter")
            await until(pilot, f"{number} of 60 here")
        await accept_rest(pilot, "f8", "Rounds 2 to 3 planned again: 52 people")
        await begin(pilot, hands, 12, event_id)
        await press(pilot, "7")
        for number, name in enumerate(GONE, 1):
            await press(pilot, "=" + name, "f6")
            await until(pilot, f"{number} left")
        await accept_rest(pilot, "f8", "Round 3 planned again: 49 people")
        await begin(pilot, hands, 24, event_id)
        hands.minutes = 35
        await press(pilot, "x")
        await until(pilot, "The evening is over")
        evening = await facts(pilot, event_id)
        assert evening.event.state == "done"
        found = counts(evening)
        assert (found.here, found.left, found.no_shows) == (49, 3, 8)
        plans = await app.read(lambda store: store.plans_of(evening))
        assert [len(table_of(seated(evening, plans, n))) for n in (1, 2, 3)] == [47, 52, 49]
        assert seated(evening, plans, 1) == first
        kept = await app.read(lambda store: store.all(PlanRecord, event_id))
        assert len(kept) == 4
        await press(pilot, "6")
        await until(pilot, "By person")
        await settled(pilot)
        assert "Made before the event" not in screen_text(app)


async def accept_rest(pilot: Pilot[int], key: str, heading: str) -> None:
    await press(pilot, key)
    await until(pilot, heading)
    await press(pilot, "y")
    await until(pilot, "Accepted: from round")


async def begin(pilot: Pilot[int], hands: Hands, minutes: float, event_id: str) -> object:
    """The next round from the evening's own screen; who sits where in it."""
    hands.minutes = minutes
    await press(pilot, "8")
    await until(pilot, "By name")
    await settled(pilot)
    number = (await facts(pilot, event_id)).coming
    if number > 1:
        await press(pilot, "x")
        await until(pilot, f"Break before round {number}")
    await press(pilot, "n")
    await until(pilot, f"Round {number} of 3")
    evening = await facts(pilot, event_id)
    plans = await shell(pilot).read(lambda store: store.plans_of(evening))
    assert evening.coming == number + 1
    expect_sound(evening, plans, number)
    return seated(evening, plans, number)


def expect_sound(evening: Evening, plans: Plans, number: int) -> None:
    """Everybody who is there has one seat, and nobody else."""
    seating = seated(evening, plans, number)
    who = [person for table in seating for person in table.who]
    assert len(who) == len(set(who))
    assert set(who) == there(evening, number)
    assert not waiting(evening, plans, number)
    assert not gaps(evening, plans)

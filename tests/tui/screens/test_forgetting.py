from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from planner.records import CardRecord, EventRecord, MailRecord, ParticipantRecord, mail
from tests.tui.mail.post import address, answered, event_with_addresses, played
from tests.tui.pilots import journey, press, program, screen_text, settled, shell, until
from tests.tui.planned import contents
from tests.tui.screens.rooms import EVENT, named, people_of, stored
from tui.preparing.keepsake import keep_person
from tui.screens.events import mark
from tui.store.store import Store


@journey
async def test_a_person_is_forgotten_for_good_after_an_export(tmp_path: Path) -> None:
    file = tmp_path / "ada.json"
    ada = named("Ada Canary", email="ada@canary.org", consent=True)
    async with people_of(ada, named("Bob Stone")) as pilot:
        await press(pilot, "F")
        await until(pilot, "Forget Ada Canary for good?")
        await press(pilot, "enter")
        await settled(pilot)
        assert len(await stored(pilot)) == 2
        await press(pilot, "F")
        await until(pilot, "Forget Ada Canary for good?")
        await press(pilot, "e")
        await until(pilot, "Write to the file")
        pilot.app.screen.query_one("#path").value = str(file)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await until(pilot, lambda: file.exists())
        await until(pilot, "Forget Ada Canary for good?")
        await press(pilot, "y")
        await until(pilot, "The person is forgotten.")
        assert [person.name for person in await stored(pilot)] == ["Bob Stone"]
        folder = shell(pilot).store.path.parent  # type: ignore[union-attr]
        held = b"".join(f.read_bytes() for f in folder.iterdir() if f.is_file())
        assert b"ada@canary.org" not in held
    kept = json.loads(file.read_text("utf-8"))
    assert [person["email"] for person in kept["participants"]] == ["ada@canary.org"]
    assert kept["events"] == []


def test_the_copy_of_a_person_holds_what_she_said_and_not_what_was_said_about_her(
    tmp_path: Path,
) -> None:
    file = tmp_path / "ada.json"
    with Store.open() as store:
        event_id = event_with_addresses(store)
        played(store, event_id)
        answered(store, event_id, {("Ada", "Bob"): "no", ("Cem", "Ada"): "yes"})
        ada = next(p for p in contents(store, event_id).people if p.name == "Ada")
        with store.writing("mail") as unit:
            unit.add(mail(event_id, ada.id, "result"))
        assert keep_person(store, ada.id, file)
        kept = json.loads(file.read_text("utf-8"))
        store.erase(ada)
        assert not keep_person(store, ada.id, tmp_path / "gone.json")
        assert store.all(MailRecord, event_id) == []
        assert store.all(CardRecord, event_id) == []
    assert [person["email"] for person in kept["participants"]] == [address("Ada")]
    assert [card["answer"] for card in kept["cards"]] == ["no"]
    assert len(kept["mails"]) == len(kept["attendances"]) == 1


def test_an_event_whose_people_are_to_be_forgotten_is_marked_from_its_day_on() -> None:
    event = EventRecord("e", "Gala", delete_on="2027-02-20", state="done")
    assert mark(event, date(2027, 2, 19)) == ""
    assert mark(event, date(2027, 2, 20)) == "†"
    assert mark(event, date(2027, 3, 1)) == "†"


@journey
async def test_the_day_of_forgetting_is_set_with_the_event() -> None:
    with Store.open() as store, store.writing("event") as unit:
        unit.add(EVENT)
        unit.add(ParticipantRecord("p", "Ada", event_id=EVENT.id))
    async with program() as pilot:
        await until(pilot, "1 in all")
        await press(pilot, "e")
        await until(pilot, "Forget its people’s data on")
        await press(pilot, *["tab"] * 4, "=2020-02-20", "f2")
        await until(pilot, "†")
        with Store.open() as store:
            event = store.get(EventRecord, EVENT.id)
        assert event is not None
        assert event.delete_on == "2020-02-20"
        await press(pilot, "u")
        await until(pilot, lambda: "†" not in screen_text(pilot.app))

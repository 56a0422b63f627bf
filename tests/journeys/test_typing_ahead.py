"""Keys that arrive together, as over a slow line, mean what they mean one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.records import EventRecord, ParticipantRecord
from tests.terminal import Terminal
from tests.tui.planned import keep, new_event, rotated
from tui.store.store import Store


def burst(terminal: Terminal, *keys: str) -> Terminal:
    """All keys in one piece."""
    from tests.terminal import KEYS

    return terminal.keys("".join(KEYS.get(key, key) for key in keys))


@pytest.fixture
def party(home: Path) -> None:
    with Store.open() as store, store.writing("Party") as unit:
        unit.add(EventRecord("party", name="Party"))
        unit.add(*(
            ParticipantRecord(name, name, event_id="party", position=position)
            for position, name in enumerate(("Ada", "Due", "Eve"), 1)
        ))  # fmt: skip


def names(home: Path) -> list[tuple[str, bool]]:
    with Store.open() as store:
        return [(p.first_name, p.vip) for p in store.all(ParticipantRecord, "party")]


def test_what_follows_a_slash_is_looked_for_and_nothing_else(home: Path, party: None) -> None:
    """As commands these letters would duplicate, undo and rename."""
    with Terminal(home=home) as terminal:
        burst(terminal.until("1 in all"), "/", "due").until("Nothing holds “due”")
        terminal.keys("escape").until("1 in all")


def test_a_form_is_filled_in_while_it_opens(home: Path) -> None:
    with Terminal(home=home) as terminal:
        terminal.until("Press n")
        burst(terminal, "n", "Hugp", "backspace", "o", "left", "left", "X", "tab", "2030-03-21",
              "down", "20:00", "enter")  # fmt: skip
        terminal.until("HuXgo").until("Thu 21 Mar 2030")


def test_from_one_end_to_the_other_without_looking(home: Path, party: None) -> None:
    """Opening, changing section, filtering, marking, moving, taking off: each waits its turn."""
    with Terminal(home=home) as terminal:
        terminal.until("1 in all")
        burst(terminal, "enter", "2").until("3 in all")
        burst(terminal, "v", "down", "v", "down", "x", "y").until("2 in all")
        terminal.keys("q")
        assert terminal.ended() == 0
    assert names(home) == [("Ada", True), ("Due", True)]


def test_people_are_picked_by_name_however_quickly(home: Path, party: None) -> None:
    with Terminal(home=home) as terminal:
        burst(terminal.until("1 in all"), "enter", "3").until("Press n to add a rule")
        burst(terminal, "n", "2").until("Chosen: 0")
        burst(terminal, "Eve", "enter", "down", "enter", "x", "backspace", "f2")
        terminal.until("apart   Eve, Due")


def test_planning_makes_no_key_wait_for_long(home: Path, party: None) -> None:
    """Only what a key begins is waited for, and not to its end."""
    with Terminal("demo", home=home) as terminal:
        terminal.until("Sample evening").keys("5").until("Press p")
        burst(terminal, "p", "2").until("[2 People]").until("36 in all")
        burst(terminal, "down", "5", "c").until("[5 Generate]")


def test_arrows_move_the_list_while_its_filter_is_typed(home: Path, party: None) -> None:
    with Terminal(home=home) as terminal:
        burst(terminal.until("1 in all"), "enter", "2").until("3 in all")
        burst(terminal, "/", "e", "down", "enter", "v").until("VIP  Eve")
        burst(terminal, ":", "undo", "down", "up", "enter").until(lambda t: "VIP" not in t.text)


def test_what_can_be_done_in_a_section_is_known_before_a_key_is_looked_at(home: Path) -> None:
    with Store.open() as store:
        event_id = new_event(store, ["Ada", "Bob", "Cem", "Dee"], tables=2, rounds=2)
        keep(store, event_id, rotated(4, 2, 2))
    with Terminal(home=home) as terminal:
        burst(terminal.until("1 in all"), "enter", "6", "V").until("● current").quiet()
        assert "There is no plan yet" not in terminal.text

"""What the door says of everybody, without a screen."""

from __future__ import annotations

from dataclasses import replace

from planner.evening import checkin
from planner.evening.clock import start
from planner.evening.facts import Evening
from planner.evening.rounds import closed
from planner.records import ParticipantRecord
from tests.planner.evening.evenings import EVENING, PEOPLE, PLANS, at
from tui.running.guests import VIEWS, Guest, Tonight, in_order


def guest(name: str, email: str = "") -> Guest:
    person = ParticipantRecord(name, name, email=email, event_id="e")
    return Tonight(replace(EVENING, people=(person,)), {}).guests[0]


def evening() -> Evening:
    """a to d are here, e will come for round 3, f does not come, a has left in round 1."""
    later = replace(EVENING, people=tuple(
        replace(person, rounds=(3,)) if person.id == "e" else person for person in PEOPLE
    ))  # fmt: skip
    here = later.after(checkin.arrive(later, "abcd", at()))
    here = here.after(checkin.not_coming(here, "f"))
    begun = here.after(start(here, at(1)))
    return begun.after(checkin.leave(begun, "a", at(5)))


def test_each_state_has_a_sign_and_a_word() -> None:
    states = {g.person.id: g.state for g in Tonight(evening(), PLANS).guests}
    assert states == {
        "a": "← left", "b": "● here", "c": "● here", "d": "● here", "e": "◔ from round 3",
        "f": "✗ no-show", "g": "○ missing", "h": "○ missing",
    }  # fmt: skip


def test_counts_leave_out_what_is_nobody() -> None:
    tonight = Tonight(evening(), PLANS)
    assert tonight.counted() == ("3 of 8 here · 2 missing · come later: 1 · 1 left · no-shows: 1")
    assert Tonight(EVENING, PLANS).counted() == "0 of 8 here · 8 missing"


def test_views_show_whom_they_name() -> None:
    guests = Tonight(evening(), PLANS).guests
    shown = {
        view: "".join(g.person.id for g in guests if holds(g))
        for view, (_t, holds) in VIEWS.items()
    }
    assert shown == {
        "all": "abcdefgh", "missing": "gh", "here": "bcd", "vips": "", "walk-ins": "", "left": "af",
    }  # fmt: skip


def test_the_line_of_changes_is_empty_while_the_plan_fits() -> None:
    everybody = EVENING.after(checkin.arrive(EVENING, "abcdefgh", at()))
    assert Tonight(everybody, PLANS).changes("r") == ""
    assert Tonight(evening(), {}).changes("r") == ""
    line = Tonight(evening(), PLANS).changes("r")
    assert line.startswith("! r plans the rest again; changes: 5 (not here: 5")


def test_nothing_is_said_of_changes_while_most_are_still_coming_in() -> None:
    few = EVENING.after(checkin.arrive(EVENING, "ab", at()))
    assert Tonight(few, PLANS).changes("r") == ""
    half = EVENING.after(checkin.arrive(EVENING, "abcd", at()))
    assert "not here: 4" in Tonight(half, PLANS).changes("r")
    lost = few.after([closed(few.tables[0], 1, 3)])
    assert "tables too small: 1" in Tonight(lost, PLANS).changes("r")


def test_a_lost_table_is_a_change_and_a_finished_evening_has_none() -> None:
    everybody = EVENING.after(checkin.arrive(EVENING, "abcdefgh", at()))
    lost = everybody.after([closed(everybody.tables[0], 2, 3)])
    assert lost.tables[0].seats_by_round == {2: 0, 3: 0}
    assert Tonight(lost, PLANS).gaps.tables == {"t1"}
    done = replace(lost, event=replace(lost.event, state="done"))
    assert not Tonight(done, PLANS).gaps


def test_words_that_begin_so_come_before_those_that_hold_it() -> None:
    guests = [guest("Canada Bell"), guest("Bea Ada"), guest("Ida Noe", "ada@example.org")]
    found = in_order(guests, [0, 1, 2], "ADA")
    assert [guests[i].name for i in found] == ["Bea Ada", "Ida Noe", "Canada Bell"]

from __future__ import annotations

from collections.abc import Mapping

from planner.evening.checkin import arrive
from planner.evening.clock import skip
from planner.evening.rounds import settled
from planner.persons import persons
from planner.records import Answer, EventRecord, ParticipantRecord, card
from planner.statistics import Held, figures, held, overall
from tests.planner.evening.evenings import EVENING, PLANS, at


def an_evening(
    event: str, came: str, met: list[str], answers: Mapping[str, Answer], absent: str = ""
) -> Held:
    """People by letters, who are the same person at every event; pairs as two letters."""
    people = [
        ParticipantRecord(f"{c}{event}", c, email=f"{c}@example.org", event_id=event)
        for c in came + absent
    ]
    pairs: dict[str, set[str]] = {}
    for pair in met:
        one, other = (letter + event for letter in pair)
        pairs.setdefault(one, set()).add(other)
        pairs.setdefault(other, set()).add(one)
    return Held(
        EventRecord(event, event),
        tuple(people),
        frozenset(c + event for c in came),
        pairs,
        {(pair[0] + event, pair[1] + event): answer for pair, answer in answers.items()},
    )


EVENINGS = [
    an_evening("1", "abcd", ["ab", "cd"], {"ab": "yes", "ba": "yes", "cd": "yes"}, absent="e"),
    an_evening("2", "abex", ["ab", "ae", "bx"], {"ab": "no", "ea": "friends", "ae": "friends"}),
]
SAME = persons([person for evening in EVENINGS for person in evening.people])


def test_each_evening_has_its_figures() -> None:
    first, second = figures(EVENINGS, SAME)
    assert (first.invited, first.here, first.no_shows, first.no_show_rate) == (5, 4, 1, 0.2)
    assert (first.returning, first.meetings, first.new_meetings) == (0, 2, 2)
    assert (first.cards, first.matched, first.matches) == (3, 2, 1)
    assert first.match_rate == 2 / 3
    assert (second.returning, second.meetings, second.new_meetings) == (2, 3, 2)
    assert (second.cards, second.matched) == (2, 2)


def test_all_evenings_count_everybody_once() -> None:
    every = overall(EVENINGS, SAME)
    assert (every.evenings, every.people, every.returning, every.meetings) == (2, 6, 2, 4)
    assert every.no_show_rate == 1 / 9
    assert every.match_rate == 4 / 5


def test_nothing_held_is_no_fault() -> None:
    nothing = overall([], {})
    assert (nothing.people, nothing.no_show_rate, nothing.match_rate) == (0, 0.0, 0.0)
    (empty,) = figures([an_evening("1", "", [], {})], {})
    assert (empty.no_show_rate, empty.match_rate) == (0.0, 0.0)


def test_people_who_were_forgotten_still_count_as_somebody() -> None:
    (first,) = figures(EVENINGS[:1], {})
    assert (first.here, first.meetings) == (4, 2)


def test_an_evening_that_was_held_is_looked_at_as_it_really_was() -> None:
    evening = EVENING.after(arrive(EVENING, "abcdx", at()))
    for minute in (0, 1):
        evening = evening.after(settled(evening, PLANS, skip(evening, at(minute))))
    found = held(evening, PLANS, [card("e", "a", "b", "yes"), card("e", "b", "a", "yes")])
    (only,) = figures([found], persons(evening.people))
    assert (only.invited, only.here, only.no_shows, only.meetings) == (8, 4, 4, 6)
    assert (only.matches, only.match_rate) == (1, 1.0)

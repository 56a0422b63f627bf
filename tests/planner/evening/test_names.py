from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.evening.names import shown_names
from planner.records import Display, ParticipantRecord

GUESTS = [
    ParticipantRecord("1", "Ada", "Byron", position=1),
    ParticipantRecord("2", "Ada", "Lovelace", position=2),
    ParticipantRecord("3", "Bob", "Stone", position=3),
    ParticipantRecord("4", "", "Cem", position=4),
    ParticipantRecord("5", "Zoë", "", position=5),
    ParticipantRecord("6", "Ada", "Lamarr", position=6),
]


def test_the_display_tells_as_much_as_is_asked_for() -> None:
    def names(display: Display) -> list[str]:
        return list(shown_names(GUESTS, display).values())

    assert names("first-names") == ["Ada B.", "Ada Lo.", "Bob", "Cem", "Zoë", "Ada La."]
    assert names("names") == ["Ada Byron", "Ada Lovelace", "Bob Stone", "Cem", "Zoë", "Ada Lamarr"]
    assert names("numbers") == ["1", "2", "3", "4", "5", "6"]


names = st.text("Aab", max_size=2)


@given(st.lists(st.tuples(names, names), max_size=8), st.sampled_from(["names", "first-names"]))
def test_no_two_people_have_one_name(given: list[tuple[str, str]], display: Display) -> None:
    people = [ParticipantRecord(str(n), *name) for n, name in enumerate(given)]
    shown = shown_names(people, display)
    assert len(set(shown.values())) == len(people)

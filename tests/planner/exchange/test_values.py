from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange import values
from planner.exchange.values import BadValue


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        *((values.flag, yes, True) for yes in ("true", "YES", "oui", "Vrai", "x", "X", "1", "✓")),
        *((values.flag, no, False) for no in ("", "no", "NON", "false", "faux", "0")),
        (values.consent, "", None),
        (values.consent, "oui", True),
        (values.consent, "non", False),
        *((values.gender, text, "F") for text in ("F", "femme", "Woman", "Mme", "Féminin")),
        *((values.gender, text, "M") for text in ("M", "homme", "man", "H", "M.")),
        (values.gender, "non-binaire", "NB"),
        (values.gender, "Autre", "X"),
        (values.gender, "", ""),
        (values.wishes, "F|M", ("F", "M")),
        (values.wishes, "hommes", ("M",)),
        (values.wishes, "une femme", ("F",)),
        (values.wishes, "both", ("F", "M")),
        (values.wishes, "Les deux", ("F", "M")),
        (values.wishes, "hommes et femmes", ("M", "F")),
        (values.wishes, "F, NB", ("F", "NB")),
        (values.wishes, "tout le monde", ("F", "M", "NB", "X")),
        (values.wishes, "", ()),
        (values.age, "31", 31),
        (values.age, "31 ans", 31),
        (values.age, "", None),
        (values.age_range, "25-35", (25, 35)),
        (values.age_range, "25 à 35 ans", (25, 35)),
        (values.age_range, "de 25 ans à 35 ans", (25, 35)),
        (values.age_range, "between 25 and 35", (25, 35)),
        (values.age_range, "40+", (40, None)),
        (values.age_range, "40 ans et plus", (40, None)),
        (values.age_range, "", (None, None)),
        (values.rounds, "1-3, 5", (1, 2, 3, 5)),
        (values.rounds, "2 4 6", (2, 4, 6)),
        (values.rounds, "1 à 3", (1, 2, 3)),
        (values.rounds, "1 et 3", (1, 3)),
        (values.rounds, "1", (1,)),
        (values.rounds, "all", None),
        (values.rounds, "oui", None),
        (values.rounds, "", None),
        (values.attendance, "x", None),
        (values.attendance, "1-1", (1,)),
        (values.tags, "Speaker|Sponsor", ("Speaker", "Sponsor")),
        (values.tags, "a, b; a ,,c", ("a", "b", "c")),
        (values.phone, "+33 6 12 34 56 78", "+33 6 12 34 56 78"),
    ],
)
def test_what_people_write_is_read(read: Callable[[str], Any], text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (values.flag, "peut-être"),
        (values.flag, "2"),
        (values.flag, "G2"),
        (values.gender, "?"),
        (values.wishes, "blond"),
        (values.wishes, "F and tall"),
        (values.wishes, "|"),
        (values.age, "31.5"),
        (values.age, "-3"),
        (values.age, "1990-05-01"),
        (values.age_range, "25"),
        (values.age_range, "2025-10-12"),
        (values.rounds, "non"),
        (values.rounds, "0"),
        (values.rounds, "5-3"),
        (values.rounds, "1-9999"),
        (values.attendance, "1"),
        (values.phone, "3,36123E+10"),
    ],
)
def test_what_could_only_be_guessed_is_a_problem(read: Callable[[str], Any], text: str) -> None:
    with pytest.raises(BadValue) as bad:
        read(text)
    assert str(bad.value.message)


def test_a_message_quotes_little_and_nothing_that_moves_a_cursor() -> None:
    with pytest.raises(BadValue) as bad:
        values.flag("\x1b]0;title\x07" + "x" * 1000)
    assert str(bad.value.message).isprintable()
    assert len(str(bad.value.message)) < 200


READERS = [
    values.flag, values.consent, values.gender, values.wishes, values.age, values.age_range,
    values.rounds, values.attendance, values.tags, values.phone,
]  # fmt: skip


@given(st.text(), st.sampled_from(READERS))
def test_any_text_is_read_or_a_problem(text: str, read: Callable[[str], Any]) -> None:
    with contextlib.suppress(BadValue):
        read(text)

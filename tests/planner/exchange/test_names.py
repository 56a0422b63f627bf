from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.names import split_name


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Graeme Smith", "Graeme", "Smith"),
        ("Jean de la Tour", "Jean", "de la Tour"),
        ("Marie Anne d’Auvergne", "Marie Anne", "d’Auvergne"),
        ("DUPONT Jean", "Jean", "DUPONT"),
        ("Jean Pierre DE SOUSA", "Jean Pierre", "DE SOUSA"),
        ("de la Tour, Jean Marc", "Jean Marc", "de la Tour"),
        ("JEAN DUPONT", "JEAN", "DUPONT"),
    ],
)
def test_first_name_first(text: str, first: str, last: str) -> None:
    assert split_name(text, last_first=False) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Smith Graeme", "Graeme", "Smith"),
        ("de la Tour Jean", "Jean", "de la Tour"),
        ("Jean DUPONT", "Jean", "DUPONT"),
        ("Le Gall, Anne Marie", "Anne Marie", "Le Gall"),
    ],
)
def test_last_name_first(text: str, first: str, last: str) -> None:
    assert split_name(text, last_first=True) == (first, last)


@pytest.mark.parametrize("text", ["Ada", "Anna Maria Schmidt", "Dupont, ", "a, b, c", "", "de la"])
def test_what_could_be_divided_in_two_ways_is_not(text: str) -> None:
    assert split_name(text, last_first=True) is None
    if text != "de la":
        assert split_name(text, last_first=False) is None


@given(st.text(), st.booleans())
def test_no_letter_is_lost(text: str, last_first: bool) -> None:
    parts = split_name(text, last_first=last_first)
    if parts is not None:
        kept = sorted("".join(" ".join(parts).split()))
        assert kept == sorted("".join(text.replace(",", "", text.count(",") == 1).split()))
        assert all(parts)

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.columns import find_header, recognize_columns, recognized_field
from planner.exchange.grid import Grid, column_letter
from planner.messages import Refusal


@pytest.mark.parametrize(
    ("headers", "field"),
    [
        ("id, ID, Identifiant, N°, #, Numéro", "id"),
        (
            "Prénom, PRENOM, first_name, First name, firstName, Given-Name, Votre prénom",
            "first_name",
        ),
        ("Nom de famille, last_name, Surname, Family name, LastName", "last_name"),
        ("Nom complet, Full name, name, Nom, Nom du participant, fullName", "full_name"),
        ("Nom et prénom, NOM / Prénom", "last_first_name"),
        ("Prénom Nom, Prénom & nom", "first_last_name"),
        ("E-mail, email, Mail, Courriel, Adresse e-mail, adresse_mail, E-Mail Address*", "email"),
        ("Téléphone, Tél., Phone number, mobile, N° de téléphone, Portable", "phone"),
        ("VIP, vip?, V.I.P.", "vip"),
        ("Genre, Sexe, gender, Sex, Civilité", "gender"),
        ("Recherche, Je cherche, interested_in, Looking for, Intéressé(e) par", "looking_for"),
        ("Âge, age, Age (years), Âge [ans]", "age"),
        ("Tranche d'âge cherchée, Tranche d’âge recherchée, Preferred age range", "age_range"),
        ("age_min, Âge minimum, min age", "age_min"),
        ("age_max, Âge maximum, Max. age", "age_max"),
        ("Présence, Tours, rounds, sessions, Attendance", "rounds"),
        ("Étiquettes, tags, Mots-clés", "tags"),
        ("Consentement, consent, RGPD, GDPR consent", "consent"),
        ("Remarques, notes, Comments", "notes"),
        ("Société, Entreprise, company, Organisation", "company"),
        ("Groupe, Équipe, group, team", "group"),
        ("Côté, side", "side"),
    ],
)
def test_headers_are_known_in_two_languages_however_they_are_spelled(
    headers: str, field: str
) -> None:
    assert {header: recognized_field(header) for header in headers.split(", ")} == dict.fromkeys(
        headers.split(", "), field
    )


def fields(*headers: str, mapping: Mapping[str, str] | None = None) -> list[str]:
    grid = Grid([list(headers), ["x"] * len(headers)])
    return [column.field for column in recognize_columns(grid, 0, mapping)]


def refusal(*headers: str, mapping: Mapping[str, str] | None = None) -> str:
    with pytest.raises(Refusal) as refused:
        fields(*headers, mapping=mapping)
    assert str(refused.value)
    return refused.value.messages[0].code


def test_a_name_beside_a_first_name_is_the_family_name() -> None:
    assert fields("Nom", "Prénom") == ["last_name", "first_name"]
    assert fields("name", "First name", "Full name") == ["last_name", "first_name", "attribute"]
    assert fields("Nom") == ["full_name"]
    assert fields("Nom", "B", mapping={"B": "first_name"}) == ["last_name", "first_name"]


def test_ones_own_range_of_ages_is_not_taken_for_the_one_sought() -> None:
    assert fields("Nom", "Tranche d'âge") == ["full_name", "attribute"]
    assert fields("Nom", "Âge", "Tranche d'âge") == ["full_name", "age", "age_range"]


def test_of_two_columns_with_one_meaning_the_second_is_kept_apart() -> None:
    assert fields("Nom", "E-mail", "Courriel") == ["full_name", "email", "attribute"]


def test_a_mapping_by_header_or_letter_comes_first() -> None:
    assert fields("Nom", "Mail", "Table d'hôte", mapping={"table d hote": "group"}) == [
        "full_name", "email", "group",
    ]  # fmt: skip
    assert fields("Nom", "Mail", mapping={"B": "ignore", "a": "prénom"}) == ["first_name", "ignore"]
    assert fields("Nom", "Mail", "X", mapping={"X": "email"}) == ["full_name", "attribute", "email"]


def test_a_mapping_that_cannot_be_followed_is_refused() -> None:
    assert refusal("Nom", mapping={"Nom": "nonsense"}) == "unknown-field"
    assert refusal("Nom", mapping={"Mail": "email"}) == "unknown-column"
    assert refusal("Nom", "A", "B", mapping={"A": "email", "B": "email"}) == "field-mapped-twice"
    assert refusal("Mail", "Ville") == "no-name-column"


def test_columns_without_a_header_are_called_by_their_letter() -> None:
    grid = Grid([["Nom", "", "", "Mail", "", ""], ["x", "", "y", "z", "", ""]])
    columns = recognize_columns(grid, 0)
    assert [(c.header, c.field) for c in columns] == [
        ("Nom", "full_name"), ("C", "attribute"), ("Mail", "email"),
    ]  # fmt: skip


def test_a_header_below_titles_is_found_and_a_repeated_one_is_not_taken() -> None:
    rows = [["Inscriptions, soirée du 12"], [], ["Nom", "Mail"], ["a", "b"], ["Nom", "Mail"]]
    assert find_header(Grid(rows)) == 2


def test_a_word_in_the_data_is_no_header() -> None:
    rows = [["Ada", "Byron"], ["Zoé", "Durand"], ["Guest", "Mobile ltd"], ["x", "y"]]
    with pytest.raises(Refusal) as refused:
        find_header(Grid(rows))
    assert refused.value.messages[0].code == "no-header"
    assert "Ada | Byron" in str(refused.value)


def test_a_header_row_that_is_named_is_taken() -> None:
    grid = Grid([["a", "b"], ["Nom", "Mail"]])
    assert find_header(grid, 1) == 0
    assert find_header(grid, 0) == -1
    with pytest.raises(Refusal):
        find_header(grid, 3)
    with pytest.raises(Refusal):
        find_header(grid, -1)


def test_letters_are_those_of_spreadsheets() -> None:
    assert [column_letter(i) for i in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


@given(st.text())
def test_any_header_is_known_or_not(header: str) -> None:
    recognized_field(header)

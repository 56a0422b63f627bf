from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.columns import recognize_columns
from planner.exchange.grid import Grid
from planner.exchange.people import People, read_people
from planner.records import ParticipantRecord, invalid_fields


def people(
    *rows: list[str], delimiter: str | None = ",", mapping: dict[str, str] | None = None
) -> People:
    grid = Grid(list(rows), delimiter=delimiter)
    return read_people(grid, 0, recognize_columns(grid, 0, mapping))


def problems(*rows: list[str], delimiter: str | None = ",") -> list[tuple[int, str, str]]:
    found = people(*rows, delimiter=delimiter).problems
    assert all(str(problem.message) for problem in found)
    return [(problem.row, problem.column, problem.message.code) for problem in found]


def codes(read: People) -> list[str]:
    return [notice.code for notice in read.notices]


def test_every_field_finds_its_place() -> None:
    read = people(
        ["id", "Prénom", "Nom", "Mail", "Tél", "VIP", "Genre", "Recherche", "Âge", "Tranche d'âge",
         "Tours", "Étiquettes", "Consentement", "Notes", "Société", "Groupe", "Ville", "Côté"],
        ["p7", "Zoé", "d'Auvergne", "zoe@example.org", "06 12", "x", "femme", "hommes", "31",
         "28 à 40 ans", "1-3", "Presse|Speaker", "oui", "deux\nlignes",
         "Huet SA", "B", "Brest", "A"],
    )  # fmt: skip
    assert read.problems == ()
    assert read.records == (
        ParticipantRecord(
            id="p7", first_name="Zoé", last_name="d'Auvergne", email="zoe@example.org",
            phone="06 12", vip=True, side="A", gender="F", looking_for=("M",), age=31, age_min=28,
            age_max=40, rounds=(1, 2, 3), tags=("Presse", "Speaker"),
            attributes={"company": "Huet SA", "group": "B", "Ville": "Brest"}, consent=True,
            notes="deux lignes",
        ),
    )  # fmt: skip
    assert codes(read) == ["columns-recognized", "columns-kept", "lines-joined"]


def test_unreadable_cells_are_problems_by_row_and_column() -> None:
    assert problems(
        ["Nom", "VIP", "Âge", "Genre", "Tours", "Tranche d'âge", "Mail"],
        ["A", "perhaps", "old", "?", "never", "young", ""],
        ["B", "", "31", "", "", "40-30", ""],
        ["C", "", "0", "", "", "", "c@example"],
    ) == [
        (2, "VIP", "not-yes-or-no"),
        (2, "Âge", "not-an-age"),
        (2, "Genre", "unknown-gender"),
        (2, "Tours", "not-rounds"),
        (2, "Tranche d'âge", "not-an-age-range"),
        (3, "Tranche d'âge", "age-range-reversed"),
        (4, "Mail", "bad-email"),
        (4, "Âge", "bad-age"),
    ]


def test_names_that_no_person_has_are_problems() -> None:
    assert problems(
        ["Nom", "Mail", "Ville"],
        ["=HYPERLINK(1)", "", "x"],
        ["@ada", "", "x"],
        ["#REF!", "", "x"],
        ["AurÃ©lie", "", "x"],
        ["Ren\ufffd", "", "x"],
        ["Saut\nde ligne", "", "x"],
        ["\x1b]0;title", "", "x"],
        ["", "z@example.org", "x"],
        ["x" * 201, "", "x"],
        ["Ada", "", "=1+1"],
        ["Bea", "", "#N/A"],
        ["Cléo", "", "-"],
        ["Dora", "", "Orl\ufffdans"],
    ) == [
        (2, "Nom", "formula"),
        (3, "Nom", "formula"),
        (4, "Nom", "spreadsheet-error"),
        (5, "Nom", "unreadable-letters"),
        (6, "Nom", "unreadable-letters"),
        (7, "Nom", "line-break"),
        (8, "Nom", "control-characters"),
        (9, "Nom", "missing-name"),
        (10, "Nom", "too-long"),
        (11, "Ville", "formula"),
        (12, "Ville", "spreadsheet-error"),
        (14, "Ville", "unreadable-letters"),
    ]


def test_ragged_rows_of_text_are_problems_but_blank_cells_too_many_are_not() -> None:
    rows = (
        ["Nom", "Mail", "Ville", "", ""],
        ["A", "a@example.org", "x", "", "", ""],
        ["B", "b@example.org"],
        ["C", "c@example.org", "x", "y"],
    )
    assert problems(*rows) == [(3, "", "fewer-cells"), (4, "", "more-cells")]
    assert problems(*rows, delimiter=None) == []


def test_a_missing_quotation_mark_that_swallows_rows_is_seen() -> None:
    assert problems(
        ["Nom", "Mail", "Notes"],
        ["A", "", "hello\nB,b@example.org,\nC,c@example.org,"],
        ["D", "", "first\nsecond, and last"],
    ) == [(2, "", "swallowed-rows")]


def test_totals_and_notes_below_the_list_are_not_people() -> None:
    assert problems(
        ["Nom", "Mail", "Ville"],
        ["Martin", "", ""],
        ["Total", "12", ""],
        ["TOTAL : 2", "", ""],
        ["Exporté le 12 décembre", "", ""],
        delimiter=None,
    ) == [(3, "", "total-row"), (4, "", "total-row"), (5, "", "note-row")]


def test_repeated_headers_and_blank_rows_are_left_out() -> None:
    read = people(["Nom", "Mail"], ["A", ""], [], [" ", ""], ["NOM", "mail"], ["B", ""])
    assert read.row_numbers == (2, 6)
    assert [record.id for record in read.records] == ["1", "2"]
    assert "header-repeated" in codes(read)


def test_the_same_person_twice_is_a_problem() -> None:
    assert problems(
        ["Nom", "Prénom", "Mail"],
        ["Chauveau", "Eugène", "eugene@example.net"],
        ["CHAUVEAU", "EUGENE", "Eugene@Example.net"],
        ["Other", "Name", "EUGENE@example.net"],
        ["chauveau", "eugène", ""],
        ["McDonald", "Ann", ""],
        ["MCDONALD", "ANN", ""],
        ["McDonald", "Ann", "ann@example.net"],
    ) == [
        (3, "Mail", "duplicate-email"),
        (4, "Mail", "duplicate-email"),
        (5, "Nom", "duplicate-name"),
        (7, "Nom", "duplicate-name"),
        (8, "Nom", "duplicate-name"),
    ]


def test_namesakes_with_two_addresses_are_two_people_and_that_is_said() -> None:
    read = people(
        ["Nom", "Mail"], ["Dean Wilson", "a@example.org"], ["Dean WILSON", "b@example.org"]
    )
    assert len(read.records) == 2
    assert str(read.notices[-1]).startswith("Taken for different people")
    assert "Dean Wilson (2, 3)" in str(read.notices[-1])


def test_a_bad_row_is_no_reason_to_leave_out_its_correction() -> None:
    read = people(["Nom", "Mail"], ["Hardy", "hardy(at)example.org"], ["Hardy", "h@example.org"])
    assert read.row_numbers == (3,)
    assert len(read.problems) == 1


def test_ids_of_the_list_must_be_there_and_differ() -> None:
    assert problems(["id", "Nom"], ["7", "A"], ["", "B"], ["7", "C"]) == [
        (3, "id", "missing-id"), (4, "id", "duplicate-id"),
    ]  # fmt: skip


def test_numbers_given_do_not_move_when_a_bad_row_is_corrected() -> None:
    wrong = people(["Nom", "Mail"], ["A", "?"], ["B", ""])
    right = people(["Nom", "Mail"], ["A", ""], ["B", ""])
    assert [record.id for record in wrong.records] == ["2"]
    assert [record.id for record in right.records] == ["1", "2"]


def test_whole_names_stay_whole_unless_asked_and_where_unclear() -> None:
    rows = (["Participant"], ["Jean de la Tour"], ["Anna Maria Schmidt"], ["Ada Byron"])
    kept = people(*rows)
    assert (kept.records[0].first_name, kept.records[0].last_name) == ("", "Jean de la Tour")
    assert "--map Participant=first_last_name" in str(kept.notices[-1])
    split = people(*rows, mapping={"Participant": "first_last_name"})
    assert [(r.first_name, r.last_name) for r in split.records] == [
        ("Jean", "de la Tour"), ("", "Anna Maria Schmidt"), ("Ada", "Byron"),
    ]  # fmt: skip
    assert split.notices[-1].code == "name-not-split"
    assert split.notices[-1].params == {"rows": "3"}


def test_accents_are_composed_and_invisible_edges_cut() -> None:
    read = people(["Nom", "Mail"], ["\ufeff Zoe\u0301\u00a0", " zoe@example.org\u200b"])
    assert read.records[0].last_name == "Zoé"
    assert read.records[0].email == "zoe@example.org"


def test_attributes_never_overwrite_each_other() -> None:
    read = people(["Nom", "Ville", "Ville", "Équipe", "Groupe", "group"], ["A", *"12345"])
    assert read.records[0].attributes == {
        "Ville": "1", "Ville (C)": "2", "group": "3", "Groupe": "4", "group (F)": "5",
    }  # fmt: skip


@given(
    st.lists(st.lists(st.text(max_size=30), max_size=7), max_size=6),
    st.sampled_from([",", None]),
)
def test_any_cells_are_people_or_problems(rows: list[list[str]], delimiter: str | None) -> None:
    header = ["Nom", "Mail", "VIP", "Âge", "Tours", "Ville"]
    read = people(header, *rows, delimiter=delimiter)
    assert len(read.records) == len(read.row_numbers)
    assert all(not invalid_fields(record) for record in read.records)
    assert all(1 < problem.row <= len(rows) + 1 for problem in read.problems)
    assert not {p.row for p in read.problems}.intersection(read.row_numbers)
    assert len({record.id for record in read.records}) == len(read.records)
    assert all(str(message) for message in read.notices)


def test_the_apostrophe_that_keeps_a_cell_from_running_is_taken_off_again() -> None:
    read = people(
        ["Nom", "Téléphone", "Notes"],
        ["'t Hooft", "'+33 6 12", "'- no nuts"],
    )
    assert read.problems == ()
    person = read.records[0]
    assert (person.last_name, person.phone, person.notes) == ("'t Hooft", "+33 6 12", "- no nuts")

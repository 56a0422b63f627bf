"""The lists of `tests/data/participants` as a careful person reads them, and any other bytes."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Writer

from planner.exchange.grid import BYTES_LIMIT
from planner.exchange.lists import ImportedList, ImportOptions, open_list, read_list
from planner.messages import Refusal
from planner.records import ParticipantRecord

LISTS = Path(__file__).parents[2] / "data" / "participants"


def imported(name: str, **options: object) -> ImportedList:
    return read_list((LISTS / name).read_bytes(), ImportOptions(**options))  # type: ignore[arg-type]


def codes(read: ImportedList) -> list[str]:
    return [notice.code for notice in read.notices]


def refusal(data: bytes, options: ImportOptions | None = None) -> str:
    with pytest.raises(Refusal) as refused:
        read_list(data, options)
    assert str(refused.value)
    return refused.value.messages[0].code


def workbook(**sheets: list[list[object]]) -> bytes:
    book = Writer()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_evening_30_reads_without_a_problem() -> None:
    read = imported("evening-30.csv")
    assert read.problems == ()
    assert len(read.records) == 30
    assert [r.name for r in read.records if r.vip] == [
        "Juliette Mace", "Sabine Dupré", "Stéphanie Garcia",
    ]  # fmt: skip
    assert read.records[23] == ParticipantRecord(
        id="24", first_name="Lucie", last_name="De Sousa", email="lucie.desousa@example.org"
    )
    assert codes(read) == ["delimiter-guessed", "columns-recognized"]


def test_networking_100_reads_as_excel_saved_it() -> None:
    read = imported("networking-100-excel-fr.csv")
    assert read.problems == ()
    assert len(read.records) == 100
    assert read.records[0] == ParticipantRecord(
        id="1", first_name="Andrée", last_name="Robin", email="andree.robin@example.com", vip=True,
        tags=("Presse",), attributes={"company": "Deschamps", "group": "Équipe A"},
    )  # fmt: skip
    assert read.records[5].tags == ("Speaker", "Sponsor")
    assert sum(record.vip for record in read.records) == 12
    assert {record.attributes["group"] for record in read.records} == {
        f"Équipe {letter}" for letter in "ABCDEFGHIJ"
    }
    assert codes(read) == ["encoding-guessed", "delimiter-guessed", "columns-recognized"]
    assert read.notices[0].params == {"encoding": "cp1252"}


def test_conference_300_is_on_the_second_sheet_below_a_title() -> None:
    read = imported("conference-300.xlsx")
    assert read.problems == ()
    assert len(read.records) == 300
    assert (read.sheet, read.sheets, read.header_row) == ("Inscrits", ("Read me", "Inscrits"), 3)
    assert (read.row_numbers[0], read.row_numbers[-1]) == (4, 303)
    assert read.records[0] == ParticipantRecord(
        id="1", first_name="Inès", last_name="Allain", email="ines.allain@example.net", vip=True,
        tags=("Speaker",), attributes={"company": "Toussaint", "group": "Table ronde 1"},
    )  # fmt: skip
    assert codes(read) == ["sheet-chosen", "columns-recognized"]
    assert imported("conference-300.xlsx", sheet="2", header_row=3).records == read.records


def test_congress_1000_keeps_its_ids_whole_names_and_namesakes() -> None:
    read = imported("congress-1000.csv")
    assert read.problems == ()
    assert [record.id for record in read.records] == [str(i) for i in range(1, 1001)]
    assert read.records[0] == ParticipantRecord(
        id="1", last_name="Graeme Smith", email="graeme.smith@example.net",
        attributes={"group": "Company 1"},
    )  # fmt: skip
    assert codes(read) == [
        "delimiter-guessed", "columns-recognized", "name-kept-whole", "namesakes",
    ]  # fmt: skip
    assert str(read.notices[-1]).count(";") == 6, "seven pairs of namesakes"
    split = imported("congress-1000.csv", mapping={"name": "first_last_name"})
    assert (split.records[0].first_name, split.records[0].last_name) == ("Graeme", "Smith")


def test_dating_41_has_two_sides_of_22_and_19_with_wishes() -> None:
    read = imported("dating-two-sided-41.csv")
    assert read.problems == ()
    assert [r.gender for r in read.records] == ["F"] * 22 + ["M"] * 19
    assert read.records[10] == ParticipantRecord(
        id="11", first_name="Marianne", last_name="Rodrigues",
        email="marianne.rodrigues@example.net", gender="F", looking_for=("F", "M"),
        age=43, age_min=36, age_max=54,
    )  # fmt: skip
    assert [r.name for r in read.records if len(r.looking_for) == 2] == [
        "Marianne Rodrigues", "Victor Bouchet",
    ]  # fmt: skip


def test_messy_40_names_every_bad_row_and_keeps_the_others() -> None:
    read = imported("messy-40.csv")
    assert [(p.row, p.column, p.message.code) for p in read.problems] == [
        (6, "Email", "duplicate-email"),
        (10, "Email", "bad-email"),
        (13, "Nom", "missing-name"),
        (19, "Nom", "formula"),
        (23, "Nom", "line-break"),
        (25, "", "more-cells"),
        (27, "", "fewer-cells"),
        (29, "Email", "duplicate-email"),
    ]
    bad_or_blank = {6, 10, 13, 15, 16, 19, 23, 25, 27, 29}
    assert read.row_numbers == tuple(row for row in range(2, 38) if row not in bad_or_blank)
    by_row = dict(zip(read.row_numbers, read.records, strict=True))
    assert by_row[21] == ParticipantRecord(
        id="18", first_name='Jean "Jeannot"', last_name="de la Tour; d'Auvergne",
        email="jean@example.com", vip=True, attributes={"group": 'G "3"'},
    )  # fmt: skip
    assert by_row[37].name == "Gérard Texier"
    assert [row for row, record in by_row.items() if record.vip] == [
        2, 3, 4, 5, 9, 11, 12, 18, 20, 21, 26, 28, 32, 33, 34, 35,
    ]  # fmt: skip
    assert codes(read) == ["delimiter-guessed", "columns-recognized"]


def test_the_content_decides_what_a_file_is() -> None:
    assert refusal(b"") == "empty-list"
    assert refusal(b"\xff\xfe\r\x00\n\x00") == "empty-list"
    assert refusal(b"Nom;Mail\r\n;\r\n") == "header-only"
    assert refusal(b"%PDF-1.7 ...") == "not-a-list-format"
    assert refusal(b" <html><table><tr><td>Nom</td></tr></table>") == "markup"
    assert refusal(b"\xef\xbb\xbf<?xml version='1.0'?>") == "markup"
    assert refusal(b"x" * (BYTES_LIMIT + 1)) == "file-too-large"
    assert refusal(b"hello") == "no-header"


def test_a_list_without_a_header_is_read_when_it_is_said() -> None:
    data = b"Byron;Ada;ada@example.org\nDurand;Zo\xc3\xa9;zoe@example.org\n"
    assert refusal(data) == "no-header"
    mapping = {"A": "last_name", "B": "first_name", "C": "email"}
    read = read_list(data, ImportOptions(header_row=0, mapping=mapping))
    assert [(r.id, r.name, r.email) for r in read.records] == [
        ("1", "Ada Byron", "ada@example.org"), ("2", "Zoé Durand", "zoe@example.org"),
    ]  # fmt: skip
    assert read.row_numbers == (1, 2)


def test_two_sheets_that_both_look_like_lists_are_both_named() -> None:
    data = workbook(
        Notes=[["hello"]], Hommes=[["Nom", "Mail"], ["A", ""]], Femmes=[["Nom", "Mail"], ["B", ""]]
    )
    read = read_list(data)
    assert read.sheet == "Hommes"
    assert "further-lists" in codes(read)
    assert read_list(data, ImportOptions(sheet="femmes")).records[0].name == "B"
    assert refusal(data, ImportOptions(sheet="Enfants")) == "unknown-sheet"
    assert refusal(data, ImportOptions(sheet="4")) == "unknown-sheet"
    assert refusal(b"Nom\nA\n", ImportOptions(sheet="1")) == "no-sheets"


def test_numbers_and_ticks_of_excel_are_plain() -> None:
    read = read_list(
        workbook(L=[["No", "Nom", "Âge", "VIP", "Tél"], [7.0, "Ada", 31.0, True, 612345678]])
    )
    assert read.records == (
        ParticipantRecord(id="7", last_name="Ada", age=31, vip=True, phone="612345678"),
    )


def test_the_steps_can_be_taken_one_by_one() -> None:
    book = open_list((LISTS / "conference-300.xlsx").read_bytes())
    assert book.sheets == ("Read me", "Inscrits")
    assert book.grid("Inscrits") is book.grid("Inscrits")
    assert len(book.grid("Read me").rows) == 2


WRITTEN = [
    ("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE), ("utf-16-le", b""), ("utf-16-be", b""), ("cp1252", b""),
    ("latin-1", b""), ("mac-roman", b""),
]  # fmt: skip
names = st.text("abcdefghijklmnopqrstuvwxyzéèêëàâçîïôûü '-,;|\"", min_size=1, max_size=20).filter(
    lambda text: text.strip() and text.strip()[0] not in "=+-@"
)


@settings(max_examples=200)
@given(
    st.lists(names, min_size=1, max_size=12, unique_by=lambda name: name.strip()),
    st.sampled_from(WRITTEN),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_a_list_reads_the_same_however_it_was_saved(
    people: list[str], encoding: tuple[str, bytes], delimiter: str, end: str, quoted: bool
) -> None:
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=delimiter, lineterminator=end,
        quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
    )  # fmt: skip
    writer.writerow(["Nom", "Prénom", "E-mail", "Âge", "Société"])
    for number, name in enumerate(people):
        writer.writerow([name, "Zoé", f"p{number}@example.org", number + 20, "Crédit Général"])
    name, mark = encoding
    read = read_list(mark + out.getvalue().encode(name))
    assert [r.last_name for r in read.records] == [person.strip() for person in people]
    assert {(r.first_name, r.attributes["company"]) for r in read.records} == {
        ("Zoé", "Crédit Général")
    }
    assert [r.age for r in read.records] == list(range(20, 20 + len(people)))


HEADS = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"Nom;Mail\n", b"\xff\xfe"]


@settings(max_examples=200)
@given(st.sampled_from(HEADS), st.binary(max_size=200))
def test_any_bytes_are_a_list_or_refused(head: bytes, rest: bytes) -> None:
    with contextlib.suppress(Refusal):
        read_list(head + rest)

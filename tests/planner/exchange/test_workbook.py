from __future__ import annotations

import contextlib
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Writer
from openpyxl.worksheet.worksheet import Worksheet

from planner.exchange import archive
from planner.exchange.workbook import OLE, ZIP, open_workbook
from planner.messages import Refusal


def xlsx(*fill: Callable[[Worksheet], object]) -> bytes:
    book = Writer()
    del book["Sheet"]
    for number, each in enumerate(fill, 1):
        each(book.create_sheet(f"S{number}"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Liste">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def ods(rows: str, manifest: str = "<manifest/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", manifest)
        parts.writestr("content.xml", ODS_HEAD + rows + ODS_TAIL)
    return out.getvalue()


def ods_cell(text: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def first_sheet(data: bytes) -> list[list[str]]:
    book = open_workbook(data)
    return book.grid(book.sheets[0]).rows


def refusal(data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        first_sheet(data)
    assert str(refused.value)
    return refused.value.messages[0].code


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    """The workbook with some parts replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
    return out.getvalue()


def sheet_xml(rows: str) -> bytes:
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    ).encode()


def test_cells_read_as_a_person_would_type_them() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append([31.0, 2.5, True, date(2024, 12, 31), 33612345678, " x\ny ", None, 1e300])
        sheet.append([datetime(2024, 12, 31, 20, 15)])

    rows = open_workbook(xlsx(fill)).grid("S1").rows
    assert rows[0][:7] == ["31", "2.5", "true", "2024-12-31", "33612345678", " x\ny ", ""]
    assert rows[1][0] == "2024-12-31 20:15"


def test_errors_are_seen_and_formulas_give_their_last_value() -> None:
    data = repacked(
        xlsx(lambda sheet: sheet.append(["x"])),
        {
            "xl/worksheets/sheet1.xml": sheet_xml(
                '<row r="2"><c r="B2" t="e"><v>#REF!</v></c><c r="C2"><f>1+1</f><v>2</v></c>'
                '<c t="str"><f>A1</f><v>Zoé</v></c></row>'
            )
        },
    )
    assert open_workbook(data).grid("S1").rows[1] == ["", "#REF!", "2", "Zoé"]


def test_elements_may_carry_a_prefix() -> None:
    prefixed = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="1"><x:c r="A1" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData>'
        "</x:worksheet>"
    )
    data = repacked(
        xlsx(lambda sheet: sheet.append(["x"])), {"xl/worksheets/sheet1.xml": prefixed.encode()}
    )
    assert first_sheet(data) == [["#N/A"]]


def test_rows_keep_their_numbers_when_the_first_are_empty() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B4"] = "x"

    assert open_workbook(xlsx(fill)).grid("S1").rows == [["", ""]] * 3 + [["", "x"]]


def test_hidden_sheets_are_known() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.append(["old"])
        sheet.sheet_state = "hidden"

    book = open_workbook(xlsx(hide, lambda sheet: sheet.append(["new"])))
    assert book.sheets == ("S1", "S2")
    assert book.hidden == {"S1"}
    assert book.grid("S1").rows == [["old"]]


def test_cells_merged_over_rows_are_said() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Title", "", ""])
        sheet.append(["a", "b", "c"])
        sheet.append(["d", "e", "f"])
        sheet.merge_cells("A1:C1")
        assert open_workbook(xlsx(lambda s: s.append(["x"]))).grid("S1").notices == ()
        sheet.merge_cells("B2:B3")

    notices = open_workbook(xlsx(fill)).grid("S1").notices
    assert [(n.code, n.params) for n in notices] == [("merged-cells", {"rows": "2"})]


def test_formatted_but_empty_cells_far_away_do_no_harm() -> None:
    data = repacked(
        xlsx(lambda sheet: sheet.append(["x"])),
        {
            "xl/worksheets/sheet1.xml": sheet_xml(
                '<row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c><c r="XFD1" s="0"/>'
                '</row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
            )
        },
    )
    assert open_workbook(data).grid("S1").rows == [["Nom"]]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "too-many-rows"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "too-many-columns"),
        ("<row r='1048576'><c x='>' r='xfd1048576'><v>1</v></c></row>", "too-many-rows"),
        ('<row r="1048576"><c><v>1</v></c></row>', "too-many-rows"),
        ('<row r="1"><c r="?"><v>1</v></c></row>', "damaged-workbook"),
        ('<row r="1"><c r="A1"><v>1</v>', "damaged-workbook"),
        ('<row r="1"><c r="A1" t="s"><v>?</v></c></row>', "damaged-workbook"),
    ],
)
def test_a_lone_cell_far_away_does_not_fill_the_memory(cells: str, code: str) -> None:
    data = repacked(
        xlsx(lambda sheet: sheet.append(["x"])), {"xl/worksheets/sheet1.xml": sheet_xml(cells)}
    )
    assert refusal(data) == code


def shared(text: str, count: int) -> bytes:
    """A workbook that holds a text once and shows it in many cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for row in range(count):
        sheet.write_string(row, 0, text)
    book.close()
    return out.getvalue()


def test_one_long_text_shown_in_many_cells_does_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "UNPACKED_LIMIT", 500_000)
    assert len(first_sheet(shared("x" * 1000, 499))) == 499
    assert refusal(shared("x" * 1000, 501)) == "unpacks-too-large"


def test_declarations_of_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet_xml("")
    data = xlsx(lambda sheet: sheet.append(["x"]))
    assert refusal(repacked(data, {"xl/worksheets/sheet1.xml": bomb})) == "damaged-workbook"
    assert refusal(repacked(data, {"xl/workbook.xml": bomb})) == "damaged-workbook"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_an_encoding_that_does_not_exist_is_damage(part: str) -> None:
    data = xlsx(lambda sheet: sheet.append(["x"]))
    strange = b'<?xml version="1.0" encoding="UTF-9"?>' + sheet_xml("")
    assert refusal(repacked(data, {part: strange})) == "damaged-workbook"


def test_a_zip_bomb_is_refused_by_the_size_it_declares() -> None:
    data = repacked(
        xlsx(lambda sheet: sheet.append(["x"])), {"docProps/app.xml": b" " * (201 * 2**20)}
    )
    assert len(data) < 2**20
    assert refusal(data) == "unpacks-too-large"


def test_a_zip_bomb_is_refused_by_its_real_size_whatever_it_declares(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "UNPACKED_LIMIT", 2**20)
    data = bytearray(
        repacked(xlsx(lambda sheet: sheet.append(["x"])), {"docProps/app.xml": b" " * 2**21})
    )
    at = data.index(b"docProps/app.xml", data.index(b"PK\x01\x02")) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    assert refusal(bytes(data)) == "unpacks-too-large"


def test_an_archive_of_very_many_parts_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for number in range(archive.PARTS_LIMIT + 1):
            parts.writestr(str(number), "")
    assert refusal(out.getvalue()) == "unpacks-too-large"


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO(shared("x", 1))
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("xl/SharedStrings.XML", "<sst/>")
    assert refusal(out.getvalue()) == "damaged-workbook"


def test_other_archives_are_refused_in_words() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("word/document.xml", "<x/>")
    assert refusal(out.getvalue()) == "not-a-list"
    assert refusal(ZIP + b"junk") == "damaged-workbook"
    assert refusal(xlsx(lambda sheet: sheet.append(["x"]))[:-300]) == "damaged-workbook"


def test_a_password_is_named() -> None:
    container = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert refusal(container) == "password-protected"
    encrypted = "<manifest:encryption-data/>"
    assert refusal(ods("", encrypted)) == "password-protected"
    assert refusal(OLE + bytes(600)) == "damaged-workbook"


def test_opendocument_sheets_are_read_with_their_repeats_and_errors() -> None:
    data = ods(
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f"<table:table-row>{ods_cell('Nom')}{ods_cell('Âge')}</table:table-row>"
        f"<table:table-row>{ods_cell('Zoé')}"
        '<table:table-cell office:value-type="float" office:value="31"/>'
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="2">{ods_cell("Ada")}'
        '<table:table-cell office:value-type="float" office:value="0"'
        ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert open_workbook(data).grid("Liste").rows == [
        ["", ""], ["", ""], ["Nom", "Âge"], ["Zoé", "31"], ["Ada", "#DIV/0!"], ["Ada", "#DIV/0!"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "cell", "code"),
    [
        ('table:number-rows-repeated="1000000"', "", "too-many-rows"),
        ("", 'table:number-columns-repeated="16384"', "too-many-columns"),
        ('table:number-rows-repeated="many"', "", "damaged-workbook"),
    ],
)
def test_repeated_content_does_not_fill_the_memory(row: str, cell: str, code: str) -> None:
    assert refusal(ods(f"<table:table-row {row}>{ods_cell('x', cell)}</table:table-row>")) == code


def two_rows(sheet: Worksheet) -> None:
    sheet.append(["Nom", "Mail"])
    sheet.append(["Zoé", "z@example.org"])


GOOD = xlsx(two_rows)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8),
    st.sampled_from([GOOD, ods(f"<table:table-row>{ods_cell('Nom')}</table:table-row>")]),
)
def test_damage_anywhere_is_survived_or_refused(
    hits: list[tuple[int, int]], workbook: bytes
) -> None:
    data = bytearray(workbook)
    for place, byte in hits:
        data[place % len(data)] = byte
    with contextlib.suppress(Refusal):
        first_sheet(bytes(data))


def xls(rows: Sequence[Sequence[str | float]]) -> bytes:
    """A workbook as Excel 97 wrote it: BIFF8 records in one stream of an OLE container."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def start(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 6))

    cells = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                cells += record(0x204, place + text)
            else:
                cells += record(0x203, place + struct.pack("<d", value))
    end = record(0x0A, b"")
    name = struct.pack("<BB", 5, 0) + b"Liste"
    offset = len(start(5)) + 4 + 6 + len(name) + len(end)
    book = start(5) + record(0x85, struct.pack("<IH", offset, 0) + name) + end
    stream = (book + start(0x10) + cells + end).ljust(4096, b"\0")

    def entry(name: str, kind: int, child: int, sector: int, size: int) -> bytes:
        label = (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        head = struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, 2**32 - 1, 2**32 - 1, child)
        return label + head + bytes(36) + struct.pack("<IQ", sector, size)

    free, last = 2**32 - 1, 2**32 - 2
    header = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, last, 0, last, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    chain = [2**32 - 3, last, *range(3, 10), last]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))
    directory = entry("Root Entry", 5, 1, last, 0) + entry("Workbook", 2, free, 2, 4096)
    return header + table + directory.ljust(512, b"\0") + stream


def test_an_old_workbook_is_read_and_what_it_cannot_show_is_said() -> None:
    grid = open_workbook(xls([["Prénom", "Âge"], ["Zoé", 31.0]])).grid("Liste")
    assert grid.rows == [["Prénom", "Âge"], ["Zoé", "31"]]
    assert [notice.code for notice in grid.notices] == ["old-workbook"]


def test_an_old_workbook_that_is_too_wide_is_refused() -> None:
    assert refusal(xls([["x"] + [""] * 255])) == "too-many-columns"

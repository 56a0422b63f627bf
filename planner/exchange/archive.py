"""Workbooks are zip archives of XML: how large they really are, looked at before they are read.

The reader of workbooks trusts what a file says of itself and lays out every cell between the
first and the last, so a small file can be made to fill the memory. Here each part is unpacked
within a limit, and the cells are counted one by one.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

from planner.exchange.grid import COLUMNS_LIMIT, ROWS_LIMIT, too_many_columns, too_many_rows
from planner.messages import N_, Refusal, refuse

UNPACKED_LIMIT: Final = 200 * 2**20
"""Bytes of all parts of a workbook together, and characters of all cells of a sheet."""
PARTS_LIMIT: Final = 2_000
_STEP: Final = 2**20


@dataclass(slots=True)
class Sheet:
    """What a first look at a sheet finds."""

    name: str = ""
    rows: int = 0
    columns: int = 0
    characters: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Text of the cells that hold an error, by row and column from 0."""

    def check(self) -> None:
        """Raises `Refusal` where the sheet is beyond the limits."""
        if self.rows > ROWS_LIMIT:
            raise too_many_rows()
        if self.columns > COLUMNS_LIMIT:
            raise too_many_columns()
        if self.characters > UNPACKED_LIMIT:
            raise too_large()


def too_large() -> Refusal:
    return refuse(
        "unpacks-too-large",
        N_("The workbook unpacks to more than {limit} MB; copy the list alone into a new one."),
        limit=UNPACKED_LIMIT // 2**20,
    )


def damaged() -> Refusal:
    return refuse(
        "damaged-workbook",
        N_("The workbook is damaged; open it in a spreadsheet program and save it again."),
    )


class Archive:
    """The parts of a workbook, unpacked within the limits. Raises `Refusal` for any other zip."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
            raise damaged() from None
        if len(entries) > PARTS_LIMIT or sum(e.file_size for e in entries) > UNPACKED_LIMIT:
            raise too_large()
        self._parts: dict[str, bytes] = {}
        unpacked = 0
        for entry in entries:
            part = self._unpack(entry, UNPACKED_LIMIT - unpacked)
            unpacked += len(part)
            if self._parts.setdefault(entry.filename.lower(), part) is not part:
                raise damaged()  # two parts of one name: who knows which the reader takes

    def _unpack(self, entry: zipfile.ZipInfo, room: int) -> bytes:
        """The real content, whatever size the directory declares."""
        start = entry.header_offset
        header = self._data[start : start + 30]
        if len(header) < 30 or entry.flag_bits & 1:
            raise damaged()
        start += 30 + int.from_bytes(header[26:28], "little")
        start += int.from_bytes(header[28:30], "little")
        packed = self._data[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            part = packed
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            part = _inflate(packed, room)
        else:
            raise damaged()
        if len(part) > room:
            raise too_large()
        return part

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def part(self, name: str) -> bytes:
        try:
            return self._parts[name.lower()]
        except KeyError:
            raise damaged() from None


def _inflate(packed: bytes, room: int) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        part = unpacker.decompress(packed, room + 1)
    except zlib.error:
        raise damaged() from None
    return part


def kind(archive: Archive) -> str:
    """`xlsx` or `ods`. Raises `Refusal` for any other zip archive."""
    if "xl/workbook.xml" in archive:
        return "xlsx"
    if "mimetype" in archive and b"opendocument.spreadsheet" in archive.part("mimetype"):
        if b"encryption-data" in archive.part("META-INF/manifest.xml"):
            raise password_protected()
        return "ods"
    raise refuse("not-a-list", N_(
        "This is a zip archive, not a list; save the list as .xlsx or CSV."
    ))  # fmt: skip


def password_protected() -> Refusal:
    return refuse(
        "password-protected",
        N_("The workbook is protected by a password; save a copy without one."),
    )


def look_at_ods(archive: Archive) -> list[Sheet]:
    """Every sheet of an OpenDocument workbook."""
    scan = _OdsScan()
    scan.run(archive.part("content.xml"))
    return scan.sheets


def look_at_xlsx(archive: Archive, sheet: str) -> Sheet:
    """One sheet of an Excel workbook, by its name."""
    strings = _StringLengths()
    if "xl/sharedStrings.xml" in archive:
        strings.run(archive.part("xl/sharedStrings.xml"))
    scan = _XlsxScan(strings.lengths)
    scan.run(archive.part(_sheet_path(archive, sheet)))
    return scan.sheet


def _sheet_path(archive: Archive, sheet: str) -> str:
    _refuse_declarations(archive.part("xl/workbook.xml"))
    _refuse_declarations(archive.part("xl/_rels/workbook.xml.rels"))
    try:
        book = ElementTree.fromstring(archive.part("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.part("xl/_rels/workbook.xml.rels"))
    except (ElementTree.ParseError, ValueError, LookupError):
        raise damaged() from None
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for element in book.iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            for name, value in element.items():
                if name.endswith("}id"):
                    return posixpath.join("xl", targets.get(value, "")).lstrip("/")
    raise damaged()


def _refuse_declarations(xml: bytes) -> None:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise damaged()


class _Scan:
    """A pass over one XML part. Names of elements come with their prefix, if they have one."""

    def run(self, xml: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self._declared
        try:
            parser.Parse(xml, True)
        except (expat.ExpatError, ValueError, LookupError):  # a number, an encoding that is none
            raise damaged() from None

    def _declared(self, *_: object) -> None:
        raise damaged()

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def text(self, text: str) -> None: ...

    def end(self, name: str) -> None: ...


class _StringLengths(_Scan):
    """Characters in each shared string of an Excel workbook."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name[name.rfind(":") + 1 :] == "si":
            self.lengths.append(0)

    def text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _XlsxScan(_Scan):
    def __init__(self, lengths: list[int]) -> None:
        self.sheet = Sheet()
        self._lengths = lengths
        self._row = self._column = -1
        self._type = ""
        self._value = ""
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name[name.rfind(":") + 1 :]
        if name == "row":
            self._row = int(attributes.get("r", self._row + 2)) - 1
            self._column = -1
        elif name == "c":
            self._column += 1
            if reference := attributes.get("r"):
                self._row, self._column = _place(reference)
            self._type = attributes.get("t", "")
            self._value = ""
        elif name in ("v", "t"):
            self._inside = True

    def text(self, text: str) -> None:
        if self._inside:
            self._value += text

    def end(self, name: str) -> None:
        name = name[name.rfind(":") + 1 :]
        if name in ("v", "t"):
            self._inside = False
        elif name == "c" and self._value:
            sheet = self.sheet
            sheet.rows = max(sheet.rows, self._row + 1)
            sheet.columns = max(sheet.columns, self._column + 1)
            if self._type == "s":
                index = int(self._value)
                sheet.characters += self._lengths[index] if index < len(self._lengths) else 0
            elif self._type == "e":
                sheet.errors[self._row, self._column] = self._value


def _place(reference: str) -> tuple[int, int]:
    """Row and column from 0 of a reference such as B12. Raises `ValueError` for anything else."""
    digits = reference.lstrip(_LETTERS)
    column = 0
    for letter in reference[: len(reference) - len(digits)]:
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return int(digits) - 1, column - 1


class _OdsScan(_Scan):
    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._row = self._column = 0
        self._rows_repeated = self._columns_repeated = 1
        self._error = False
        self._value = ""
        self._filled = False
        self._inside = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name[name.rfind(":") + 1 :]
        if name == "table":
            self.sheets.append(Sheet(attributes.get("table:name", "")))
            self._row = 0
        elif name == "table-row":
            self._rows_repeated = int(attributes.get("table:number-rows-repeated", 1))
            self._column = 0
        elif name in _ODS_CELLS:
            self._columns_repeated = int(attributes.get("table:number-columns-repeated", 1))
            self._error = attributes.get("calcext:value-type") == "error"
            self._filled = "office:value-type" in attributes
            self._value = ""
        elif name == "p":
            self._inside += 1

    def text(self, text: str) -> None:
        if self._inside:
            self._value += text

    def end(self, name: str) -> None:
        name = name[name.rfind(":") + 1 :]
        if name == "p":
            self._inside -= 1
        elif name in _ODS_CELLS:
            if (self._filled or self._value) and self.sheets:
                self._count(self.sheets[-1])
            self._column += self._columns_repeated
        elif name == "table-row":
            self._row += self._rows_repeated

    def _count(self, sheet: Sheet) -> None:
        sheet.rows = max(sheet.rows, self._row + self._rows_repeated)
        sheet.columns = max(sheet.columns, self._column + self._columns_repeated)
        sheet.characters += len(self._value) * self._rows_repeated * self._columns_repeated
        sheet.check()
        if self._error:
            for row in range(self._row, self._row + self._rows_repeated):
                for column in range(self._column, self._column + self._columns_repeated):
                    sheet.errors[row, column] = self._value


_ODS_CELLS: Final = frozenset(("table-cell", "covered-table-cell"))
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

"""A list of people written out, so that a spreadsheet shows it and an import reads it back.

One column for each field, under headers that `planner.exchange.columns` recognizes, then one for
each attribute.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import BinaryIO, Final

from planner.exchange.cells import inert, printable
from planner.messages import N_
from planner.records import ParticipantRecord

Translate = Callable[[str], str]

HEADERS: Final[Mapping[str, str]] = {
    "id": N_("Id"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "vip": N_("VIP"),
    "company": N_("Company"),
    "group": N_("Group"),
    "tags": N_("Tags"),
    "side": N_("Side"),
    "gender": N_("Gender"),
    "looking_for": N_("Looking for"),
    "age": N_("Age"),
    "age_min": N_("Minimum age"),
    "age_max": N_("Maximum age"),
    "rounds": N_("Rounds"),
    "consent": N_("Consent"),
    "notes": N_("Notes"),
}
"""A header for each field, all of them known to the import in each language."""
_YES: Final = N_("yes")
_NO: Final = N_("no")


def write_csv(
    people: Sequence[ParticipantRecord],
    stream: BinaryIO,
    *,
    delimiter: str = ",",
    translate: Translate = str,
) -> None:
    """UTF-8 with the byte-order mark by which Excel knows it; no cell can be run as a formula.

    Excel splits at the list separator of its own language: give `;` for French.
    """
    text = io.StringIO(newline="")
    text.write("\ufeff")
    rows = csv.writer(text, delimiter=delimiter)
    for row in table(people, translate):
        rows.writerow(map(inert, row))
    stream.write(text.getvalue().encode("utf-8"))


def write_workbook(
    people: Sequence[ParticipantRecord],
    stream: BinaryIO,
    *,
    title: str,
    translate: Translate = str,
) -> None:
    """An Excel workbook of one sheet, `title`; every text is written as a text."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title)
        sheet.set_row(0, None, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(table(people, translate)):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, printable(cell))
        sheet.set_column(0, len(row) - 1, 16)
    stream.write(buffer.getbuffer())


def table(people: Sequence[ParticipantRecord], translate: Translate = str) -> list[list[str]]:
    """The header and one row per person; ids only where everybody has one. Other columns stay
    even if empty, so that no attribute is taken for one of them."""
    attributes = dict.fromkeys(
        name for p in people for name in p.attributes if name not in ("company", "group")
    )
    has_ids = bool(people) and all(person.reference for person in people)
    fields = [name for name in HEADERS if name != "id" or has_ids]
    header = [*(translate(HEADERS[name]) for name in fields), *attributes]
    return [header, *(_row(person, fields, attributes, translate) for person in people)]


def _row(
    person: ParticipantRecord,
    fields: Iterable[str],
    attributes: Iterable[str],
    translate: Translate,
) -> list[str]:
    texts = texts_of(person, translate)
    return [
        *(texts[name] for name in fields),
        *(person.attributes.get(name, "") for name in attributes),
    ]


def texts_of(person: ParticipantRecord, translate: Translate = str) -> dict[str, str]:
    """Each field as one would type it; the import and `planner.exchange.values` read it back."""
    words = {True: translate(_YES), False: translate(_NO), None: ""}
    return {
        "id": person.reference,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "phone": person.phone,
        "vip": words[person.vip],
        "company": person.attributes.get("company", ""),
        "group": person.attributes.get("group", ""),
        "tags": ", ".join(person.tags),
        "side": person.side,
        "gender": person.gender,
        "looking_for": ", ".join(person.looking_for),
        "age": _number(person.age),
        "age_min": _number(person.age_min),
        "age_max": _number(person.age_max),
        "rounds": spans(person.rounds),
        "consent": words[person.consent],
        "notes": person.notes,
    }


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def spans(rounds: Sequence[int] | None) -> str:
    """`1-3, 5` for the rounds 1, 2, 3 and 5; empty for all of them."""
    parts: list[list[int]] = []
    for number in sorted(rounds or ()):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)

"""Which row is the header, and what each column holds: names in French and in English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planner.exchange.grid import Grid, column_letter, is_blank
from planner.messages import N_, Message, Refusal, refuse

_SYNONYMS: Final[Mapping[str, str]] = {
    "id": "id, identifiant, identifier, no, n, num, numero, number, ref, reference,"
    " participant id, id participant, numero participant",
    "first_name": "first name, first, forename, given name, given names, prenom, prenoms,"
    " prenom participant, prenom usuel",
    "last_name": "last name, last, surname, family name, nom famille, nom usage, nom usuel,"
    " patronyme",
    "full_name": "full name, name, nom, nom complet, nom participant, participant name,"
    " participant, participants, attendee, attendee name, guest, guest name, invite, display name,"
    " nom affiche, name surname",
    "first_last_name": "prenom nom, prenom et nom, first last name, first name last name,"
    " first and last name",
    "last_first_name": "nom prenom, nom et prenom, last first name, last name first name,"
    " nom famille prenom",
    "email": "email, e mail, mail, courriel, mel, adresse e mail, adresse email, adresse mail,"
    " adresse courriel, adresse electronique, email address, e mail address, mail address,"
    " courrier electronique",
    "phone": "phone, telephone, tel, mobile, portable, gsm, cell, cell phone, mobile phone,"
    " phone number, telephone number, mobile number, numero telephone, n telephone, numero tel,"
    " telephone portable, telephone mobile, tel portable, tel mobile, cellulaire",
    "vip": "vip, v i p, is vip, invite honneur",
    "side": "side, cote, camp",
    "gender": "gender, genre, sexe, sex, civilite",
    "looking_for": "looking for, looks for, interested in, seeking, wants to meet, recherche,"
    " cherche, je recherche, je cherche, interesse par, interessee par, souhaite rencontrer",
    "age": "age",
    "age_range": "age range wanted, age range sought, wanted age range, desired age range,"
    " preferred age range, preferred ages, wanted ages, ages sought, age range preference,"
    " tranche age cherchee, tranche age recherchee, tranche age souhaitee, age cherche,"
    " age recherche, age souhaite, ages souhaites, ages cherches, ages recherches",
    "age_min": "age min, min age, minimum age, age minimum, age mini, age minimal, age from",
    "age_max": "age max, max age, maximum age, age maximum, age maxi, age maximal, age to",
    "rounds": "rounds, round, sessions, session, tours, tour, manches, manche, presence, present,"
    " attendance, tours presents, rounds attended, rounds present",
    "tags": "tags, tag, labels, label, etiquettes, etiquette, keywords, mots cles",
    "consent": "consent, consentement, gdpr, rgpd, gdpr consent, consentement rgpd, accord, opt in,"
    " partage contact, accord partage",
    "notes": "notes, note, remarque, remarques, remark, remarks, comment, comments, commentaire,"
    " commentaires, observations",
    "company": "company, company name, societe, entreprise, nom societe, nom entreprise, firm,"
    " organisation, organization, organisme, employer, employeur, raison sociale",
    "group": "group, group name, groupe, nom groupe, team, team name, equipe, nom equipe",
}
FIELDS: Final = (*_SYNONYMS, "attribute", "ignore")
"""What a column can be mapped to; `attribute` keeps it under its own header."""

_FIELD_OF: Final[Mapping[str, str]] = {
    name.strip(): field for field, names in _SYNONYMS.items() for name in names.split(",")
}
_OWN_OR_SOUGHT: Final = frozenset(("age range", "ages", "tranche age"))
"""Headers that mean the ages sought only beside a column of the person's own age."""
_NAME_FIELDS: Final = frozenset(
    ("first_name", "last_name", "full_name", "first_last_name", "last_first_name")
)
_WHOLE_NAMES: Final = _NAME_FIELDS - {"first_name", "last_name"}
_SMALL_WORDS: Final = frozenset(
    re.findall(r"\w+", "a au aux d de des du en l la le les of the votre vos your")
)
_ACCENT: Final = re.compile("[\u0300-\u036f]")
_NO_WORD: Final = re.compile(r"[\W_]+")
_SEARCHED: Final = 50
"""Rows among which the header is looked for."""


@dataclass(frozen=True, slots=True)
class Column:
    index: int
    header: str
    """The header's text, or the column's letter where there is none."""
    field: str
    """One of `FIELDS`."""

    @property
    def letter(self) -> str:
        return column_letter(self.index)


def plain(text: str) -> str:
    """Without accents, case, punctuation and doubled spaces: what two spellings share."""
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return _NO_WORD.sub(" ", text.casefold()).strip()


def recognized_field(header: str) -> str | None:
    """The field a header names, None if it is not known."""
    header = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header.strip())  # firstName
    for text in (header, re.sub(r"\([^()]*\)|\[[^][]*\]", " ", header)):
        name = plain(text)
        if name in _FIELD_OF:
            return _FIELD_OF[name]
        name = _without_small_words(name)
        if name in _FIELD_OF:
            return _FIELD_OF[name]
    return "id" if header == "#" else None


def _without_small_words(name: str) -> str:
    return " ".join(word for word in name.split() if word not in _SMALL_WORDS)


def recognized_count(row: Sequence[str]) -> int:
    """How many different fields a row names: what makes it a header."""
    return len({field for cell in row if len(cell) < 80 and (field := recognized_field(cell))})


def find_header(grid: Grid, number: int | None = None) -> int:
    """The index of the header row, or -1 where `number` is 0: a list without a header.

    Raises `Refusal` where no row reads as a header, or `number` is not in the list.
    """
    if number is not None:
        if not 0 <= number <= len(grid.rows):
            raise refuse("no-such-row", N_(
                "--header-row {row}: the list has rows 1 to {last} (0 says it has no header)."
            ), row=number, last=len(grid.rows))  # fmt: skip
        return number - 1
    counts = [recognized_count(row) for row in grid.rows[:_SEARCHED]]
    best = max(range(len(counts)), key=counts.__getitem__)
    if counts[best] == 0 or (counts[best] == 1 and _looks_like_data_above(grid, best)):
        raise no_header(grid)
    return best


def _looks_like_data_above(grid: Grid, header: int) -> bool:
    """Whether one lone known word sits below rows that are as full as its own."""

    def filled(row: list[str]) -> int:
        return sum(bool(cell.strip()) for cell in row)

    return any(filled(row) >= max(2, filled(grid.rows[header])) for row in grid.rows[:header])


def no_header(grid: Grid) -> Refusal:
    first = next(row for row in grid.rows if not is_blank(row))
    return refuse(
        "no-header",
        N_(
            "No row names its columns (name, e-mail ...). The first row reads: {row}. Add a header,"
            " or name the row with --header-row (0: none) and the columns with --map"
            " COLUMN=FIELD, as in --map A=last_name."
        ),
        row=" | ".join(cell.strip() for cell in first[:6])[:120],
    )


def recognize_columns(
    grid: Grid, header: int, mapping: Mapping[str, str] | None = None
) -> tuple[Column, ...]:
    """What each column that holds anything is, after `mapping` (header or letter -> field).

    Raises `Refusal` for a mapping that cannot be followed and where no column holds names.
    """
    columns = guess_columns(grid, header, mapping)
    expect_names(columns)
    return columns


def guess_columns(
    grid: Grid, header: int, mapping: Mapping[str, str] | None = None
) -> tuple[Column, ...]:
    """The same where a column of names may still be missing.

    A field is given once: of two columns that name the same, the first has it and the second is
    kept as an attribute.
    """
    titles = _titles(grid, header)
    asked = _asked(titles, mapping or {})
    taken = [field for field in asked.values() if field not in ("attribute", "ignore")]
    for field in taken:
        if taken.count(field) > 1:
            raise refuse("field-mapped-twice", N_(
                "--map gives “{field}” to two columns; keep one."
            ), field=field)  # fmt: skip
    guessed = _guessed(titles, set(taken), set(asked))
    return tuple(
        Column(index, title or column_letter(index), asked.get(index) or guessed[index])
        for index, title in titles.items()
    )


def expect_names(columns: Sequence[Column]) -> None:
    """Raises `Refusal` where no column holds names."""
    if _NAME_FIELDS.isdisjoint(column.field for column in columns):
        raise refuse("no-name-column", N_(
            "No column holds the names: {headers}. Say which one does with --map"
            " COLUMN=last_name (or first_name, full_name)."
        ), headers=", ".join(column.header for column in columns))  # fmt: skip


def _titles(grid: Grid, header: int) -> dict[int, str]:
    """Header text by column, of columns with a header or with anything below it.

    In a text file a row longer than its header is a fault of that row, not a column.
    """
    top = grid.rows[header] if header >= 0 else []
    filled = {index for index, cell in enumerate(top) if cell.strip()}
    body = grid.rows[header + 1 :]
    if header < 0 or grid.delimiter is None:
        reach = max(map(len, body), default=0)
    else:
        reach = max(filled, default=-1) + 1
    for row in body:
        if len(filled) >= reach:
            break
        filled.update(i for i, cell in enumerate(row[:reach]) if cell.strip())
    return {index: clean_title(top[index]) if index < len(top) else "" for index in sorted(filled)}


def clean_title(text: str) -> str:
    """A header in one line, without characters that cannot be shown."""
    words = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", text))
    return " ".join(words.split())[:100]


def _asked(titles: Mapping[int, str], mapping: Mapping[str, str]) -> dict[int, str]:
    asked: dict[int, str] = {}
    for name, wish in mapping.items():
        field = wish if wish in FIELDS else recognized_field(wish)
        if field is None:
            raise refuse("unknown-field", N_(
                "--map {column}={field}: there is no field “{field}”; use one of {fields}."
            ), column=name, field=wish, fields=", ".join(FIELDS))  # fmt: skip
        for index in _columns_called(titles, name):
            asked[index] = field
    return asked


def _columns_called(titles: Mapping[int, str], name: str) -> Iterable[int]:
    """The column with this header, else with this letter. Raises `Refusal` if there is none."""
    if same := [i for i, title in titles.items() if title and plain(title) == plain(name)]:
        return same[:1]
    if same := [index for index in titles if column_letter(index) == name.strip().upper()]:
        return same
    raise refuse("unknown-column", N_(
        "--map {column}: the list has no such column; it has {headers}."
    ), column=name, headers=", ".join(
        title or column_letter(index) for index, title in titles.items()
    ))  # fmt: skip


def _guessed(titles: Mapping[int, str], taken: set[str], fixed: set[int]) -> dict[int, str]:
    known = {i: recognized_field(title) for i, title in titles.items() if i not in fixed}
    there = taken.union(field for field in known.values() if field)
    if "first_name" in there and "last_name" not in there:
        # beside a first name, "nom" and "name" are the family name
        index = next((i for i in known if plain(titles[i]) in ("nom", "name")), None)
        if index is not None:
            known[index] = "last_name"
    if not {"first_name", "last_name"}.isdisjoint(there):
        known = {i: None if field in _WHOLE_NAMES else field for i, field in known.items()}
    if "age" in there:
        for index in known:
            if _without_small_words(plain(titles[index])) in _OWN_OR_SOUGHT:
                known[index] = "age_range"
    fields: dict[int, str] = {}
    for index, field in known.items():
        fields[index] = "attribute" if field is None or field in taken else field
        taken.add(fields[index])
    return fields


def columns_notice(columns: Iterable[Column], header: int) -> list[Message]:
    """What the columns were taken for, and how to say otherwise."""
    known = [c for c in columns if c.field not in ("attribute", "ignore")]
    kept = [c for c in columns if c.field == "attribute"]
    notices = [
        Message("columns-recognized", N_(
            "Columns (header in row {row}): {columns}. --map COLUMN=FIELD and --header-row say"
            " otherwise."
        ), {"row": header + 1, "columns": ", ".join(f"{c.header} = {c.field}" for c in known)})
    ]  # fmt: skip
    if kept:
        notices.append(Message("columns-kept", N_(
            "Kept as further attributes of each person: {columns}. --map COLUMN=FIELD gives one a"
            " meaning, --map COLUMN=ignore leaves it out."
        ), {"columns": ", ".join(c.header for c in kept)}))  # fmt: skip
    notices += [
        Message("name-kept-whole", N_(
            "The names in “{column}” are kept whole; --map {column}=first_last_name or"
            " {column}=last_first_name splits them."
        ), {"column": c.header})
        for c in known if c.field == "full_name"
    ]  # fmt: skip
    return notices

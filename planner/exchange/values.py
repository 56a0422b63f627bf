"""What people write into cells, read without guessing: a value, or words for what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from planner.exchange.columns import plain
from planner.messages import N_, Message


class BadValue(Exception):  # noqa: N818  (a fact about a cell, caught where its row is known)
    """A cell that cannot be read as what its column holds."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


_SHOWN: Final = 60
_YES: Final = frozenset(("true", "yes", "y", "oui", "o", "vrai", "x", "1", "✓", "✔", "☑", "vip"))
_NO: Final = frozenset(("false", "no", "n", "non", "faux", "0", "☐"))

_GENDERS: Final[Mapping[str, str]] = {
    word.strip(): gender
    for gender, words in {
        "F": "f, w, femme, femmes, woman, women, female, females, feminin, feminine, mme, madame,"
        " mlle, mademoiselle, mrs, ms, miss",
        "M": "m, h, homme, hommes, man, men, male, males, masculin, masculine, mr, monsieur",
        "NB": "nb, non binaire, non binaires, nonbinaire, non binary, nonbinary, enby",
        "X": "x, autre, autres, other, others",
    }.items()
    for word in words.split(",")
}
_BOTH: Final = frozenset(("both", "les deux", "deux", "f et m", "f m", "m f", "fm", "mf", "hf"))
_ANYBODY: Final = frozenset(
    ("all", "any", "anyone", "anybody", "everyone", "everybody", "tous", "toutes")
) | {"tout le monde", "tous les genres", "indifferent", "peu importe"}
_YEARS: Final = r"(?:\s*(?:ans?|years?(?: old)?|yrs?|yo|y))?"
_AGE: Final = re.compile(rf"(\d{{1,3}}){_YEARS}")
_RANGE: Final = re.compile(
    rf"(?:de |entre |from |between )?(\d{{1,3}}){_YEARS}"
    rf"\s*(?:-|–|—|/|\.\.|à|a|to|et|and)\s*(\d{{1,3}}){_YEARS}"
)
_FROM: Final = re.compile(
    rf"(\d{{1,3}}){_YEARS}\s*(?:\+|et plus|and over|and up|or more|ou plus){_YEARS}"
)
_SPAN: Final = re.compile(r"(\d{1,4})\s*(?:-|–|à|a|to)\s*(\d{1,4})")
_ROUNDS_LIMIT: Final = 1000
_NUMBERS_WRITTEN_SHORT: Final = re.compile(r"\d+[.,]?\d*e\+?\d+", re.IGNORECASE)


def shown(text: str) -> str:
    """A cell as a message quotes it: its beginning, without characters that move a cursor."""
    start = "".join(c if c.isprintable() else " " for c in text[:_SHOWN])
    return start if len(text) <= _SHOWN else f"{start} ..."


def flag(text: str) -> bool:
    """Yes, or no for an empty cell too."""
    word = text.casefold()
    if word in _YES:
        return True
    if not word or word in _NO:
        return False
    raise BadValue(
        Message(
            "not-yes-or-no",
            N_("“{value}” is neither yes nor no; write x or oui or yes, or leave it empty."),
            {"value": shown(text)},
        )
    )


def consent(text: str) -> bool | None:
    """Yes, no, or None where nobody was asked."""
    return flag(text) if text else None


def gender(text: str) -> str:
    """F, M, NB, X (another), or empty."""
    if not text:
        return ""
    found = _GENDERS.get(plain(text))
    if found is None:
        raise BadValue(
            Message(
                "unknown-gender",
                N_("“{value}” is not a gender this list can use; write F, M, NB or X."),
                {"value": shown(text)},
            )
        )
    return found


def wishes(text: str) -> tuple[str, ...]:
    """The genders somebody is looking for; empty where the cell is."""
    name = plain(text)
    if not text or name in _ANYBODY:
        return tuple(dict.fromkeys(_GENDERS.values())) if text else ()
    if name in _BOTH:
        return ("F", "M")
    found = []
    for part in re.split(r"[|,;/&+]|\bet\b|\bou\b|\band\b|\bor\b", text):
        word = re.sub(r"^(?:une?|des|les|the|an?) ", "", plain(part))
        if word:
            found.append(_GENDERS.get(word))
    if not found or None in found:
        raise BadValue(
            Message(
                "unknown-wish",
                N_("“{value}” does not say who is looked for; write F, M, NB, or F|M."),
                {"value": shown(text)},
            )
        )
    return tuple(dict.fromkeys(word for word in found if word))


def age(text: str) -> int | None:
    """Whole years; None for an empty cell."""
    if not text:
        return None
    match = _AGE.fullmatch(text.casefold())
    if match is None:
        raise BadValue(
            Message(
                "not-an-age", N_("“{value}” is not an age in whole years."), {"value": shown(text)}
            )
        )
    return int(match.group(1))


def age_range(text: str) -> tuple[int | None, int | None]:
    """The least and the greatest age of “25-35”, “25 à 35 ans”, “25+”."""
    if not text:
        return None, None
    name = text.casefold()
    if match := _RANGE.fullmatch(name):
        return int(match.group(1)), int(match.group(2))
    if match := _FROM.fullmatch(name):
        return int(match.group(1)), None
    raise BadValue(
        Message(
            "not-an-age-range",
            N_("“{value}” is not a range of ages; write it like 25-35."),
            {"value": shown(text)},
        )
    )


def rounds(text: str) -> tuple[int, ...] | None:
    """The rounds of “1-3, 5”; None (all of them) for an empty cell, “all”, or yes."""
    name = plain(text)
    if not name or name in _ANYBODY or (name in _YES and name != "1"):
        return None
    found: set[int] = set()
    for part in re.split(r"[,;|/]|\bet\b|\band\b|(?<=\d)\s+(?=\d)", text.casefold()):
        part = part.strip()
        span = _SPAN.fullmatch(part)
        first, last = span.groups() if span else (part, part)
        if not re.fullmatch(r"\d{1,4}", first) or not 0 < int(first) <= int(last) <= _ROUNDS_LIMIT:
            raise BadValue(
                Message(
                    "not-rounds",
                    N_(
                        "“{value}” does not say which rounds; write them like 1-3, 5, or leave the"
                        " cell empty for all. Somebody who does not come is left out of the list."
                    ),
                    {"value": shown(text)},
                )
            )
        found.update(range(int(first), int(last) + 1))
    return tuple(sorted(found))


def attendance(text: str) -> tuple[int, ...] | None:
    """The same under a header such as “present”, where a lone 1 could as well mean yes."""
    if text == "1":
        raise BadValue(
            Message(
                "yes-or-round",
                N_("“1” may mean yes or the first round; write yes, or 1-1."),
            )
        )
    return rounds(text)


def tags(text: str) -> tuple[str, ...]:
    """Tags between commas, bars, semicolons or line breaks, each once."""
    parts = (part.strip() for part in re.split(r"[,|;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def phone(text: str) -> str:
    """A telephone number as written, unless a spreadsheet cut its digits."""
    if _NUMBERS_WRITTEN_SHORT.fullmatch(text):
        raise BadValue(
            Message(
                "number-cut-short",
                N_(
                    "“{value}” has lost digits in a spreadsheet; format the column as text and"
                    " type the number again."
                ),
                {"value": shown(text)},
            )
        )
    return text

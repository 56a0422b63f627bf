"""Score cards that came through a web form, as a file with a row for each answer or each card.

A row for each answer says who answers, about whom, and what. A row for each card says who answers
and, for each kind of answer, about whom: `3, 7, 12`. People are named by the list's own ids (by
their places where it has none), by e-mail address or by name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planner.exchange.columns import plain
from planner.exchange.grid import Grid, is_blank
from planner.exchange.lists import ImportOptions, choose_sheet, open_list
from planner.exchange.people import RowProblem
from planner.exchange.values import shown
from planner.matching import Choice
from planner.messages import N_, Message, refuse
from planner.records import ANSWERS, Answer, ParticipantRecord

_HEADERS: Final[Mapping[str, str]] = {
    "giver": "from, giver, i am, me, my name, my number, your name, your number, id, number,"
    " name, email, e mail, email address, de, moi, je suis, mon nom, mon numero, votre nom,"
    " votre numero, nom, numero, courriel, adresse e mail, participant",
    "receiver": "to, about, receiver, whom, met, person met, partner, their number, their name,"
    " pour, a propos de, personne rencontree, rencontre, son numero, son nom",
    "answer": "answer, choice, reponse, choix",
    "yes": "yes, oui, like, likes, see again, date, revoir, a revoir",
    "friends": "friends, friend, as friends, amis, ami, amitie, en amis",
    "no": "no, no thanks, not again, non, non merci",
}
_FIELD_OF: Final[Mapping[str, str]] = {
    name.strip(): field for field, names in _HEADERS.items() for name in names.split(",")
}
_ANSWER_OF: Final[Mapping[str, Answer]] = {
    **dict.fromkeys(("yes", "y", "oui", "o", "1", "x", "like", "date"), "yes"),
    **dict.fromkeys(("friends", "friend", "f", "amis", "ami", "amitie", "a"), "friends"),
    **dict.fromkeys(("no", "n", "non", "0", "no thanks", "non merci"), "no"),
}
_SEARCHED: Final = 50
"""Rows among which the header is looked for."""
_BETWEEN: Final = re.compile(r"[,;|\n]+")


@dataclass(frozen=True, slots=True)
class ReadAnswers:
    """What the file holds; it is clean where there are no problems."""

    choices: tuple[Choice, ...]
    row_numbers: tuple[int, ...]
    """For each choice, its row as a spreadsheet program numbers it."""
    problems: tuple[RowProblem, ...]
    """Cells that name nobody, or no answer; in row order."""


def read_answers(
    data: bytes, people: Sequence[ParticipantRecord], options: ImportOptions | None = None
) -> ReadAnswers:
    """Every answer that can be read; what they mean together is for `planner.matching.doubts`.

    Raises Refusal where nothing can be read, and only that.
    """
    options = options or ImportOptions()
    book = open_list(data, options)
    sheet, _ = choose_sheet(book, options.sheet)
    grid = book.grid(sheet)
    header, columns = _columns(grid)
    finder = _Finder(people)
    choices: list[tuple[int, Choice]] = []
    problems: list[RowProblem] = []
    for number, row in enumerate(grid.rows[header + 1 :], header + 2):
        if is_blank(row):
            continue
        cells = {field: row[i].strip() if i < len(row) else "" for i, field in columns.items()}
        titles = {field: grid.rows[header][i] for i, field in columns.items()}
        try:
            choices += [(number, choice) for choice in _choices(cells, finder)]
        except _Unread as unread:
            problems.append(RowProblem(number, titles[unread.field], unread.message))
    return ReadAnswers(
        tuple(choice for _, choice in choices),
        tuple(number for number, _ in choices),
        tuple(problems),
    )


class _Unread(Exception):  # noqa: N818  (a fact about a cell, caught where its row is known)
    def __init__(self, field: str, message: Message) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def _columns(grid: Grid) -> tuple[int, dict[int, str]]:
    """The header's index, and which column holds what."""
    for index, row in enumerate(grid.rows[:_SEARCHED]):
        fields: dict[int, str] = {}
        for column, cell in enumerate(row):
            field = _FIELD_OF.get(plain(cell))
            if field is not None and field not in fields.values():
                fields[column] = field
        found = set(fields.values())
        if "giver" in found and ({"receiver", "answer"} <= found or found & {*ANSWERS}):
            return index, fields
    raise refuse("no-answers", N_(
        "No row of the file names its columns; name them “from”, “to” and “answer”, or “from” and "
        "“yes” with the numbers of all whom the answer is about."
    ))  # fmt: skip


def _choices(cells: Mapping[str, str], finder: _Finder) -> Iterator[Choice]:
    giver = finder.one("giver", cells["giver"])
    if "answer" in cells and "receiver" in cells:
        answer = _ANSWER_OF.get(plain(cells["answer"]))
        if answer is None:
            raise _Unread("answer", Message("unknown-answer", N_(
                "“{value}” is no answer; write yes, friends or no."
            ), {"value": shown(cells["answer"])}))  # fmt: skip
        yield Choice(giver, finder.one("receiver", cells["receiver"]), answer)
        return
    for answer in ANSWERS:
        for receiver in finder.several(answer, cells.get(answer, "")):
            yield Choice(giver, receiver, answer)


class _Finder:
    """People by what a form calls them."""

    def __init__(self, people: Sequence[ParticipantRecord]) -> None:
        self._by: tuple[dict[str, str], ...] = (
            _only((p.reference, p.id) for p in people)
            if any(p.reference for p in people)
            else _only((str(p.position), p.id) for p in people),
            _only((p.email.casefold(), p.id) for p in people),
            _only((plain(p.name), p.id) for p in people),
        )

    def one(self, field: str, text: str) -> str:
        by_number, by_email, by_name = self._by
        number = text.removeprefix("#").strip()
        found = (
            by_number.get(number)
            or by_number.get(number.removesuffix(".0"))  # what a spreadsheet makes of a number
            or by_email.get(text.casefold())
            or by_name.get(plain(text))
        )
        if found is None:
            raise _Unread(field, Message("unknown-guest", N_(
                "“{value}” is nobody on the list, or more than one; write the number or the e-mail "
                "address."
            ), {"value": shown(text)}))  # fmt: skip
        return found

    def several(self, field: str, text: str) -> list[str]:
        """People in one cell; numbers may stand apart by spaces alone."""
        parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
        if len(parts) == 1 and re.fullmatch(r"#?\d+(\s+#?\d+)+", parts[0]):
            parts = parts[0].split()
        return [self.one(field, part) for part in parts]


def _only(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keys that one person has alone."""
    every = [pair for pair in pairs if pair[0]]
    times = Counter(key for key, _ in every)
    return {key: id_ for key, id_ in every if times[key] == 1}

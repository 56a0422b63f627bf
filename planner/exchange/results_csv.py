"""Results for a mailer: one row per person with her address and her matches."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import BinaryIO, Final

from planner.exchange.cells import inert
from planner.exchange.roster import HEADERS
from planner.messages import N_
from planner.results import Result, Told

_BETWEEN: Final = " | "
"""Between matches: after a comma or a semicolon a phone number would look like a formula."""
_TITLES: Final = (
    HEADERS["first_name"], HEADERS["last_name"], HEADERS["email"], N_("Matches"),
    N_("See again"), N_("As friends"),
)  # fmt: skip


def write_results(
    results: Iterable[Result],
    stream: BinaryIO,
    *,
    delimiter: str = ",",
    translate: Callable[[str], str] = str,
) -> None:
    """UTF-8 with the byte-order mark by which Excel knows it; no cell can be run as a formula.

    Excel splits at the list separator of its own language: give `;` for French.
    """
    text = io.StringIO(newline="")
    text.write("\ufeff")
    rows = csv.writer(text, delimiter=delimiter)
    rows.writerow([translate(title) for title in _TITLES])
    for result in results:
        person = result.person
        rows.writerow(map(inert, (
            person.first_name, person.last_name, person.email, str(len(result.told)),
            _BETWEEN.join(map(_match, result.of("yes"))),
            _BETWEEN.join(map(_match, result.of("friends"))),
        )))  # fmt: skip
    stream.write(text.getvalue().encode("utf-8"))


def _match(told: Told) -> str:
    return " · ".join(filter(None, (told.name, told.contact)))

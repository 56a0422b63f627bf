"""Mails as files, for organizers who send them in another way."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from planner.exchange.cells import inert
from planner.exchange.roster import HEADERS
from planner.matching import answers_of
from planner.messages import N_, refuse
from planner.records import CardRecord, MailKind
from planner.results import results
from tui.files import write_atomically
from tui.mail.facts import Mails, Row
from tui.mail.papers import result_paper, schedule_paper, seen_of
from tui.places import typed_path
from tui.texts import _, language, speaking

if TYPE_CHECKING:
    from tui.store.store import Store


def write_for_mailer(mails: Mails, path: Path) -> None:
    """One row for each person with an address; UTF-8 with the mark by which Excel knows it, and no
    cell that it would run. Raises FileRefusal."""
    text = io.StringIO(newline="")
    text.write("\ufeff")
    rows = csv.writer(text, delimiter=";" if language() == "fr" else ",")
    titles = (HEADERS["email"], HEADERS["first_name"], HEADERS["last_name"], N_("Subject"),
              N_("Text"))  # fmt: skip
    rows.writerow([_(title) for title in titles])
    for row in mails.rows:
        person = row.person
        if person.email:
            cells = (person.email, person.first_name, person.last_name, row.letter.subject)
            body = "\n".join(map(inert, row.letter.text.splitlines()))
            rows.writerow([*map(inert, cells), body])
    with write_atomically(path, replace=False) as stream:
        stream.write(text.getvalue().encode())


def write_papers(store: Store, mails: Mails, kind: MailKind, folder: Path) -> None:
    """A PDF for each person, named after place in the list and name. Raises Refusal."""
    make_folder(folder)
    with speaking(mails.evening.event.language):
        for row, pdf in _papers(store, mails, kind):
            name = "".join(c if c.isalnum() else "-" for c in row.person.name)[:60]
            file = folder / f"{row.person.position:03}-{name}.pdf"
            with write_atomically(file, replace=True) as stream:
                stream.write(pdf)


def _papers(store: Store, mails: Mails, kind: MailKind) -> Iterator[tuple[Row, bytes]]:
    if kind == "schedule":
        seen = seen_of(store, mails.evening.event.id)
        if seen is None:
            raise refuse("no-plan-to-print", N_("The plan cannot be read; plan again."))
        for row in mails.rows:
            if row.person.id in seen.kept.people:
                yield row, schedule_paper(seen, row.person)
        return
    event, rows = mails.evening.event, {row.person.id: row for row in mails.rows}
    answers = answers_of(store.all(CardRecord, event.id))
    for result in results(mails.evening.people, answers, rows):
        yield rows[result.person.id], result_paper(event, result)


def make_folder(path: Path) -> None:
    """Raises Refusal where it cannot be made; only its owner may look into it."""
    try:
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise refuse("no-folder", N_("{path} cannot be made: {reason}."), path=str(path),
                     reason=error.strerror or str(error)) from error  # fmt: skip


def new_folder(text: str) -> Path:
    """A folder that is not there yet, or is empty. Raises Refusal."""
    if not text.strip():
        raise refuse("missing-folder", N_("Give the name of a folder."))
    path = typed_path(text)
    if path.exists() and not (path.is_dir() and not os.listdir(path)):
        raise refuse("folder-there", N_("{path} is already there; give another name."),
                     path=str(path))  # fmt: skip
    if not path.parent.is_dir():
        raise refuse("no-such-folder", N_("There is no folder {folder}."), folder=str(path.parent))
    return path

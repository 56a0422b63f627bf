"""A plan as files: exports and papers, in the reader's language, where the organizer says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from planner.messages import N_, refuse
from tui import dates
from tui.files import FileRefusal, expect_writable, write_atomically
from tui.places import typed_path
from tui.safe import safe
from tui.texts import _, language, say

if TYPE_CHECKING:
    from planner.printing.evening import Evening
    from planner.printing.paper import Paper
    from tui.planning.seen import Seen
    from tui.running.guests import Tonight

Writer = Callable[["Seen", BinaryIO, "Paper"], None]


@dataclass(frozen=True, slots=True)
class Output:
    id: str
    title: str
    """A template."""
    ending: str
    """How the name of its file goes on after the event's."""
    write: Writer

    @property
    def on_paper(self) -> bool:
        return self.ending.endswith(".pdf")


def _workbook(seen: Seen, stream: BinaryIO, _paper: Paper) -> None:
    from planner.exchange.plan_xlsx import write_workbook

    write_workbook(seen.plan, stream, translate=_)


def _names(seen: Seen, stream: BinaryIO, _paper: Paper) -> None:
    from planner.exchange.plan_names import write_names

    delimiter = ";" if language() == "fr" else ","
    event = seen.plan.problem.event
    write_names(event, seen.schedule, stream, delimiter=delimiter, translate=_)


def _numbers(seen: Seen, stream: BinaryIO, _paper: Paper) -> None:
    from planner.exchange.numbers import write_numbers

    write_numbers(seen.schedule, stream)


def _json(seen: Seen, stream: BinaryIO, _paper: Paper) -> None:
    from planner.exchange.plan_json import write_json

    write_json(seen.plan, stream)


def _report(seen: Seen, stream: BinaryIO, paper: Paper) -> None:
    from planner.printing.report import write_report
    from tui.cli.report import figures, more_figures

    metrics, proved = seen.plan.metrics, seen.plan.bound
    rows = [*figures(metrics, proved), *more_figures(metrics, proved)]
    write_report(printed(seen), metrics, rows, stream, say=say, paper=paper)


def _table_cards(seen: Seen, stream: BinaryIO, paper: Paper) -> None:
    from planner.printing.table_cards import write_table_cards

    write_table_cards(printed(seen), stream, say=say, paper=paper)


def _schedules(seen: Seen, stream: BinaryIO, paper: Paper) -> None:
    from planner.printing.schedules import write_schedules

    write_schedules(printed(seen), stream, say=say, paper=paper)


def _schedules_with_names(seen: Seen, stream: BinaryIO, paper: Paper) -> None:
    from planner.printing.schedules import write_schedules

    write_schedules(printed(seen), stream, say=say, paper=paper, with_names=True)


def _badges(seen: Seen, stream: BinaryIO, paper: Paper) -> None:
    from planner.printing.badges import write_badges

    write_badges(printed(seen), stream, say=say, paper=paper)


def _score_cards(seen: Seen, stream: BinaryIO, paper: Paper) -> None:
    from planner.printing.score_cards import write_score_cards

    places = {person.id: str(person.position) for person in seen.contents.people}
    write_score_cards(
        printed(seen), stream, say=say, paper=paper, answers=seen.contents.event.answers,
        numbers=[places.get(person.id, "") for person in seen.plan.problem.event.participants],
    )  # fmt: skip


def printed(seen: Seen) -> Evening:
    """The evening as papers show it."""
    from planner.printing.evening import evening

    event = seen.contents.event
    return evening(
        seen.plan.problem.event,
        seen.schedule,
        name=event.name,
        day=" ".join(filter(None, (dates.day(event.when.date), event.when.time))),
        venue=event.venue,
        tables=seen.tables,
    )


EXPORTS: Final = (
    Output("xlsx", N_("Workbook for Excel and LibreOffice (.xlsx)"), ".xlsx", _workbook),
    Output("names", N_("A line for each person, a column for each round (.csv)"), ".csv", _names),
    Output("json", N_("Plan with measures and proof, for programs (.json)"), ".json", _json),
    Output("numbers", N_("Bare numbers, for programs (.csv)"), "-numbers.csv", _numbers),
)
PAPERS: Final = (
    Output("report", N_("Report: figures, charts, heatmap, every round"), "-report.pdf", _report),
    Output("cards", N_("Table cards: who sits there, round by round"), "-tables.pdf", _table_cards),
    Output("schedules", N_("Personal schedules: each one’s tables"), "-schedules.pdf", _schedules),
    Output("schedules-names", N_("Personal schedules with the names of the others"),
           "-schedules.pdf", _schedules_with_names),
    Output("badges", N_("Badges"), "-badges.pdf", _badges),
    Output("scores", N_("Score cards, to tick whom one would see again"), "-cards.pdf",
           _score_cards),
)  # fmt: skip


CHECK_IN: Final = "-check-in.pdf"


def suggested(event_name: str, ending: str) -> str:
    """A file in the organizer's folder, named after the event."""
    name = "".join(c if c.isalnum() else "-" for c in safe(event_name)).strip("-")[:60]
    return str(Path.home() / ((name or "event") + ending))


def file_path(text: str) -> Path:
    """A path at which a file can be put, perhaps in place of another. Raises Refusal."""
    if not text.strip():
        raise refuse("missing-path", N_("Give the name of a file."))
    path = typed_path(text)
    expect_writable(path, replace=True)
    return path


def is_taken(path: Path) -> bool:
    with suppress(FileRefusal):
        expect_writable(path, replace=False)
        return False
    return True


def paper_size(text: str) -> Paper:
    """Raises Refusal for what is none of ours."""
    from planner.printing.paper import PAPERS as SIZES

    size = SIZES.get(text.strip().lower())
    if size is None:
        raise refuse("unknown-paper", N_("“{text}” is no paper we know; write a4 or letter."),
                     text=text)  # fmt: skip
    return size


def usual_paper(environ: Mapping[str, str]) -> str:
    """Letter where the locale's country prints on it, else A4."""
    for variable in ("LC_ALL", "LC_PAPER", "LANG"):
        if locale := environ.get(variable):
            return "letter" if locale[3:5] in ("US", "CA", "MX", "PH") else "a4"
    return "a4"


def write(output: Output, seen: Seen, path: Path, paper: Paper | None, *, replace: bool) -> None:
    """Raises Refusal for whatever the system says no to; then nothing is left behind."""
    from planner.printing.paper import A4

    with write_atomically(path, replace) as stream:
        output.write(seen, stream, paper or A4)


def write_check_in_list(tonight: Tonight, path: Path, paper: Paper | None) -> None:
    """In place of a file that is there. Raises Refusal as `write` does."""
    from planner.printing.check_in import Entry, write_check_in
    from planner.printing.paper import A4

    entries = [
        Entry(
            guest.name, guest.place and say("Table {table}", table=guest.place),
            guest.presence == "here",
            " · ".join(filter(None, (
                _("VIP") if guest.person.vip else "",
                "" if guest.presence in ("here", "missing") else guest.word,
            ))),
        )
        for guest in tonight.guests
    ]  # fmt: skip
    event = tonight.evening.event
    day = " ".join(filter(None, (dates.day(event.when.date), event.when.time)))
    heading = " · ".join(filter(None, (day, event.venue, tonight.counted())))
    with write_atomically(path, True) as stream:
        write_check_in(
            entries, stream, name=event.name, heading=heading, say=say, paper=paper or A4
        )

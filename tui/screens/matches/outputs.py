"""Results as files: papers to hand out, or a list for a mailer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from planner.messages import N_
from tui import dates
from tui.files import write_atomically
from tui.screens.outputs import WhichOutput, ask_and_write, questions_about
from tui.texts import _, language, say, speaking

if TYPE_CHECKING:
    from planner.printing.paper import Paper
    from tui.app import PlannerApp
    from tui.screens.matches.facts import Facts

PAPERS: Final = (
    ("slips", N_("Slips to cut, eight on a page")),
    ("pages", N_("A page for each person")),
)
CSV: Final = N_("-results.csv")
PDF: Final = N_("-results.pdf")


async def export_results(shell: PlannerApp, facts: Facts) -> None:
    """A row for each person, for a mailer."""
    questions = questions_about(facts.evening.event.name, _(CSV))
    title = _("Export results for a mailer (.csv)")
    await ask_and_write(shell, title, questions, lambda path, _paper: write_csv(facts, path))


async def print_results(shell: PlannerApp, facts: Facts) -> None:
    choices = [(id_, _(title)) for id_, title in PAPERS]
    wanted = await shell.ask(WhichOutput(_("Print results"), choices, PAPERS[0][0]))
    if wanted is None:
        return
    questions = questions_about(facts.evening.event.name, _(PDF))
    put: Callable[[Path, Paper | None], None] = lambda path, paper: write_pdf(  # noqa: E731
        facts, path, paper, whole_pages=wanted == "pages"
    )
    await ask_and_write(shell, _("Print results"), questions, put)


def write_csv(facts: Facts, path: Path) -> None:
    """In place of a file that is there. Raises Refusal."""
    from planner.exchange.results_csv import write_results

    with speaking(facts.evening.event.language), write_atomically(path, True) as stream:
        delimiter = ";" if language() == "fr" else ","
        write_results(facts.results, stream, delimiter=delimiter, translate=_)


def write_pdf(facts: Facts, path: Path, paper: Paper | None, *, whole_pages: bool) -> None:
    """In place of a file that is there. Raises Refusal."""
    from planner.printing.paper import A4
    from planner.printing.results import write_results

    event = facts.evening.event
    with speaking(event.language), write_atomically(path, True) as stream:
        day = " ".join(filter(None, (dates.day(event.when.date), event.when.time)))
        write_results(
            facts.results, stream, name=event.name, day=day, say=say, paper=paper or A4,
            whole_pages=whole_pages,
        )  # fmt: skip

"""Results: what each person is told, to look at before anything is sent or printed."""

from __future__ import annotations

from typing import Final

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from planner.matching import shares_contact
from planner.messages import N_
from planner.results import NO_ADDRESS, NO_MATCH, NOT_SHARED, TITLES, Result
from tui.safe import safe
from tui.screens.dialog import Dialog
from tui.screens.matches.tab import Tab
from tui.texts import _, number, say
from tui.widgets.table import Column, ListPane, Table


class ResultsTab(Tab):
    TITLE = N_("Results")
    HELP = N_(
        "What each person is told: her matches, and how to reach those who have agreed that it is "
        "passed on. Enter shows one result whole; e and P write them to files."
    )

    def __init__(self) -> None:
        super().__init__(id="told")
        self.results: Table[Result] = Table(_COLUMNS, lambda row: row.person.id, id="results")

    def compose(self) -> ComposeResult:
        yield Static(id="results-notice")
        yield ListPane(self.results, empty=N_("Nobody was there."))

    @property
    def main(self) -> Table[Result]:
        return self.results

    def refresh_view(self) -> None:
        missing = self.facts.missing
        said = _("All cards are complete.")
        if missing:
            said = say("! Cards missing or not complete: {count}; results can change.",
                       count=missing)  # fmt: skip
        notice = self.query_one("#results-notice", Static)
        notice.update(Text(said, "bold" if missing else ""), layout=False)
        self.results.show(self.facts.results)

    async def open_row(self) -> None:
        result = self.results.current
        if result is not None:
            receivers = self.facts.receivers_of(result.person)
            await self.shell.ask(ResultDialog(result, receivers))


class ResultDialog(Dialog[None]):
    """One person's result, and what others are told of her."""

    CSS_PATH = "matches.tcss"
    HINT = N_("esc or F4 closes")

    def __init__(self, result: Result, receivers: int) -> None:
        super().__init__()
        self._result = result
        self._receivers = receivers

    def heading(self) -> str:
        return say("What {name} is told", name=self._result.person.name)

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="result"):
            yield Static(Text("\n".join(lines(self._result))))
        yield Static(Text(_own_contact(self._result, self._receivers)), id="own-contact")

    def on_mount(self) -> None:
        self.query_one("#result").focus()


def lines(result: Result) -> list[str]:
    """A result as it is printed."""
    if not result.told:
        return [_(NO_MATCH)]
    found: list[str] = []
    for kind, title in TITLES.items():
        if some := result.of(kind):
            found += ["", _(title)] if found else [_(title)]
            for told in some:
                why = "" if told.shared else _(NOT_SHARED)
                found += [
                    f"  {safe(told.name)}",
                    f"    {safe(told.contact) or why or _(NO_ADDRESS)}",
                ]
    return found


def _own_contact(result: Result, receivers: int) -> str:
    person = result.person
    if not shares_contact(person):
        why = N_("has not agreed") if person.consent is False else N_("was never asked")
        return say("Nobody is told how to reach {name}: {why}.", name=person.name, why=_(why))
    if not (person.email or person.phone):
        return say("{name} agrees to be reached, but left neither e-mail nor phone.",
                   name=person.name)  # fmt: skip
    return say("Matches who are told how to reach {name}: {count}.", name=person.name,
               count=receivers)  # fmt: skip


def _shared(result: Result) -> str:
    with_contact = sum(bool(told.contact) for told in result.told)
    if not result.told:
        return ""
    return say("{shared} of {count}", shared=with_contact, count=len(result.told))


def _consent(result: Result) -> str:
    return {True: _("✓ passed on"), False: _("no"), None: _("never asked")}[result.person.consent]


_COLUMNS: Final = (
    Column[Result]("name", N_("Name"), lambda row: row.person.name, grows=True),
    Column[Result]("matches", N_("Matches"), lambda row: number(len(row.told)),
                   sort=lambda row: -len(row.told), right=True),
    Column[Result]("shared", N_("with contact"), _shared),
    Column[Result]("own", N_("Her own contact"), _consent),
    Column[Result]("email", N_("E-mail"), lambda row: row.person.email or "–", grows=True,
                   from_width=100),
)  # fmt: skip

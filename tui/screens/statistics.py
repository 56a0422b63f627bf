"""Over all evenings: who comes again, who met anybody new, who stayed away, who matched."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.messages import N_, Message
from planner.persons import Question
from planner.records import IdentityRecord, ParticipantRecord, identity
from tui import dates
from tui.actions import ANY_QUESTIONS, Need
from tui.bindings import bindings
from tui.preparing.history import Held, History, read_history
from tui.screens.base import StoreScreen
from tui.screens.dialog import Dialog
from tui.texts import _, counted, number, percent, say
from tui.widgets.live import Live
from tui.widgets.table import Column, ListPane, Table

if TYPE_CHECKING:
    from tui.store.store import Store


def _matched(row: Held) -> str:
    return percent(row.figures.match_rate, 0) if row.figures.cards else "–"


COLUMNS: Final = (
    Column[Held]("day", N_("Day"), lambda row: dates.to_type(row.event.when.date),
                 sort=lambda row: row.event.when.date),
    Column[Held]("event", N_("Event"), lambda row: row.event.name, grows=True),
    Column[Held]("here", N_("Came"), lambda row: number(row.figures.here),
                 sort=lambda row: row.figures.here, right=True),
    Column[Held]("again", N_("Again"), lambda row: number(row.figures.returning),
                 sort=lambda row: row.figures.returning, right=True),
    Column[Held]("absent", N_("No-shows"), lambda row: percent(row.figures.no_show_rate, 0),
                 sort=lambda row: row.figures.no_show_rate, right=True),
    Column[Held]("meetings", N_("Meetings"), lambda row: number(row.figures.meetings),
                 sort=lambda row: row.figures.meetings, right=True, from_width=100),
    Column[Held]("new", N_("New pairs"), lambda row: number(row.figures.new_meetings),
                 sort=lambda row: row.figures.new_meetings, right=True),
    Column[Held]("matches", N_("Matches"), lambda row: number(row.figures.matches),
                 sort=lambda row: row.figures.matches, right=True),
    Column[Held]("matched", N_("matched"), _matched,
                 sort=lambda row: row.figures.match_rate, right=True, from_width=100),
)  # fmt: skip


class StatisticsScreen(StoreScreen[History]):
    PLACES = ("statistics",)
    BINDINGS: ClassVar = bindings("statistics")
    CSS_PATH = "statistics.tcss"
    HELP = N_(
        "Each line is an evening that was held. “Again” are those who had come to an earlier one, "
        "“New pairs” those who had not met before; no-shows are counted of everybody on the list. "
        "A wide window also shows all meetings, and how many of those whose cards are there have a "
        "match. People are known again by e-mail address. One name may be two people: w asks "
        "whether they are one."
    )

    history: History | None = None

    def compose_body(self) -> ComposeResult:
        yield Live(id="overall")
        yield ListPane(
            Table(COLUMNS, lambda row: row.event.id, sort="day", descending=True, id="evenings"),
            empty=N_("No evening was held yet. Here they are counted once one has begun."),
        )

    def title_parts(self) -> tuple[str, ...]:
        return (_("Statistics"),)

    def read(self, store: Store) -> History:
        return read_history(store)

    def show(self, data: History) -> None:
        self.history = data
        self.query_one("#evenings", Table).show(data.evenings)
        self.query_one("#overall", Live).show([Text(line) for line in overall_lines(data)])

    def meets(self, need: Need) -> bool:
        if need is ANY_QUESTIONS:
            return self.history is not None and bool(self.history.questions())
        return super().meets(need)

    def action_back(self) -> None:
        self.shell.pop_screen()

    async def action_people(self) -> None:
        assert self.history is not None
        said = await self.shell.ask(WhoIsWho(self.history))
        if said:
            await self.shell.write(N_("Who is who: {count}"), lambda unit: unit.add(*said),
                                   count=len(said))  # fmt: skip
            told = N_("Answers kept: {count}; u takes them back.")
            self.shell.tell(Message("who-is-who", told, {"count": len(said)}))


def overall_lines(history: History) -> list[str]:
    seen = history.overall
    evenings = counted(seen.evenings, N_("{count} evening"), N_("{count} evenings"))
    first = say(
        "{evenings} · {people} people, {returning} of them more than once · {meetings} pairs met",
        evenings=evenings, people=seen.people, returning=seen.returning, meetings=seen.meetings,
    )  # fmt: skip
    second = say(
        "No-shows {absent} · matched {matched}",
        absent=percent(seen.no_show_rate),
        matched=percent(seen.match_rate),
    )
    if open_questions := len(history.questions()):
        second += say(" · same name, perhaps the same person: {count} (w)", count=open_questions)
    return [first, second]


class WhoIsWho(Dialog[list[IdentityRecord]]):
    """Pairs of one name, each answered: one person, or two."""

    CSS_PATH = "statistics.tcss"
    BINDINGS: ClassVar = [
        Binding("y", "answer(True)", show=False),
        Binding("n", "answer(False)", show=False),
        Binding("f2,enter", "save", show=False, priority=True),
    ]
    HINT = N_("y one person · n two people · enter or F2 keeps the answers, esc leaves")

    def __init__(self, history: History) -> None:
        super().__init__()
        self._history = history
        self._said: list[IdentityRecord] = []

    def heading(self) -> str:
        return _("One person, or two of one name?")

    def compose_body(self) -> ComposeResult:
        yield Table[Question](
            [
                Column("name", N_("Name"), lambda q: q.one.name, grows=True),
                Column("one", N_("Then"), lambda q: self._who(q.one), grows=True),
                Column("other", N_("And"), lambda q: self._who(q.other), grows=True),
            ],
            lambda q: (q.one.id, q.other.id),
        )  # fmt: skip
        yield Static(id="left")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        left = self._history.questions(self._said)
        self.query_one(Table).show(left)
        line = say("Answered: {said}, open: {open}", said=len(self._said), open=len(left))
        self.query_one("#left", Static).update(Text(line))

    def _who(self, person: ParticipantRecord) -> str:
        """The event, and what she could be told by."""
        event = self._history.events.get(person.event_id)
        known = (event.name if event is not None else "", person.email or person.phone)
        return " ".join(filter(None, known))

    def action_answer(self, same: bool) -> None:
        question = self.query_one(Table).current
        if isinstance(question, Question):
            self._said.append(identity(question.one.id, question.other.id, same=same))
            self._show()

    @on(Table.Chosen)
    def action_save(self) -> None:
        self.dismiss(self._said)

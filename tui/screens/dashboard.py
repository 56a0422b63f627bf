"""Overview of an event: its key figures, and what to do next."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from planner.messages import N_, Refusal, refuse
from planner.metrics import Metrics
from tui.actions import PLAN, Need
from tui.bindings import bindings
from tui.cli.report import GRADES
from tui.planning.seen import Seen, chosen, see
from tui.safe import safe
from tui.screens.event import EventScreen
from tui.screens.outputs import export_plan, print_plan
from tui.sections import SECTIONS
from tui.texts import _, number, percent, say, translate

if TYPE_CHECKING:
    from planner.pipeline import Plan
    from tui.store.reading import EventContents
    from tui.store.store import Store


@dataclass(frozen=True, eq=False)
class Overview:
    contents: EventContents
    seen: Seen | None
    problem: str
    """Why there is a plan and it cannot be shown."""


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next, and the section where."""

    section: str
    text: str
    """A template."""


PEOPLE: Final = Step("participants", N_("Import or type in the people."))
TABLES: Final = Step("setup", N_("Set the tables and the rounds."))
SEATS: Final = Step("setup", N_("There are fewer seats than people: add tables or seats."))
GENERATE: Final = Step("generate", N_("Generate a plan."))
AGAIN: Final = Step("generate", N_("The event was changed after its plan was made: plan again."))
LOOK: Final = Step("results", N_("Look at the plan, print it, export it."))
GO_ON: Final = Step("evening", N_("The evening runs: see the clock, and who sits where."))
CARDS: Final = Step("matches", N_("The evening is over: type in the cards, send the results."))
_BEGUN: Final = {"running": GO_ON, "done": CARDS}
"""By the state of the event: from then on nothing about its plan is put right in advance."""


class DashboardScreen(EventScreen["Overview | None"]):
    SECTION = "overview"
    PLACES = (*EventScreen.PLACES, SECTION)
    BINDINGS: ClassVar = [*EventScreen.BINDINGS, *bindings(SECTION)]
    CSS_PATH = "dashboard.tcss"
    HELP = N_(
        "How the event stands. The quality score is out of 100: 40 for equity (everybody meets "
        "about equally many), 30 for coverage (how close the plan comes to what can be), 30 for "
        "few repeats. The equity gap compares equals only: VIPs with VIPs, each side of an evening "
        "with two with itself, and nobody by rounds she misses. Enter does the next step; the "
        "digits go to the other sections."
    )

    overview: Overview | None = None

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="overview"):
            with Container(id="cards"):
                for number_ in range(6):
                    yield Static(classes="card", id=f"card-{number_}")
            yield Static(id="next")
            yield Static(id="advice")

    def read(self, store: Store) -> Overview | None:
        with store.reading() as reader:
            contents = reader.contents(self.event_id)
            if contents is None:
                return None
            record = chosen(contents)
            try:
                seen = see(reader, contents, record) if record else None
            except Refusal as refusal:
                return Overview(contents, None, translate(refusal.messages[0]))
            return Overview(contents, seen, "")

    def show(self, data: Overview | None) -> None:
        self.overview = data
        if data is None:
            return
        for index, card in enumerate(cards(data)):
            self.query_one(f"#card-{index}", Static).update(_drawn(card))
        self.query_one("#next", Static).update(Text(self._next(data)))
        self.query_one("#advice", Static).update(Text("\n".join(advice(data))))

    def _next(self, data: Overview) -> str:
        step = next_step(data)
        key = next((s.key for s in SECTIONS if s.id == step.section), "")
        where = say("(enter, or {key})", key=key) if key else ""
        return f"➜ {_(step.text)} {where}".rstrip()

    def meets(self, need: Need) -> bool:
        if need is PLAN:
            return self.overview is not None and self.overview.seen is not None
        return super().meets(need)

    def action_step(self) -> None:
        if self.overview is None:
            return
        section = next_step(self.overview).section
        if any(known.id == section for known in SECTIONS):
            self.shell.show_section(section)

    @property
    def _seen(self) -> Seen:
        """Actions that use it need PLAN."""
        if self.overview is None or self.overview.seen is None:
            raise refuse("plan", PLAN.reason)
        return self.overview.seen

    async def action_export(self) -> None:
        await export_plan(self.shell, self._seen)

    async def action_print(self) -> None:
        await print_plan(self.shell, self._seen)

    def action_mail(self) -> None:
        from tui.screens.mail import MailScreen

        self.shell.push_screen(MailScreen(self.event_id, "schedule"))


def next_step(overview: Overview) -> Step:
    contents, seen = overview.contents, overview.seen
    if contents.event.state in _BEGUN:
        return _BEGUN[contents.event.state]
    if len(contents.people) < 2:
        return PEOPLE
    if not contents.tables:
        return TABLES
    if seen is not None and seen.fits:
        return LOOK
    lacking = sum(t.seats for t in contents.tables) < len(contents.people)
    if (
        lacking
        and contents.event.breaks == "never"
        and all(person.rounds is None for person in contents.people)
    ):
        return SEATS
    return AGAIN if seen is not None else GENERATE


def cards(overview: Overview) -> list[Card]:
    contents = overview.contents
    vips = sum(person.vip for person in contents.people)
    people = Card(
        _("Participants"),
        number(len(contents.people)),
        say("VIPs: {vips}", vips=vips) if vips else "",
    )
    if overview.seen is None:
        return [people, *_before_the_plan(contents)]
    return [people, *_of_the_plan(overview.seen.plan)]


def _before_the_plan(contents: EventContents) -> list[Card]:
    seats = sum(table.seats for table in contents.tables)
    return [
        Card(_("Tables"), number(len(contents.tables)), say("seats: {seats}", seats=seats)),
        Card(_("Rounds"), number(contents.event.rounds),
             say("{minutes} minutes each", minutes=contents.event.minutes_per_round)),
        Card(_("Rules"), number(len(contents.rules))),
        Card(_("Plan"), "–", _("none yet")),
        Card(_("Quality"), "–", _("known with a plan")),
    ]  # fmt: skip


def _of_the_plan(plan: Plan) -> list[Card]:
    metrics = plan.metrics
    pairs = plan.problem.counting.pairs(plan.problem.people)
    quality = metrics.quality
    return [
        Card(
            _("Pairs who meet"),
            percent(metrics.unique / pairs if pairs else 1.0),
            say("{unique} of {pairs} pairs", unique=metrics.unique, pairs=pairs),
        ),
        Card(
            _("Quality"),
            say("{score} of 100", score=math.floor(quality.score)),
            _(GRADES[quality.grade]),
        ),
        Card(
            _("Equity gap"),
            number(metrics.gap),
            _whose_gap(metrics),
        ),
        Card(
            _("Repeats"),
            number(metrics.repeats),
            say("most of one pair: {most}", most=metrics.most_of_one_pair),
        ),
        Card(
            _("Limit reached"),
            percent(metrics.share),
            _("proved best") if metrics.proved_best
            else say("at most {bound} can meet", bound=metrics.bound),
        ),
    ]  # fmt: skip


def advice(overview: Overview) -> list[str]:
    """What is wrong, and what would raise the score."""
    lines = [f"! {overview.problem}"] if overview.problem else []
    if overview.seen is not None:
        metrics = overview.seen.plan.metrics
        if metrics.quality.advice and overview.contents.event.state not in _BEGUN:
            lines.append(_("What would raise the score:"))
            lines += [f"• {translate(message)}" for message in metrics.quality.advice]
        if metrics.broken.total:
            lines.append(say("✗ Breaches of rules: {count}.", count=metrics.broken.total))
    return lines


def _whose_gap(metrics: Metrics) -> str:
    """How many each meets, and where that is not all of the gap, that like is held against like."""
    low, high = metrics.all.min, metrics.all.max
    if low == high:
        return say("each meets {low}", low=low)
    if metrics.gap == high - low:
        return say("each meets {low} to {high}", low=low, high=high)
    return say("of equals; all {low}–{high}", low=low, high=high)


def _drawn(card: Card) -> Text:
    text = Text(no_wrap=True, overflow="ellipsis")
    text.append(f"{card.title}\n")
    text.append(f"{safe(card.value)}\n", Style(bold=True))
    text.append(safe(card.note), Style(dim=True))
    return text

"""Matches: cards are typed in, looked at as matches, and told to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from planner.evening.facts import Evening, Plans
from planner.matching import answers_of
from planner.messages import N_, Message
from planner.records import Answer, CardRecord
from tui.actions import ANY_RESULTS, CARDS_SHOWN, MATCHES_SHOWN, SOMEBODY_MET, Need
from tui.bindings import bindings
from tui.screens.choose import Choose
from tui.screens.event import EventScreen
from tui.screens.matches.answers import import_answers
from tui.screens.matches.cards import CardsTab
from tui.screens.matches.facts import ANSWER_WORDS, Facts
from tui.screens.matches.mutual import MatchesTab
from tui.screens.matches.outputs import export_results, print_results
from tui.screens.matches.tab import Tab
from tui.screens.matches.told import ResultsTab
from tui.texts import _
from tui.widgets.table import Table

if TYPE_CHECKING:
    from tui.store.store import Store

OFFERS: Final[tuple[tuple[Answer, ...], ...]] = (
    ("yes", "friends", "no"), ("yes", "no"), ("yes", "friends"), ("yes",),
)  # fmt: skip


class MatchesScreen(EventScreen["Facts | None"]):
    SECTION = "matches"
    PLACES = (*EventScreen.PLACES, SECTION)
    BINDINGS: ClassVar = [*EventScreen.BINDINGS, *bindings(SECTION)]
    CSS_PATH = "matches.tcss"
    HELP = N_(
        "Cards: n, then a number or a name, enter, and the answers. Matches: who answered the "
        "same about each other. Results: what each one is told. Tab goes from one to the next. "
        "What only one of two people said is never shown but on her own card."
    )

    facts: Facts | None = None

    def __init__(self, event_id: str) -> None:
        super().__init__(event_id)
        self._at = 0

    def compose_body(self) -> ComposeResult:
        yield Static(id="views-bar")
        yield CardsTab()
        yield MatchesTab()
        yield ResultsTab()

    def on_mount(self) -> None:
        super().on_mount()
        self._show_tab()

    # --- what it shows

    def read(self, store: Store) -> Facts | None:
        known = self.facts
        with store.reading() as reader:
            evening = reader.evening(self.event_id)
            if evening is None:
                return None
            plans: Plans = known.plans if known is not None else {}
            if not evening.plan_ids <= set(plans):
                plans = reader.plans_of(evening)
            cards = reader.all(CardRecord, self.event_id)
        return _facts(evening, plans, cards)

    def show(self, data: Facts | None) -> None:
        self.facts = data
        if data is not None:
            self.tab.show(data)
            self.refresh_keys()

    @property
    def tab(self) -> Tab:
        """The view that is shown."""
        return list(self.query(Tab))[self._at]

    def _show_tab(self) -> None:
        bar = Text()
        with self.app.batch_update():
            for number, tab in enumerate(self.query(Tab)):
                tab.display = number == self._at
                title = _(tab.TITLE)
                if tab.display:
                    bar.append(f"[{title}]", Style(bold=True, reverse=True))
                else:
                    bar.append(f" {title} ")
            self.query_one("#views-bar", Static).update(bar, layout=False)
            if self.facts is not None:
                self.tab.show(self.facts)
            self.tab.main.focus()
        self.refresh_keys()

    def action_next_view(self) -> None:
        self._go(1)

    def action_previous_view(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        self._at = (self._at + step) % len(self.query(Tab))
        self._show_tab()

    def leave(self) -> bool:
        return self.tab.leave()

    # --- what can be done

    def meets(self, need: Need) -> bool:
        match need:
            case _ if need is SOMEBODY_MET:
                return self.facts is not None and bool(self.facts.guests)
            case _ if need is ANY_RESULTS:
                return self.facts is not None and bool(self.facts.results)
            case _ if need is CARDS_SHOWN:
                return isinstance(self.tab, CardsTab)
            case _ if need is MATCHES_SHOWN:
                return isinstance(self.tab, MatchesTab)
        return super().meets(need)

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.shell.action_perform("matches.open")

    async def action_open(self) -> None:
        await self.tab.open_row()

    @property
    def _cards(self) -> CardsTab:
        return self.query_one(CardsTab)

    def action_type_in(self) -> None:
        if not self.meets(CARDS_SHOWN):
            self._at = 0
            self._show_tab()
        self._cards.type_in()

    def action_missing(self) -> None:
        cards = self._cards
        cards.only_missing = not cards.only_missing
        cards.refresh_view()
        said = N_("Only cards that are missing or not complete.")
        if not cards.only_missing:
            said = N_("All cards.")
        self.shell.tell(Message("cards-shown", said))

    async def action_answers(self) -> None:
        assert self.facts is not None
        event = self.facts.evening.event
        words = [(offer, ", ".join(_(ANSWER_WORDS[answer])[2:] for answer in offer))
                 for offer in OFFERS]  # fmt: skip
        offer = await self.shell.ask(Choose(_("What do the cards offer?"), words, event.answers))
        if offer is not None:
            await self.shell.write(
                N_("What the cards offer"), lambda unit: unit.change(event, answers=offer)
            )

    async def action_correct(self) -> None:
        await self._cards.correct()

    async def action_import(self) -> None:
        assert self.facts is not None
        await import_answers(self.shell, self.facts)

    def action_kind(self) -> None:
        self.query_one(MatchesTab).next_kind()

    def action_person(self) -> None:
        self.query_one(MatchesTab).other_way()

    async def action_export(self) -> None:
        assert self.facts is not None
        await export_results(self.shell, self.facts)

    async def action_print(self) -> None:
        assert self.facts is not None
        await print_results(self.shell, self.facts)

    def action_mail(self) -> None:
        from tui.screens.mail import MailScreen

        self.shell.push_screen(MailScreen(self.event_id, "result"))


def _facts(evening: Evening, plans: Plans, cards: list[CardRecord]) -> Facts:
    ids = {person.id for person in evening.people}
    known = (card for card in cards if {card.giver_id, card.receiver_id} <= ids)
    found = Facts(evening, plans, answers_of(known))
    _ = found.guests, found.pairs, found.results  # worked out in this thread, not in the loop
    return found

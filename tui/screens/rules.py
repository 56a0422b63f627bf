"""Who sits together, who apart, who at a given table, and who is not there all evening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from planner.event import Apart, Balance, Meet
from planner.messages import N_, Message
from planner.records import ParticipantRecord
from tui.actions import RULE_CHOSEN, SOMEBODY_GONE, Need
from tui.bindings import bindings
from tui.latest import Latest
from tui.preparing.round_lists import shown_rounds
from tui.preparing.rulebook import (
    BALANCE,
    KINDS,
    Acquaintance,
    Draft,
    Entry,
    Rulebook,
    Verdict,
    draft_of,
    entries,
    mend,
    read_rulebook,
    remove,
    verdict,
    write_draft,
)
from tui.safe import safe
from tui.screens.dialog import CONFIRMED, Confirm
from tui.screens.event import EventScreen
from tui.screens.met import take_over
from tui.screens.rule import KindDialog, RuleDialog, in_common
from tui.texts import _, say, translate
from tui.widgets.table import Column, ListPane, Table

if TYPE_CHECKING:
    from tui.store.store import Store
    from tui.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Line:
    """An entry and what speaks against it."""

    entry: Entry
    against: tuple[Message, ...] = ()

    @property
    def mark(self) -> str:
        """`✗` where it cannot hold, `!` where somebody it names is gone."""
        if self.against or self.entry.dead:
            return "✗"
        return "!" if self.entry.missing else ""


def kind(entry: Entry) -> str:
    if entry.table and entry.table not in entry.missing:
        return say("at table {table}", table=entry.table)
    match getattr(entry.record, "rule", None):
        case Meet(times=None, at_least=int(least)) if least > 1:
            return say("meet {least} times or more", least=least)
        case Meet(times=int(times)):
            return _("meet exactly once") if times == 1 else say(
                "meet exactly {times} times", times=times
            )  # fmt: skip
        case Apart(at_most=most) if most:
            return _("at most once") if most == 1 else say("at most {most} times", most=most)
        case Balance(weight=weight) if weight > 1:
            return say("balanced (weight {weight})", weight=weight)
    if isinstance(entry.record, Acquaintance) and (weight := entry.record.records[0].weight) > 1:
        return say("met before (weight {weight})", weight=weight)
    return _(KINDS[entry.kind])


def who(entry: Entry) -> str:
    """Whom an entry is about, in a few words."""
    if entry.kind == BALANCE:
        return say("{attribute}, at every table", attribute=in_common(entry.same))
    if entry.same:
        return say("all with the same {attribute}", attribute=in_common(entry.same))
    if isinstance(entry.record, Acquaintance) and len(entry.record.records) > 1:
        return say(
            "{people} people, {pairs} pairs of them",
            people=len(entry.who), pairs=len(entry.record.records),
        )  # fmt: skip
    people = ", ".join((*entry.who, *(f"({name})" for name in entry.missing)))
    return safe(people)


def _number(line: Line) -> str:
    return "" if line.entry.number is None else str(line.entry.number)


COLUMNS: Final = (
    Column[Line]("mark", "", lambda line: line.mark),
    Column[Line](
        "number", "#", _number, sort=lambda line: line.entry.number or 1_000_000, right=True
    ),
    Column[Line]("kind", N_("Rule"), lambda line: kind(line.entry)),
    Column[Line]("who", N_("Who"), lambda line: who(line.entry), grows=True),
    Column[Line]("rounds", N_("Rounds"), lambda line: shown_rounds(line.entry.rounds)),
    Column[Line]("name", N_("Name or reason"), lambda line: line.entry.name),
)


class RulesScreen(EventScreen["Rulebook | None"]):
    SECTION = "rules"
    PLACES = (*EventScreen.PLACES, SECTION)
    BINDINGS: ClassVar = [*EventScreen.BINDINGS, *bindings(SECTION)]
    CSS_PATH = "rules.tcss"
    HELP = N_(
        "Each line is a rule that every plan keeps: people who sit together, apart or have to "
        "meet, a host at a table; or people who met before; or somebody who is not there in every "
        "round. “✗” marks what cannot hold, and below the list stands why; “!” marks a rule that "
        "names somebody who is not there any more. The numbers are those by which messages name "
        "the rules."
    )

    def __init__(self, event_id: str) -> None:
        super().__init__(event_id)
        self._book: Rulebook | None = None
        self._found: Verdict | None = None
        """None until the rules were checked for the first time."""
        self._checks: Latest[Verdict] = Latest()
        self._before: set[str] | None = None
        """The ids in the list when a rule was made: the cursor goes to the one that is new."""

    def compose_body(self) -> ComposeResult:
        yield Static(id="verdict")
        yield ListPane(
            Table(COLUMNS, lambda line: line.entry.record.id, id="rules"),
            empty=N_("No rules, and everybody is there all evening. Press n to add a rule."),
        )
        yield Static(id="detail")

    @property
    def table(self) -> Table[Line]:
        return self.query_one("#rules", Table)

    def read(self, store: Store) -> Rulebook | None:
        with store.reading() as reader:
            return read_rulebook(reader, self.event_id)

    def show(self, data: Rulebook | None) -> None:
        self._book = data
        self._show_lines()
        self._move_to_new()
        if data is not None:
            self.run_worker(self._check(data), group="check")

    def _move_to_new(self) -> None:
        before, self._before = self._before, None
        if before is not None:
            for line in self.table.items:
                if line.entry.record.id not in before:
                    self.table.move_to(line.entry.record.id)

    async def _check(self, book: Rulebook) -> None:
        found = await self._checks.of(lambda: verdict(book.contents))
        if found is not None and self.query("#rules"):  # the event may have been left meanwhile
            self._found = found
            self._show_lines()

    def _show_lines(self) -> None:
        if self._book is None:
            return
        found = () if self._found is None else self._found.objections
        lines = [
            Line(entry, tuple(o.message for o in found if entry.record.id in o.rules))
            for entry in entries(self._book)
        ]
        self.table.show(lines)
        self._show_verdict(lines)
        self._show_detail()
        self.refresh_keys()

    def _show_verdict(self, lines: Sequence[Line]) -> None:
        text = Text("\n".join(self._verdict(lines)))
        self.query_one("#verdict", Static).update(text)

    def _verdict(self, lines: Sequence[Line]) -> list[str]:
        if self._found is None:
            return [""]
        general = [f"✗ {translate(o.message)}" for o in self._found.objections if not o.rules]
        if len(general) > 2:
            general[1:] = [say("✗ and {count} more: see Setup", count=len(general) - 1)]
        concerned = sum(bool(line.against) for line in lines)
        if concerned:
            general.append(
                say("✗ Cannot hold as they are: {count}. Go to one to see why.", count=concerned)
            )
        gone = sum(bool(line.entry.missing) for line in lines)
        if gone:
            general.append(
                say("! Rules that name what is not there any more: {count}; M mends.", count=gone)
            )
        if general:
            return general[:3]
        notices = [f"! {_shortened(translate(notice))}" for notice in self._found.notices]
        if len(notices) > 1:
            notices[1:] = [say("! and {count} more: see Setup", count=len(notices) - 1)]
        return [_("✓ Nothing was found against these rules."), *notices]

    @on(Table.Moved)
    @on(Table.Changed)
    def _other_row(self) -> None:
        self._show_detail()
        self.refresh_keys()

    def _show_detail(self) -> None:
        line = self.table.current
        self.query_one("#detail", Static).update(Text("" if line is None else _detail(line)))

    # --- what can be done

    def meets(self, need: Need) -> bool:
        line = self.table.current
        if need is RULE_CHOSEN:
            return line is not None
        if need is SOMEBODY_GONE:
            return any(other.entry.missing for other in self.table.items)
        return super().meets(need)

    def leave(self) -> bool:
        pane = self.query_one(ListPane)
        if pane.filtering:
            pane.clear()
            return True
        return False

    async def action_new(self) -> None:
        chosen = await self.shell.ask(KindDialog())
        if chosen is not None:
            await self._keep(N_("New rule"), Draft(chosen), None)

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.shell.action_perform("rules.edit")

    async def action_edit(self) -> None:
        assert self.table.current is not None
        assert self._book is not None
        entry = self.table.current.entry
        await self._keep(N_("Change of a rule"), draft_of(entry, self._book), entry)

    async def _keep(self, title: str, draft: Draft, changed: Entry | None) -> None:
        assert self._book is not None
        answer = await self.shell.ask(RuleDialog(self._book, draft, changed))
        if answer is None:
            return
        self._before = {line.entry.record.id for line in self.table.items}
        await self.shell.write(
            title, lambda unit: write_draft(unit, self.event_id, answer, changed)
        )

    async def action_delete(self) -> None:
        assert self.table.current is not None
        entry = self.table.current.entry
        answer = await self.shell.ask(_sure(entry))
        if answer == CONFIRMED:
            await self.shell.write(N_("Removing a rule"), lambda unit: remove(unit, entry))
            self.shell.tell(Message("rule-removed", N_("Removed; u brings it back.")))

    async def action_met(self) -> None:
        self._before = {line.entry.record.id for line in self.table.items}
        await take_over(self.shell, self.event_id)

    async def action_mend(self) -> None:
        broken = [line.entry for line in self.table.items if line.entry.missing]

        def work(unit: Unit) -> None:
            mend(unit, self.event_id, broken)

        await self.shell.write(N_("Mending rules"), work)
        self.shell.tell(
            Message("rules-mended", N_("Rules mended: {count}; u takes it back."), {
                "count": len(broken),
            })
        )  # fmt: skip


def _shortened(text: str) -> str:
    """Two lines of a small window: Setup has it all."""
    return text if len(text) <= 150 else text[:149] + "…"


def _sure(entry: Entry) -> Confirm:
    if isinstance(entry.record, ParticipantRecord):
        return Confirm(
            say("Is {person} there all evening?", person=entry.record.name),
            say("Until now only in rounds {rounds}.", rounds=shown_rounds(entry.rounds)),
            _("All evening"),
        )
    return Confirm(say("Remove the rule “{kind}”?", kind=kind(entry)), who(entry), _("Remove"))


def _detail(line: Line) -> str:
    """Why it cannot hold, who is gone, then everything about it."""
    entry = line.entry
    parts = [f"✗ {translate(message)}" for message in line.against]
    if entry.missing:
        template = (
            N_("✗ Says nothing any more: {names} is gone. Change it, or M removes it.")
            if entry.dead
            else N_("! Not there any more: {names}. The rule holds for the others; M mends it.")
        )
        parts.append(say(template, names=entry.missing))
    rounds = shown_rounds(entry.rounds)
    parts.append(
        say("{kind}: {who}; rounds {rounds}", kind=kind(entry), who=who(entry), rounds=rounds)
        if rounds
        else say("{kind}: {who}", kind=kind(entry), who=who(entry))
    )
    if entry.name:
        parts[-1] += f" ({safe(entry.name)})"
    return "\n".join(parts)

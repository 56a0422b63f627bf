"""Cards: typed in as quickly as they are read, one person after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from planner.evening.rounds import corrected, played, table_of
from planner.matching import Choice, doubts
from planner.messages import N_, Message, Refusal, refuse
from planner.records import Answer, CardRecord, card
from tui.actions import SOMEBODY_MET
from tui.safe import safe
from tui.screens.choose import Choose
from tui.screens.dialog import CONFIRMED, Confirm
from tui.screens.matches.facts import ANSWER_WORDS, Guest, Line, sought
from tui.screens.matches.tab import Tab
from tui.screens.matches.typed import LETTERS, read_line
from tui.store.unit import Unit
from tui.texts import _, number, say, translate
from tui.widgets.field import Field
from tui.widgets.table import Column, Table, fold

_TOLD: Final = 8
"""Lines of what is wrong, and names in a sentence, at most."""
_WIDEST: Final = 9
"""Of the answers in words, so that the column stays as wide."""


class Entry(Field, inherit_bindings=False):
    """Where numbers, names and answers are typed; the view around it has first look at a key, and
    tab goes to the next view."""

    def __init__(self, tab: CardsTab) -> None:
        super().__init__(id="entry", select_on_focus=False)
        self._tab = tab

    async def on_key(self, event: events.Key) -> None:
        if self._tab.takes(event.key, event.character or ""):
            event.stop()
            event.prevent_default()


class CardsTab(Tab):
    TITLE = N_("Cards")
    PLACES = ("list",)
    HELP = N_(
        "Type somebody’s number or name, enter shows her card with those whom she really met. "
        "y, f or n answers a line, or type a whole line: 3y 5n 8f. A number alone is a yes, - says "
        "no to all the rest. Enter keeps the card and asks for the next one; u takes it back."
    )

    def __init__(self) -> None:
        super().__init__(id="cards")
        self.giver = ""
        """Whose card is being typed in; empty while the question is whose."""
        self.only_missing = False
        self._draft: dict[str, Answer] = {}
        self._before: dict[str, Answer] = {}
        self._wrong: tuple[str, str] | None = None
        """Two people who are said never to have met; or one who sat nowhere, and nobody."""
        self.guests: Table[Guest] = Table(
            _guest_columns(sides=False), lambda guest: guest.id, id="guests"
        )
        self.lines: Table[Line] = Table(
            [
                Column("number", "#", lambda line: line.number, right=True),
                Column("name", N_("Name"), lambda line: line.name, grows=True),
                Column("rounds", N_("Round"), _rounds),
                Column("answer", N_("Answer"), self._answer),
            ],
            lambda line: line.id,
            id="lines",
        )

    def compose(self) -> ComposeResult:
        yield Static(id="cards-count")
        yield Entry(self)
        yield Static(id="cards-head")
        yield self.guests
        yield self.lines
        yield Static(id="cards-told")
        yield Static(id="cards-hint")

    def on_mount(self) -> None:
        self.lines.can_focus = False
        self._arrange()

    # --- what it shows

    @property
    def entry(self) -> Entry:
        return self.query_one(Entry)

    @property
    def main(self) -> Widget:
        return self.entry if self.giver else self.guests

    def refresh_view(self) -> None:
        counted = self.facts.counted() if self.facts.guests else _(SOMEBODY_MET.reason)
        self.query_one("#cards-count", Static).update(Text(counted), layout=False)
        if self.giver and self.giver not in self.facts.people:
            self._ask_whose()
        if self.giver and self._draft == self._before:
            self._before = self.facts.answers_by(self.giver)
            self._draft = dict(self._before)
        self._list_guests()
        if self.giver:
            self.lines.show(self.facts.card(self.giver))
            self._show_head()
        self._arrange()

    def _list_guests(self) -> None:
        typed = "" if self.giver else self.entry.value
        if self.facts.evening.event.two_sided != any(c.id == "side" for c in self.guests.columns):
            self.guests.columns = _guest_columns(sides=self.facts.evening.event.two_sided)
        self.guests.show([
            guest for guest in sought(self.facts.guests, typed)
            if not self.only_missing or typed or not guest.is_done
        ])  # fmt: skip

    def _arrange(self) -> None:
        """Who is asked for, or her card."""
        asking = not self.giver
        self.guests.display, self.lines.display = asking, not asking
        self.query_one("#cards-head").display = not asking
        hint = self.query_one("#cards-hint", Static)
        if asking:
            said = N_("n types: number or name, enter · m missing only · i imports a file")
            if self.entry.has_focus:
                said = N_("number or name, enter shows the card · esc ends")
        else:
            said = N_("y yes · f friends · n no · 3y 5n 8f · - rest no · enter keeps · esc leaves")
        hint.update(Text(_(said)), layout=False)

    def _show_head(self) -> None:
        met = self.facts.met.get(self.giver, set())
        parts = [
            f"{self.facts.number(self.giver)} {safe(self.facts.names[self.giver])}",
            say("{given} of {met} answered", given=len(met & set(self._draft)), met=len(met)),
        ]
        if self._before:
            parts.append(_("! this card is there already"))
        self.query_one("#cards-head", Static).update(Text(" · ".join(parts)), layout=False)

    def _answer(self, line: Line) -> str:
        answer = self._draft.get(line.id)
        return ("" if answer is None else _(ANSWER_WORDS[answer])).ljust(_WIDEST)

    def _tell(self, messages: Sequence[Message] = ()) -> None:
        """What is wrong, all at once, and what helps where seats are in question."""
        told = [f"✗ {translate(message)}" for message in messages]
        told = _some(told)
        if told and self._wrong is not None:
            told.append("→ " + _("If that is wrong, F6 corrects who sat where."))
        self.query_one("#cards-told", Static).update(Text("\n".join(told)))

    # --- keys while something is typed

    def takes(self, key: str, character: str) -> bool:
        """Whether a key means something other than to type it."""
        table: Table[Any] = self.lines if self.giver else self.guests
        if key in ("up", "down", "pageup", "pagedown"):
            getattr(table, f"action_{key.replace('page', 'page_')}")()
            return True
        if key in ("escape", "f4"):
            self._step_back()
            return True
        if not self.giver or self.entry.value:
            return False
        if key == "minus":
            self._rest_no()
        elif key == "space":
            self.lines.action_down()
        elif key in ("backspace", "delete"):
            self._answer_line(None)
        elif character and character in LETTERS:
            self._answer_line(LETTERS[character])
        else:
            return False
        return True

    def _answer_line(self, answer: Answer | None) -> None:
        line = self.lines.current
        if line is None:
            return
        if answer is None:
            self._draft.pop(line.id, None)
        elif not self._offers(answer):
            return
        else:
            self._draft[line.id] = answer
        self.lines.redraw(line.id)
        self._show_head()
        if answer is not None:
            self.lines.action_down()

    def _offers(self, answer: Answer) -> bool:
        if answer in self.facts.evening.event.answers:
            return True
        word = _(ANSWER_WORDS[answer])[2:]
        self._tell([Message("not-offered", N_("The cards of this evening offer no “{answer}”."),
                            {"answer": word})])  # fmt: skip
        return False

    def _rest_no(self) -> None:
        if self._offers("no"):
            met = self.facts.met.get(self.giver, set())
            self._draft = {**dict.fromkeys(met, "no"), **self._draft}
            self.lines.show(self.lines.items)
            self._show_head()

    def _step_back(self) -> None:
        self._tell()
        if self.giver and self.entry.value:
            self.entry.value = ""
        elif self.giver:
            if self._draft != self._before:
                self.shell.tell(Message("card-left", N_(
                    "The card of {name} is as it was; nothing was kept."
                ), {"name": self.facts.names[self.giver]}), "warning")  # fmt: skip
            self._ask_whose()
        elif self.entry.value:
            self.entry.value = ""
        else:
            self.guests.focus()
            self._arrange()

    def on_input_changed(self, event: Field.Changed) -> None:
        event.stop()
        if not self.giver:
            self._list_guests()
            if (id_ := self.facts.by_number(event.value.strip())) is not None:
                self.guests.move_to(id_)

    def on_input_submitted(self, event: Field.Submitted) -> None:
        event.stop()
        self.shell.action_perform("matches.open")

    def on_descendant_focus(self) -> None:
        self._arrange()

    def action_filter(self) -> None:
        self.type_in()

    def leave(self) -> bool:
        if self.giver or self.entry.value:
            self._step_back()
            return True
        return False

    # --- whose card

    def type_in(self) -> None:
        self._wrong = None
        self._tell()
        self.entry.focus()

    def _ask_whose(self) -> None:
        following = self._following()
        self.giver = ""
        self._wrong = None
        self.entry.value = ""
        self._list_guests()
        self.guests.move_to(following)
        self._arrange()

    def _following(self) -> str:
        """The next in the list whose card is missing."""
        ids = [guest.id for guest in self.facts.guests]
        at = ids.index(self.giver) + 1 if self.giver in ids else 0
        later = [*self.facts.guests[at:], *self.facts.guests[:at]]
        waiting = (g.id for g in later if not g.is_done and g.id != self.giver)
        return next(waiting, self.giver)

    async def open_row(self) -> None:
        typed = self.entry.value.strip() if self.entry.has_focus else ""
        if not self.giver:
            self._open(self._whose(typed))
        elif typed:
            self._fill_in(typed)
        else:
            await self._keep()

    def _whose(self, typed: str) -> str:
        if typed.isdecimal():
            found = self.facts.by_number(typed)
            if found is None:
                raise refuse("nobody-of-number", N_("Nobody on the list has the number {number}."),
                             number=typed)  # fmt: skip
            return found
        if self.guests.current is not None:
            return self.guests.current.id
        words = fold(typed).split()
        absent = [
            id_ for id_, name in self.facts.names.items()
            if words and all(word in fold(name) for word in words)
        ]  # fmt: skip
        if len(absent) != 1:
            raise refuse("nobody-called", N_("Nobody who was there is called “{name}”."),
                         name=typed)  # fmt: skip
        return absent[0]

    def _open(self, giver: str) -> None:
        if not self.facts.card(giver):
            self._wrong = (giver, "")
            self._tell([Message("card-of-absent", N_(
                "{giver} sat at no table, and so met nobody."
            ), {"giver": self.facts.names[giver]})])  # fmt: skip
            return
        self.giver = giver
        self._before = self.facts.answers_by(giver)
        self._draft = dict(self._before)
        self._wrong = None
        self.entry.value = ""
        self.lines.show(self.facts.card(giver))
        self.lines.action_first()
        self._show_head()
        self._tell()
        self._arrange()
        self.entry.focus()

    # --- what is on it

    def _fill_in(self, text: str) -> None:
        try:
            typed = read_line(text)
        except Refusal as refusal:
            self._wrong = None
            self._tell(refusal.messages)
            return
        found = [(self.facts.by_number(number), number, answer) for number, answer in typed.answers]
        problems = [
            Message("nobody-of-number", N_("Nobody on the list has the number {number}."),
                    {"number": number})
            for id_, number, _answer in found if id_ is None
        ]  # fmt: skip
        choices = [Choice(self.giver, id_, answer) for id_, _number, answer in found if id_]
        wrong = doubts(
            choices, self.facts.met, self.facts.names, offered=self.facts.evening.event.answers
        )
        problems += [doubt.message for doubt in wrong]
        apart = [choices[d.place] for d in wrong if d.code in ("card-never-met", _ABOUT_ABSENT)]
        self._wrong = (self.giver, apart[0].receiver_id) if apart else None
        self._tell(problems)
        if problems:
            return
        self.entry.value = ""
        self._draft.update((choice.receiver_id, choice.answer) for choice in choices)
        self.lines.show(self.lines.items)
        self._show_head()
        if typed.rest_no:
            self._rest_no()

    async def _keep(self) -> None:
        giver, before, draft = self.giver, self._before, dict(self._draft)
        if draft == before:
            self.shell.tell(Message("card-unchanged", N_(
                "Nothing was changed on the card of {name}."
            ), {"name": self.facts.names[giver]}))  # fmt: skip
            self._ask_whose()
            return
        changed = [id_ for id_, answer in before.items() if draft.get(id_) != answer]
        if changed and not await self._replaces(changed, before, draft):
            return
        event_id = self.facts.evening.event.id
        await self.shell.write(
            N_("Score card"), lambda unit: _write(unit, event_id, giver, before, draft)
        )
        self.shell.tell(self._kept(giver, draft))
        self._ask_whose()
        self.entry.focus()

    async def _replaces(
        self, changed: Iterable[str], before: Mapping[str, Answer], draft: Mapping[str, Answer]
    ) -> bool:
        """Whether another card than the one that is there is meant to take its place."""
        lines = [
            say("{name}: {before} → {after}", name=self.facts.names.get(id_, "?"),
                before=_(ANSWER_WORDS[before[id_]]),
                after=_(ANSWER_WORDS[draft[id_]]) if id_ in draft else "–")
            for id_ in changed
        ]  # fmt: skip
        answer = await self.shell.ask(Confirm(
            say("The card of {name} is there, and says something else",
                name=self.facts.names[self.giver]),
            "\n".join(_some(lines)),
            _("Replace"),
        ))  # fmt: skip
        return answer == CONFIRMED

    def _kept(self, giver: str, draft: Mapping[str, Answer]) -> Message:
        met = self.facts.meetings.get(giver, ())
        open_ = [self.facts.names[m.other_id] for m in met if m.other_id not in draft]
        said = {"name": self.facts.names[giver], "count": len(draft)}
        if not open_:
            return Message("card-kept", N_("{name}: all {count} answers kept."), said)
        return Message("card-kept-in-part", N_(
            "{name}: answers kept: {count}; none about {open}."
        ), {**said, "open": _some(open_)})  # fmt: skip

    # --- who really sat where

    async def correct(self) -> None:
        if self._wrong is None:
            raise refuse("nothing-wrong", N_(
                "Nothing here says that anybody sat elsewhere; Evening (8) corrects any seat."
            ))  # fmt: skip
        one, other = self._wrong
        ways = list(self._ways(one, other) if other else self._anywhere(one))
        if not ways:
            raise refuse("no-round-yet", N_("No round has begun."))
        chosen = await self.shell.ask(Choose(
            _("Who really sat where?"), [(way, text) for way, text in ways], ways[0][0]
        ))  # fmt: skip
        if chosen is None:
            return
        round_, person, table = chosen
        event_id, plans = self.facts.evening.event.id, self.facts.plans
        await self.shell.read(lambda store: store.evening_step(
            event_id, N_("Who really sat where"),
            lambda evening: corrected(evening, plans, round_, person, table),
        ))  # fmt: skip
        self._wrong = None
        self._tell()
        self.shell.store_changed()

    def _ways(self, one: str, other: str) -> Iterable[tuple[tuple[int, str, str], str]]:
        """How the two can have met: in which round one of them sat at the other's table."""
        for round_, tables in self._seats():
            for who, whose in ((one, other), (other, one)):
                if whose in tables:
                    yield (round_, who, tables[whose]), say(
                        "Round {round}: {name} sat at {table}, with {other}", round=round_,
                        name=self.facts.names[who], table=self._table(tables[whose]),
                        other=self.facts.names[whose],
                    )  # fmt: skip

    def _anywhere(self, one: str) -> Iterable[tuple[tuple[int, str, str], str]]:
        for round_, tables in self._seats():
            for table in sorted(set(tables.values()), key=self._table):
                yield (round_, one, table), say(
                    "Round {round}: {name} sat at {table}", round=round_,
                    name=self.facts.names[one], table=self._table(table),
                )  # fmt: skip

    def _seats(self) -> Iterable[tuple[int, Mapping[str, str]]]:
        rounds = played(self.facts.evening, self.facts.plans)
        return ((number, table_of(round_.tables)) for number, round_ in enumerate(rounds, 1))

    def _table(self, table_id: str) -> str:
        tables = {table.id: table for table in self.facts.evening.tables}
        table = tables.get(table_id)
        return "?" if table is None else table.label or str(table.position)


_ABOUT_ABSENT: Final = "card-about-absent"


def _write(
    unit: Unit, event_id: str, giver: str, before: Mapping[str, Answer], draft: Mapping[str, Answer]
) -> None:
    """The card as typed in. Raises Refusal where somebody else has changed it meanwhile."""
    fresh = {id_: card(event_id, giver, id_, answer) for id_, answer in draft.items()}
    old = {id_: card(event_id, giver, id_, answer) for id_, answer in before.items()}
    for id_ in {*fresh, *old}:
        record = unit.get(CardRecord, (fresh.get(id_) or old[id_]).id)
        if (record.answer if record is not None else None) != before.get(id_):
            raise refuse("card-changed", N_(
                "This card was changed elsewhere meanwhile; leave it with esc and open it again."
            ))  # fmt: skip
    unit.add(*fresh.values())
    unit.delete(*(record for id_, record in old.items() if id_ not in fresh))


def _some(lines: list[str]) -> list[str]:
    """As many as there is room for, and how many more there are."""
    if len(lines) <= _TOLD:
        return lines
    return [*lines[: _TOLD - 1], say("… and more: {count}", count=len(lines) - _TOLD + 1)]


def _rounds(line: Line) -> str:
    return ", ".join(map(number, line.rounds)) or _("! never sat together")


def _state(guest: Guest) -> str:
    sign = "!" if guest.strays else "✓" if guest.is_done else "…" if guest.is_in else " "
    return f"{sign} " + say("{given} of {met}", given=guest.given, met=guest.met)


def _guest_columns(*, sides: bool) -> tuple[Column[Guest], ...]:
    columns = [
        Column[Guest]("number", "#", lambda guest: guest.number,
                      sort=lambda guest: int(guest.number), right=True),
        Column[Guest]("name", N_("Name"), lambda guest: guest.name, grows=True),
        Column[Guest]("card", N_("Card"), _state, sort=lambda guest: (guest.is_done, guest.given)),
        Column[Guest]("received", N_("Received"),
                      lambda guest: say("{given} of {met}", given=guest.received, met=guest.met),
                      sort=lambda guest: guest.received - guest.met),
    ]  # fmt: skip
    if sides:
        columns.insert(2, Column[Guest]("side", N_("Side"), lambda guest: guest.side))
    return tuple(columns)

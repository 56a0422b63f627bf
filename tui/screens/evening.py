"""Evening: the clock of the rounds, and who sits where now and next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from planner.evening import checkin, clock
from planner.evening.clock import Clock
from planner.evening.facts import Evening
from planner.evening.rounds import corrected
from planner.messages import N_, Message, refuse
from planner.records import Record
from tui import dates, keymap
from tui.actions import BEGUN, CLOCK_GOES, NO_ROUND_RUNS, NOT_FINISHED, NOT_PLANNING, Need, by_id
from tui.bindings import bindings
from tui.running import words
from tui.running.guests import changes
from tui.running.seats import Seats, round_next, round_now
from tui.running.ticking import Ticker, seconds_to_change
from tui.safe import safe
from tui.screens.choose import Choose
from tui.screens.dialog import CONFIRMED, INSTEAD, Confirm
from tui.screens.event import EventScreen
from tui.screens.form import Form, Question
from tui.texts import _, say
from tui.widgets.clock import ClockFace
from tui.widgets.live import Live
from tui.widgets.schedule_grid import GridLine, ScheduleGrid, TableInRound
from tui.widgets.table import Column, ListPane, Table

if TYPE_CHECKING:
    from tui.store.store import Store

MINUTE: Final = 60
VIEWS: Final = ("now", "next", "people")

Step = Callable[[Evening, datetime], Iterable[Record]]


class Places(ScheduleGrid):
    HELP = N_(
        "Each line is a table with the people at it. “/” finds somebody, tab shows the next round "
        "and everybody by name; enter says that somebody really sat elsewhere."
    )


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody's way from this round to the next."""

    index: int
    name: str
    now: str
    following: str


class PlacesPane(ListPane[GridLine]):
    """Counts nothing: its heading says which round it is."""

    heading = ""

    def _counted(self, shown: int, count: int) -> str:
        return self.heading if not self.table.needle else super()._counted(shown, count)


class Ways(Choose[int]):
    """How the evening can be made to end in time."""


class EveningScreen(EventScreen["Seats | None"]):
    SECTION = "evening"
    PLACES = (*EventScreen.PLACES, SECTION)
    BINDINGS: ClassVar = [*EventScreen.BINDINGS, *bindings(SECTION)]
    CSS_PATH = "evening.tcss"
    HELP = N_(
        "n begins the first round and every next one; with “moves on” rounds end and begin by "
        "themselves. Space stops the clock and lets it go on, + and - change the time that is "
        "left, x ends the round or the break at once, b takes the last step back. Closing the "
        "program does no harm: the clock goes on at the right second. Another terminal can show "
        "it all to the guests: speed-dating display."
    )

    seats: Seats | None = None
    _shown: Clock | None = None
    _chosen_view = ""
    """What she wants to see; empty for what is needed now."""

    def __init__(self, event_id: str) -> None:
        super().__init__(event_id)
        self._ticker = Ticker(self, self.tick)

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="band"):
            yield ClockFace(id="clock")
            yield Live(id="words")
        yield Static(id="views-bar")
        yield PlacesPane(Places(id="places"), empty=N_("Nobody has a seat in this round."))
        people: Table[Guest] = Table(_COLUMNS, lambda guest: guest.index, id="people")
        yield ListPane(people, empty=N_("Nobody is on the list."))
        yield Static(id="changes")

    def on_mount(self) -> None:
        self._show_view()

    # --- what it shows

    def read(self, store: Store) -> Seats | None:
        with store.reading() as reader:
            evening = reader.evening(self.event_id)
            if evening is None:
                return None
            known = dict(self.seats.plans) if self.seats is not None else {}
            if not evening.plan_ids <= set(known):
                known |= reader.plans_of(evening)
            return Seats(evening, known)

    def show(self, data: Seats | None) -> None:
        self.seats = data
        self._shown = None
        if data is not None:
            self._show_changes(data)
            self.tick()

    def _show_changes(self, seats: Seats) -> None:
        """Why the rest should be planned again, in one line."""
        key = keymap.shown(self.shell.keys_of(by_id("evening.replan"))[0])
        text = changes(seats.evening, seats.plans, seats.gaps, key)
        line = self.query_one("#changes", Static)
        line.set_class(bool(text), "-shown")
        line.update(Text(text, style="bold", overflow="ellipsis", no_wrap=True), layout=False)

    async def on_screen_resume(self) -> None:
        self.tick()

    def on_screen_suspend(self) -> None:
        self._ticker.stop()

    def tick(self) -> None:
        """Shows the time; the rest only where the round or its phase is another one."""
        if self.seats is None or not self.is_mounted or self.shell.screen_stack[-1] is not self:
            self._ticker.stop()
            return
        evening, now = self.seats.evening, self.shell.now()
        before, shown = self._shown, clock.clock(evening, now)
        self._shown = shown
        alarm = shown.phase in ("warning", "over")
        self.query_one(ClockFace).show_time(words.digits(evening, shown), alarm=alarm)
        self.query_one("#words", Live).show(self._words(evening, shown, now))
        if before is None or (before.phase, before.round) != (shown.phase, shown.round):
            if before is not None and before.round != shown.round:
                self._chosen_view = ""
            self._show_seats(shown)
            self.refresh_keys()
        self._ticker.wait([seconds_to_change(shown)])

    def _words(self, evening: Evening, shown: Clock, now: datetime) -> list[Text]:
        heading = Text(words.heading(shown))
        heading.stylize("bold reverse" if shown.phase in ("warning", "over") else "bold")
        settings = [
            _("moves on by itself") if evening.event.moves_on else _("waits for n"),
            _("bell") if evening.event.bell else _("no bell"),
        ]
        if shown.phase == "finished":
            key = keymap.shown(self.shell.keys_of(by_id("section.matches"))[0])
            settings = [say("{key} goes on to the cards", key=key)]
        lines = [*words.instants(evening, shown, now), " · ".join(settings), _people(evening)]
        return [heading, *map(Text, lines), *[Text()] * (4 - len(lines))]

    @property
    def view(self) -> str:
        if self._chosen_view or self._shown is None:
            return self._chosen_view or "now"
        shown = self._shown
        waits = shown.phase == "before" or (shown.in_break and shown.phase != "finished")
        return "next" if waits else "now"

    def _number(self, view: str) -> int | None:
        assert self._shown is not None
        return round_now(self._shown) if view == "now" else round_next(self._shown)

    def _show_seats(self, shown: Clock) -> None:
        assert self.seats is not None
        view = self.view
        names = self.seats.names()
        if view == "people":
            self._show_people(self.seats, shown, names)
        else:
            self._show_places(self.seats, self._number(view), names)
        self._show_view()

    def _show_places(self, seats: Seats, number: int | None, names: Any) -> None:
        pane = self.query_one(PlacesPane)
        tables = seats.at_tables(number) if number is not None else []
        seated = sum(len(who) for _label, who in tables)
        pane.heading = "" if number is None else say(
            "Round {round} · {people} people", round=number, people=seated
        )  # fmt: skip
        vips = [" ★" if person.vip else "" for person in seats.evening.people]
        grid = self.query_one("#places", Places)
        grid.show_round([TableInRound(label, tuple(who)) for label, who in tables], names, vips)

    def _show_people(self, seats: Seats, shown: Clock, names: Any) -> None:
        now, following = round_now(shown), round_next(shown)
        here = seats.places(now) if now is not None else {}
        then = seats.places(following) if following is not None else {}
        table: Table[Guest] = self.query_one("#people", Table)
        table.show([
            Guest(index, name, here.get(person.id, ""), then.get(person.id, ""))
            for index, (person, name) in enumerate(zip(seats.evening.people, names, strict=True))
        ])  # fmt: skip

    def _show_view(self) -> None:
        people = self.view == "people"
        places, everybody = self.query(ListPane)
        if places.display == people or everybody.display != people:
            places.display, everybody.display = not people, people
            (everybody if people else places).table.focus()
        bar = Text()
        for view in VIEWS:
            title = self._title(view)
            if view == self.view:
                bar.append(f"[{title}]", Style(bold=True, reverse=True))
            else:
                bar.append(f" {title} ")
        self.query_one("#views-bar", Static).update(bar, layout=False)

    def _title(self, view: str) -> str:
        if view == "people":
            return _("By name")
        number = self._number(view) if self._shown is not None else None
        if number is None:
            return _("Now") if view == "now" else _("Next")
        if view == "now":
            return say("Now: round {round}", round=number)
        return say("Next: round {round}", round=number)

    def action_next_view(self) -> None:
        self._go_to(1)

    def action_previous_view(self) -> None:
        self._go_to(-1)

    def _go_to(self, step: int) -> None:
        self._chosen_view = VIEWS[(VIEWS.index(self.view) + step) % len(VIEWS)]
        if self._shown is not None:
            self._show_seats(self._shown)
            self.refresh_keys()

    @property
    def _pane(self) -> ListPane[Any]:
        return next(pane for pane in self.query(ListPane) if pane.display)

    def leave(self) -> bool:
        if self._pane.filtering:
            self._pane.clear()
            return True
        return False

    # --- what can be done

    def meets(self, need: Need) -> bool:
        shown = self._shown
        phase = shown.phase if shown is not None else "before"
        match need:
            case _ if need is NO_ROUND_RUNS:
                runs = phase in ("running", "warning")
                return not runs and (phase != "pause" or bool(shown and shown.in_break))
            case _ if need is NOT_FINISHED:
                return phase != "finished"
            case _ if need is BEGUN:
                return bool(shown and shown.round)
            case _ if need is NOT_PLANNING:
                return self.shell.planning.run is None
            case _ if need is CLOCK_GOES:
                return phase not in ("before", "finished")
        return super().meets(need)

    @property
    def _seats(self) -> Seats:
        if self.seats is None:
            raise refuse("not-read", N_("The data is still being opened."))
        return self.seats

    async def _step(self, title: str, step: Step, **params: Any) -> None:
        """A step of the clock, of the evening as it was seen when the key was pressed: the time or
        another program may have been first."""
        now, seen = self.shell.now(), _state(self._seats.evening)

        def checked(evening: Evening) -> Iterable[Record]:
            if _state(evening) != seen:
                raise refuse("moved-on-meanwhile", N_(
                    "The time, or another program, was first: look again."
                ))  # fmt: skip
            return step(evening, now)

        await self._write(title, checked, **params)

    async def _write(
        self, title: str, step: Callable[[Evening], Iterable[Record]], **params: Any
    ) -> None:
        await self.shell.read(
            lambda store: store.evening_step(self.event_id, title, step, **params)
        )
        self.shell.store_changed()

    async def action_start(self) -> None:
        evening = self._seats.evening
        shown = clock.clock(evening, self.shell.now())
        if shown.phase == "over" and (shown.is_last or evening.event.minutes_of_break):
            await self._step(N_("Round {round} ended"), clock.end, round=shown.round)
        elif await self._everybody_there(evening):
            await self._step(N_("Round {round} begun"), clock.start, round=evening.coming)

    async def _everybody_there(self, evening: Evening) -> bool:
        """Whether the plan fits who is there, or she begins all the same."""
        found = self._seats.gaps
        if not found or evening.coming > evening.event.rounds:
            return True
        if evening.event.plan_id not in self._seats.plans:
            question = _("There is no plan: nobody has a seat")
        else:
            question = say(
                "Not here: {absent} · here without a seat: {unseated}",
                absent=len(found.absent), unseated=len(found.unseated),
            )  # fmt: skip
        answer = await self.shell.ask(Confirm(
            question,
            _("Leave them out and plan the rest again first? Or begin all the same: seats of those "
              "who are missing stay empty, and whoever has no seat waits."),
            _("Begin"),
            _("Plan the rest"),
        ))  # fmt: skip
        if answer == INSTEAD:
            await self.action_replan()
        return answer == CONFIRMED

    async def action_pause(self) -> None:
        if clock.clock(self._seats.evening, self.shell.now()).phase == "pause":
            await self._step(N_("Clock goes on"), clock.resume)
        else:
            await self._step(N_("Clock stopped"), clock.pause)

    async def action_longer(self) -> None:
        await self._step(N_("A minute more"), clock.add)

    async def action_shorter(self) -> None:
        await self._step(N_("A minute less"), lambda e, now: clock.add(e, now, -MINUTE))

    async def action_skip(self) -> None:
        await self._step(N_("On to what comes next"), clock.skip)

    async def action_step_back(self) -> None:
        await self._step(N_("Last step taken back"), clock.back)

    async def action_close(self) -> None:
        answer = await self.shell.ask(Confirm(
            _("End the evening now?"),
            _("Rounds that have not begun are not played. b and u take it back."),
            _("End it"),
        ))  # fmt: skip
        if answer == CONFIRMED:
            await self._step(N_("Evening ended"), clock.close)

    async def action_replan(self) -> None:
        from tui.screens.moves import plan_rest

        await plan_rest(self.shell, self.event_id)

    # --- when it ends

    async def action_end_at(self) -> None:
        event = self._seats.evening.event
        question = Question(
            "end", N_("The last round is over at"), event.end_at, "21:30", dates.typed_time
        )
        answers = await self.shell.ask(Form(_("When should the evening end?"), [question]))
        if answers is None:
            return
        evening = replace(self._seats.evening, event=replace(event, end_at=answers["end"]))
        wanted = clock.end_instant(evening, self.shell.now())
        fields: dict[str, Any] = {}
        if wanted is not None:
            ways = self._ways(evening, wanted)
            chosen = await self.shell.ask(Ways(
                say("Until {time}", time=answers["end"]), [(i, w[0]) for i, w in enumerate(ways)], 0
            ))  # fmt: skip
            if chosen is None:
                return
            fields = ways[chosen][1]
        await self._change(N_("End of the evening"), end_at=answers["end"], **fields)

    def _ways(self, evening: Evening, wanted: datetime) -> list[tuple[str, dict[str, Any]]]:
        """How the rest can fit, each as a sentence and the fields that make it so."""
        event, now = evening.event, self.shell.now()
        ending = clock.ending(evening, now, wanted)
        ways: list[tuple[str, dict[str, Any]]] = [(
            say("change nothing: over at {time}", time=words.clock_time(event, ending.ends)), {}
        )]  # fmt: skip
        to_come = event.rounds - evening.coming + 1
        if ending.minutes is not None and ending.minutes != event.minutes_per_round:
            ways.append((
                say("rounds to come: {count}, of {minutes} minutes instead of {before}",
                    count=to_come, minutes=ending.minutes, before=event.minutes_per_round),
                {"minutes_per_round": ending.minutes},
            ))  # fmt: skip
        if max(evening.coming - 1, 1) <= ending.rounds < event.rounds:
            ways.append((
                say("only {rounds} rounds instead of {before}, of {minutes} minutes as before",
                    rounds=ending.rounds, before=event.rounds, minutes=event.minutes_per_round),
                {"rounds": ending.rounds},
            ))  # fmt: skip
        return ways

    # --- who really sat where

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.shell.action_perform("evening.sat")

    async def action_sat(self) -> None:
        seats, number = self._seats, self._number("now") if self._shown else None
        index = self._person()
        if index is None:
            raise refuse("nobody-here", N_("There is nobody under the cursor."))
        if number is None or self.view == "next":
            raise refuse("round-to-come", N_(
                "This round has not begun; who really sat where can be said of the one before."
            ))  # fmt: skip
        person = seats.evening.people[index]
        nowhere = [("", _("nowhere"))]
        tables = [(id_, safe(label)) for id_, label in seats.tables.items()]
        chosen = await self.shell.ask(Choose(
            say("Where did {name} really sit in round {round}?", name=person.name, round=number),
            tables + nowhere,
            seats.seating(number).get(person.id, ""),
        ))  # fmt: skip
        if chosen is not None:
            await self._write(
                N_("Who really sat where"),
                lambda evening: corrected(evening, seats.plans, number, person.id, chosen),
            )

    def _person(self) -> int | None:
        if self.view == "people":
            guest = self.query_one("#people", Table).current
            return None if guest is None else guest.index
        return self.query_one("#places", Places).person

    # --- settings of the evening

    async def action_bell(self) -> None:
        event = self._seats.evening.event
        await self._change(N_("Bell"), bell=not event.bell)
        self._tell_state(N_("The bell is off."), N_("The bell rings."), on=not event.bell)

    async def action_moves_on(self) -> None:
        event = self._seats.evening.event
        await self._change(N_("Moves on by itself"), moves_on=not event.moves_on)
        self._tell_state(
            N_("Rounds wait for a key."), N_("Rounds end and begin by themselves."),
            on=not event.moves_on,
        )  # fmt: skip

    async def action_names(self) -> None:
        event = self._seats.evening.event
        display = await self.shell.ask(Choose(
            _("How the public display names people"),
            [("names", _("first and last names")), ("first-names", _("first names")),
             ("numbers", _("numbers of the list"))],
            event.display,
        ))  # fmt: skip
        if display is not None:
            await self._change(N_("Names on the display"), display=display)

    def _tell_state(self, off: str, on_: str, *, on: bool) -> None:
        self.shell.tell(Message("evening-setting", on_ if on else off))

    async def _change(self, title: str, **fields: Any) -> None:
        event = self._seats.evening.event
        await self.shell.write(title, lambda unit: unit.change(event, **fields))


_COLUMNS: Final = (
    Column[Guest]("name", N_("Name"), lambda guest: guest.name, grows=True),
    Column[Guest]("now", N_("Now"), lambda guest: guest.now),
    Column[Guest]("next", N_("Next"), lambda guest: _way(guest)),
)


def _state(evening: Evening) -> tuple[int, bool]:
    """The round to come, and whether one runs."""
    current = evening.current
    return evening.coming, current is not None and not current.ended


def _people(evening: Evening) -> str:
    counted = checkin.counts(evening)
    if not checkin.is_used(evening):
        return say("people on the list: {people}", people=counted.people)
    return say("{here} of {people} here", here=counted.here, people=counted.people)


def _way(guest: Guest) -> str:
    if guest.now and guest.now == guest.following:
        return say("{place} (stays)", place=guest.following)
    return f"→ {guest.following}" if guest.following else ""

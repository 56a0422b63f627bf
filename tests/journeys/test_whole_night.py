"""A whole evening of sixty people from the keyboard at 80x24, from the list to the last mail.

Each stage goes on from a copy of the store as the one before has left it.
"""

from __future__ import annotations

import csv
import re
import signal
from pathlib import Path
from typing import Any, Final

import pytest

from planner.evening import checkin
from planner.evening.facts import Evening, Plans
from planner.evening.names import shown_names
from planner.evening.rounds import came, gaps, meetings, seated, table_of
from planner.event import PlayedTable
from planner.matching import answers_of
from planner.records import Answer, CardRecord, MailRecord, ParticipantRecord, PlanRecord
from tests.journeys.keyboard import CLEAR, name_list
from tests.journeys.night import PEOPLE, Night, write_list
from tests.terminal import Seen, Terminal
from tests.tui.mail.post import Post, post_office
from tui.widgets.clock import HEIGHT, large

ROUNDS: Final = 6
SEATS: Final = 6
NO_SHOWS: Final = PEOPLE[-8:]
LATE: Final = ["Gil Blum", "Hal Blum", "Una Hansen", "Vic Hansen", "Yve Ito"]
WALK_INS: Final = ["Wanda Walk", "Willi Walk"]
TYPED: Final = 6
"""Cards that are typed; the others come from a web form."""

History = dict[int, tuple[PlayedTable, ...]]


# --- the stages


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory, kernels: Path, warm: None) -> Night:
    folder = tmp_path_factory.mktemp("planned")
    people = folder / "people.csv"
    write_list(people)
    night = Night(folder / "home", kernels)
    night.at(-90)
    with night.run() as terminal:
        prepare(terminal, people)
        terminal.keys("q")
        assert terminal.ended() == 0
    return night


@pytest.fixture(scope="module")
def opened(planned: Night, tmp_path_factory: pytest.TempPathFactory) -> Night:
    night = planned.copied(tmp_path_factory.mktemp("opened"))
    night.at(-20)
    let_them_in(night)
    return night


@pytest.fixture(scope="module")
def played(opened: Night, tmp_path_factory: pytest.TempPathFactory) -> tuple[Night, History]:
    night = opened.copied(tmp_path_factory.mktemp("played"))
    history: History = {}
    night.at(0)
    with night.run("display") as display:
        first_round(night, display, history)
        second_round(night, display, history)
        with night.run() as terminal:
            go(terminal, "8", "Break before round 3")
            third_and_fourth_round(night, terminal, display, history)
            last_rounds(night, terminal, display, history)
    return night, history


@pytest.fixture(scope="module")
def answered(played: tuple[Night, History], tmp_path_factory: pytest.TempPathFactory) -> Night:
    folder = tmp_path_factory.mktemp("answered")
    night = played[0].copied(folder)
    night.at(100)
    type_cards(night)
    import_cards(night, folder / "web-form.csv")
    return night


# --- what has come of each


def test_a_list_becomes_a_proved_plan(planned: Night) -> None:
    evening, plans = planned.seen()
    assert len(evening.people) == 60
    assert sum(person.vip for person in evening.people) == 6
    assert sum(person.consent is True for person in evening.people) == 44
    with planned.store() as store:
        (plan,) = store.all(PlanRecord, evening.event.id)
    assert (plan.unique, plan.proved, plan.broken) == (895, True, 0), "two always sit together"
    expect_sound(evening, plans, {})


def test_the_door_lets_in_who_is_there_and_the_plan_follows(opened: Night) -> None:
    evening, plans = opened.seen()
    found = checkin.counts(evening)
    assert (found.here, found.no_shows, found.missing, found.walk_ins) == (49, 8, 5, 2)
    assert not gaps(evening, plans)
    assert len(table_of(seated(evening, plans, 1))) == 49
    expect_sound(evening, plans, {})


def test_a_table_is_lost_and_of_two_who_plan_again_the_first_counts(
    opened: Night, tmp_path: Path
) -> None:
    night = opened.copied(tmp_path)
    night.at(0)
    with night.run() as one, night.run() as other:
        go(one, "8", "Before the first of 6 rounds").keys("n").until("Round 1 of 6")
        go(other, "7", "49 of 62 here").keys("f9").until("From round 2 on").keys("enter")
        other.until("Table 1 is lost from round 2 on")
        one.until("tables too small: 1").keys("r").until("planned again: 49 people")
        other.keys("f8").until("planned again: 49 people")
        one.keys("y").until("Accepted: from round 2 on")
        accepted = night.evening().event.plan_id
        other.keys("y").until("There is another plan meanwhile")
    evening, plans = night.seen()
    assert evening.event.plan_id == accepted
    assert not gaps(evening, plans)
    lost = evening.tables[0].id
    assert lost in {table.id for table in seated(evening, plans, 1)}
    for number in range(2, ROUNDS + 1):
        assert lost not in {table.id for table in seated(evening, plans, number)}
    expect_sound(evening, plans, {})


def test_six_rounds_are_played_and_none_ever_changes(played: tuple[Night, History]) -> None:
    night, history = played
    evening, plans = night.seen()
    assert evening.event.state == "done"
    assert [len(table_of(history[n])) for n in sorted(history)] == [49, 51, 50, 51, 51, 51]
    expect_sound(evening, plans, history)


def test_cards_typed_and_imported_are_kept_once_and_matches_are_symmetric(
    answered: Night,
) -> None:
    evening, plans = answered.seen()
    wanted = answers(evening, plans)
    with answered.store() as store:
        assert answers_of(store.all(CardRecord, evening.event.id)) == wanted
    pairs = matching(wanted)
    assert pairs
    with answered.run() as terminal:
        terminal.until("1 in all").keys("enter").until("type in the cards, send the results")
        terminal.keys("enter").until(f"{len(came(evening, plans))} of 54 cards")
        terminal.keys("n").until("number or name, enter shows the card").keys("tab")
        terminal.until(f"{len(pairs)} matches").keys("tab")
        terminal.until("All cards are complete")


def test_results_are_looked_at_and_sent_to_everybody_once(answered: Night, tmp_path: Path) -> None:
    night = answered.copied(tmp_path)
    evening, plans = night.seen()
    there = {p.email for p in evening.people if p.id in came(evening, plans)}
    with post_office() as post:
        send_until_killed(night, post, after=20)
        send_the_rest(night)
    assert sorted(to for to, _mail in post.arrived if to != TEAM) == sorted(there)
    with night.store() as store:
        mails = store.all(MailRecord, evening.event.id)
    assert {mail.delivery.state for mail in mails} == {"sent"}
    expect_told(post, evening, matching(answers(evening, plans)))


# --- from the list to the plan


def prepare(terminal: Terminal, people: Path) -> None:
    terminal.until("No events yet. Press n").keys("n").until("Begins at")
    terminal.keys("Spring night", "tab", "2030-03-21", "tab", "19:30", "enter")
    terminal.until("1 in all").keys("enter").until("[1 Overview]")
    name_list(terminal, people)
    terminal.keys("enter").until("What does each column hold?").keys("enter")
    terminal.until("Every row can be read: 60 people.").keys("enter").until("60 in all")
    terminal.keys("3").until("Press n to add a rule").keys("n").until("apart").keys("2")
    choose(terminal, "Ada Adler", "Bao Adler").until("apart   Ada Adler")
    terminal.keys("n").until("New rule").keys("1")
    choose(terminal, "Kai Garcia", "Lea Garcia").until("2 in all")
    terminal.keys("4").until("No tables. Press t").keys("t", CLEAR, f"10 x {SEATS}", "enter")
    terminal.until("60 for 60 people; 0 free").keys("r", CLEAR, str(ROUNDS), "enter")
    terminal.until("Until 20:40").keys("5").until("Press p").keys("p").until("● The plan")


def choose(terminal: Terminal, *names: str) -> Terminal:
    terminal.until("Chosen: 0")
    for count, name in enumerate(names, 1):
        terminal.keys(name, "enter").until(f"Chosen: {count}")
    return terminal.keys("f2")


# --- the door


def let_them_in(night: Night) -> None:
    """Some by their names, one terminal killed on the way, most by somebody at another one."""
    with night.run() as terminal:
        go(terminal, "7", "0 of 60 here")
        for count, typed in enumerate(("ada ad", "bao", "cem", "oda", "xia"), 1):
            terminal.keys(typed, "enter").until(f"{count} of 60 here")
        terminal.keys("yan").until("▌yan").signal(signal.SIGKILL).ended()
    with night.run() as terminal:
        go(terminal, "7", "5 of 60 here")
        night.step(lambda e, now: checkin.arrive(e, ids(e, but=[*NO_SHOWS, *LATE]), now))
        terminal.until("47 of 60 here · 13 missing")
        terminal.keys("f5").until("Add a walk-in").keys("Wanda Walk wanda.walk@example.org")
        terminal.keys("enter").until("48 of 61 here")
        terminal.keys("Willi Walk willi.walk@example.org").until("Nobody shown is called")
        terminal.keys("enter").until("Add a walk-in").keys("enter").until("49 of 62 here")
        for count, name in enumerate(NO_SHOWS, 1):
            terminal.keys(name).until(first(name))
            terminal.keys("f7").until(f"no-shows: {count}").until("Type a name")
        terminal.keys("f8").until("Rounds 1 to 6 planned again: 49 people").keys("y")
        terminal.until("Accepted: from round 1 on").keys("8").until("49 of 62 here").keys("q")
        assert terminal.ended() == 0


# --- the rounds


def first_round(night: Night, display: Terminal, history: History) -> None:
    """Killed in the round; two who are late; the break comes by itself."""
    with night.run() as terminal:
        go(terminal, "8", "Before the first of 6 rounds")
        display.until("Before the first of 6 rounds")
        terminal.keys("n").until("Round 1 of 6").until(shows("10:00"))
        expect_on_display(night, display, 1, "10:00")
        night.at(3)
        terminal.until(shows("7:00")).signal(signal.SIGKILL).ended()
    night.at(4 + 20 / 60)
    with night.run() as terminal:
        go(terminal, "8", "Round 1 of 6")
        terminal.until(shows("5:40"))
        display.until(shows("5:40"))
        terminal.keys("7").until("[7 Door]")
        for here, name in enumerate(LATE[:2], 50):
            terminal.keys(name, "enter").until(f"{here} of 62 here").until(f"{name} is here")
        terminal.keys("f8").until("Rounds 2 to 6 planned again: 51 people")
        terminal.until("a first seat: 2").keys("y").until("Accepted: from round 2 on")
        rings = display.sent.count(b"\a")
        night.at(9)
        terminal.keys("8").until("ends soon")
        display.until("ends soon")
        night.at(10)
        terminal.until("Break before round 2").until(shows("2:00"))
        display.until("Break before round 2")
        assert display.sent.count(b"\a") == rings + 2, "at the warning and at the end"
        remember(night, history)
        night.at(12)
        terminal.until("Round 2 of 6").signal(signal.SIGKILL).ended()


def second_round(night: Night, display: Terminal, history: History) -> None:
    """One leaves; killed before the new plan is accepted, meanwhile, in a pause, in the break."""
    with night.run() as terminal:
        go(terminal, "7", "51 of 62 here")
        terminal.keys("eve a").until(first("Eve Adler"))
        terminal.keys("f6").until("Eve Adler has left").until("1 left")
        terminal.keys("f8").until("Rounds 3 to 6 planned again: 50 people")
        before = night.evening().event.plan_id
        terminal.signal(signal.SIGKILL).ended()
        assert night.evening().event.plan_id == before
    with night.run() as terminal:
        go(terminal, "7", "1 left")
        terminal.keys("f8").until("Rounds 3 to 6 planned again: 50 people")
        terminal.keys("y").signal(signal.SIGKILL).ended()
    expect_sound(*night.seen(), history)
    with night.run() as terminal:
        go(terminal, "8", "Round 2 of 6")
        if gaps(*night.seen()):
            terminal.keys("r").until("planned again: 50 people").keys("y").until("Accepted")
        expect_on_display(night, display, 2, "10:00")
        night.at(16)
        terminal.until(shows("6:00")).keys("space").until("paused")
        display.until("paused")
        terminal.signal(signal.SIGKILL).ended()
    night.at(18)
    with night.run() as terminal:
        go(terminal, "8", "paused")
        terminal.until(shows("6:00")).keys("space").until("ends at 19:54")
        night.at(24)
        terminal.until("Break before round 3")
        remember(night, history)
        terminal.signal(signal.SIGKILL).ended()
    night.at(25)


def third_and_fourth_round(
    night: Night, terminal: Terminal, display: Terminal, history: History
) -> None:
    """One comes and one leaves at another terminal; a round is ended early, a break too."""
    terminal.until(shows("1:00"))
    night.at(26)
    terminal.until("Round 3 of 6")
    display.until("Round 3 of 6")
    expect_on_display(night, display, 3, "10:00")
    night.step(lambda e, now: checkin.arrive(e, ids(e, only=LATE[2:4]), now))
    night.step(lambda e, now: checkin.leave(e, ids(e, only=["Kai Garcia"]), now))
    terminal.until("changes: 3").keys("r")
    terminal.until("Rounds 4 to 6 planned again: 51 people").keys("y")
    terminal.until("Accepted: from round 4 on")
    night.at(33)
    terminal.until(shows("3:00")).keys("x").until("Break before round 4")
    display.until("Break before round 4")
    remember(night, history)
    night.at(34)
    terminal.until(shows("1:00")).keys("n").until("Round 4 of 6").until(shows("10:00"))
    expect_on_display(night, display, 4, "10:00")
    terminal.keys("7").until("[7 Door]").keys("yve").until(first("Yve Ito"))
    terminal.keys("enter").until("Yve Ito is here")
    terminal.keys("wim").until(first("Wim Dubois")).keys("f6")
    terminal.until("Wim Dubois has left").keys("f8")
    terminal.until("Rounds 5 to 6 planned again: 51 people").keys("y")
    terminal.until("Accepted: from round 5 on")
    night.at(44)
    terminal.keys("8").until("Break before round 5")
    remember(night, history)


def last_rounds(night: Night, terminal: Terminal, display: Terminal, history: History) -> None:
    night.at(46)
    terminal.until("Round 5 of 6")
    expect_on_display(night, display, 5, "10:00")
    terminal.keys("+").until("ends at 20:27").keys("-").until("ends at 20:26")
    night.at(56)
    terminal.until("Break before round 6")
    remember(night, history)
    night.at(58)
    terminal.until("Round 6 of 6")
    expect_on_display(night, display, 6, "10:00")
    night.at(68)
    terminal.until("The evening is over").until("9 goes on to the cards")
    display.until("The evening is over")
    remember(night, history)
    terminal.keys("q")
    assert terminal.ended() == 0


def remember(night: Night, history: History) -> None:
    """Who sat where in the round that has just ended; those before are as they were."""
    evening, plans = night.seen()
    expect_sound(evening, plans, history)
    number = max(evening.begun)
    assert evening.begun[number].ended
    history[number] = seated(evening, plans, number)


# --- cards


def type_cards(night: Night) -> None:
    """Killed in the middle of one; somebody who was not there, and one that is there already."""
    evening, plans = night.seen()
    met, wanted = meetings(evening, plans), answers(evening, plans)
    people = [person for person in evening.people if person.id in met]
    with night.run() as terminal:
        go(terminal, "9", f"0 of {len(people)} cards")
        terminal.keys("n").until("number or name, enter shows the card")
        terminal.keys("60", "enter").until("Jed Jensen sat at no table").keys(CLEAR)
        for count, person in enumerate(people[:TYPED], 1):
            type_card(terminal, evening, person, wanted)
            terminal.until(f"{count} of {len(people)} cards")
        following = people[TYPED]
        terminal.keys(str(following.position), "enter").until(f"{following.name} · ")
        terminal.keys("y", "y").until("2 of").signal(signal.SIGKILL).ended()
    with night.run() as terminal:
        go(terminal, "9", f"{TYPED} of {len(people)} cards")
        terminal.keys("n").until("number or name, enter shows the card")
        terminal.keys(str(people[0].position), "enter").until("this card is there already")
        terminal.keys("200y", "enter").until("Nobody on the list has the number 200")


def type_card(
    terminal: Terminal, evening: Evening, person: ParticipantRecord, wanted: dict[Any, Answer]
) -> None:
    """`3y 5f -`: a no for everybody else."""
    numbers = {p.id: p.position for p in evening.people}
    line = [
        f"{numbers[other]}{answer[0]}"
        for (giver, other), answer in wanted.items()
        if giver == person.id and answer != "no"
    ]
    terminal.keys(str(person.position), "enter").until(f"{person.name} · ")
    met = sum(giver == person.id for giver, _other in wanted)
    terminal.keys(" ".join([*line, "-"]), "enter").until(f"{met} of {met} answered")
    terminal.keys("enter").until(f"{person.name}: all {met} answers kept")


def import_cards(night: Night, file: Path) -> None:
    evening, plans = night.seen()
    met, wanted = meetings(evening, plans), answers(evening, plans)
    numbers = {person.id: person.position for person in evening.people}
    typed = {p.id for p in [person for person in evening.people if person.id in met][:TYPED]}
    with file.open("w", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["From", "To", "Answer"])
        rows.writerow([numbers[next(iter(met))], 60, "yes"])
        for (giver, receiver), answer in wanted.items():
            if giver not in typed:
                rows.writerow([numbers[giver], numbers[receiver], answer])
    with night.run() as terminal:
        go(terminal, "9", f"{TYPED} of {len(met)} cards").keys("i").until("Which file of answers?")
        terminal.keys("end", CLEAR, str(file)).until(lambda t: file.name in t.text).keys("enter")
        terminal.until("who sat at no table").keys("i").until("Answers imported")
        terminal.until(f"{len(met)} of {len(met)} cards")


def answers(evening: Evening, plans: Plans) -> dict[tuple[str, str], Answer]:
    """What everybody will say about everybody she met."""
    numbers = {person.id: person.position for person in evening.people}
    both: tuple[tuple[Answer, Answer], ...] = (
        ("yes", "yes"), ("no", "no"), ("yes", "no"), ("friends", "friends"), ("no", "yes"),
        ("friends", "yes"), ("no", "no"),
    )  # fmt: skip
    found: dict[tuple[str, str], Answer] = {}
    for giver, every in meetings(evening, plans).items():
        for meeting in every:
            one, other = sorted((numbers[giver], numbers[meeting.other_id]))
            first, second = both[(one * 5 + other * 3) % len(both)]
            found[giver, meeting.other_id] = first if numbers[giver] == one else second
    return found


def matching(found: dict[tuple[str, str], Answer]) -> set[frozenset[str]]:
    """Pairs of ids who said the same, and not no."""
    return {
        frozenset(pair) for pair, answer in found.items()
        if answer != "no" and found.get((pair[1], pair[0])) == answer
    }  # fmt: skip


# --- results

TEAM: Final = "team@example.org"


def send_until_killed(night: Night, post: Post, *, after: int) -> None:
    """The server is set up and tried out; the power fails while a mail is on its way."""
    with night.run() as terminal:
        go(terminal, "9", "cards").keys("M").until("waits: 54").keys("enter").until("Hello")
        terminal.keys("escape").until(lambda t: "Hello" not in t.text)
        terminal.keys("o").until("Mail server")
        fields = ("127.0.0.1", "none", str(post.port), "", "", "Team", TEAM, "6000")
        for value in fields:
            terminal.keys("end", CLEAR, value, "tab")
        terminal.keys("f3").until("✓ Sent to").keys("f2").until("is kept on this machine")

        def data(_server: object, to: str) -> str:
            if len(post.arrived) == after:
                terminal.signal(signal.SIGKILL)
            return "250 OK"

        post.data = data
        terminal.keys("space").until("Send 54 mails now?").keys("y").ended()
        post.data = lambda _server, _to: "250 OK"


def send_the_rest(night: Night) -> None:
    with night.run() as terminal:
        go(terminal, "9", "cards").keys("M").until("may have arrived: 1").keys("d")
        terminal.until("Send them once more?").keys("e").until("sent: 20")
        terminal.keys("space").until("Send 34 mails now?").keys("y").until("All sent: 34.")


def expect_told(post: Post, evening: Evening, pairs: set[frozenset[str]]) -> None:
    """Each reads of her matches and of nobody else: addresses only of those who have agreed to it,
    and of the others the first name alone."""
    by_address = {person.email: person for person in evening.people}
    names = {p.id: p.name if p.consent else p.first_name for p in evening.people}
    for to, mail in post.arrived:
        if to == TEAM:
            continue
        person, text = by_address[to], mail.get_content()
        others = {id_ for pair in pairs if person.id in pair for id_ in pair - {person.id}}
        told = {id_ for id_, name in names.items() if f"  {name}\n" in text.replace("\r", "")}
        assert told == others
        shared = {p.email for p in evening.people if p.consent and p.id in others}
        assert set(re.findall(r"[\w.]+@example\.org", text)) == shared


# --- what holds at any time


def expect_sound(evening: Evening, plans: Plans, history: History) -> None:
    for number in range(1, ROUNDS + 1):
        tables = seated(evening, plans, number)
        everybody = [id_ for table in tables for id_ in table.who]
        assert len(set(everybody)) == len(everybody), "nobody is seated twice"
        assert set(everybody) <= checkin.there(evening, number), "nobody absent is seated"
        assert max(len(table.who) for table in tables) <= SEATS
    for number, before in history.items():
        assert seated(evening, plans, number) == before, "a played round has changed"


def expect_on_display(night: Night, display: Terminal, number: int, digits: str) -> None:
    """Round, clock and everybody's place, as they are in the store."""
    display.until(f"Round {number} of {ROUNDS}").until(shows(digits))
    evening, plans = night.seen()
    labels = {table.id: table.label for table in evening.tables}
    names = shown_names(evening.people, evening.event.display)
    wanted = {
        names[id_]: labels[table] for id_, table in table_of(seated(evening, plans, number)).items()
    }
    display.until(lambda t: places(t) == wanted)


def places(display: Terminal) -> dict[str, str]:
    found = re.findall(r"(\S.*?)\s+[=→] (\S+)", "\n".join(display.lines[HEIGHT:-1]))
    return dict(found)


def shows(digits: str) -> Seen:
    """Large, as they are read from across the room."""
    wanted = large(digits)
    width = len(wanted[0])

    def seen(terminal: Terminal) -> bool:
        lines = terminal.screen.display
        return any(
            [line[x : x + width] for line in lines[y : y + HEIGHT]] == wanted
            for y in range(4) for x in range(4)
        )  # fmt: skip

    return seen


def first(name: str) -> Seen:
    """Whom the search at the door has found."""
    return lambda terminal: name in terminal.lines[6]


def go(terminal: Terminal, section: str, wanted: str) -> Terminal:
    """From the start of the program to a section of the event."""
    terminal.until("1 in all").keys("enter").until("[1 Overview]").keys(section)
    return terminal.until(f"[{section} ").until(wanted)


def ids(
    evening: Evening, *, only: list[str] | None = None, but: list[str] | None = None
) -> list[str]:
    return [
        person.id for person in evening.people
        if (only is None or person.name in only) and person.name not in (but or ())
    ]  # fmt: skip

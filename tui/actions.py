"""The one registry of what can be done: it feeds keys, footer, palette, help, keymap and docs.

An action's id is `place.verb`. The place says where it works: `app` everywhere, `list` in every
list, `event` and `section` in every screen of an open event, else the screen of that name. The
verb names the method that does it: `events.forget` is `action_forget` of the Events screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from planner.messages import N_
from tui.sections import SECTIONS


@dataclass(frozen=True, slots=True)
class Need:
    """What an action asks of its screen, which answers through `meets`."""

    id: str
    reason: str
    """What is said when it is not there; a whole sentence."""


@dataclass(frozen=True, slots=True)
class Action:
    id: str
    title: str
    """Verb and object, as the palette shows it."""
    help: str
    keys: tuple[str, ...]
    """Textual's names; the first is the one shown. A screen of an event leaves 1-9 alone."""
    needs: tuple[Need, ...] = ()
    undoable: bool = False
    short: str = ""
    """What the footer calls it; an action without stays out of the footer."""

    @property
    def place(self) -> str:
        return self.id.partition(".")[0]

    @property
    def method(self) -> str:
        return "action_" + self.id.partition(".")[2].replace("-", "_")


EVENT_CHOSEN: Final = Need("event-chosen", N_("There is no event under the cursor."))
ANY_ROWS: Final = Need("any-rows", N_("The list is empty."))
PLAN: Final = Need("plan", N_("There is no plan yet; generate one first."))
PLAN_FITS: Final = Need(
    "plan-fits",
    N_("The event was changed after this plan was made; plan again, or take the change back."),
)
ROUND_SHOWN: Final = Need("round-shown", N_("Go to “By round” first (w)."))
VERSION_CHOSEN: Final = Need("version-chosen", N_("Go to “Versions” first (V)."))
OTHER_VERSION: Final = Need("other-version", N_("This is the current plan already."))
PLANNING: Final = Need("planning", N_("Nothing is being planned for this event."))
NOT_PLANNING: Final = Need("not-planning", N_("An event is being planned; c ends that."))
OUT_OF_DATE: Final = Need(
    "out-of-date", N_("The plan is for the event as it is; p plans it anew all the same.")
)
PLAN_CHOSEN: Final = Need("plan-chosen", N_("There is no plan under the cursor."))
OTHER_PLANS: Final = Need("other-plans", N_("No trade-offs were kept with this plan."))
HALF_BLOCKS: Final = Need("half-blocks", N_("This terminal has too few colors for half blocks."))
PERSON_CHOSEN: Final = Need("person-chosen", N_("There is nobody under the cursor."))
ANYBODY_SHOWN: Final = Need("anybody-shown", N_("Nobody is shown."))
TWO_SIDED: Final = Need("two-sided", N_("The evening has no two sides; Setup makes them (o)."))
RULE_CHOSEN: Final = Need("rule-chosen", N_("There is no rule under the cursor."))
SOMEBODY_GONE: Final = Need("somebody-gone", N_("No rule names anybody who is gone."))
TABLE_CHOSEN: Final = Need("table-chosen", N_("There is no table under the cursor."))
NO_ROUND_RUNS: Final = Need("no-round-runs", N_("The round still runs; x ends it."))
NOT_FINISHED: Final = Need("not-finished", N_("The evening is over; b takes the last step back."))
BEGUN: Final = Need("begun", N_("No round has begun."))
CLOCK_GOES: Final = Need("clock-goes", N_("There is no clock that runs; n begins a round."))
ANYBODY_LISTED: Final = Need("anybody-listed", N_("Nobody is on the list."))
ANYBODY_MISSING: Final = Need("anybody-missing", N_("Nobody is missing."))
ANY_QUESTIONS: Final = Need("any-questions", N_("No two people of one name are left to tell."))
ANY_MAILS: Final = Need("any-mails", N_("There is no message."))
ANY_WAITING: Final = Need("any-waiting", N_("No message waits to be sent."))
ANY_FAILED: Final = Need("any-failed", N_("No message has failed."))
ANY_UNCERTAIN: Final = Need(
    "any-uncertain", N_("Of every message it is known whether it was sent.")
)
CARDS_SHOWN: Final = Need("cards-shown", N_("Go to “Cards” first (tab)."))
SOMEBODY_MET: Final = Need(
    "somebody-met", N_("Nobody has met anybody yet; Evening (8) begins the first round.")
)
MATCHES_SHOWN: Final = Need("matches-shown", N_("Go to “Matches” first (tab)."))
ANY_RESULTS: Final = Need("any-results", N_("Nobody was there yet."))
STORE_OPEN: Final = Need("store-open", N_("The data is still being opened."))

ACTIONS: Final[tuple[Action, ...]] = (
    # --- Events
    Action(
        "events.open", N_("Open the event"), N_("Shows the event under the cursor."),
        ("enter",), (EVENT_CHOSEN,), short=N_("open"),
    ),
    Action(
        "events.new", N_("New event"), N_("Asks for a name, a date and a place."),
        ("n",), (STORE_OPEN,), undoable=True, short=N_("new"),
    ),
    Action(
        "events.edit", N_("Change name, date and place"), N_("Of the event under the cursor."),
        ("e",), (EVENT_CHOSEN,), undoable=True, short=N_("edit"),
    ),
    Action(
        "events.duplicate", N_("Duplicate the event"),
        N_("A new event with the same people, tables and rules, without plans."),
        ("d",), (EVENT_CHOSEN,), undoable=True,
    ),
    Action(
        "events.archive", N_("Archive the event, or bring it back"),
        N_("Archived events are kept but not listed until you ask for them."),
        ("a",), (EVENT_CHOSEN,), undoable=True,
    ),
    Action(
        "events.show-archived", N_("Show or hide archived events"), N_("Changes the list only."),
        ("A",),
    ),
    Action(
        "events.delete", N_("Delete the event"), N_("With its people and plans."),
        ("x",), (EVENT_CHOSEN,), undoable=True,
    ),
    Action(
        "events.forget", N_("Forget the event for good"),
        N_("Erases the event with its people and plans; an export is offered first."),
        ("X",), (EVENT_CHOSEN,),
    ),
    Action(
        "events.statistics", N_("Statistics over all evenings"),
        N_("Who comes again, new meetings, no-shows, matches."), ("t",), (STORE_OPEN,),
    ),
    Action(
        "events.mail-server", N_("Mail server and sender"),
        N_("The organizer’s own; tried out with a mail to yourself."), ("m",), (STORE_OPEN,),
    ),
    # --- Overview of an event
    Action(
        "overview.step", N_("Do the next step"), N_("Goes where the next thing is to be done."),
        ("enter",), short=N_("next step"),
    ),
    Action("overview.export", N_("Export the plan"), N_("To a file: Excel, CSV or JSON."),
        ("e",), (PLAN,), short=N_("export")),
    Action("overview.print", N_("Print"),
        N_("Report, table cards, personal schedules or badges, as PDF."),
        ("P",), (PLAN,), short=N_("print")),
    Action("overview.mail", N_("Mail the personal schedules"),
        N_("Shows each message before anything is sent."), ("M",), (PLAN,)),
    # --- Generate
    Action("generate.plan", N_("Plan the event"), N_("With the seed, effort and priority shown."),
        ("p",), (NOT_PLANNING,), undoable=True, short=N_("plan")),
    Action("generate.cancel", N_("End the planning"), N_("Keeps the best plan so far."),
        ("c",), (PLANNING,), short=N_("cancel")),
    Action("generate.replan", N_("Re-plan with few changes"),
        N_("After a change of the event: as many people as possible keep their seats."),
        ("r",), (PLAN, OUT_OF_DATE, NOT_PLANNING), undoable=True, short=N_("re-plan")),
    Action("generate.several", N_("Try several seeds"), N_("Keeps every plan; the best is taken."),
        ("m",), (NOT_PLANNING,), undoable=True, short=N_("seeds")),
    Action("generate.take", N_("Make it the current plan"),
        N_("The plan under the cursor; the others are kept."),
        ("enter",), (PLAN_CHOSEN,), undoable=True),
    Action("generate.trade-offs", N_("Show the trade-offs"),
        N_("Other plans found with this one: more meetings, or more fairness."),
        ("t",), (PLAN, OTHER_PLANS), undoable=True),
    Action("generate.print", N_("Print"),
        N_("Report, table cards, personal schedules or badges, as PDF."),
        ("P",), (PLAN,)),
    Action("generate.seed", N_("Change the seed"), N_("Another seed gives another plan."),
        ("d",), undoable=True),
    Action("generate.effort", N_("Change the effort"), N_("How long to search."), ("e",),
        undoable=True),
    Action("generate.priority", N_("Change the priority"), N_("Fairness or meetings first."),
        ("o",), undoable=True),
    # --- heatmap, whose keys come before those of the results around it
    Action("heatmap.zoom-in", N_("Fewer people, larger"), N_("Down to one cell for a pair."),
        ("plus", "z"), short=N_("closer")),
    Action("heatmap.zoom-out", N_("More people, smaller"), N_("Up to everybody at once."),
        ("minus", "Z")),
    Action("heatmap.whole", N_("Everybody at once"), N_("The whole heatmap on the screen."),
        ("0",)),
    Action("heatmap.look", N_("Look closer"), N_("Into a block, or at the person of the row."),
        ("enter",)),
    Action("heatmap.look-across", N_("Look at the person of the column"), N_("Shows her evening."),
        ("a",)),
    Action("heatmap.order", N_("Another order"), N_("List, table, group, fewest meetings first."),
        ("o",), short=N_("order")),
    Action("heatmap.repeats", N_("All meetings, or repeats only"),
        N_("Repeats only: those who meet more than once."), ("r",), short=N_("repeats")),
    Action("heatmap.glyphs", N_("Half blocks or glyphs"),
        N_("Half blocks show twice as many people."), ("b",), (HALF_BLOCKS,)),
    # --- Results
    Action("results.next-view", N_("Next view"), N_("Of the plan."), ("tab",), (PLAN,),
        short=N_("view")),
    Action("results.previous-view", N_("Previous view"), N_("Of the plan."), ("shift+tab",),
        (PLAN,)),
    Action("results.swap", N_("Swap two people"),
        N_("Marks the person under the cursor; on a second person it shows what would change."),
        ("x",), (PLAN, PLAN_FITS, ROUND_SHOWN), undoable=True, short=N_("swap")),
    Action("results.next-round", N_("Next round"), N_("Of the plan."), ("n",), (PLAN,),
        short=N_("round")),
    Action("results.previous-round", N_("Previous round"), N_("Of the plan."), ("p",), (PLAN,)),
    Action("results.export", N_("Export the plan"), N_("To a file: Excel, CSV or JSON."),
        ("e",), (PLAN,), short=N_("export")),
    Action("results.print", N_("Print"),
        N_("Report, table cards, personal schedules or badges, as PDF."),
        ("P",), (PLAN,), short=N_("print")),
    Action("results.mail", N_("Mail the personal schedules"),
        N_("Shows each message before anything is sent."), ("M",), (PLAN,)),
    Action("results.copy", N_("Copy what is shown"),
        N_("This round or this person’s evening, to the clipboard of your own machine."),
        ("y",), (PLAN,)),
    Action("results.rounds", N_("Show by round"), N_("The tables of one round."), ("w",), (PLAN,)),
    Action("results.people", N_("Show by person"), N_("Everybody’s table in each round."),
        ("i",), (PLAN,)),
    Action("results.heatmap", N_("Show the heatmap"), N_("Who meets whom how often."),
        ("m",), (PLAN,)),
    Action("results.fairness", N_("Show fairness"), N_("How many others people meet."),
        ("f",), (PLAN,)),
    Action("results.vips", N_("Show the VIPs"), N_("What VIPs get, beside everybody else."),
        ("v",), (PLAN,)),
    Action("results.kept", N_("Show the rules kept"), N_("Each rule, and whether it is kept."),
        ("c",), (PLAN,)),
    Action("results.versions", N_("Show the versions"), N_("All plans of this event."),
        ("V",), (PLAN,)),
    Action("results.compare", N_("Compare with the current plan"),
        N_("Figures side by side, and how many seats differ."),
        ("equals_sign",), (VERSION_CHOSEN, OTHER_VERSION)),
    Action("results.restore", N_("Make it the current plan"),
        N_("The version under the cursor; the others are kept."),
        ("r",), (VERSION_CHOSEN, OTHER_VERSION), undoable=True),
    Action("results.trade-offs", N_("Show the trade-offs"),
        N_("Other plans found with this one: more meetings, or more fairness."),
        ("t",), (PLAN, PLAN_FITS, OTHER_PLANS), undoable=True),
    # --- People
    Action(
        "participants.import", N_("Import a list"),
        N_("Reads Excel, OpenDocument, CSV or text; a newer list is compared with who is there."),
        ("i",), undoable=True, short=N_("import"),
    ),
    Action(
        "participants.add", N_("Add somebody"), N_("In one line: name, e-mail."),
        ("n",), undoable=True, short=N_("add"),
    ),
    Action(
        "participants.edit", N_("Change the person"), N_("Everything about her, in a form."),
        ("enter",), (PERSON_CHOSEN,), undoable=True, short=N_("change"),
    ),
    Action(
        "participants.vip", N_("VIP, or not"), N_("The person under the cursor."),
        ("v",), (PERSON_CHOSEN,), undoable=True, short=N_("VIP"),
    ),
    Action(
        "participants.vip-all", N_("Everybody shown VIP, or not"),
        N_("Those that the filter shows; all of them without a filter."),
        ("V",), (ANYBODY_SHOWN,), undoable=True,
    ),
    Action(
        "participants.one-side", N_("Show one side only"),
        N_("Each side in turn, then all again."), ("f",), (TWO_SIDED,),
    ),
    Action(
        "participants.other-side", N_("Put the person on the other side"),
        N_("Without a side of their own people are on that of their gender."),
        ("o",), (TWO_SIDED, PERSON_CHOSEN), undoable=True,
    ),
    Action(
        "participants.sides-by-gender", N_("Make sides of genders"),
        N_("Of everybody shown: the two that most have."),
        ("d",), (ANYBODY_SHOWN,), undoable=True,
    ),
    Action(
        "participants.take-off", N_("Take the person off the list"),
        N_("Rules that name her no longer count her."),
        ("x",), (PERSON_CHOSEN,), undoable=True,
    ),
    Action(
        "participants.take-off-all", N_("Take off everybody shown"),
        N_("Those that the filter shows; all of them without a filter."),
        ("X",), (ANYBODY_SHOWN,), undoable=True,
    ),
    Action(
        "participants.forget", N_("Forget the person for good"),
        N_("Erases all that is held about her; an export is offered first."),
        ("F",), (PERSON_CHOSEN,),
    ),
    Action(
        "participants.export", N_("Export the list"), N_("To a file: Excel or CSV."),
        ("e",), (ANYBODY_SHOWN,),
    ),
    Action(
        "participants.template", N_("Write a template"),
        N_("A list with every column and nobody in it, to be filled in and imported."),
        ("t",),
    ),
    # --- Rules of an event
    Action(
        "rules.new", N_("New rule"), N_("Asks for its kind, then for the people."),
        ("n",), (STORE_OPEN,), undoable=True, short=N_("new"),
    ),
    Action(
        "rules.edit", N_("Change the rule"), N_("Of the line under the cursor."),
        ("e", "enter"), (RULE_CHOSEN,), undoable=True, short=N_("edit"),
    ),
    Action(
        "rules.delete", N_("Remove the rule"), N_("Asks first."),
        ("x",), (RULE_CHOSEN,), undoable=True, short=N_("remove"),
    ),
    Action(
        "rules.met", N_("Take over who met at an earlier event"),
        N_("People are known by e-mail address, else by name; you see whom before it is kept."),
        ("m",), (STORE_OPEN,), undoable=True,
    ),
    Action(
        "rules.mend", N_("Mend rules that name somebody who is gone"),
        N_("Takes those people out; removes the rules that say nothing then."),
        ("M",), (SOMEBODY_GONE,), undoable=True,
    ),
    # --- Setup of an event
    Action(
        "setup.evening", N_("Change name, place and time"), N_("Goes to these fields."),
        ("e",), (STORE_OPEN,), undoable=True, short=N_("evening"),
    ),
    Action(
        "setup.tables", N_("Type all tables in one line"), N_("Such as 20 x 5, or 17 x 5, 3 x 4."),
        ("t",), (STORE_OPEN,), undoable=True, short=N_("tables"),
    ),
    Action(
        "setup.rounds", N_("Change rounds and minutes"), N_("Goes to these fields."),
        ("r",), (STORE_OPEN,), undoable=True, short=N_("rounds"),
    ),
    Action(
        "setup.presets", N_("Take an evening ready made"),
        N_("By size, or dating, networking, returning guests, mixing teams."),
        ("p",), (STORE_OPEN,), undoable=True,
    ),
    Action(
        "setup.character", N_("Change sides, wishes, breaks and weights"),
        N_("Who is to meet whom, who rests, and what counts for how much."),
        ("o",), (STORE_OPEN,), undoable=True, short=N_("sides"),
    ),
    Action(
        "setup.add", N_("Add tables"), N_("Behind those that are there."),
        ("n",), (STORE_OPEN,), undoable=True,
    ),
    Action(
        "setup.edit", N_("Change label and seats"),
        N_("Of the table under the cursor, in some rounds too: 0 closes it."),
        ("enter",), (TABLE_CHOSEN,), undoable=True,
    ),
    Action(
        "setup.more", N_("One seat more"), N_("At the table under the cursor."),
        ("plus",), (TABLE_CHOSEN,), undoable=True,
    ),
    Action(
        "setup.fewer", N_("One seat fewer"), N_("At the table under the cursor."),
        ("minus",), (TABLE_CHOSEN,), undoable=True,
    ),
    Action(
        "setup.remove", N_("Remove the table"), N_("Asks first."),
        ("x",), (TABLE_CHOSEN,), undoable=True,
    ),
    Action(
        "setup.renumber", N_("Number the tables 1, 2, 3 ..."), N_("Replaces their labels."),
        ("R",), (TABLE_CHOSEN,), undoable=True,
    ),
    # --- Door: F keys for while a name is typed, letters for whoever goes through the list
    Action(
        "door.check-in", N_("Check in, or take it back"),
        N_("The person under the cursor. After a name was typed enter checks in, never out."),
        ("space",), (PERSON_CHOSEN,), undoable=True, short=N_("check in"),
    ),
    Action(
        "door.walk-in", N_("Add a walk-in"),
        N_("In one line: name, e-mail. She is here at once, from the next round on."),
        ("f5", "n"), undoable=True, short=N_("walk-in"),
    ),
    Action(
        "door.left", N_("Left, or back again"),
        N_("Has no seat from the next round on; the round that runs still counts."),
        ("f6", "x"), (PERSON_CHOSEN,), undoable=True, short=N_("left"),
    ),
    Action(
        "door.replan", N_("Plan the rest again"),
        N_("The rounds not yet played, for those who are here; shows who moves before you accept."),
        ("f8", "r"), (NOT_PLANNING, NOT_FINISHED), undoable=True, short=N_("re-plan"),
    ),
    Action(
        "door.no-show", N_("Not coming, or expected again"),
        N_("The person under the cursor is not waited for any longer."),
        ("f7", "o"), (PERSON_CHOSEN,), undoable=True,
    ),
    Action(
        "door.no-shows", N_("Nobody who is missing comes"),
        N_("Everybody still missing is not waited for any longer."),
        ("O",), (ANYBODY_MISSING,), undoable=True,
    ),
    Action(
        "door.later", N_("Comes later"), N_("Asks from which round on she will be there."),
        ("a",), (PERSON_CHOSEN, NOT_FINISHED), undoable=True,
    ),
    Action(
        "door.tables", N_("A table is lost, or one more"),
        N_("From the next round on; a lost table comes back the same way."),
        ("f9", "t"), (NOT_FINISHED,), undoable=True,
    ),
    Action(
        "door.print", N_("Print the check-in list"),
        N_("As PDF: everybody with a box to tick, and her table in the next round."),
        ("p",), (ANYBODY_LISTED,),
    ),
    Action(
        "door.next-view", N_("Show others"),
        N_("Everybody, who is missing, here or gone, VIPs, walk-ins."), ("tab",),
    ),
    Action("door.previous-view", N_("Show the others before"), N_("The other way round."),
        ("shift+tab",)),
    # --- Evening
    Action(
        "evening.start", N_("Begin the next round"),
        N_("Also the first one: the event is running then."),
        ("n",), (NO_ROUND_RUNS, NOT_FINISHED), undoable=True, short=N_("begin"),
    ),
    Action(
        "evening.pause", N_("Stop the clock, or let it go on"), N_("In a round and in a break."),
        ("space",), (CLOCK_GOES,), undoable=True, short=N_("pause"),
    ),
    Action(
        "evening.longer", N_("One minute more"), N_("Of the round or the break."),
        ("plus",), (CLOCK_GOES,), undoable=True, short=N_("minute"),
    ),
    Action(
        "evening.skip", N_("End the round or the break now"), N_("On to what comes next."),
        ("x",), (CLOCK_GOES,), undoable=True, short=N_("end"),
    ),
    Action(
        "evening.shorter", N_("One minute less"), N_("Of the round or the break."),
        ("minus",), (CLOCK_GOES,), undoable=True,
    ),
    Action(
        "evening.step-back", N_("Take the last step back"),
        N_("A round that ended goes on; one that began has not begun."),
        ("b",), (BEGUN,), undoable=True,
    ),
    Action(
        "evening.end-at", N_("End at a time of the clock"),
        N_("Shows what it means: minutes for each round, or how many rounds fit."),
        ("e",), (NOT_FINISHED,), undoable=True,
    ),
    Action(
        "evening.close", N_("End the evening"), N_("Whatever rounds are left."),
        ("X",), (BEGUN, NOT_FINISHED), undoable=True,
    ),
    Action(
        "evening.next-view", N_("Next view"), N_("This round, the next one, everybody by name."),
        ("tab",),
    ),
    Action("evening.previous-view", N_("Previous view"), N_("Of the seats."), ("shift+tab",)),
    Action(
        "evening.sat", N_("Correct who really sat where"),
        N_("Of the person under the cursor, in the round that runs or was last."),
        ("enter",), (BEGUN,), undoable=True,
    ),
    Action(
        "evening.bell", N_("Bell on or off"),
        N_("Of the terminal: at the warning, at the end and at the beginning of a round."),
        ("o",), undoable=True,
    ),
    Action(
        "evening.replan", N_("Plan the rest again"),
        N_("The rounds not yet played, for those who are here; shows who moves before you accept."),
        ("r", "f8"), (NOT_PLANNING, NOT_FINISHED), undoable=True,
    ),
    Action(
        "evening.moves-on", N_("Move on by itself, or wait for a key"),
        N_("Whether rounds end, and begin after the break, when their time has come."),
        ("m",), undoable=True,
    ),
    Action(
        "evening.names", N_("Change the names on the display"),
        N_("First and last names, first names, or numbers."),
        ("d",), undoable=True,
    ),
    # --- Statistics
    Action("statistics.people", N_("Say who is one person"),
        N_("People of one name at several events, who may be one or two."), ("w",),
        (ANY_QUESTIONS,), undoable=True, short=N_("who is who")),
    Action("statistics.back", N_("Back"), N_("To the events."), ("escape", "backspace"),
        short=N_("back")),
    # --- Mails
    Action("mail.preview", N_("Look at the message"), N_("As it will arrive, whole."), ("enter",),
        (ANY_MAILS,), short=N_("look")),
    Action("mail.send", N_("Send, or pause"), N_("Those that wait, one after the other."),
        ("space",), (ANY_WAITING,), short=N_("send")),
    Action("mail.again", N_("Let those that failed wait again"), N_("Then space sends them."),
        ("a",), (ANY_FAILED,), short=N_("failed")),
    Action("mail.decide", N_("Decide about those that may have arrived"),
        N_("They have arrived, or are to be sent once more."), ("d",), (ANY_UNCERTAIN,)),
    Action("mail.export", N_("Export instead"), N_("A CSV file for another mailer, or PDFs."),
        ("e",), (ANY_MAILS,), short=N_("export")),
    Action("mail.server", N_("Mail server and sender"),
        N_("The organizer’s own; tried out with a mail to yourself."), ("o",), (STORE_OPEN,)),
    Action("mail.back", N_("Back"), N_("Ends the sending; it can go on later."),
        ("escape", "backspace"), short=N_("back")),
    # --- Matches
    Action(
        "matches.type-in", N_("Type in cards"),
        N_("Asks whose, by number or name, then for her answers: 3y 5n 8f, or y, n, f by line."),
        ("n",), (SOMEBODY_MET,), undoable=True, short=N_("type in"),
    ),
    Action(
        "matches.next-view", N_("Next view"), N_("Cards, matches, results."), ("tab",),
        short=N_("view"),
    ),
    Action(
        "matches.previous-view", N_("Previous view"), N_("Cards, matches, results."),
        ("shift+tab",),
    ),
    Action(
        "matches.open", N_("Open what is under the cursor"),
        N_("A card, a pair’s people, or what somebody is told."), ("enter",),
    ),
    Action(
        "matches.import", N_("Import answers"),
        N_("From a file of a web form; shows what is wrong before anything is kept."),
        ("i",), (SOMEBODY_MET,), undoable=True, short=N_("import"),
    ),
    Action(
        "matches.missing", N_("Missing cards only, or all"),
        N_("Missing are those that are not there or not complete."), ("m",), (CARDS_SHOWN,),
    ),
    Action(
        "matches.answers", N_("What the cards offer"),
        N_("Yes and no, friends as well, or yes alone; on paper and here."),
        ("a",), (CARDS_SHOWN,), undoable=True,
    ),
    Action(
        "matches.correct", N_("Correct who sat where"),
        N_("After it was said that two people never sat together; also while a card is typed."),
        ("f6",), (CARDS_SHOWN,), undoable=True,
    ),
    Action(
        "matches.kind", N_("One kind of matches only"), N_("See again, as friends, or all."),
        ("f",), (MATCHES_SHOWN,),
    ),
    Action(
        "matches.person", N_("Matches by person, or by pair"), N_("Everybody with her matches."),
        ("p",), (MATCHES_SHOWN,),
    ),
    Action(
        "matches.mail", N_("Mail the results"),
        N_("Every message to look at first; nobody gets it twice."), ("M",), (ANY_RESULTS,),
        short=N_("mail"),
    ),
    Action(
        "matches.export", N_("Export results for a mailer"),
        N_("A CSV file with a row for each person."), ("e",), (ANY_RESULTS,),
    ),
    Action(
        "matches.print", N_("Print results"), N_("Slips to cut, or a page for each person."),
        ("P",), (ANY_RESULTS,), short=N_("print"),
    ),
    # --- every list
    Action(
        "list.filter", N_("Filter the list"), N_("Shows the rows that hold what you type."),
        ("slash",), short=N_("filter"),
    ),
    Action(
        "list.sort", N_("Sort by the next column"), N_("Goes from column to column."), ("s",),
        (ANY_ROWS,),
    ),
    Action("list.reverse", N_("Reverse the order"), N_("Last first, or first first."), ("S",),
        (ANY_ROWS,)),
    Action("list.up", N_("Row up"), N_("Moves the cursor."), ("up", "k")),
    Action("list.down", N_("Row down"), N_("Moves the cursor."), ("down", "j")),
    Action("list.left", N_("Column left"), N_("In lists with a cell cursor."), ("left", "h")),
    Action("list.right", N_("Column right"), N_("In lists with a cell cursor."), ("right", "l")),
    Action("list.page-up", N_("Page up"), N_("Moves the cursor."), ("pageup",)),
    Action("list.page-down", N_("Page down"), N_("Moves the cursor."), ("pagedown",)),
    Action("list.first", N_("First row"), N_("Moves the cursor."), ("g", "home")),
    Action("list.last", N_("Last row"), N_("Moves the cursor."), ("G", "end")),
    # --- every screen of an event
    Action(
        "event.back", N_("Back to the events"), N_("Everything is saved already."),
        ("escape", "backspace"), short=N_("events"),
    ),
    *(
        Action(f"section.{section.id}", section.title, section.help, (section.key,))
        for section in SECTIONS
    ),
    # --- everywhere
    Action("app.undo", N_("Undo"), N_("Takes back the last change."), ("u", "f3"), (STORE_OPEN,),
        short=N_("undo")),
    Action("app.redo", N_("Redo"), N_("Makes the change again."), ("U", "ctrl+r"), (STORE_OPEN,)),
    Action("app.palette", N_("All actions"), N_("Lists everything that can be done here."),
        ("colon", "ctrl+p"), short=N_("actions")),
    Action("app.settings", N_("Settings"), N_("Language, colors, mouse."), ("f2",),
        (STORE_OPEN,)),
    Action("app.help", N_("Help"), N_("What is under the cursor, this screen and its keys."),
        ("question_mark", "f1"), short=N_("help")),
    Action("app.quit", N_("Quit"), N_("Everything is saved already."), ("q",), short=N_("quit")),
)  # fmt: skip

EVERYWHERE: Final = "app"
ALWAYS_SHOWN: Final = ("app.palette", "app.help", "app.quit")
"""The last to leave the footer: they never do."""

PLACES: Final[Mapping[str, str]] = {
    "app": N_("Everywhere"),
    "list": N_("Every list"),
    "event": N_("Every screen of an event"),
    "section": N_("Sections of an event"),
    "heatmap": N_("Heatmap"),
    "events": N_("Events"),
    "mail": N_("Mails"),
    "statistics": N_("Statistics"),
    **{section.id: section.title for section in SECTIONS},
}


OUTSIDE: Final = frozenset(("events", "mail", "statistics"))
"""Screens without the frame of an event."""


def by_id(action_id: str) -> Action:
    return _BY_ID[action_id]


def at(places: Iterable[str]) -> Iterator[Action]:
    """The actions of `places`, in the order of the registry."""
    wanted = set(places)
    return (action for action in ACTIONS if action.place in wanted)


_BY_ID: Final = {action.id: action for action in ACTIONS}

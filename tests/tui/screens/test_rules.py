"""Adding, changing, removing and mending the rules of an event, each checked as it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from textual.pilot import Pilot

from planner.event import Apart, Balance, Meet, Rule, Seat, Together
from planner.records import EventRecord, ParticipantRecord
from tests.tui.pilots import LARGE, SMALL, journey, press, screen_text, settled, shell, until
from tests.tui.planned import keep, new_event
from tests.tui.screens.evenings import EVENT, as_records, kept, people, section, tables
from tui import texts
from tui.screens.rule import KindDialog, RuleDialog
from tui.screens.rules import RulesScreen
from tui.store.store import Store

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


async def rules_of(pilot: Pilot[int]) -> list[Rule]:
    return [record.rule for record in (await kept(pilot)).rules]


async def new_rule(pilot: Pilot[int], digit: str) -> None:
    await press(pilot, "n")
    await until(pilot, lambda: isinstance(pilot.app.screen, KindDialog))
    await press(pilot, digit)
    await until(pilot, lambda: isinstance(pilot.app.screen, RuleDialog))
    await settled(pilot)


async def edit(pilot: Pilot[int]) -> None:
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, RuleDialog))
    await settled(pilot)


async def save(pilot: Pilot[int]) -> None:
    await press(pilot, "f2")
    await until(pilot, lambda: isinstance(pilot.app.screen, RulesScreen))
    await settled(pilot)


async def sees(pilot: Pilot[int], *sentences: str) -> None:
    """Waits for sentences, wherever their lines break."""

    def plain(text: str) -> str:
        return " ".join(text.replace("│", " ").split())

    for sentence in sentences:
        await until(pilot, lambda s=sentence: plain(s) in plain(screen_text(pilot.app)))  # type: ignore[misc]


@SIZES
def test_an_empty_list_says_what_to_do(size: tuple[int, int]) -> None:
    @journey
    async def run() -> None:
        async with section("rules", size=size) as pilot:
            await sees(pilot, "Press n to add a rule", "Nothing was found against these rules")
            await press(pilot, "x")
            await sees(pilot, "There is no rule under the cursor.")

    run()


@journey
async def test_people_are_found_by_part_of_a_name_or_company_and_kept_together() -> None:
    async with section("rules") as pilot:
        await new_rule(pilot, "1")
        await sees(pilot, "Choose two people or more.")
        await press(pilot, "=da", "enter", "=lum", "f3")
        await sees(pilot, "Chosen: 2", "Bob, Ada", "✓ Nothing was found against it.")
        await press(pilot, "tab", "=2-", "tab", "=Team [/b]")
        await save(pilot)
        assert await rules_of(pilot) == [
            Together(("Ada", "Bob"), rounds=(2, 3, 4), name="Team [/b]")
        ]
        await sees(pilot, "together", "Ada, Bob", "2-4", "Team [/b]")
        await press(pilot, "u")
        await sees(pilot, "Undone: New rule", "Press n to add a rule")


@journey
async def test_backspace_drops_the_last_chosen_and_enter_drops_who_is_chosen() -> None:
    async with section("rules") as pilot:
        await new_rule(pilot, "2")
        await press(pilot, *("=ada", "enter", "=bob", "enter", "=cem", "enter"))
        await sees(pilot, "Chosen: 3", "Cem, Bob, Ada")
        await press(pilot, "backspace", "=ada", "enter")
        await sees(pilot, "Chosen: 1", "Bob")


@journey
async def test_a_company_is_kept_apart_as_one_rule() -> None:
    async with section("rules") as pilot:
        await new_rule(pilot, "3")
        await sees(pilot, "company", "2 different; at most 2 share one")
        await save(pilot)
        assert await rules_of(pilot) == [Apart(same="company")]
        await sees(pilot, "all with the same company")


@journey
async def test_a_host_gets_the_first_free_table_or_the_one_typed() -> None:
    async with section("rules", Seat("Ada", "t1")) as pilot:
        await new_rule(pilot, "4")
        await press(pilot, "=bob", "enter")
        dialog = pilot.app.screen
        assert dialog.query_one("#table").value == "2"  # type: ignore[attr-defined]
        await press(pilot, "backspace", "=7", "f2")
        await sees(pilot, "There is no table “7”; there are 1, 2.")
        await press(pilot, "backspace", "=1")
        await save(pilot)
        assert await rules_of(pilot) == [Seat("Ada", "t1"), Seat("Bob", "t1")]


@journey
async def test_who_comes_late_is_in_the_list_and_can_be_there_all_evening_again() -> None:
    async with section("rules") as pilot:
        await new_rule(pilot, "5")
        await press(pilot, "=bob", "enter", "tab", "=9-", "f2")
        await sees(pilot, "“9-” is not between round 1 and round 4.")
        await press(pilot, "backspace", "backspace", "=3-")
        await save(pilot)
        assert (await kept(pilot)).people[1].rounds == (3, 4)
        await edit(pilot)
        await press(pilot, "home", "delete", "=2")
        await save(pilot)
        assert (await kept(pilot)).people[1].rounds == (2, 3, 4)
        await press(pilot, "x")
        await sees(pilot, "Is Bob there all evening?", "Until now only in rounds 2-4.")
        await press(pilot, "y")
        await until(pilot, "Press n to add a rule")
        assert (await kept(pilot)).people[1].rounds is None


@SIZES
def test_a_rule_is_held_against_the_others_while_it_is_typed(size: tuple[int, int]) -> None:
    @journey
    async def run() -> None:
        async with section("rules", Apart(("Ada", "Bob"), name="rivals"), size=size) as pilot:
            await new_rule(pilot, "1")
            await press(pilot, "=ada", "enter", "=bob", "enter")
            await sees(
                pilot,
                "✗ Rules 1 (rivals), 2 cannot all hold: Ada, Bob would sit together ",
            )
            await press(pilot, "=cem", "enter", "=dee", "enter")
            await sees(pilot, "Chosen: 4", "4 people are to sit together", "largest table seats 3")
            await save(pilot)
            await sees(pilot, "✗ Cannot hold as they are: 2")
            assert "✗     2  together" in screen_text(pilot.app)

    run()


@journey
async def test_what_speaks_against_a_rule_stands_below_the_list_when_it_is_under_the_cursor() -> (
    None
):
    rules = (
        Together(("Cem", "Dee")),
        Together(("Ada", "Bob")),
        Apart(("Ada", "Bob"), reason="rivals"),
    )
    async with section("rules", *rules) as pilot:
        await sees(pilot, "✗ Cannot hold as they are: 2")
        assert "would sit together and apart" not in screen_text(pilot.app)
        await press(pilot, "down")
        await sees(pilot, "Rules 2, 3 (rivals) cannot all hold: Ada, Bob")


@journey
async def test_what_is_wrong_with_the_evening_itself_stands_above_the_list() -> None:
    async with section("rules", Together(("Ada", "Bob")), seats=tables()[:1]) as pilot:
        await sees(pilot, "✗ Too few seats: 3 for 6 people (rounds: 1-4).")


@journey
async def test_a_rule_changes_in_place_and_the_change_is_undone() -> None:
    rules = Apart(("Ada", "Bob"), name="rivals"), Apart(("Cem", "Dee"))
    async with section("rules", *rules) as pilot:
        await edit(pilot)
        await sees(pilot, "Chosen: 2")
        await press(pilot, "backspace", "=fay", "enter")
        await save(pilot)
        changed = [Apart(("Ada", "Fay"), name="rivals"), rules[1]]
        assert await rules_of(pilot) == changed
        await press(pilot, "u")
        await sees(pilot, "Undone: Change of a rule")
        assert await rules_of(pilot) == list(rules)
        await press(pilot, "U")
        await sees(pilot, "Done again: Change of a rule")
        assert await rules_of(pilot) == changed


@journey
async def test_the_same_rule_is_not_made_twice() -> None:
    async with section("rules", Apart(("Ada", "Bob"))) as pilot:
        await new_rule(pilot, "2")
        await press(pilot, "=bob", "enter", "=ada", "enter", "f2")
        await sees(pilot, "There is such a rule already")
        await press(pilot, "f4")
        await until(pilot, lambda: isinstance(pilot.app.screen, RulesScreen))
        assert len(await rules_of(pilot)) == 1


@journey
async def test_removing_asks_first_and_is_undone() -> None:
    async with section("rules", Apart(("Ada", "Bob"))) as pilot:
        await press(pilot, "x")
        await sees(pilot, "Remove the rule “apart”?", "Ada, Bob")
        await press(pilot, "x", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RulesScreen))
        assert len(await rules_of(pilot)) == 1
        await press(pilot, "x")
        await sees(pilot, "Remove the rule")
        await press(pilot, "y")
        await sees(pilot, "Removed; u brings it back.")
        assert await rules_of(pilot) == []
        await press(pilot, "u")
        await sees(pilot, "1 in all")
        assert len(await rules_of(pilot)) == 1


@journey
async def test_a_rule_that_names_somebody_deleted_is_shown_and_mended() -> None:
    """Regression: it must neither vanish from the list nor show an id for a name."""
    rules = Together(("Ada", "Bob", "Cem")), Apart(("Ada", "Dee")), Seat("Ada", "t1")
    async with section("rules", *rules) as pilot:
        await shell(pilot).write("off", lambda unit: unit.delete(people()[0]))
        await sees(pilot, "! Rules that name what is not there any more: 3; M mends.", "3 in all")
        await sees(pilot, "Bob, Cem, (Ada)", "Dee, (Ada)")
        await sees(pilot, "! Not there any more: Ada. The rule holds for the others; M mends it.")
        await press(pilot, "down")
        await sees(pilot, "✗ Says nothing any more: Ada is gone.")
        await press(pilot, "M")
        await sees(pilot, "Rules mended: 3; u takes it back.", "1 in all")
        assert await rules_of(pilot) == [Together(("Bob", "Cem"))]
        await press(pilot, "M")
        await sees(pilot, "No rule names anybody who is gone.")
        await press(pilot, "u")
        await sees(pilot, "3 in all")


@journey
async def test_a_host_whose_table_is_gone_is_given_another() -> None:
    async with section("rules", Seat("Ada", "t1", name="host")) as pilot:
        await shell(pilot).write("off", lambda unit: unit.delete(tables()[0]))
        await sees(pilot, "✗ Says nothing any more: 1 is gone.")
        await edit(pilot)
        await sees(pilot, "Chosen: 1", "Ada")
        await save(pilot)
        assert await rules_of(pilot) == [Seat("Ada", "t2", name="host")]


@journey
async def test_a_sponsor_meets_each_of_those_chosen_once_or_exactly_so_often() -> None:
    async with section("rules") as pilot:
        await new_rule(pilot, "6")
        await sees(pilot, "Choose two people or more.")
        await press(pilot, *("=ada", "enter", "=bob", "enter", "=cem", "enter"))
        await sees(pilot, "Chosen: 3; Ada meets each of: Cem, Bob", "Nothing was found against it")
        await press(pilot, "tab", "end", "backspace", "backspace", "=9", "f2")
        await sees(pilot, "✗ “9” does not say how often; write 1+ for once or more")
        await press(pilot, "backspace", "=2", "tab", "=sponsor")
        await save(pilot)
        assert await rules_of(pilot) == [
            Meet(("Ada", "Bob"), times=2, name="sponsor"),
            Meet(("Ada", "Cem"), times=2, name="sponsor"),
        ]
        await sees(pilot, "meet exactly 2 times", "Ada, Bob", "Ada, Cem", "sponsor")
        await press(pilot, "u")
        await sees(pilot, "Undone: New rule", "Press n to add a rule")


@journey
async def test_who_is_to_meet_and_to_be_apart_is_told_while_it_is_typed() -> None:
    async with section("rules", Apart(("Ada", "Bob"), name="rivals")) as pilot:
        await new_rule(pilot, "6")
        await press(pilot, "=ada", "enter", "=bob", "enter")
        await sees(pilot, "✗ Rule", "1 (rivals)", "Ada")


@journey
async def test_people_are_apart_but_for_a_number_of_times() -> None:
    async with section("rules") as pilot:
        await new_rule(pilot, "2")
        await press(pilot, "=ada", "enter", "=bob", "enter", "tab", "=2")
        await save(pilot)
        assert await rules_of(pilot) == [Apart(("Ada", "Bob"), at_most=2)]
        await sees(pilot, "at most 2 times", "Ada, Bob")
        await edit(pilot)
        await press(pilot, "tab", "end", "backspace")
        await save(pilot)
        assert await rules_of(pilot) == [Apart(("Ada", "Bob"))]


@journey
async def test_an_attribute_is_balanced_at_every_table() -> None:
    guests = [replace(p, gender="FM"[n % 2]) for n, p in enumerate(people())]
    async with section("rules", guests=guests) as pilot:
        await new_rule(pilot, "7")
        await sees(pilot, "company", "gender", "2 different; at most 3 share one")
        await press(pilot, "down", "tab", "end", "backspace", "=3", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RulesScreen))
        assert await rules_of(pilot) == [Balance("gender", weight=3)]
        await sees(pilot, "balanced (weight 3)", "gender, at every table")


@journey
async def test_who_met_before_is_typed_changed_removed_and_undone() -> None:
    async with section("rules") as pilot:
        await new_rule(pilot, "8")
        await press(pilot, *("=ada", "enter", "=bob", "enter", "=cem", "enter"))
        await press(pilot, "tab", "end", "backspace", "=2", "tab", "=Winter ball")
        await save(pilot)
        met = (await kept(pilot)).met
        assert {m.who for m in met} == {("Ada", "Bob"), ("Ada", "Cem"), ("Bob", "Cem")}
        assert {(m.weight, m.source) for m in met} == {(2, "Winter ball")}
        await sees(pilot, "met before (weight 2)", "3 people, 3 pairs of them", "Winter ball")
        await edit(pilot)
        await sees(pilot, "Ada, Bob, Cem")
        await press(pilot, "end", "backspace", "=5")
        await save(pilot)
        assert {m.weight for m in (await kept(pilot)).met} == {5}
        await press(pilot, "x")
        await sees(pilot, "Remove the rule “met before (weight 5)”?")
        await press(pilot, "y")
        await sees(pilot, "Removed; u brings it back.")
        assert not (await kept(pilot)).met
        await press(pilot, "u")
        await sees(pilot, "3 people, 3 pairs of them")


@journey
async def test_who_met_at_anearlier_event_event_is_shown_and_confirmed() -> None:
    async with section("rules") as pilot:
        await press(pilot, "m")
        await sees(pilot, "No other event has a plan.")
        await shell(pilot).read(earlier_event)
        shell(pilot).store_changed()
        await press(pilot, "m")
        await sees(pilot, "Who met at which event?", "Ball")
        await press(pilot, "enter")
        await sees(pilot, "Who met at Ball", "Come again: 3. Pairs of them who shared a table: 3.")
        await sees(pilot, "✓ Ada", "name")
        await press(pilot, "down", "space")
        await sees(pilot, "Come again: 2. Pairs of them who shared a table: 1.")
        await press(pilot, "enter")
        await sees(pilot, "Ada, Cem", "Ball", "met before")
        assert [m.who for m in (await kept(pilot)).met] == [("Ada", "Cem")]
        await press(pilot, "m", "enter")
        await sees(pilot, "Come again: 2", "your word")
        await press(pilot, "down", "space")
        await sees(pilot, "Come again: 3")
        await press(pilot, "enter")
        await sees(pilot, "3 people, 3 pairs of them")
        assert len((await kept(pilot)).met) == 3
        await press(pilot, "u", "u")
        await sees(pilot, "Undone: Pairs who met before: 1", "Press n to add a rule")


def earlier_event(store: Store) -> None:
    event_id = new_event(store, ["Ada", "Bob", "Cem", "Zoe"], tables=1, rounds=1)
    keep(store, event_id, np.zeros((1, 4), np.int32))
    event = store.get(EventRecord, event_id)
    assert event is not None
    with store.writing("name") as unit:
        unit.change(event, name="Ball")


@journey
async def test_what_is_worth_a_word_stands_above_rules_that_can_hold() -> None:
    guests = [replace(p, gender="FFFFMM"[n]) for n, p in enumerate(people())]
    async with section("rules", guests=guests) as pilot:
        await shell(pilot).write("sides", lambda unit: unit.change(EVENT, interest="strict"))
        await sees(pilot, "✓ Nothing was found", "! Interest is set, and nobody has a wish")


@journey
async def test_names_are_shown_as_they_are_and_never_obeyed() -> None:
    guests = [replace(p, first_name=f"[/b]{p.first_name}") for p in people()]
    guests[0] = replace(guests[0], first_name="אברהם", last_name="山田 [red]")
    async with section("rules", Together(("Ada", "Bob")), guests=guests) as pilot:
        await sees(pilot, "山田 [red], [/b]Bob")
        await edit(pilot)
        await press(pilot, "=[/b]C", "enter")
        await sees(pilot, "Chosen: 3", "[/b]Cem")
        await save(pilot)
        assert len((await rules_of(pilot))[0].who) == 3  # type: ignore[union-attr]


@journey
async def test_what_another_program_changes_is_shown_and_the_cursor_stays() -> None:
    rules: list[Rule] = [Apart(("Ada", "Bob")), Apart(("Cem", "Dee"))]
    async with section("rules", *rules) as pilot:
        await press(pilot, "down")
        third = replace(as_records(Apart(("Eve", "Fay")))[0], position=0)
        await shell(pilot).write("new", lambda unit: unit.add(third))
        await sees(pilot, "3 in all", "Eve, Fay")
        await press(pilot, "x")
        await sees(pilot, "Remove the rule", "Cem, Dee")


@journey
async def test_a_thousand_people_are_checked_while_typing_goes_on() -> None:
    guests = [
        ParticipantRecord(
            f"p{n}", f"Guest {n}", event_id=EVENT.id, position=n,
            attributes={"company": f"C{n % 97}"},
        )
        for n in range(1000)
    ]  # fmt: skip
    seats = [replace(tables()[0], id=f"t{n}", seats=8, label=str(n)) for n in range(125)]
    rules: list[Any] = [Apart(same="company"), Together(("p1", "p2")), Seat("p3", "t3")]
    async with section("rules", *rules, guests=guests, seats=seats) as pilot:
        await sees(pilot, "Nothing was found against these rules.")
        await new_rule(pilot, "1")
        await press(pilot, "=guest 98", "enter", "=guest 1", "enter", "tab", "=1-2")
        await sees(pilot, "Chosen: 2")
        await save(pilot)
        assert len(await rules_of(pilot)) == 4


@journey
async def test_the_screen_speaks_french() -> None:
    texts.use("fr")
    async with section("rules", Together(("Ada", "Bob"))) as pilot:
        await sees(pilot, "ensemble")
        await new_rule(pilot, "5")
        await press(pilot, "=bob", "enter", "tab", "=x")
        await sees(pilot, "ne dit pas quels tours")

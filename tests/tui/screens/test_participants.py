"""Looking through, changing, marking, taking off and exporting the people of an event."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from planner.exchange.lists import read_list
from planner.messages import Refusal
from planner.records import ParticipantRecord
from tests.tui.pilots import journey, press, screen_text, settled, shell, until
from tests.tui.screens.rooms import EVENT, named, people_of, stored
from tui import texts
from tui.screens.person import alike, typed_person

ADA = named("Ada Lovelace", email="ada@example.org", attributes={"company": "Analytical"})
ZOE = named("Zoé Müller", email="zoe@example.net", tags=("press",), attributes={"group": "B"})
BOB = named("Bob Moore", vip=True)

HOSTILE = (
    "[/b] Bob", "[red]x[/red]", "אברהם לוי", "محمد علي", "山田 太郎", "👩‍👩‍👧 Ünal",
    "Ze\u0301noe\u0308 K",
)  # fmt: skip


async def says(pilot: Pilot[int], *words: str) -> None:
    await settled(pilot)
    for word in words:
        await until(pilot, word)


@journey
async def test_an_empty_list_says_what_to_do() -> None:
    async with people_of() as pilot:
        assert "Press i to import a list" in screen_text(pilot.app)
        await press(pilot, "v")
        await until(pilot, "There is nobody under the cursor.")


@journey
async def test_the_filter_knows_names_addresses_tags_and_groups_without_accents() -> None:
    async with people_of(ADA, ZOE, BOB) as pilot:
        for needle, found in (
            ("muller", "Zoé"), ("EXAMPLE.NET", "Zoé"), ("press", "Zoé"), ("analyt", "Ada"),
            ("vip", "Bob"),
        ):  # fmt: skip
            await press(pilot, "slash", *needle)
            await says(pilot, found)
            text = screen_text(pilot.app)
            assert sum(name in text for name in ("Ada Lo", "Zoé Mü", "Bob Mo")) == 1
            await press(pilot, "escape")
            await says(pilot, "3 in all")


@journey
async def test_one_or_all_shown_are_marked_vip_and_taken_back() -> None:
    async with people_of(ADA, ZOE, BOB) as pilot:
        await press(pilot, "v")
        assert [p.vip for p in await stored(pilot)] == [True, False, True]
        await press(pilot, "slash", *"example", "enter", "V")
        await says(pilot, "Made VIP: 1")
        assert [p.vip for p in await stored(pilot)] == [True, True, True]
        await press(pilot, "u")
        await says(pilot, "Undone")
        await press(pilot, "u")
        assert [p.vip for p in await stored(pilot)] == [False, False, True]


@journey
async def test_people_are_added_in_one_line_each_until_it_is_left() -> None:
    async with people_of(ADA) as pilot:
        await press(pilot, "n")
        await until(pilot, "Add somebody")
        await press(pilot, *"Eve Stone, eve@example.org, VIP, #press", "enter")
        await until(pilot, "“Eve Stone” is on the list. Who else?")
        await press(pilot, *"Cy", "enter")
        await until(pilot, "“Cy” is on the list. Who else?")
        await press(pilot, "f4")
        people = await stored(pilot)
        assert [(p.name, p.email, p.vip, p.tags, p.position) for p in people[1:]] == [
            ("Eve Stone", "eve@example.org", True, ("press",), 2), ("Cy", "", False, (), 3),
        ]  # fmt: skip


@journey
async def test_nobody_is_there_twice_without_a_word() -> None:
    async with people_of(ADA) as pilot:
        await press(pilot, "n")
        await until(pilot, "Add somebody")
        await press(pilot, *"Ada Lovelace", "enter")
        await until(pilot, "“Ada Lovelace” is on the list already.")
        await press(pilot, "n")
        await until(pilot, "Add somebody")
        await press(pilot, *"Ada Lovelace", "enter")
        await until(pilot, "is on the list already.")
        await press(pilot, "y")
        await until(pilot, "Who else?")
        await press(pilot, "f4")
        await says(pilot, "≈")
        assert len(await stored(pilot)) == 2


@journey
async def test_a_person_is_changed_and_what_is_wrong_is_said_at_its_field() -> None:
    async with people_of(ADA) as pilot:
        await press(pilot, "enter")
        await until(pilot, "Change a person")
        await press(pilot, "down", "down", *"@", "f2")  # a second @ in the address
        await until(pilot, "is not an e-mail address")
        await press(pilot, "backspace", "down", *"+44 1", "down", "end", "backspace", "backspace")
        await press(pilot, *"es", "down", *"a, b", "f2")
        await until(pilot, "neither yes nor no")
        await press(pilot, "home", "ctrl+k", *"yes", "enter")
        await until(pilot, lambda: not pilot.app.screen.is_modal)
        person = (await stored(pilot))[0]
        assert (person.email, person.phone, person.vip, person.tags) == (
            "ada@example.org", "+44 1", True, ("a", "b"),
        )  # fmt: skip
        assert person.attributes == {"company": "Analytical"}


@journey
async def test_taking_off_is_asked_about_and_can_be_undone() -> None:
    async with people_of(ADA, ZOE, BOB) as pilot:
        await press(pilot, "x")
        await until(pilot, "Take “Ada Lovelace” off the list?")
        await press(pilot, "enter")  # cancel has the focus
        assert len(await stored(pilot)) == 3
        await press(pilot, "X")
        await until(pilot, "Take everybody shown off the list (3)?")
        await press(pilot, "y")
        await says(pilot, "Nobody yet")
        await press(pilot, "u")
        await says(pilot, "3 in all")
        assert len(await stored(pilot)) == 3


@journey
async def test_names_are_shown_as_they_are_and_never_obeyed() -> None:
    async with people_of(*map(named, HOSTILE)) as pilot:
        text = screen_text(pilot.app)
        assert all(name in text for name in HOSTILE[:4])
        for _name in HOSTILE:
            await press(pilot, "enter")
            await until(pilot, "Change a person")
            await press(pilot, "f4", "x")
            await until(pilot, "off the list?")
            await press(pilot, "f4", "down")


@journey
async def test_the_list_survives_any_window() -> None:
    async with people_of(ADA, ZOE, BOB) as pilot:
        for size in ((80, 24), (1, 1), (200, 60), (79, 24), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        assert "Ada Lovelace" in screen_text(pilot.app)


@journey
async def test_ten_thousand_people_are_counted_filtered_and_sorted() -> None:
    people = [
        ParticipantRecord(f"{i:05}", f"Name{i}", "Test", f"p{i}@example.org", vip=i % 7 == 0)
        for i in range(10_000)
    ]
    async with people_of(*people) as pilot:
        await says(pilot, "10,000 in all")
        await press(pilot, "slash", *"9999", "enter")
        await says(pilot, "1 of 10,000 shown")
        await press(pilot, "escape", "s", "s", "G")
        await says(pilot, "Name9999")


# --- files


async def answer_path(pilot: Pilot[int], key: str, path: Path) -> None:
    await press(pilot, key)
    await until(pilot, "File (.csv or .xlsx)")
    await press(pilot, "home", "ctrl+k")
    pilot.app.screen.query_one("#path").value = str(path)  # type: ignore[attr-defined]
    await press(pilot, "enter")


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_what_is_shown_is_exported_and_reads_back(name: str, tmp_path: Path) -> None:
    @journey
    async def go() -> None:
        path = tmp_path / name
        async with people_of(ADA, ZOE, BOB) as pilot:
            await press(pilot, "slash", *"example", "enter")
            await answer_path(pilot, "e", path)
            await until(pilot, "people: 2.")
        read = read_list(path.read_bytes())
        assert [p.name for p in read.records] == ["Ada Lovelace", "Zoé Müller"]
        assert read.records[0].attributes == {"company": "Analytical"}

    go()


@journey
async def test_a_file_is_replaced_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("mine")
    async with people_of(ADA) as pilot:
        await answer_path(pilot, "e", path)
        await until(pilot, "There is such a file already.")
        await press(pilot, "enter")
        await settled(pilot)
        assert path.read_text() == "mine"
        await answer_path(pilot, "e", path)
        await until(pilot, "There is such a file already.")
        await press(pilot, "y")
        await until(pilot, "people: 1.")
        assert "Lovelace" in path.read_text("utf-8-sig")


@journey
async def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    async with people_of(ADA) as pilot:
        await answer_path(pilot, "e", tmp_path / "no" / "people.csv")
        await until(pilot, "There is no folder")


@journey
async def test_the_template_has_the_words_of_the_interface(tmp_path: Path) -> None:
    texts.use("fr")
    path = tmp_path / "modele.csv"
    async with people_of() as pilot:
        await press(pilot, "t")
        await until(pilot, "Écrire un modèle")
        pilot.app.screen.query_one("#path").value = str(path)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await until(pilot, "Le modèle est")
    assert path.read_text("utf-8-sig").startswith("Prénom;Nom de famille;E-mail;Téléphone;VIP;")


# --- one line


@pytest.mark.parametrize(
    ("line", "name", "email", "phone"),
    [
        ("Ada Lovelace, ada@example.org", "Ada Lovelace", "ada@example.org", ""),
        ("Ada Lovelace <ada@example.org>", "Ada Lovelace", "ada@example.org", ""),
        ("Ada\tada@example.org\t+44 20 7946", "Ada", "ada@example.org", "+44 20 7946"),
        ("Ada; 06 12 34 56 78", "Ada", "", "06 12 34 56 78"),
        ("Jean Pierre Marie Dupont", "Jean Pierre Marie Dupont", "", ""),
    ],
)
def test_a_line_is_a_person(line: str, name: str, email: str, phone: str) -> None:
    person = typed_person(line)
    assert (person.name, person.email, person.phone) == (name, email, phone)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "missing-name"),
        (" , ", "missing-name"),
        ("Dupont, Jean", "unclear-part"),
        ("Ada, ada@", "bad-email"),
    ],
)
def test_a_line_that_is_nobody_says_why(line: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        typed_person(line)
    assert refusal.value.messages[0].code == code


def test_alike_are_those_of_one_address_or_one_name() -> None:
    assert alike(named("Ádá  LOVELACE"), [BOB, ADA]) is ADA
    assert alike(named("Somebody", email="ADA@example.org"), [BOB, ADA]) is ADA
    assert alike(ADA, [ADA, BOB]) is None
    assert alike(named("!!!"), [named("???")]) is None


# --- two sides


COUPLE = (
    named("Ada Lovelace", gender="F", looking_for=("M",), age=30, age_min=25, age_max=40),
    named("Bob Moore", gender="M", looking_for=("F",), age=35, age_min=25, age_max=40),
    named("Cleo Nott", gender="F", looking_for=("NB",), age=33),
    named("Dan Ott", gender="X", side="M", looking_for=("F",), age=50),
)


async def made_two_sided(pilot: Pilot[int]) -> None:
    await shell(pilot).write("sides", lambda unit: unit.change(EVENT, two_sided=True))
    await settled(pilot)


@journey
async def test_sides_and_wishes_are_seen_where_the_evening_has_two_sides() -> None:
    async with people_of(*COUPLE) as pilot:
        await says(pilot, "4 in all")
        assert "25–40" not in screen_text(pilot.app)
        await press(pilot, "f")
        await says(pilot, "The evening has no two sides; Setup makes them (o).")
        await made_two_sided(pilot)
        await says(pilot, "F 2 · M 2", "Side", "(F)", "25–40", "Looking for")
        assert all(len(line) <= 80 for line in screen_text(pilot.app).splitlines())


@journey
async def test_who_has_no_possible_partner_is_marked_and_below_stands_why() -> None:
    async with people_of(*COUPLE) as pilot:
        await made_two_sided(pilot)
        await says(pilot, "✗ no possible partner: 2")
        await press(pilot, "down", "down")
        await says(pilot, "✗ Cleo Nott: looks for NB, and nobody there is")
        await press(pilot, "down")
        await says(pilot, "✗ Dan Ott: nobody of them looks for X")
        await press(pilot, "up", "up")
        await until(pilot, lambda: "Ott:" not in screen_text(pilot.app))


@journey
async def test_one_side_is_shown_by_itself_and_esc_shows_all() -> None:
    async with people_of(*COUPLE) as pilot:
        await made_two_sided(pilot)
        await press(pilot, "f")
        await says(pilot, "only F", "Ada", "Cleo")
        assert "Bob" not in screen_text(pilot.app)
        await press(pilot, "f")
        await says(pilot, "only M", "Bob", "Dan")
        assert "Ada" not in screen_text(pilot.app)
        await press(pilot, "V")
        assert [p.vip for p in await stored(pilot)] == [False, True, False, True]
        await press(pilot, "escape")
        await says(pilot, "4 in all · F 2 · M 2", "Ada", "Bob")


@journey
async def test_sides_are_made_of_genders_and_changed_one_by_one() -> None:
    async with people_of(*COUPLE) as pilot:
        await made_two_sided(pilot)
        await press(pilot, "d")
        await says(pilot, "Sides by gender: 3; 1 of another gender, or none: o gives them a side.")
        assert [p.side for p in await stored(pilot)] == ["F", "M", "F", "M"]
        await press(pilot, "o")
        await until(pilot, "F 1 · M 3")
        assert (await stored(pilot))[0].side == "M"
        await press(pilot, "u", "u")
        await says(pilot, "Undone: Sides by gender: 3")
        assert [p.side for p in await stored(pilot)] == ["", "", "", "M"]


@journey
async def test_one_gender_makes_no_sides() -> None:
    async with people_of(COUPLE[0], COUPLE[2]) as pilot:
        await press(pilot, "d")
        await says(pilot, "Two genders are needed to make two sides of them.")

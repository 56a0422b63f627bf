"""Matches and results: only what both said, on the screen, in files and to whom it is told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from textual.pilot import Pilot

from planner.evening.facts import Evening
from planner.matching import Answers
from planner.records import ANSWERS, Answer
from tests.planner.evening.evenings import EVENING, PLANS
from tests.tui.pilots import journey, press, screen_text, settled, until
from tests.tui.screens.matches.afterwards import (
    answered,
    changed,
    kept,
    matches,
    people,
    played,
)
from tui import texts
from tui.screens.matches.facts import Facts
from tui.screens.matches.mutual import MatchesTab, figures
from tui.screens.matches.outputs import write_csv, write_pdf
from tui.store.store import Store
from tui.widgets.field import Field

CARDS: dict[str, Answer] = {
    "Ada Dee": "yes", "Dee Ada": "yes", "Ada Jo": "friends", "Jo Ada": "friends",
    "Ada Gil": "yes", "Gil Ada": "friends", "Bob Eve": "yes",
}  # fmt: skip


async def shown(pilot: Pilot[int], *keys: str) -> str:
    await press(pilot, *keys)
    await settled(pilot)
    return screen_text(pilot.app)


@journey
async def test_matches_by_pair_by_person_and_by_kind() -> None:
    event_id = played()
    answered(event_id, CARDS)
    changed(event_id, "Ada", consent=True, email="ada@example.org")
    async with matches(event_id) as pilot:
        pairs = await shown(pilot, "tab")
        assert "2 matches · see again: 1, as friends: 1" in pairs
        assert "3 of 5 who answered have one · 60.0%" in pairs
        assert "only Ada’s" in pairs
        tab = pilot.app.screen.query_one(MatchesTab)
        assert [(row.one, row.other) for row in tab.pairs.shown] == [("Ada", "Dee"), ("Ada", "Jo")]
        await shown(pilot, "f", "f")
        assert [(row.one, row.other) for row in tab.pairs.shown] == [("Ada", "Jo")]
        await shown(pilot, "f", "p")
        assert [(row.name, row.matches) for row in tab.persons.shown][:4] == [
            ("Ada", "Dee, Jo"), ("Bob", ""), ("Cem", ""), ("Dee", "Ada"),
        ]  # fmt: skip
        assert "Dee" in await shown(pilot, "/", "=dee")
        assert [row.name for row in tab.persons.shown] == ["Ada", "Dee"]


@journey
async def test_each_result_says_what_is_passed_on_and_what_is_not() -> None:
    event_id = played()
    answered(event_id, CARDS)
    changed(event_id, "Dee", consent=True, email="dee@example.org", phone="+44 1")
    changed(event_id, "Jo", consent=False, email="jo@example.org")
    async with matches(event_id) as pilot:
        assert "Cards missing or not complete: 12" in await shown(pilot, "tab", "tab")
        await press(pilot, "enter")
        await until(pilot, "What Ada is told")
        text = screen_text(pilot.app)
        assert "dee@example.org · +44 1" in text
        assert "jo@example.org" not in text
        assert "has not agreed to share" in text
        assert "Nobody is told how to reach Ada: was never asked." in text
        assert "Gil" not in text.split("What Ada")[1].split("esc or F4")[0]


@journey
async def test_results_are_mailed_from_here() -> None:
    event_id = played()
    answered(event_id, CARDS)
    async with matches(event_id) as pilot:
        await press(pilot, "M")
        await until(pilot, "Results by mail")
        await press(pilot, "escape")
        await until(pilot, "[9 Matches]")


async def fill(pilot: Pilot[int], selector: str, path: Path) -> None:
    pilot.app.screen.query_one(selector, Field).value = str(path)
    await pilot.pause()


@journey
async def _write_all(folder: Path, event_id: str) -> None:
    async with matches(event_id) as pilot:
        await press(pilot, "e")
        await until(pilot, "Write to the file")
        await fill(pilot, "#path", folder / "a.csv")
        await press(pilot, "enter")
        await until(pilot, "Written:")
        await press(pilot, "P")
        await until(pilot, "A page for each person")
        await press(pilot, "down", "enter")
        await until(pilot, "Write to the file")
        await fill(pilot, "#path", folder / "a.pdf")
        await press(pilot, "enter")
        await until(pilot, "a.pdf")
        await settled(pilot)
        await until(pilot, lambda: (folder / "a.pdf").exists())


def test_results_are_written_for_a_mailer_and_on_paper(tmp_path: Path) -> None:
    event_id = played(language="fr")
    answered(event_id, CARDS)
    changed(event_id, "Dee", consent=True, email="dee@example.org")
    _write_all(tmp_path, event_id)
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][:3] == ["Prénom", "Nom de famille", "E-mail"]
    assert len(rows) == 13
    assert [row[4] for row in rows if row[0] == "Ada"] == ["Dee · dee@example.org"]
    pages = PdfReader(tmp_path / "a.pdf").pages
    assert len(pages) == 12
    assert "vous retrouver en amis" in pages[0].extract_text()


def test_answers_of_a_web_form_are_looked_at_and_imported_as_one(tmp_path: Path) -> None:
    event_id = played()
    answered(event_id, {"Bob Eve": "yes"})
    file = tmp_path / "answers.csv"
    file.write_text(
        "from,to,answer\n2,5,yes\n2,5,no\n5,2,yes\n1,2,yes\n99,1,yes\n3,6,friends\n6,3,perhaps\n"
    )

    @journey
    async def go() -> None:
        async with matches(event_id) as pilot:
            await press(pilot, "i")
            await until(pilot, "Which file of answers")
            await fill(pilot, "FileStep Field", tmp_path / "nothing.csv")
            await press(pilot, "enter")
            await until(pilot, "✗")
            await fill(pilot, "FileStep Field", file)
            await press(pilot, "enter")
            await until(pilot, "Wrong: 4. Answers that can be kept: 2.")
            text = screen_text(pilot.app)
            assert "Bob has already answered something else about Eve" in text
            assert "Ada and Bob never sat together." in text
            assert "“99” is nobody on the list" in text
            assert "“perhaps” is no answer" in text
            assert "The answer of Bob about Eve is already there." in text
            await press(pilot, "enter")
            await until(pilot, "i imports the rest")
            assert kept(event_id) == {"Bob Eve": "yes"}
            await press(pilot, "i")
            await until(pilot, "Answers imported: 2.")
            assert kept(event_id) == {"Bob Eve": "yes", "Eve Bob": "yes", "Cem Fay": "friends"}
            await press(pilot, "u")
            await until(pilot, "1 of 12 cards")
            assert kept(event_id) == {"Bob Eve": "yes"}

    go()


def test_a_file_with_nothing_new_imports_nothing(tmp_path: Path) -> None:
    event_id = played()
    answered(event_id, {"Bob Eve": "yes"})
    file = tmp_path / "answers.csv"
    file.write_text("from,to,answer\n2,5,yes\n")

    @journey
    async def go() -> None:
        async with matches(event_id) as pilot:
            await press(pilot, "i")
            await until(pilot, "Which file of answers")
            await fill(pilot, "FileStep Field", file)
            await press(pilot, "enter")
            await until(pilot, "Answers that can be kept: 0.")
            await press(pilot, "enter")
            await until(pilot, "There is nothing new to import.")
            await press(pilot, "escape")
            await until(pilot, "Which file of answers")
            await press(pilot, "escape")
            await until(pilot, "1 of 12 cards")

    go()


# What only one said is nowhere


def mutual_only(cards: Answers) -> dict[tuple[str, str], Answer]:
    """The same cards, all there, as if whoever is not answered alike had said no."""
    return {
        (one, other): answer if cards.get((other, one)) == answer else "no"
        for (one, other), answer in cards.items()
    }


def outputs(facts: Facts, folder: Path) -> tuple[object, ...]:
    """All that the views Matches and Results show, and what is written of them."""
    write_csv(facts, folder / "results.csv")
    write_pdf(facts, folder / "results.pdf", None, whole_pages=True)
    return (
        figures(facts), facts.pairs, facts.results,
        (folder / "results.csv").read_bytes(), (folder / "results.pdf").read_bytes(),
    )  # fmt: skip


def facts_of(cards: Answers, evening: Evening = EVENING) -> Facts:
    return Facts(evening, PLANS, cards)


ids = st.sampled_from("abcdefgh")
random_cards = st.dictionaries(
    st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1]), st.sampled_from(ANSWERS)
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cards=random_cards)
def test_no_output_tells_what_only_one_of_two_said(
    cards: dict[tuple[str, str], Answer], tmp_path: Path
) -> None:
    assert outputs(facts_of(cards), tmp_path) == outputs(facts_of(mutual_only(cards)), tmp_path)


def test_the_screens_look_the_same_whether_one_sided_wishes_are_there_or_not() -> None:
    looks = []
    for refused in ("yes", "no"):
        event_id = played()
        answered(event_id, {
            "Ada Dee": "yes", "Dee Ada": "yes",
            "Gil Ada": refused, "Bob Eve": refused, "Ada Jo": refused, "Jo Ada": "friends",
            "Cem Fay": "friends" if refused == "yes" else "no",
        })  # fmt: skip
        if refused == "no":
            answered(event_id, {"Jo Ada": "no"})

        @journey
        async def go(event_id: str = event_id) -> None:
            async with matches(event_id) as pilot:
                looks.append([
                    await shown(pilot),
                    await shown(pilot, "tab"), await shown(pilot, "p"), await shown(pilot, "f"),
                    await shown(pilot, "tab"),
                ])  # fmt: skip
                for _ in people(event_id):
                    await press(pilot, "enter")
                    await until(pilot, "is told")
                    looks[-1].append(screen_text(pilot.app))
                    await press(pilot, "escape", "down")

        go()
    assert looks[0] == looks[1]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_papers_are_in_the_language_of_the_event(language: str, tmp_path: Path) -> None:
    texts.use("en")
    event_id = played(language=language)
    with Store.open() as store:
        evening = store.evening(event_id)
        assert evening is not None
        facts = Facts(evening, store.plans_of(evening), {})
    write_pdf(facts, tmp_path / "a.pdf", None, whole_pages=False)
    text = PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert ("personne n’a répondu" in text) == (language == "fr")

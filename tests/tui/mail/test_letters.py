from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.evening.facts import Evening
from planner.matching import matches
from planner.records import (
    Answer,
    AttendanceRecord,
    EventRecord,
    Moment,
    ParticipantRecord,
    When,
    attendance,
    card,
)
from tests.tui.mail.post import NOW, answered, event_with_addresses, letters_of, played
from tests.tui.planned import contents
from tui.mail.facts import read_mails
from tui.mail.letters import Attachment, Letter, as_mail, letters, result_letters
from tui.mail.settings import MailSettings
from tui.store.store import Store

SETTINGS = MailSettings("smtp.example.org", name="Gala team", address="team@example.org")
LETTER = Letter("Gala: your tables", "Hello Ada,\n")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "speed-dating.db") as store:
        yield store


def names_of(store: Store, event_id: str) -> dict[str, str]:
    return {person.name: person.id for person in contents(store, event_id).people}


def test_a_schedule_tells_a_person_her_own_tables_and_nobody_elses_name(store: Store) -> None:
    event_id = event_with_addresses(store, when=When("2026-11-20", "19:30"), venue="Old Mill")
    found = letters_of(store, event_id)
    letter = found[names_of(store, event_id)["Cem"]]
    assert letter.subject == "Gala: your tables"
    assert "Hello Cem," in letter.text
    assert "Gala, Fri 20 Nov 2026 19:30, Old Mill" in letter.text
    assert [line.strip() for line in letter.text.splitlines() if "Round" in line] == [
        "Round 1: Table T1", "Round 2: Table T2", "Round 3: Table T1",
    ]  # fmt: skip
    assert not any(other in letter.text for other in ("Ada", "Bob", "Dee", "@"))
    assert letter.text.endswith("Gala team\n")


def test_who_stays_away_is_written_nothing(store: Store) -> None:
    event_id = event_with_addresses(store)
    ada = names_of(store, event_id)["Ada"]
    record = attendance(event_id, ada)
    with store.writing("no-show") as unit:
        unit.add(record)
        unit.change(record, no_show=True)
    assert ada not in letters_of(store, event_id)


def test_a_result_names_mutual_matches_only_and_shares_what_was_agreed_to(store: Store) -> None:
    event_id = event_with_addresses(store)
    played(store, event_id)
    ids = names_of(store, event_id)
    cem = next(p for p in contents(store, event_id).people if p.name == "Cem")
    with store.writing("no consent") as unit:
        unit.change(cem, consent=None)
    answered(store, event_id, {
        ("Ada", "Cem"): "yes", ("Cem", "Ada"): "yes",
        ("Ada", "Eve"): "friends", ("Eve", "Ada"): "friends",
        ("Ada", "Bob"): "yes", ("Bob", "Ada"): "no", ("Dee", "Ada"): "yes",
        ("Fay", "Ada"): "friends", ("Ada", "Fay"): "yes",
    })  # fmt: skip
    found = letters_of(store, event_id, "result")
    to_ada = found[ids["Ada"]].text
    assert "cem@example.org" not in to_ada
    assert "has not agreed to share contact details" in to_ada
    assert "eve@example.org" in to_ada
    assert "tel. +44 20 7946 0000" in to_ada
    assert to_ada.index("Cem") < to_ada.index("Eve")
    assert not any(name in to_ada for name in ("Bob", "Dee", "Fay"))
    to_cem = found[ids["Cem"]].text
    assert "ada@example.org" in to_cem
    assert "They are not told how to reach you" in to_cem
    to_bob = found[ids["Bob"]].text
    assert "Ada" not in to_bob
    assert "nobody’s answers and yours were the same" in to_bob


def test_results_go_to_those_who_came(store: Store) -> None:
    event_id = event_with_addresses(store)
    assert letters_of(store, event_id, "result") == {}
    played(store, event_id)
    assert len(letters_of(store, event_id, "result")) == 6


def test_missing_cards_are_counted_before_results_go(store: Store) -> None:
    event_id = event_with_addresses(store)
    played(store, event_id)
    found = read_mails(store, event_id, "result", "")
    assert found is not None
    assert found.unfinished == 6


def test_letters_are_in_the_language_of_the_event(store: Store) -> None:
    event_id = event_with_addresses(store, language="fr")
    letter = next(iter(letters_of(store, event_id).values()))
    assert "Bonjour Ada" in letter.text
    assert "Tour 1" in letter.text


PEOPLE = tuple(
    ParticipantRecord(f"p{n}", f"Name{n}", f"Last{n}", f"n{n}@example.org", f"+33 {n}{n}{n}{n}",
                      event_id="e", position=n + 1)
    for n in range(5)
)  # fmt: skip
SAID: tuple[Answer, ...] = ("yes", "friends", "no")
PAIRS = [(a, b) for a in range(5) for b in range(5) if a != b]


@given(
    st.dictionaries(st.sampled_from(PAIRS), st.sampled_from(SAID)),
    st.lists(st.sampled_from([True, False, None]), min_size=5, max_size=5),
)
def test_nothing_one_sided_and_no_contact_without_consent_ever_leaves(
    answers: dict[tuple[int, int], Answer], consent: list[bool | None]
) -> None:
    people = tuple(
        ParticipantRecord(p.id, p.first_name, p.last_name, p.email, p.phone, consent=agreed,
                          event_id="e", position=p.position)
        for p, agreed in zip(PEOPLE, consent, strict=True)
    )  # fmt: skip
    evening = Evening(EventRecord("e", "Gala"), people, attendances=tuple(
        _arrived(person.id) for person in people
    ))  # fmt: skip
    cards = [card("e", f"p{a}", f"p{b}", said) for (a, b), said in answers.items()]
    mutual = matches({(c.giver_id, c.receiver_id): c.answer for c in cards})
    found = result_letters(evening, {}, cards, "Team")
    assert set(found) == {person.id for person in people}
    for person in people:
        text = found[person.id].text
        told = {match.other_id for match in mutual.get(person.id, ())}
        for other in people:
            if other is not person:
                assert (other.first_name in text) == (other.id in told)
                shared = other.id in told and other.consent is True
                assert (other.email in text) == shared
                assert (other.phone in text) == shared
                assert (other.last_name in text) == shared


def _arrived(person_id: str) -> AttendanceRecord:
    return replace(attendance("e", person_id), arrival=Moment("2026-11-20T19:30:00.000Z", 1))


# As mail


@settings(max_examples=30)
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_names_and_titles_cannot_add_a_header(name: str, sender: str, subject: str) -> None:
    person = ParticipantRecord("p", name + "\r\nBcc: eve@example.org", email="ada@example.org")
    mine = MailSettings("h", name=sender + "\nBcc: eve@example.org", address="t@example.org")
    letter = Letter(subject + "\r\nBcc: eve@example.org\r\n\r\nHello", "Text\n")
    content = as_mail(letter, person, "id", mine, NOW).as_bytes()
    read = message_from_bytes(content, policy=policy.default)
    assert read["Bcc"] is None
    assert {str(a.addr_spec) for a in read["To"].addresses} == {"ada@example.org"}
    assert read.get_content().split() == ["Text"]


@pytest.mark.parametrize("email", ["a@b, c@d.org", "a\r\nBcc: x@y.org", "@", "", "a@" + "b" * 80])
def test_an_address_that_is_none_makes_no_mail_to_somebody_else(email: str) -> None:
    person = ParticipantRecord("p", "Ada", email=email)
    try:
        content = as_mail(LETTER, person, "id", SETTINGS, NOW).as_bytes()
    except (ValueError, IndexError):
        return
    read = message_from_bytes(content, policy=policy.default)
    assert len(read["To"].addresses) <= 1
    assert read["Bcc"] is None


def test_a_schedule_can_come_as_pdf_too() -> None:
    person = ParticipantRecord("p", "Zoé", "Łukasz", "zoe@example.org")
    paper = Attachment("schedule.pdf", b"%PDF-1.4 ...")
    mail = as_mail(Letter("Soirée", "Bonsoir Zoé,\n"), person, "id", SETTINGS, NOW, paper)
    read = message_from_bytes(mail.as_bytes(), policy=policy.default)
    text, attached = read.iter_parts()
    assert text.get_content().strip() == "Bonsoir Zoé,"
    assert attached.get_filename() == "schedule.pdf"
    assert attached.get_content() == paper.pdf
    assert read["To"].addresses[0].display_name == "Zoé Łukasz"
    assert datetime.strptime(read["Date"], "%a, %d %b %Y %H:%M:%S %z") == NOW


def test_letters_says_each_kind_in_the_events_language() -> None:
    evening = Evening(EventRecord("e", "Gala", language="fr"), PEOPLE)
    assert letters("schedule", evening, {}, [], "") == {}
    assert letters("result", evening, {}, [], "") == {}

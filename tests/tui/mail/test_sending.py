"""Against a real mail server that refuses, drops, hangs and wants a login."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.messages import Refusal
from planner.records import MailRecord
from tests.tui.mail.post import (
    NAMES,
    NOW,
    PASSWORD,
    address,
    event_with_addresses,
    post_office,
    send,
    sending,
    settings_for,
    states,
)
from tests.tui.planned import contents
from tui.mail import sending as module
from tui.mail.facts import read_mails
from tui.mail.letters import Letter
from tui.mail.sending import (
    MailRefusal,
    Refused,
    alone,
    anybody_sends,
    decide,
    send_again,
    send_test,
)
from tui.store.restoring import restore
from tui.store.store import Store
from tui.texts import translate


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "speed-dating.db") as store:
        yield store


def test_everybody_gets_one_and_a_second_run_sends_nothing(store: Store) -> None:
    event_id = event_with_addresses(store)
    with post_office() as post:
        assert send(store, event_id, settings_for(post.port)).sent == 6
        assert send(store, event_id, settings_for(post.port)).of == 0
    assert post.who == list(NAMES)
    assert set(states(store, event_id).values()) == {"sent"}
    message = post.arrived[0][1]
    assert message["To"] == "Ada <ada@example.org>"
    assert message["From"] == "Gala team <team@example.org>"
    assert len({message["Message-ID"] for _to, message in post.arrived}) == 6
    assert "Round 1: T1" in message.get_content() or "Round 1: Table T1" in message.get_content()


def test_sending_is_nothing_that_undo_takes_back(store: Store) -> None:
    event_id = event_with_addresses(store)
    before = store.undoable()
    with post_office() as post:
        send(store, event_id, settings_for(post.port))
    assert store.undoable() == before


def test_a_server_that_refuses_half_way_is_told_by_its_number_and_asked_again(
    store: Store,
) -> None:
    event_id = event_with_addresses(store)
    full = {address("Bob"): "550 no Bob here", address("Dee"): "451 later"}
    with post_office(rcpt=lambda to: full.get(to, "250 OK")) as post:
        seen = send(store, event_id, settings_for(post.port))
        assert (seen.sent, seen.failed, seen.lost) == (4, 2, 0)
        found = states(store, event_id)
        assert (found["Bob"], found["Dee"]) == ("failed:550", "failed:451")
        full.clear()
        assert send(store, event_id, settings_for(post.port)).of == 0
        with store.writing("again") as unit:
            assert send_again(unit, event_id, "schedule") == 2
            assert send_again(unit, event_id, "result") == 0
        assert send(store, event_id, settings_for(post.port)).sent == 2
    assert sorted(post.who) == sorted(NAMES)


def test_a_mail_refused_after_its_text_has_failed(store: Store) -> None:
    event_id = event_with_addresses(store)
    with post_office(data=lambda _s, to: "552 full" if "cem" in to else "250 OK") as post:
        assert send(store, event_id, settings_for(post.port)).failed == 1
    assert states(store, event_id)["Cem"] == "failed:552"
    assert "Cem" not in post.who


def test_a_line_lost_before_the_text_is_tried_again_by_itself(store: Store) -> None:
    event_id = event_with_addresses(store)
    drops = ["drop"]

    def rcpt(to: str) -> str:
        return drops.pop() if "cem" in to and drops else "250 OK"

    with post_office(rcpt=rcpt) as post:
        assert send(store, event_id, settings_for(post.port)).sent == 6
    assert sorted(post.who) == sorted(NAMES)


def test_a_line_lost_after_the_text_asks_and_sends_no_second(store: Store) -> None:
    event_id = event_with_addresses(store)
    with post_office(data=lambda _s, to: "drop" if "cem" in to else "250 OK") as post:
        seen = send(store, event_id, settings_for(post.port))
        assert (seen.sent, seen.lost) == (5, 1)
        assert send(store, event_id, settings_for(post.port)).of == 0
        assert states(store, event_id)["Cem"] == "sending"
        found = read_mails(store, event_id, "schedule", "")
        assert found is not None
        assert found.count("uncertain") == 1
        with store.writing("decided") as unit:
            assert decide(unit, event_id, "schedule", NOW, arrived=True) == 1
        assert send(store, event_id, settings_for(post.port)).of == 0
    assert sorted(post.who) == sorted(NAMES)
    assert states(store, event_id)["Cem"] == "sent"


def test_what_may_have_arrived_goes_once_more_only_where_the_organizer_says_so(
    store: Store,
) -> None:
    event_id = event_with_addresses(store, ("Ada", "Bob"))
    lost = ["drop"]
    with post_office(data=lambda _s, _to: lost.pop() if lost else "250 OK") as post:
        send(store, event_id, settings_for(post.port))
        with store.writing("decided") as unit:
            decide(unit, event_id, "schedule", NOW, arrived=False)
        send(store, event_id, settings_for(post.port))
        ids = [message["Message-ID"] for to, message in post.arrived if to == address("Ada")]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_a_server_that_drops_every_line_ends_it_and_what_it_never_had_waits(store: Store) -> None:
    event_id = event_with_addresses(store)
    with (
        post_office(rcpt=lambda _: "drop") as post,
        pytest.raises(MailRefusal, match="cannot be reached"),
    ):
        send(store, event_id, settings_for(post.port))
    assert set(states(store, event_id).values()) == {"pending"}


def test_a_silent_server_is_not_waited_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    event_id = event_with_addresses(store, ("Ada", "Bob"))
    monkeypatch.setattr(module, "PATIENCE", 0.3)

    async def never() -> str:
        await asyncio.Event().wait()
        return ""

    with (
        post_office(data=lambda _s, _to: never()) as post,
        pytest.raises(MailRefusal, match="does not answer"),
    ):
        send(store, event_id, settings_for(post.port))
    assert set(states(store, event_id).values()) == {"sending"}


def test_a_refused_login_ends_it_before_anything_is_claimed(store: Store) -> None:
    event_id = event_with_addresses(store)
    with post_office(login=True) as post:
        wanted = settings_for(post.port, user="ada")
        with pytest.raises(MailRefusal, match="refuses the login"):
            send(store, event_id, wanted, password="wrong")
        assert set(states(store, event_id).values()) == {"pending"}
        assert send(store, event_id, wanted, password=PASSWORD).sent == 6


def test_a_server_that_will_not_have_the_sender_leaves_all_as_they_were(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_id = event_with_addresses(store)
    with post_office() as post:

        async def no(*_: object) -> str:
            return "553 not yours"

        post.handle_MAIL = no  # type: ignore[method-assign, assignment]
        with pytest.raises(MailRefusal, match=r"does not take mails from team@example\.org"):
            send(store, event_id, settings_for(post.port))
    assert set(states(store, event_id).values()) == {"pending"}


def test_encryption_that_is_not_offered_is_not_done_without(store: Store) -> None:
    event_id = event_with_addresses(store)
    with post_office() as post:
        for security, said in (("starttls", "does not offer"), ("tls", "valid certificate")):
            with pytest.raises(MailRefusal, match=said):
                send(store, event_id, settings_for(post.port, security=security))
    assert post.arrived == []
    assert set(states(store, event_id).values()) == {"pending"}


def test_nobody_there_is_told_in_words(store: Store) -> None:
    event_id = event_with_addresses(store)
    with post_office() as post:
        port = post.port
    with pytest.raises(MailRefusal, match="cannot be reached on port"):
        send(store, event_id, settings_for(port))


def test_stopping_ends_after_the_mail_on_its_way_and_goes_on_later(store: Store) -> None:
    event_id = event_with_addresses(store)
    with post_office() as post:
        run = sending(store, event_id, settings_for(post.port))
        post.data = lambda _s, to: run.stop() or "250 OK" if "cem" in to else "250 OK"  # type: ignore[func-returns-value]
        assert run.run().sent == 3
        assert run.is_stopped
        assert send(store, event_id, settings_for(post.port)).sent == 3
    assert sorted(post.who) == sorted(NAMES)


def test_between_two_mails_the_pace_is_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    event_id = event_with_addresses(store)
    waits: list[float] = []
    with post_office() as post:
        run = sending(store, event_id, settings_for(post.port, per_minute=30))
        monkeypatch.setattr(run._stopped, "wait", waits.append)
        run.run()
    assert waits == [2.0] * 5


def test_two_programs_at_once_never_double(tmp_path: Path) -> None:
    path = tmp_path / "speed-dating.db"
    names = [f"Guest{n}" for n in range(24)]
    with Store.open(path) as one, Store.open(path) as other, post_office() as post:
        event_id = event_with_addresses(one, names)
        runs = [sending(store, event_id, settings_for(post.port)) for store in (one, other)]
        threads = [threading.Thread(target=run.run) for run in runs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(post.who) == sorted(names)
        assert sum(run.progress.sent for run in runs) == 24


def test_only_one_program_of_a_machine_sends(tmp_path: Path) -> None:
    assert not anybody_sends(tmp_path)
    with alone(tmp_path):
        assert anybody_sends(tmp_path)
        with pytest.raises(Refusal, match="right now"), alone(tmp_path):
            pass
    assert not anybody_sends(tmp_path)


KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tests.tui.mail.post import send, settings_for
from tui.store.restoring import restore
from tui.store.store import Store

path, event_id, port = sys.argv[1:]
with Store.open(Path(path)) as store:
    send(store, event_id, settings_for(int(port)))
"""


def test_killed_between_claim_and_answer_it_asks_and_sends_no_second(tmp_path: Path) -> None:
    path = tmp_path / "speed-dating.db"
    with Store.open(path) as store:
        event_id = event_with_addresses(store)
    reached = threading.Event()

    async def hang() -> str:
        reached.set()
        await asyncio.Event().wait()
        return ""

    with post_office(data=lambda _s, to: hang() if "cem" in to else "250 OK") as post:
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path), event_id, str(post.port)],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        )
        assert reached.wait(60)
        child.send_signal(signal.SIGKILL)
        child.wait()
        with Store.open(path) as store:
            found = read_mails(store, event_id, "schedule", "")
            assert found is not None
            assert {r.person.name: r.state for r in found.rows}["Cem"] == "uncertain"
            post.data = lambda _s, _to: "250 OK"
            assert send(store, event_id, settings_for(post.port)).sent == 3
            assert states(store, event_id)["Cem"] == "sending"
    assert sorted(post.who) == sorted(set(NAMES) - {"Cem"})


def copied(store: Store, copy: Path) -> Path:
    with closing(sqlite3.connect(store.path)) as present, closing(sqlite3.connect(copy)) as into:
        present.backup(into)
    return copy


class Crash(BaseException):
    """As if the program were gone."""


OUTCOMES = ("sent", "refused", "lost before", "lost after", "crash before", "crash after")


@settings(max_examples=25)
@given(script=st.lists(st.sampled_from(OUTCOMES), max_size=25))
def test_whatever_happens_nobody_gets_it_twice_and_in_the_end_all_is_known(
    tmp_path_factory: pytest.TempPathFactory, script: list[str]
) -> None:
    """Also over crashes between any two steps; what may have arrived is never sent by itself."""
    tries = iter(script)
    reached: list[str] = []

    class Server:
        def __init__(self, *_: object) -> None:
            pass

        def send(self, _content: bytes, to: str, underway: object) -> None:
            outcome = next(tries, "sent")
            if outcome == "refused":
                raise Refused("550")
            if outcome.endswith("before"):
                raise Crash if outcome.startswith("crash") else ConnectionError
            assert callable(underway)
            underway()
            reached.append(to)
            if outcome.endswith("after"):
                raise Crash if outcome.startswith("crash") else ConnectionError

        def close(self) -> None:
            pass

    path = tmp_path_factory.mktemp("store") / "speed-dating.db"
    with Store.open(path) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "Server", Server)
        event_id = event_with_addresses(store)
        for _ in range(len(script) + 1):
            try:
                send(store, event_id, settings_for(1, per_minute=6_000_000))
            except (Crash, MailRefusal):
                continue
        found = states(store, event_id)
    assert len(reached) == len(set(reached))
    assert set(found) == set(NAMES)
    assert set(found.values()) <= {"sent", "failed:550", "sending"}
    assert {address(name) for name, state in found.items() if state != "failed:550"} == set(reached)


def test_an_older_copy_of_the_data_makes_no_mail_unsent(store: Store, tmp_path: Path) -> None:
    event_id = event_with_addresses(store)
    with post_office() as post:
        run = sending(store, event_id, settings_for(post.port))
        post.data = lambda _s, to: run.stop() or "250 OK" if "bob" in to else "250 OK"  # type: ignore[func-returns-value]
        copy = copied(store, tmp_path / "before.db")
        run.run()
        half = copied(store, tmp_path / "half.db")
        restore(store.path, copy)
        store.changed_elsewhere()
        assert states(store, event_id) == {"Ada": "sent", "Bob": "sent"}
        restore(store.path, half)
        store.changed_elsewhere()
        assert send(store, event_id, settings_for(post.port)).sent == 4
    assert sorted(post.who) == sorted(NAMES)


def test_a_forgotten_person_and_a_bad_address_are_left_out(store: Store) -> None:
    event_id = event_with_addresses(store)
    people = {person.name: person for person in contents(store, event_id).people}
    with post_office() as post:
        run = sending(store, event_id, settings_for(post.port))
        store.erase(people["Ada"])
        with store.writing("typo") as unit:
            unit.change(people["Bob"], email=f"bob@{'x' * 70}.org")
        run.run()
    assert "Ada" not in post.who
    assert states(store, event_id)["Bob"] == "failed:bad-address"
    assert not any(r.participant_id == people["Ada"].id for r in store.all(MailRecord, event_id))


def test_an_address_with_accents_goes_where_the_server_knows_them(store: Store) -> None:
    event_id = event_with_addresses(store, ("Ada", "Bob"))
    (ada, bob) = contents(store, event_id).people
    with store.writing("accents") as unit:
        unit.change(ada, email="zoé@example.org")
        unit.change(bob, email="bob@bücher.example")
    with post_office(utf8=False) as post:
        seen = send(store, event_id, settings_for(post.port))
    assert (seen.sent, seen.failed) == (1, 1)
    assert states(store, event_id)["Ada"] == "failed:no-utf8"
    assert post.arrived[0][0] == "bob@xn--bcher-kva.example"
    with store.writing("again") as unit:
        send_again(unit, event_id, "schedule")
    with post_office() as post:
        assert send(store, event_id, settings_for(post.port)).sent == 1
    assert post.arrived[0][0] == "zoé@example.org"


def test_a_mail_to_herself_goes_the_same_way() -> None:
    letter = Letter("It works", ".\n..dots\nas they are\n")
    with post_office(login=True) as post:
        send_test(settings_for(post.port, user="ada"), PASSWORD, letter, NOW)
        send_test(settings_for(post.port, user="ada"), PASSWORD, letter, NOW + timedelta(seconds=1))
    (to, message), _again = post.arrived
    assert to == "team@example.org"
    assert message.get_content().replace("\r\n", "\n") == letter.text


def test_logs_and_refusals_tell_nobody_and_no_password(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    event_id = event_with_addresses(store)
    with caplog.at_level(logging.DEBUG), post_office(login=True) as post:
        wanted = settings_for(post.port, user="ada")
        caplog.clear()
        with pytest.raises(MailRefusal) as refused:
            send(store, event_id, wanted, password="canary-1")
        send(store, event_id, wanted, password=PASSWORD)
    ours = "".join(r.getMessage() for r in caplog.records if r.name.startswith(("tui", "planner")))
    told = ours + translate(refused.value.messages[0])
    for canary in ("canary-1", PASSWORD, "ada@example.org", "Cem"):
        assert canary not in told
    path = store.path
    raw = b"".join(file.read_bytes() for file in path.parent.iterdir() if file.is_file())
    assert b"canary-1" not in raw
    assert PASSWORD.encode() not in raw

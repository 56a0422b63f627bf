"""The commands backup, restore and doctor, as they are typed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from planner.ids import new_id
from planner.records import EventRecord, ParticipantRecord
from tests.tui.store.raw import raw
from tui.launcher import main
from tui.logs import FILE as LOG_FILE
from tui.logs import log, open_log
from tui.store.backups import copies
from tui.store.place import store_path
from tui.store.store import Store


@pytest.fixture
def names() -> list[str]:
    return ["Evening"]


@pytest.fixture(autouse=True)
def _store(home: Path, names: list[str]) -> None:
    with Store.open() as store, store.writing("events") as unit:
        for name in names:
            unit.add(EventRecord(new_id(), name))


def events() -> list[str]:
    with Store.open() as store:
        return [summary.event.name for summary in store.events()]


def forget_everything() -> None:
    with Store.open() as store, store.writing("delete") as unit:
        unit.delete(*store.all(EventRecord))


def test_a_backup_is_restored_while_the_program_is_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "copy.db"
    with Store.open() as store:
        assert main(["backup", str(file)]) == 0
        assert str(file) in capsys.readouterr().out
        forget_everything()
        assert main(["restore", str(file), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["restored"] == str(file)
        assert store.changed_elsewhere()
        assert len(store.events()) == 1


def test_the_latest_sound_copy_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup"]) == 0
    forget_everything()
    later = copies(store_path())[0].with_name("speed-dating-20990101T000000Z-daily.db")
    later.write_bytes(b"garbage" * 1000)
    assert main(["restore"]) == 0
    assert capsys.readouterr().out.count(".db") == len(copies(store_path())) + 1
    store_path().write_bytes(b"garbage" * 1000)
    assert main(["restore", "--latest"]) == 0
    assert events() == ["Evening"]


@pytest.mark.parametrize(("name", "start"), [("all.json", b"{"), ("all.zip", b"PK")])
def test_everything_is_exported_for_other_programs(tmp_path: Path, name: str, start: bytes) -> None:
    assert main(["backup", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_file_that_is_there_is_replaced_only_by_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("copy.db", "copy.json"):
        file = tmp_path / name
        file.write_text("precious")
        assert main(["backup", str(file)]) == 2
        assert file.read_text() == "precious"
        assert "--force" in capsys.readouterr().err
        assert main(["backup", str(file), "--force"]) == 0
        assert file.read_bytes() != b"precious"


def test_what_is_no_backup_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ada" * 1000)
    assert main(["restore", str(tmp_path / "letter.txt")]) == 2
    assert main(["restore", str(tmp_path / "none.db")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert events() == ["Evening"]


def test_there_is_nothing_to_copy_before_the_first_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPEED_DATING_HOME", str(tmp_path / "elsewhere"))
    assert main(["backup"]) == 2
    assert main(["restore", "--latest"]) == 2
    assert main(["restore"]) == 0
    assert main(["doctor"]) == 0
    assert not store_path().exists()


def test_the_doctor_says_where_everything_lies(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    for place in (store_path(), home / "logs", home / "config", home / "data" / "backups"):
        assert str(place) in out
    assert main(["doctor", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["sound"] is report["database"]["sound"] is True


def test_the_doctor_counts_what_is_not_yet_in_the_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Store.open() as store:
        with store.writing("events") as unit:
            unit.add(*(EventRecord(new_id(), f"Evening {n}") for n in range(200)))
        log = store_path().with_name(f"{store_path().name}-wal")
        assert log.stat().st_size > 0
        capsys.readouterr()
        assert main(["doctor", "--json"]) == 0
        counted = json.loads(capsys.readouterr().out)["database"]["bytes"]
        assert counted == store_path().stat().st_size + log.stat().st_size


def test_the_doctor_finds_damage_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    damaged = b"garbage" * 1000
    store_path().write_bytes(damaged)
    assert main(["doctor"]) == 2
    assert "speed-dating restore" in capsys.readouterr().out
    assert store_path().read_bytes() == damaged


def test_the_doctor_finds_what_the_program_would_refuse(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with raw(store_path()) as database:
        database.execute("DROP TRIGGER events_updated")
    assert main(["doctor", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["database"]["state"] == "triggers-differ"


@pytest.mark.parametrize("names", [["Canaryevent"]])
def test_the_report_for_support_names_nobody(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/canaryuser")
    monkeypatch.setenv("COLORTERM", "truecolor")
    with Store.open() as store, store.writing("people") as unit:
        event = store.all(EventRecord)[0]
        unit.add(
            ParticipantRecord(new_id(), "Canaryname", email="canary@example.org", event_id=event.id)
        )
    open_log("info")
    log.error("File /home/canaryuser/program.py, to canary@example.org, in %s", home)
    bundle = tmp_path / "report.zip"
    assert main(["doctor", "--bundle", str(bundle)]) == 0
    with zipfile.ZipFile(bundle) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert json.loads(texts["report.json"])["terminal"]["COLORTERM"] == "truecolor"
    assert "~/program.py" in texts["log.txt"]
    assert (home / "logs" / LOG_FILE).exists()
    assert not any("canary" in text.lower() or str(home) in text for text in texts.values())

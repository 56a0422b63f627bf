"""Where everything lies and whether it is sound, for the organizer and, packed, for support."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

from planner import __version__
from planner.messages import N_, Message, Refusal
from tui.folders import config_folder, log_folder
from tui.logs import FILE as LOG_FILE
from tui.store.place import store_path

LOG_LINES: Final = 400
"""The last lines of the log that a report holds."""
_VARIABLES: Final = (
    "TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "LANG", "LC_ALL", "LC_MESSAGES",
)  # fmt: skip
_ADDRESS: Final = re.compile(r"[^\s@<>]+@[^\s@<>]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the program."""

    part: str
    place: str
    state: Message
    sound: bool = True
    facts: dict[str, Any] = field(default_factory=dict)
    """For programs and support."""


def diagnose() -> list[Finding]:
    """Looks at everything and changes nothing."""
    path = store_path()
    return [
        _program(), _database(path), _copies(path), _folder("settings", config_folder()),
        _folder("log", log_folder()), _kernels(), _terminal(),
    ]  # fmt: skip


def as_json(findings: list[Finding]) -> dict[str, Any]:
    return {
        "sound": all(finding.sound for finding in findings),
        **{
            f.part: {"place": f.place, "sound": f.sound, "state": f.state.code, **f.facts}
            for f in findings
        },
    }


def write_bundle(findings: list[Finding], stream: BinaryIO) -> None:
    """A zip of the findings and the end of the log, without names of people, places or homes."""
    report = json.dumps(as_json(findings), indent=2)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.json", redacted(report))
        archive.writestr("log.txt", redacted("".join(_last_log_lines())))


def redacted(text: str) -> str:
    """`text` without home folders and addresses; the log names nobody, and this makes sure."""
    for home in {str(Path.home()), os.environ.get("SPEED_DATING_HOME", "")} - {"", "/"}:
        text = text.replace(json.dumps(home)[1:-1], "~").replace(home, "~")
    return _ADDRESS.sub("…@…", text)


def _last_log_lines() -> list[str]:
    try:
        with (log_folder() / LOG_FILE).open(encoding="utf-8", errors="replace") as log:
            return log.readlines()[-LOG_LINES:]
    except OSError:
        return []


def _program() -> Finding:
    import sqlite3

    facts = {
        "version": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(terse=True),
        "cores": os.cpu_count() or 1,
    }
    state = N_("version {version}, Python {python}, SQLite {sqlite}, {system}")
    return Finding("program", sys.prefix, Message("running", state, facts), facts=facts)


def _database(path: Path) -> Finding:
    try:
        schema = _schema(path) if path.exists() else 0
    except Refusal as refusal:
        return Finding("database", str(path), refusal.messages[0], sound=False)
    if schema == 0:
        state = Message("none-yet", N_("none yet; it is made when the program first opens"))
        return Finding("database", str(path), state)
    log = path.with_name(f"{path.name}-wal")  # holds what was not yet moved into the file
    size = path.stat().st_size + (log.stat().st_size if log.exists() else 0)
    facts = {
        "schema": schema, "bytes": size, "mode": oct(path.stat().st_mode & 0o777),
        "free_bytes": shutil.disk_usage(path.parent).free,
    }  # fmt: skip
    state = Message("sound", N_("sound, {size:.1f} MB"), {"size": size / 1e6})
    return Finding("database", str(path), state, facts=facts)


def _schema(path: Path) -> int:
    """Raises Refusal for what the program would refuse to open."""
    import sqlite3
    from contextlib import closing

    from tui.store.capture import expect_installed
    from tui.store.complaints import in_words
    from tui.store.integrity import STORE_SCHEMA, expect_ours

    uri = f"{path.absolute().as_uri()}?mode=ro"
    with in_words(path), closing(sqlite3.connect(uri, uri=True)) as database:
        schema = expect_ours(path, database)
        if schema == STORE_SCHEMA:
            expect_installed(database)
    return schema


def _copies(path: Path) -> Finding:
    from tui.store.backups import copies, folder_of, made_at

    found = copies(path)
    if not found:
        return Finding("copies", str(folder_of(path)), Message("none-yet", N_("none yet")))
    newest = made_at(found[0]).astimezone().strftime("%Y-%m-%d %H:%M")
    state = Message("copies", N_("{count}, the newest of {date}"), {
        "count": len(found), "date": newest,
    })  # fmt: skip
    return Finding("copies", str(folder_of(path)), state, facts={"count": len(found)})


def _folder(part: str, folder: Path) -> Finding:
    """A folder that the program makes when it first writes there."""
    existing = next(p for p in (folder, *folder.parents) if p.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        state = Message("not-writable", N_("cannot be written; check who is allowed to"))
        return Finding(part, str(folder), state, sound=False)
    if existing == folder:
        return Finding(part, str(folder), Message("sound", N_("sound")))
    return Finding(part, str(folder), Message("none-yet", N_("none yet")))


def _kernels() -> Finding:
    from planner.search.compile import cache_folder

    folder = cache_folder()
    count = sum(1 for _ in folder.rglob("*.nbi"))
    if count == 0:
        state = Message("none-yet", N_("none yet; the first plan takes longer"))
    else:
        state = Message("sound", N_("ready"))
    return Finding("kernels", str(folder), state, facts={"count": count})


def _terminal() -> Finding:
    size = shutil.get_terminal_size()
    facts: dict[str, Any] = {
        "columns": size.columns,
        "rows": size.lines,
        "encoding": sys.stdout.encoding or "",
        "remote": "SSH_CONNECTION" in os.environ,
        "multiplexer": "TMUX" in os.environ or "STY" in os.environ,
        "terminal": sys.stdin.isatty() and sys.stdout.isatty(),
        **dict(_variables()),
    }
    state = Message("terminal", N_("{columns} × {rows}, {encoding}"), facts)
    return Finding("terminal", os.environ.get("TERM", ""), state, facts=facts)


def _variables() -> Iterator[tuple[str, str]]:
    for name in _VARIABLES:
        if name in os.environ:
            yield name, os.environ[name]

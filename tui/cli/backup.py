"""`speed-dating backup`: a copy of everything, also while the program is open."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from planner.messages import N_, Message
from tui.cli.options import Commands, add_command, add_common
from tui.texts import _, say

FORMATS: Final = ("db", "json", "csv")
_FORMAT_OF: Final = {".json": "json", ".zip": "csv"}


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "backup",
        run,
        help=_("copy everything you have in the program to a file"),
        description=_(
            "Copies all events, people and plans to a file, also while the program is open. "
            "Without a file, the copy joins the automatic ones. A .json or .zip file holds the "
            "same for other programs to read."
        ),
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help=_("where the copy goes"))
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help=_("a database to restore from, or JSON or CSV in a zip (default: after the name)"),
    )
    parser.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    add_common(parser)


def run(options: Namespace) -> int:
    from tui.cli.exits import DONE, print_json

    kind = options.format or _FORMAT_OF.get(Path(options.file or "").suffix.lower(), "db")
    written = _copy(options, kind)
    if options.json:
        print_json({"file": str(written), "format": kind})
    elif not options.quiet:
        print(say("Everything is in {file}.", file=written))
    return DONE


def _copy(options: Namespace, kind: str) -> Path:
    import sqlite3
    from contextlib import closing

    from tui.files import expect_writable, write_atomically
    from tui.store.backups import new_copy, write_copy
    from tui.store.complaints import in_words
    from tui.store.place import store_path

    path = store_path()
    expect_store(path)
    with in_words(path), closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source:
        if options.file is None:
            target = new_copy(path, "by-hand")
            write_copy(source, target)
            return target
        target = Path(options.file)
        if kind == "db":
            expect_writable(target, options.force)
            write_copy(source, target.resolve())
            return target
        from tui.store.archive import write_csv, write_json

        source.execute("BEGIN")
        with write_atomically(target, options.force) as stream:
            (write_json if kind == "json" else write_csv)(source, stream)
        return target


def expect_store(path: Path) -> None:
    """Raises Refusal where there is nothing to copy, or nothing sound."""
    from tui.store.complaints import StoreRefusal
    from tui.store.integrity import schema_of

    if not path.exists() or schema_of(path) == 0:
        raise StoreRefusal(
            Message(
                "nothing-kept",
                N_("There is nothing to copy yet: {path} is made when the program first opens."),
                {"path": str(path)},
            )
        )

"""`speed-dating restore`: back to an earlier copy, also while the program is open."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from planner.messages import N_, Message
from tui.cli.options import Commands, add_command, add_common
from tui.texts import _, say


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "restore",
        run,
        help=_("go back to a copy, or list the copies there are"),
        description=_(
            "Makes everything as it was when the copy was made; the present state is copied "
            "first. Without a file, lists the automatic copies, the newest first."
        ),
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help=_("a copy made by backup"))
    parser.add_argument(
        "--latest", action="store_true", help=_("take the newest sound automatic copy")
    )
    add_common(parser)


def run(options: Namespace) -> int:
    from tui.cli.exits import DONE, print_json
    from tui.store.place import store_path

    path = store_path()
    copy = _chosen(options, path)
    if copy is None:
        _list(options, path)
        return DONE
    from tui.store.restoring import restore

    saved = restore(path, copy)
    if options.json:
        print_json({"restored": str(copy), "saved": str(saved) if saved else None})
    elif not options.quiet:
        print(say("Everything is as in {file}.", file=copy))
        if saved:
            print(say("What was there before is in {file}.", file=saved))
    return DONE


def _chosen(options: Namespace, path: Path) -> Path | None:
    if options.file is not None:
        return Path(options.file)
    if not options.latest:
        return None
    from tui.store.backups import copies
    from tui.store.complaints import StoreRefusal
    from tui.store.integrity import is_sound

    for copy in copies(path):
        if is_sound(copy):
            return copy
    raise StoreRefusal(
        Message("no-copies", N_("There is no sound automatic copy of {path}."), {"path": str(path)})
    )


def _list(options: Namespace, path: Path) -> None:
    from tui.cli.exits import print_json
    from tui.store.backups import copies

    found = copies(path)
    if options.json:
        print_json({"copies": [str(copy) for copy in found]})
    elif not found:
        print(_("There are no automatic copies yet."))
    else:
        for copy in found:
            print(copy)
        if not options.quiet:
            print(_("Go back to one of them with: speed-dating restore FILE"))

"""`speed-dating display`: round, clock and places on a second screen."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from planner.messages import N_, refuse
from tui import texts
from tui.cli.options import Commands, add_command, add_common
from tui.texts import _

if TYPE_CHECKING:
    from planner.records import EventRecord
    from tui.store.watch import Watch


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "display",
        run,
        help=_("show round, clock and places on a second screen"),
        description=_(
            "Shows the round, a large clock and everybody’s place to the guests, while another "
            "terminal runs the evening. It only reads. Without EVENT it takes the one that runs."
        ),
    )
    parser.add_argument("event", nargs="?", metavar="EVENT", help=_("a name, part of it, or an id"))
    parser.add_argument("--list", action="store_true", help=_("list the events there are"))
    add_common(parser)


def run(options: Namespace) -> int:
    from tui.store.place import store_path
    from tui.store.watch import Watch

    watch = Watch(store_path())
    try:
        with watch.reading() as reader:
            events = [summary.event for summary in reader.events()]
        if options.list:
            return _list(events, as_json=options.json)
        event = chosen(events, options.event, date.today())
        return _show(watch, event.id, language=options.lang)
    finally:
        watch.close()


def chosen(events: Sequence[EventRecord], typed: str | None, today: date) -> EventRecord:
    """The event that was typed, else the one that runs, else the one that is to be.

    Raises Refusal where it could be several or none.
    """
    if typed is not None:
        found = _called(events, typed)
        if not found:
            raise refuse(
                "no-such-event",
                N_("No event is called “{name}” (see speed-dating display --list)."),
                name=typed,
            )  # fmt: skip
        return _only(found)
    live = [event for event in events if not event.archived]
    running = [event for event in live if event.state == "running"]
    if running:
        return _only(running)
    open_ = [event for event in live if event.state != "done"]
    to_day = [event for event in open_ if event.when.date == today.isoformat()]
    if not open_:
        raise refuse("no-event-runs", N_("No event runs, and none is to come."))
    return _only(to_day or open_)


def _called(events: Sequence[EventRecord], typed: str) -> list[EventRecord]:
    wanted = typed.casefold()
    for fits in (
        lambda event: event.id == typed,
        lambda event: event.name.casefold() == wanted,
        lambda event: wanted in event.name.casefold(),
    ):
        if found := [event for event in events if fits(event)]:
            return found
    return []


def _only(events: Sequence[EventRecord]) -> EventRecord:
    if len(events) == 1:
        return events[0]
    raise refuse(
        "several-events",
        N_("Which event? Give a name or an id: {names} (see speed-dating display --list)"),
        names=sorted({event.name for event in events})[:8],
    )


def _list(events: Sequence[EventRecord], *, as_json: bool) -> int:
    from tui.cli.exits import DONE, print_json
    from tui.cli.report import columns
    from tui.safe import safe

    if as_json:
        print_json({"events": [
            {"id": e.id, "name": e.name, "date": e.when.date, "time": e.when.time,
             "state": e.state} for e in events
        ]})  # fmt: skip
    elif not events:
        print(_("No events."))
    else:
        print(columns(
            (e.id, f"{e.when.date or '-'}  {_(_STATES[e.state])}  {safe(e.name)}") for e in events
        ))  # fmt: skip
    return DONE


_STATES: Final = {
    "draft": N_("draft"), "planned": N_("planned"), "running": N_("running"), "done": N_("done"),
}  # fmt: skip


def _show(watch: Watch, event_id: str, *, language: str | None) -> int:
    from tui import terminal
    from tui.cli.program import ended
    from tui.store import settings as kept
    from tui.store.place import store_path

    terminal.expect_usable(sys.stdin, sys.stdout, os.environ)
    settings = kept.read(store_path())
    if language is None and settings.language:
        texts.use(settings.language)
    terminal.settle(os.environ, settings)

    from tui.display import DisplayApp

    app = DisplayApp(watch, event_id)
    app.run(mouse=False)
    return (app.return_code or 0) if app.crash is None else ended(app.crash)

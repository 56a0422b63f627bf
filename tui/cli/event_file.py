"""`--event-out`: the event as a file that later commands begin with."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from planner.event import Event
from planner.form import event_to_form
from tui.files import expect_writable, write_atomically


@dataclass(frozen=True, slots=True)
class EventFile:
    path: Path
    replace: bool

    def write(self, event: Event) -> None:
        form = json.dumps(event_to_form(event), indent=2, ensure_ascii=False)
        with write_atomically(self.path, self.replace) as stream:
            stream.write(form.encode() + b"\n")


def event_file(options: Namespace) -> EventFile | None:
    """Where the event goes, if anywhere. Raises Refusal where it cannot, before any work."""
    if options.event_out is None:
        return None
    path = Path(options.event_out)
    expect_writable(path, options.force)
    return EventFile(path, options.force)

"""`speed-dating doctor`: where everything lies and whether it is sound."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from planner.messages import N_
from tui.cli.options import Commands, add_command, add_common
from tui.safe import safe
from tui.texts import _, say, translate

_LABELS: Final = {
    "program": N_("Program"),
    "database": N_("Database"),
    "copies": N_("Copies"),
    "settings": N_("Keys and settings"),
    "log": N_("Log"),
    "kernels": N_("Compiled planner"),
    "terminal": N_("Terminal"),
}


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "doctor",
        run,
        help=_("say where everything lies and whether it is sound"),
        description=_(
            "Says where data, settings, the log and the compiled planner lie and whether they are "
            "sound. It changes nothing."
        ),
    )
    parser.add_argument(
        "--bundle",
        metavar="FILE",
        help=_("also pack a report for support into a zip file: no names, no data of yours"),
    )
    parser.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    add_common(parser)


def run(options: Namespace) -> int:
    from tui.cli.exits import DONE, FILES, print_json
    from tui.cli.report import columns
    from tui.diagnosis import as_json, diagnose, write_bundle
    from tui.files import write_atomically

    findings = diagnose()
    sound = all(finding.sound for finding in findings)
    if options.bundle is not None:
        with write_atomically(Path(options.bundle), options.force) as stream:
            write_bundle(findings, stream)
    if options.json:
        print_json(as_json(findings))
    elif not options.quiet:
        print(columns((_(_LABELS[f.part]), safe(f.place)) for f in findings))
        print()
        print(columns((_(_LABELS[f.part]), translate(f.state)) for f in findings))
        if options.bundle is not None:
            print(say("The report is in {file}.", file=options.bundle))
    return DONE if sound else FILES

"""What Textual 8 does to a program that does not look out, and which test does.

Numbers are those of the list kept with the design; 14 to 16 were found on these journeys.

== =================================================== ==========================================
1  control characters in data reach the terminal       test_faults.py: names of every kind;
                                                       test_program.py: names from elsewhere
2  markup in names ends the app                        the same; test_table.py, test_results.py,
                                                       test_heatmap.py: names are shown
3  NO_COLOR only greys; a theme set late is black      test_program.py: no color means none;
   on black; state told by hue                         test_terminal.py; test_looks.py (files
                                                       without colors, in both themes)
4  without a terminal, or with a dumb one, it hangs    test_program.py: cannot draw, without a
                                                       terminal, a small window
5  SIGHUP and SIGTERM end it without clean-up          test_program.py: signals, a lost line;
                                                       test_faults.py: a hang-up during an import
6  bytes of a mouse after a re-attach crash it         test_program.py: bytes of a mouse, SSH
7  the footer is cut without a sign                    test_bars.py; test_looks.py
8  animations go on over a slow line                   test_terminal.py: colors follow;
                                                       test_program.py: bytes of a page
9  files are delivered to the wrong machine            test_outputs.py; here: the clipboard
10 LoadingIndicator sends 54 kB a second, esc waits    here: never used; F4 throughout the journeys
11 textual[syntax] can crash the interpreter           test_import_hygiene.py: syntax highlighting
12 DataTable is slow with many rows or columns         test_table.py: ten thousand rows;
                                                       test_heatmap.py: a line costs no more
13 multiprocessing fails inside a running program      here: never used; test_generate.py
14 keys that come together take effect out of order    test_typing_ahead.py
15 of sizes that follow at once an older one may stay  test_faults.py: a window of any size
16 the report of a crash prints people’s names         test_crash.py: an error anywhere
== =================================================== ==========================================
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.tui.planned import keep, new_event, rotated
from tui.store.store import Store

SOURCES = Path(__file__).parents[2] / "tui"


@pytest.mark.parametrize("trap", [r"LoadingIndicator", r"\.loading = ", r"\.notify\(",
                                  r"import multiprocessing", r"deliver_"])  # fmt: skip
def test_what_is_a_trap_is_not_used(trap: str) -> None:
    found = [path for path in SOURCES.rglob("*.py") if re.search(trap, path.read_text("utf-8"))]
    assert not found


def test_what_is_copied_goes_to_the_machine_of_the_reader(home: Path) -> None:
    with Store.open() as store:
        event_id = new_event(store, ["Ada", "Bob", "Cem", "Dee"], tables=2, rounds=2)
        keep(store, event_id, rotated(4, 2, 2))
    with Terminal(home=home) as terminal:
        terminal.until("Gala").keys("enter").until("[1 ").keys("6").until("Round 1 of 2")
        terminal.keys("y").until(lambda t: b"\x1b]52;c;" in t.sent).quiet()
    sent = re.search(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", terminal.sent)
    assert sent is not None
    assert "Ada, Cem" in base64.b64decode(sent[1]).decode()

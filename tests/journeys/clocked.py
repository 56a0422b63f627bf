"""`clocked.py FILE ...` is `speed-dating ...` on a machine where it is as late as FILE says."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from tui import launcher
from tui.frame import Frame

if __name__ == "__main__":
    FILE = Path(sys.argv[1])
    Frame.now = staticmethod(lambda: datetime.fromisoformat(FILE.read_text()))
    sys.exit(launcher.main(sys.argv[2:]))

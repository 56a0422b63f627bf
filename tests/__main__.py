"""Every check, in one command: `python -m tests`. Ends with 1 if any of them fails."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(sys.executable).parent

CHECKS = (
    ("style", [SCRIPTS / "ruff", "check", "."]),
    ("format", [SCRIPTS / "ruff", "format", "--check", "."]),
    ("arrows", [SCRIPTS / "lint-imports"]),
    ("types", [SCRIPTS / "mypy"]),
    ("tests", [SCRIPTS / "pytest", "-n", "2", "--dist", "worksteal", "--cov", "--durations", "8"]),
)


def main() -> int:
    failed = []
    for name, command in CHECKS:
        print(f"\n== {name}", flush=True)
        started = time.monotonic()
        if subprocess.run(list(map(str, command)), cwd=ROOT).returncode:
            failed.append(name)
        print(f"-- {name}: {time.monotonic() - started:.0f} s", flush=True)
    if failed:
        print("\nFailed:", ", ".join(failed))
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())

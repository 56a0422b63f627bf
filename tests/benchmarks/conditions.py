"""What a figure was measured on, and how one piece of work is measured."""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from importlib.metadata import version
from typing import Any


def describe() -> str:
    return (
        f"{date.today().isoformat()}, {platform.machine()} {platform.system()}, "
        f"{len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}, "
        f"numpy {version('numpy')}, numba {version('numba')}"
    )


def in_process_of_its_own(module: str, job: Mapping[str, Any]) -> dict[str, Any]:
    """Runs `python -m module` with the job as JSON on stdin; adds its wall time and peak memory.

    A fresh process pays for imports and for loading kernels, as a user does, and its peak memory
    is its own.
    """
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", module, "--job"],
        input=json.dumps(job), capture_output=True, text=True,
    )  # fmt: skip
    seconds = time.perf_counter() - started
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1:], "seconds": seconds}
    return {**json.loads(done.stdout), "seconds": seconds}


def answer(work: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """The other end of `in_process_of_its_own`."""
    result = work(json.load(sys.stdin))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**result, "memory": round(peak)}))

"""The real program in a pseudo-terminal: keys go in, the screen is what an emulator makes of it.

Everything waits for what is on the screen, never for a time to pass.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

import pyte

PATIENCE: Final = 60.0
"""Seconds after which what is waited for will not come; only a failing test waits so long."""
QUIET: Final = 0.4
"""Seconds without a byte after which an answer is taken to be complete."""

KEYS: Final = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "delete": "\x1b[3~", "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS",
    "f5": "\x1b[15~", "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~",
    "ctrl+p": "\x10", "ctrl+r": "\x12", "ctrl+c": "\x03",
}  # fmt: skip
_UNKNOWN: Final = re.compile(
    rb"\x1b\[[<>=?][0-9;]*[a-zA-Z]*u|\x1b\[\?[0-9;]*\$p|\x1b\[>[0-9;]*[a-zA-Z]|\x1bP[^\x1b]*\x1b\\"
)
"""Questions and modes that the emulator does not know and would draw."""

Seen = Callable[["Terminal"], bool]


class Terminal:
    """`with Terminal("demo", home=tmp_path) as terminal:`, `speed-dating demo` in 80x24.

    `terminal.text` is what is on the screen, `terminal.sent` every byte so far.
    """

    def __init__(
        self,
        *arguments: str,
        home: Path,
        columns: int = 80,
        lines: int = 24,
        environ: Mapping[str, str | None] | None = None,
        program: Sequence[str] = ("-m", "tui.launcher"),
    ) -> None:
        """`environ` is added to ours, where None takes a name away; `program` is Python's part of
        the command."""
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self._fed = 0
        self._master, worker = os.openpty()
        self._size(worker, columns, lines)
        settings: dict[str, str | None] = {
            **os.environ,
            "SPEED_DATING_HOME": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": None,
            "SSH_CONNECTION": None,
            "COLUMNS": None,
            "LINES": None,
            **(environ or {}),
        }
        self.process = subprocess.Popen(
            [sys.executable, *program, *arguments],
            stdin=worker,
            stdout=worker,
            stderr=worker,
            env={name: value for name, value in settings.items() if value is not None},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(worker)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    # --- what it shows

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def until(self, wanted: str | Seen) -> Terminal:
        """Reads until the text `wanted` is on the screen, or the condition holds."""
        seen = wanted if callable(wanted) else lambda terminal: wanted in terminal.text
        deadline = time.monotonic() + PATIENCE
        while not seen(self):
            if time.monotonic() > deadline or not self._read(1.0):
                raise AssertionError(f"{wanted!r} did not come; the screen is:\n{self.text}")
        return self

    def quiet(self) -> Terminal:
        """Reads until nothing more comes."""
        before = -1
        while len(self.sent) != before:
            before = len(self.sent)
            self._read(QUIET)
        return self

    def ended(self) -> int:
        """Reads until the program has ended; its exit code, minus a signal's number."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"the program goes on; the screen is:\n{self.text}")
            self._read(0.05)
        self.quiet()
        return self.process.returncode

    # --- what it is told

    def keys(self, *keys: str) -> Terminal:
        """Presses `keys`: names of KEYS, or text typed as it is."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())
        return self

    def bytes_of(self, *keys: str, then: str | Seen | None = None) -> int:
        """How many bytes the answer to `keys` took; `then` is what it has to show."""
        self.quiet()
        before = len(self.sent)
        self.keys(*keys)
        if then is not None:
            self.until(then)
        self.quiet()
        return len(self.sent) - before

    def resize(self, columns: int, lines: int) -> Terminal:
        self._size(self._master, columns, lines)
        self.screen.resize(lines, columns)
        return self

    def signal(self, number: signal.Signals) -> Terminal:
        self.process.send_signal(number)
        return self

    def hang_up(self) -> None:
        """Closes the terminal, as a lost line does."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    # --- the pseudo-terminal

    @staticmethod
    def _size(descriptor: int, columns: int, lines: int) -> None:
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def _read(self, seconds: float) -> bool:
        """Waits so long for bytes; False once there can be none any more."""
        if self._master < 0:
            return False
        if not select.select([self._master], [], [], seconds)[0]:
            return True
        try:
            received = os.read(self._master, 1 << 16)
        except OSError:  # the other side is closed
            received = b""
        self.sent += received
        whole = self._whole()
        fresh = _UNKNOWN.sub(b"", self.sent[self._fed : whole])
        screens = fresh.split(b"\x1b[?1049l")  # back from the alternate screen
        for number, part in enumerate(screens):
            if number:
                self.screen.reset()
            self._stream.feed(part)
        self._fed = whole
        return bool(received)

    def _whole(self) -> int:
        """Where the last escape sequence begins that may not have come whole."""
        last = self.sent.rfind(b"\x1b", max(self._fed, len(self.sent) - 64))
        return (
            last
            if last >= 0 and not re.search(rb"[a-zA-Z~]", self.sent[last + 1 :])
            else len(self.sent)
        )

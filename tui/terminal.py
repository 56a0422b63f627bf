"""What terminal this is, decided before Textual is imported, which reads it all at import."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Final, Protocol

from planner.messages import N_, Message, refuse
from tui.store.settings import Settings

DARK: Final = "textual-dark"
LIGHT: Final = "textual-light"
SIXTEEN: Final = "ansi-dark"
"""A theme of the terminal's own sixteen colors. Set later than at import it is black on black."""


PLAIN: Final = ("plan", "replan", "check", "score", "print", "backup", "restore", "doctor")
"""The commands that draw no screen."""


class Stream(Protocol):
    def isatty(self) -> bool: ...


def expect_usable(stdin: Stream, stdout: Stream, environ: Mapping[str, str]) -> None:
    """Raises Refusal where a screen cannot be drawn, with the commands that work there."""
    if not (stdin.isatty() and stdout.isatty()):
        raise refuse(
            "no-terminal",
            N_(
                "The program needs a terminal to draw on. These commands do without one: "
                "{commands} (see speed-dating --help)."
            ),
            commands=PLAIN,
        )
    if environ.get("TERM", "") in ("", "dumb", "unknown"):
        raise refuse(
            "dumb-terminal",
            N_(
                "This terminal (TERM={term}) cannot draw screens. These commands do without: "
                "{commands} (see speed-dating --help)."
            ),
            term=environ.get("TERM", ""),
            commands=PLAIN,
        )


def settle(environ: MutableMapping[str, str], settings: Settings) -> None:
    """Tells Textual, through the environment, about colors and animation."""
    theme = theme_of(environ, settings)
    environ["TEXTUAL_THEME"] = theme
    environ["TEXTUAL_ANIMATIONS"] = "none"
    if settings.theme == "none":
        environ["NO_COLOR"] = "1"
    elif settings.theme:
        environ.pop("NO_COLOR", None)


def theme_of(environ: Mapping[str, str], settings: Settings) -> str:
    """Without color it is the theme of sixteen, whose filter keeps the contrast."""
    match settings.theme:
        case "dark":
            return DARK
        case "light":
            return LIGHT
        case "16" | "none":
            return SIXTEEN
    if "NO_COLOR" in environ:
        return SIXTEEN
    return DARK if _many_colors(environ) else SIXTEEN


def remote(environ: Mapping[str, str]) -> bool:
    return bool(environ.get("SSH_CONNECTION"))


def mouse(environ: Mapping[str, str], settings: Settings) -> bool:
    """Never over SSH: after a line was lost, bytes of a mouse come to whoever listens next."""
    return settings.mouse and not remote(environ)


def notes(environ: Mapping[str, str], settings: Settings) -> tuple[Message, ...]:
    """What is worth saying about this terminal when the program opens."""
    if remote(environ) and not settings.theme and theme_of(environ, settings) == DARK:
        return (
            Message("slow-line", N_("Is this line slow? 16 colors draw faster: Settings (F2).")),
        )
    return ()


def _many_colors(environ: Mapping[str, str]) -> bool:
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return True
    term = environ.get("TERM", "")
    return any(part in term for part in ("256", "direct", "kitty", "alacritty", "ghostty"))

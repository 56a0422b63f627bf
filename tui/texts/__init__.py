"""Sentences and numbers in the reader's language; English is written in the code itself."""

from __future__ import annotations

import gettext
import math
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from string import Formatter
from typing import Any, Final

from planner.messages import Message
from tui.safe import safe

LANGUAGES: Final = ("en", "fr")
DOMAIN: Final = "speed-dating"
FOLDER: Final = Path(__file__).parent

_catalog: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_spoken: ContextVar[tuple[str, gettext.NullTranslations] | None] = ContextVar(
    "spoken", default=None
)
"""What this thread or task speaks instead, for a while."""


def preferred(environ: Mapping[str, str]) -> str:
    """The language the locale asks for, English if it is none of ours."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environ.get(variable):
            language = locale[:2].lower()
            return language if language in LANGUAGES else "en"
    return "en"


def use(language: str) -> None:
    """From now on texts are in `language`, those of the standard library's argparse too."""
    global _catalog, _language
    _language = language
    _catalog = gettext.translation(DOMAIN, FOLDER, [language], fallback=True)
    # argparse asks the default domain in the languages of the environment
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """What is said inside is in `language`, for readers other than who uses the program; the rest
    of the program goes on as it was. Empty for the language in use."""
    name = language if language in LANGUAGES else _language
    token = _spoken.set((name, gettext.translation(DOMAIN, FOLDER, [name], fallback=True)))
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> str:
    spoken = _spoken.get()
    return _language if spoken is None else spoken[0]


def _(text: str) -> str:
    """`text` in the language in use."""
    spoken = _spoken.get()
    return (_catalog if spoken is None else spoken[1]).gettext(text)


def say(template: str, /, **params: Any) -> str:
    """`template` in the language in use, filled: numbers as its readers write them, text safe."""
    return _SENTENCES.vformat(_(template), (), params)


def translate(message: Message) -> str:
    return say(message.template, **message.params)


def number(value: float, decimals: int = 0) -> str:
    """1,600 and 97.3 in English; 1 600 and 97,3 in French."""
    text = f"{value:,.{decimals}f}"
    if language() == "fr":
        return text.translate({ord(","): "\u00a0", ord("."): ","})
    return text


def counted(count: int, one: str, several: str) -> str:
    """`one` or `several`, marked sentences, with the number: 1 table, 20 tables."""
    return say(one if count == 1 else several, count=count)


def percent(share: float, decimals: int = 1) -> str:
    """A share of 1 as a percentage: 97.3%, in French 97,3 %.

    Rounded down, so that only all reads 100%, and the same everywhere.
    """
    scale = 10**decimals
    shown = math.floor(round(100 * share * scale, 6)) / scale
    return _("{number}%").format(number=number(shown, decimals))


class _Sentences(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Message):
            return translate(value)
        if isinstance(value, (tuple, list)):
            return ", ".join(self.format_field(part, format_spec) for part in value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return _localized(value, format_spec)
        return format(safe(value), format_spec)


def _localized(value: float, format_spec: str) -> str:
    """`format_spec` is empty or one of `.1f`, `.1%` and their like."""
    if not format_spec:
        return number(value, 0 if isinstance(value, int) else 1)
    show = percent if format_spec.endswith("%") else number
    return show(value, int(format_spec[1:-1]))


_SENTENCES: Final = _Sentences()

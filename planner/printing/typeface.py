"""The typefaces that are embedded, what they can draw, and how wide it is."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

from planner.exchange.cells import printable
from planner.printing.scripts import is_right_to_left, joined, visual

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "SpeedDating-Regular"
BOLD: Final = "SpeedDating-Bold"
_FILES: Final = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}

_UNKNOWN: Final = "\ufffd"
_SIMPLIFIED: Final = "STSong-Light"
_JAPANESE: Final = "HeiseiKakuGo-W5"
_KOREAN: Final = "HYGothic-Medium"
"""Not embedded, for they take many megabytes: readers of PDF have such fonts, or offer them."""

Run = tuple[str, str]
"""A font and what it draws."""


@lru_cache(maxsize=1 << 15)
def drawable(text: str) -> str:
    """`text` without what cannot be drawn, in reading order; `drawable(drawable(t))` is the same.

    Control characters become spaces. Letters of unknown scripts become U+FFFD; pictures and
    invisible characters go.
    """
    clean = unicodedata.normalize("NFC", printable(text))
    if is_right_to_left(clean):
        clean = joined(clean)
    drawn = " ".join(filter(None, "".join(map(_drawable_character, clean)).split(" ")))
    return drawn or (_UNKNOWN if clean.strip() else "")


def runs(text: str, *, bold: bool = False) -> list[Run]:
    """`text`, which is drawable, from left to right and split by font."""
    own = BOLD if bold else REGULAR
    embedded = _embedded()
    if embedded.issuperset(text):
        return [(own, visual(text))]
    asian = _asian_font(text)
    split: list[Run] = []
    for character in visual(text):
        font = own if character in embedded else asian
        if split and split[-1][0] == font:
            split[-1] = font, split[-1][1] + character
        else:
            split.append((font, character))
    return split


@lru_cache(maxsize=1 << 15)
def width(text: str, *, bold: bool = False) -> float:
    """Of `text`, which is drawable, as a multiple of the font size."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return sum(stringWidth(part, font, 1.0) for font, part in runs(text, bold=bold))


@cache
def _font(name: str) -> TTFont:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    with as_file(files("planner.printing") / "fonts" / _FILES[name]) as path:
        font = TTFont(name, str(path))
    registerFont(font)
    return font


@cache
def _embedded() -> frozenset[str]:
    """The characters that both weights have; registers them with reportlab."""
    return frozenset(map(chr, _font(REGULAR).face.charToGlyph)) & frozenset(
        map(chr, _font(BOLD).face.charToGlyph)
    )


def _asian_font(text: str) -> str:
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont

    name = _SIMPLIFIED
    if any("\u3040" <= c <= "\u30ff" for c in text):
        name = _JAPANESE
    elif any("\uac00" <= c <= "\ud7a3" for c in text):
        name = _KOREAN
    if name not in getRegisteredFontNames():
        registerFont(UnicodeCIDFont(name))
    return name


def _drawable_character(character: str) -> str:
    if character in _embedded() and unicodedata.category(character) != "Cf":
        return character
    if _is_asian(character):
        return character
    simpler = unicodedata.normalize("NFKC", character)
    if simpler != character and _embedded().issuperset(simpler):
        return simpler
    category = unicodedata.category(character)
    if category.startswith("Z"):
        return " "
    return _UNKNOWN if category[0] in "LNP" else ""


def _is_asian(character: str) -> bool:
    return (
        "\u3001" <= character <= "\u303f"
        or "\u3041" <= character <= "\u30ff"
        or "\u4e00" <= character <= "\u9fa5"
        or "\uac00" <= character <= "\ud7a3"
    )

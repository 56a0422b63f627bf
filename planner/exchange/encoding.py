"""Bytes to text: strict rules as far as they go, then a choice that is said aloud."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from planner.messages import N_, Message, refuse

_SAMPLE: Final = 200_000
"""Bytes that are looked at where a choice has to be made."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN: Final = ("cp1252", "mac-roman", "iso8859-15", "cp850", "latin-1")
"""One-byte encodings of western Europe; of two that read the same text, the earlier is named."""
_NOT_FOR_FILES: Final = frozenset(
    ("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined")
)

_COMMON: Final = frozenset("éèêëàâçîïôûùüœæÉÈÊÀÂÇÎÔÛŒ")
_EUROPEAN: Final = frozenset("áãåäìíñòóõöøúýÿßŠšŽžŸÁÃÅÄÆËÌÍÏÑÒÓÕÖØÙÚÜÝ")
_PUNCTUATION: Final = frozenset("\u00a0’‘“”«»–—…€°º")
_HIGH_RUN: Final = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")


def decode(data: bytes, encoding: str | None = None) -> tuple[str, tuple[Message, ...]]:
    """The text of a file and what was guessed. Without `encoding`, in this order: a byte-order
    mark, the zero bytes of UTF-16, valid UTF-8, the most plausible western one-byte encoding, and
    what charset-normalizer finds. A letter that is damaged then reads as U+FFFD. Raises `Refusal`
    for bytes that are no text, or not in the `encoding` asked for.
    """
    if encoding is not None:
        return _decode_as(data, encoding), ()
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lenient(data, name), ()
    if wide := _wide_encoding(data):
        return _lenient(data, wide), (_guessed(wide),)
    if _is_binary(data[:_SAMPLE].decode("latin-1")):
        raise refuse("not-text", N_(
            "This is neither text nor a workbook; save a list as .xlsx or CSV, a plan as CSV or"
            " JSON."
        ))  # fmt: skip
    try:
        return data.decode(), ()
    except UnicodeDecodeError:
        name = _one_byte_encoding(data)
    return _lenient(data, name), (_guessed(name),)


def _lenient(data: bytes, encoding: str) -> str:
    return data.decode(encoding, errors="replace").removeprefix("\ufeff")


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name.replace("_", "-")
        if name in _NOT_FOR_FILES:
            raise LookupError
        return data.decode(encoding).removeprefix("\ufeff")
    except (LookupError, ValueError) as error:
        if isinstance(error, UnicodeError):
            raise refuse("not-in-encoding", N_(
                "The file is not {encoding} text, or it is damaged; --encoding names another"
                " encoding."
            ), encoding=encoding) from None  # fmt: skip
        raise refuse("unknown-encoding", N_(
            "There is no encoding “{encoding}”; --encoding takes utf-8, utf-16, cp1252, latin-1,"
            " mac-roman and the like."
        ), encoding=encoding) from None  # fmt: skip


def _guessed(encoding: str) -> Message:
    return Message(
        "encoding-guessed",
        N_("Read as {encoding}; if accents look wrong, --encoding names another."),
        {"encoding": encoding},
    )


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: delimiters and line ends leave zeros in every other byte."""
    sample = data[: _SAMPLE // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or not max(even, odd):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) * 40 < len(sample) or max(even, odd) < 10 * min(even, odd):
        return None
    return None if _is_binary(sample.decode(name, errors="replace")) else name


def _is_binary(sample: str) -> bool:
    controls = sum(sample.count(chr(code)) for code in range(32) if code not in b"\t\n\v\f\r\x1b")
    return controls * 50 > len(sample)


def _one_byte_encoding(data: bytes) -> str:
    """The name of the most plausible encoding of bytes that are not UTF-8."""
    words = [match.group() for match in _HIGH_RUN.finditer(data[:_SAMPLE])]
    if not words:  # a long plain beginning
        words = [match.group() for match in _HIGH_RUN.finditer(data)][:10_000]
    if _is_damaged_utf8(data):
        return "utf-8"
    scores = {name: _plausibility(words, name) for name in _WESTERN}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > 0:
        return best
    return _found_by_normalizer(data) or best


def _is_damaged_utf8(data: bytes) -> bool:
    """A few broken bytes, or a cut end, in what is UTF-8 for the rest."""
    text = data[:_SAMPLE].decode(errors="replace")
    broken = text.count("\ufffd")
    return sum(c > "\x7f" for c in text) - broken > 2 * broken


def _plausibility(words: list[bytes], encoding: str) -> float:
    """Mean plausibility of the words in an encoding: about 2 for French, below 0 for noise."""
    total = count = 0
    for word in words:
        for score in _letter_scores(word.decode(encoding, errors="replace")):
            total += score
            count += 1
    return total / count if count else 0.0


def _letter_scores(word: str) -> Iterator[int]:
    padded = f"  {word} "
    for earlier, before, letter, after in zip(
        padded, padded[1:], padded[2:], padded[3:], strict=False
    ):
        if letter < "\x80":
            continue
        score = 3 if letter in _COMMON else 1 if letter in _EUROPEAN else -3
        if letter in _PUNCTUATION:
            score = -1 if before.isalpha() and after.isalpha() and letter != "’" else 1
        elif letter.isupper() and before.islower():
            score -= 4  # "RenÈ": a capital inside a word
        elif letter.islower() and before.isupper() and after.isupper():
            score -= 3  # "EUGéNE"
        if earlier > "\x7f" < before and before.isalpha() and letter.isalpha():
            score -= 6  # three accented letters in a row: another alphabet
        yield score


def _found_by_normalizer(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    try:
        data.decode(best.encoding)
    except (LookupError, UnicodeError):
        return None
    return best.encoding
